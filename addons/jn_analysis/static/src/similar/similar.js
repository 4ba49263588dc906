import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { PeriodChoice } from "../period/period_choice";

/** Complaints that say the same in other words, the largest group first. It only reads. */
export class Similar extends Component {
    static template = "jn_analysis.Similar";
    static components = { Layout, PeriodChoice };
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.state = useState({ page: null, busy: false });
        onWillStart(() => this.load(null));
    }

    get page() {
        return this.state.page;
    }

    async load(period) {
        this.state.busy = true;
        try {
            this.state.page = await this.orm.call("jn.similar", "page", [], { period });
        } finally {
            this.state.busy = false;
        }
    }

    get headline() {
        const { groups, compared, rest, alone } = this.page;
        return _t("%(groups)s groups in %(compared)s complaints with words; %(alone)s stand alone", {
            groups: groups.length + rest, compared, alone,
        });
    }

    get emptyWords() {
        return _t("No %(least)s complaints of this period say nearly the same. Choose a longer period.", { least: this.page.least });
    }

    get cutWords() {
        return _t("Only the newest %(compared)s have been compared. Choose a shorter period to see all.", { compared: this.page.compared });
    }

    get restWords() {
        return _t("%(rest)s smaller groups are not shown.", { rest: this.page.rest });
    }

    sizeWords(group) {
        return _t("%(size)s complaints", { size: group.size });
    }

    named(rows) {
        return rows.map(({ name, number }) => `${name} (${number})`).join(" · ");
    }

    suggest(group) {
        return this.action.doAction(group.suggestion);
    }

    read(group) {
        return this.action.doAction(group.window);
    }
}

registry.category("actions").add("jn_similar", Similar);
