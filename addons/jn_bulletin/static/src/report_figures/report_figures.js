import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { formatFloat, formatPercentage } from "@web/views/fields/formatters";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const DIGITS = { digits: [16, 2] };
const MOST = 5;

/** The figures of a quarterly report beside those of the quarter before; each opens the records that it counts. */
export class ReportFigures extends Component {
    static template = "jn_bulletin.ReportFigures";
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    get figures() {
        return this.props.record.data[this.props.name];
    }

    get total() {
        return this.figures.now[""] || {};
    }

    get before() {
        return this.figures.before[""] || {};
    }

    get standing() {
        return _t("place %(rank)s of %(ranked)s", { rank: this.total.rank || "–", ranked: this.figures.ranked });
    }

    get earlier() {
        const { score, rank } = this.before;
        return _t("Quarter before: %(score)s, place %(rank)s", { score: this.score(score), rank: rank || "–" });
    }

    get active() {
        const { active_score: score, active_rank: rank } = this.total;
        return _t("Only active answers: %(score)s, place %(rank)s", { score: this.score(score), rank: rank || "–" });
    }

    get rows() {
        const { now, before, indicators } = this.figures;
        return indicators.map((one) => ({ ...one, now: now[one.code] || {}, before: before[one.code] || {} }));
    }

    get lists() {
        const { windows, reasons, matters, causes } = this.figures.lists;
        return { windows, reasons, matters, causes };
    }

    top(rows) {
        return (rows || []).slice(0, MOST);
    }

    /** How long a bar is: the share of the most frequent. */
    length(rows, row) {
        return `${Math.round((100 * row.number) / Math.max(...rows.map((one) => one.number)))}%`;
    }

    isNumber(value) {
        return typeof value === "number";
    }

    score(value) {
        return this.isNumber(value) ? formatFloat(value, DIGITS) : "–";
    }

    rate(value) {
        return this.isNumber(value) ? formatPercentage(value, DIGITS) : "0/0";
    }

    width(row, value) {
        return this.isNumber(value) && row.weight ? `${Math.max(0, Math.min(100, (100 * value) / row.weight))}%` : "0";
    }

    /** A change with its sign; nothing without a figure on both sides. */
    change(now, before) {
        if (!this.isNumber(now) || !this.isNumber(before)) {
            return "";
        }
        const change = now - before;
        return (change < 0 ? "−" : "+") + formatFloat(Math.abs(change), DIGITS);
    }

    tone(now, before) {
        return this.isNumber(now) && this.isNumber(before) && now < before ? "text-danger" : "text-success";
    }

    async open(code, part) {
        const { resId } = this.props.record;
        this.action.doAction(await this.orm.call("jn.quarterly.report", "action_open_figure", [[resId], code, part]));
    }
}

registry.category("fields").add("jn_report_figures", {
    component: ReportFigures,
    supportedTypes: ["json"],
});
