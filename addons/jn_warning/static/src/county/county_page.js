import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { formatFloat, formatPercentage } from "@web/views/fields/formatters";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { PChart } from "../p_chart/p_chart";

const DIGITS = { digits: [16, 2] };
const TONES = { red: "text-danger", yellow: "text-warning" };

/** The county head's page: where the county stands today, what cost points, what is due. It only reads. */
export class CountyPage extends Component {
    static template = "jn_warning.CountyPage";
    static components = { Layout, PChart };
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.state = useState({ page: { counties: [] }, ready: false });
        onWillStart(() => this.load(null));
    }

    async load(county) {
        this.state.page = await this.orm.call("jn.county.page", "page", [], { county_id: county });
        this.state.ready = true;
    }

    get page() {
        return this.state.page;
    }

    choose(ev) {
        return this.load(Number(ev.target.value));
    }

    /** Empty stays empty: 0 is a figure, no figure is none. */
    score(value) {
        return value === false || value === null || value === undefined ? "–" : formatFloat(value, DIGITS);
    }

    rate(value) {
        return value === false || value === null || value === undefined ? "–" : formatPercentage(value, DIGITS);
    }

    fraction(line) {
        return line.denominator === null || line.denominator === undefined ? "" : `${line.numerator}/${line.denominator}`;
    }

    get rankWords() {
        const { rank, of } = this.page.total;
        return _t("Rank %(rank)s of %(of)s", { rank, of });
    }

    /** The same among people who really answered (decision A1). */
    get activeWords() {
        const { active_score: score, active_rank: rank } = this.page.total;
        const words = { score: this.score(score), rank: rank || "–" };
        return _t("Active answers only: %(score)s, rank %(rank)s", words);
    }

    get momentWords() {
        const { gone, days } = this.page.quarter;
        return _t("As of %(moment)s; day %(gone)s of %(days)s", { moment: this.page.as_of, gone, days });
    }

    get dueWords() {
        const { due, data_until: until } = this.page.report;
        return _t("Due on %(due)s, with data until %(until)s", { due, until });
    }

    allWords({ name, count }) {
        return _t("%(name)s: all %(count)s", { name, count });
    }

    stepWord(step) {
        return step.kind === "due" ? _t("Due") : _t("Reminder");
    }

    get countdown() {
        const left = this.page.report.days_left;
        if (left < 0) {
            return _t("Overdue for %(days)s days", { days: -left });
        }
        return left ? _t("%(days)s days left", { days: left }) : _t("Due today");
    }

    /** The colour of the report's own light: yellow and red begin when its time limit says so. */
    get countdownTone() {
        const { state } = this.page.report;
        return state.done ? "text-success" : TONES[state.light] || "text-body";
    }

    outlookTone(row) {
        if (row.rate === null) {
            return "text-body";
        }
        return row.rate < row.line ? "text-danger" : row.ahead && !row.ahead.safe ? "text-warning" : "text-success";
    }

    /** Where a share stands on a bar from 0 to 100 %. */
    width(share) {
        return `width: ${Math.max(0, Math.min(100, 100 * (share || 0)))}%`;
    }

    openRecord(model, id) {
        return this.action.doAction({ type: "ir.actions.act_window", res_model: model, res_id: id, views: [[false, "form"]] });
    }

    openWindow(window) {
        return this.action.doAction(window);
    }

    print() {
        window.print();
    }
}

registry.category("actions").add("jn_county_page", CountyPage);
