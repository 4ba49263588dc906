import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { Layout } from "@web/search/layout";

/** Where units differ from the city: rules as rows, the units that differ as columns (Art. 2). */
export class Matrix extends Component {
    static template = "jn_pack.Matrix";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.display = { controlPanel: {} };
        this.state = useState({ units: [], topics: [], unit: "", search: "", why: false });
        onWillStart(async () => Object.assign(this.state, await this.orm.call("jn.pack", "matrix", [])));
    }

    get placeholder() {
        return _t("Search the rules");
    }

    get units() {
        return this.state.units.filter((unit) => !this.state.unit || unit.id === Number(this.state.unit));
    }

    /** Rows that match the words and in which a shown unit differs. */
    get topics() {
        const words = this.state.search.trim().toLowerCase();
        const fits = (row) =>
            this.units.some((unit) => row.cells[unit.id]) && `${row.name} ${row.code}`.toLowerCase().includes(words);
        return this.state.topics
            .map((topic) => ({ name: topic.name, rows: topic.rows.filter(fits) }))
            .filter((topic) => topic.rows.length);
    }

    open(target) {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: target.model,
            res_id: target.id,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("jn_pack.matrix", Matrix);
