import { Component, onWillStart, useState } from "@odoo/owl";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const COLORS = { green: "success", yellow: "warning", red: "danger" };
const ICONS = { green: "fa-check-circle", yellow: "fa-exclamation-triangle", red: "fa-times-circle" };

/** One page that says whether all is well: a verdict per check, what to do, and a way to the very records. */
export class HealthPage extends Component {
    static template = "jn_org.HealthPage";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.state = useState({ page: { colour: "green", at: false, rows: [] }, busy: false });
        onWillStart(() => this.load());
    }

    async load() {
        this.state.busy = true;
        try {
            this.state.page = await this.orm.call("jn.health", "page", []);
        } finally {
            this.state.busy = false;
        }
    }

    get now() {
        return deserializeDateTime(this.state.page.at);
    }

    get verdict() {
        return {
            green: _t("All is well"),
            yellow: _t("Something wants attention"),
            red: _t("Something must be done"),
        }[this.state.page.colour];
    }

    color(row) {
        return COLORS[row.colour];
    }

    icon(row) {
        return ICONS[row.colour];
    }

    /** A word for each colour, for those who do not see colours. */
    word(row) {
        return { green: _t("Well"), yellow: _t("Attention"), red: _t("Act") }[row.colour];
    }

    since(row) {
        return deserializeDateTime(row.oldest).toRelative({ base: this.now });
    }

    open(row) {
        return this.action.doAction(row.action);
    }
}

registry.category("actions").add("jn_health", HealthPage);
