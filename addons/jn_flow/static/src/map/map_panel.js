import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { hoursWord } from "./map_boxes";

/** What a stage of the map is, what stands in it, and where that opens. */
export class MapPanel extends Component {
    static template = "jn_flow.MapPanel";
    static props = {
        node: Object,
        canOpen: Boolean,
        close: Function,
        openForm: Function,
        openRecords: Function,
    };

    /** What the button opens, with how much that is. */
    word(light) {
        const { open, red, yellow } = this.props.node;
        return {
            null: _t("Open all that stand here: %(count)s", { count: open }),
            red: _t("Open the overdue ones: %(count)s", { count: red }),
            yellow: _t("Open those due soon: %(count)s", { count: yellow }),
        }[light];
    }

    get median() {
        const { median_hours, ended } = this.props.node;
        return _t("%(time)s (of %(count)s stays)", { time: hoursWord(median_hours), count: ended });
    }

    list(words) {
        return words.join(" · ");
    }
}
