import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** A citizen's pictures in a row; one opens in full in a tab of its own. */
export class JnPictures extends Component {
    static template = "jn_revisit.Pictures";
    static props = { ...standardFieldProps };

    get pictures() {
        const ids = this.props.record.data[this.props.name].currentIds;
        return ids.map((id, place) => ({ id, name: _t("Picture %s of the citizen", place + 1) }));
    }
}

export const jnPictures = {
    component: JnPictures,
    displayName: _t("Pictures"),
    supportedTypes: ["one2many", "many2many"],
};

registry.category("fields").add("jn_pictures", jnPictures);
