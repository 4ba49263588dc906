import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { formatPercentage } from "@web/views/fields/formatters";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { PeriodChoice } from "../period/period_choice";

/** Bad answers by one dimension, the most frequent first, with the few that make most of them. It only reads. */
export class Pareto extends Component {
    static template = "jn_analysis.Pareto";
    static components = { Layout, PeriodChoice };
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.state = useState({ page: null, dimension: "matter_id", period: "this_quarter" });
        onWillStart(() => this.load());
    }

    get page() {
        return this.state.page;
    }

    async load() {
        const { dimension, period } = this.state;
        this.state.page = await this.orm.call("jn.analysis.pareto", "page", [], { dimension, period });
    }

    chooseDimension(ev) {
        this.state.dimension = ev.target.value;
        return this.load();
    }

    choosePeriod(period) {
        this.state.period = period;
        return this.load();
    }

    percent(share) {
        return formatPercentage(share, { digits: [16, 1] });
    }

    get headline() {
        const { vital, kinds, vital_share: share, total } = this.page;
        return _t("%(vital)s of %(kinds)s make %(share)s of %(total)s bad answers", { vital, kinds, share: this.percent(share), total });
    }

    get beforeWords() {
        const { before_total: number, before_words: period } = this.page;
        return _t("In the period before (%(period)s): %(number)s", { period, number });
    }

    get unknownWords() {
        return _t("%(number)s more without any entry here", { number: this.page.unknown });
    }

    get restWords() {
        const { kinds, number } = this.page.rest;
        return _t("%(kinds)s more with %(number)s bad answers together", { kinds, number });
    }

    width(row) {
        return `width: ${(100 * row.number) / this.page.rows[0].number}%`;
    }

    /** How a row moved against the period before. */
    moved(row) {
        const by = row.number - row.before;
        return by > 0 ? `▲ ${by}` : by < 0 ? `▼ ${-by}` : "=";
    }

    tone(row) {
        return row.number > row.before ? "text-danger" : row.number < row.before ? "text-success" : "text-muted";
    }

    /** Whether the vital few end with this row. */
    isLine(row, place) {
        return row.vital && !this.page.rows[place + 1]?.vital;
    }

    get lineWords() {
        return _t("Down to here: %(percent)s% of all", { percent: this.page.percent });
    }

    async openRow(row) {
        const args = [this.state.dimension, row.id, this.page.period];
        return this.action.doAction(await this.orm.call("jn.analysis.pareto", "rows_window", args));
    }

    async suggest(row) {
        const args = [this.state.dimension, row.id, this.page.period];
        return this.action.doAction(await this.orm.call("jn.analysis.pareto", "suggest", args));
    }

    async report() {
        return this.action.doAction(await this.orm.call("jn.analysis.report", "make", [this.page.period]));
    }

    compare() {
        return this.action.doAction(this.page.window);
    }

    print() {
        window.print();
    }
}

registry.category("actions").add("jn_analysis_pareto", Pareto);
