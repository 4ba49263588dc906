import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { formatFloat, formatPercentage } from "@web/views/fields/formatters";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const DIGITS = { digits: [16, 2] };

/**
 * A score sheet for the eye: units by rank, official and active figures side by side, each open to its cases and to
 * how it was reckoned. Rows on a desk, cards on a phone.
 */
export class ScoreTable extends Component {
    static template = "jn_assessment.ScoreTable";
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.ui = useService("ui");
        this.state = useState({ wanted: "", mine: false, open: {} });
    }

    get table() {
        return this.props.record.data[this.props.name] || { columns: [], groups: [] };
    }

    /** The groups with the rows that the reader asks for; empty groups are left out. */
    get groups() {
        const wanted = this.state.wanted.trim().toLowerCase();
        const fits = (row) => (!this.state.mine || row.mine) && row.unit.toLowerCase().includes(wanted);
        return this.table.groups
            .map((group) => ({ ...group, rows: group.rows.filter(fits) }))
            .filter((group) => group.rows.length);
    }

    get hasMine() {
        return this.table.groups.some((group) => group.rows.some((row) => row.mine));
    }

    /** Empty stays empty: 0 is a figure, no figure is none. */
    score(value) {
        return value === false || value === null ? "–" : formatFloat(value, DIGITS);
    }

    rate(value) {
        return value === false || value === null ? "" : formatPercentage(value, DIGITS);
    }

    /** Green at the standard or at nine tenths of the points, red where points are lost. */
    tone(column, rate) {
        if (rate === false || column.is_part) {
            return "text-body";
        }
        return rate >= (column.standard || 0.9) ? "text-success" : "text-danger";
    }

    interval(cell) {
        return cell.low === false ? "" : `${this.rate(cell.low)} – ${this.rate(cell.high)}`;
    }

    /** What the sources announced and what of it arrived. */
    coverage(total) {
        if (!total.announced && this.table.is_mean) {
            return ""; // a year tells what its quarters told; of older ones that was not kept
        }
        if (!total.announced) {
            return _t("Coverage: the sources announced nothing");
        }
        const share = this.rate(total.arrived / total.announced);
        return _t("Coverage: %(arrived)s of %(announced)s announced cases arrived (%(share)s)", {
            arrived: total.arrived,
            announced: total.announced,
            share,
        });
    }

    /** What a column's figures are measured by. */
    goal(column) {
        if (column.points) {
            return _t("%s points", column.points);
        }
        return column.standard ? _t("standard %s", this.rate(column.standard)) : _t("part");
    }

    corrected(row) {
        const { score, rank } = row.corrected;
        return _t("Corrected: %(score)s, place %(rank)s", { score: this.score(score), rank: rank || "–" });
    }

    extra(extra) {
        return extra.kind === "rate" ? this.rate(extra.value) : String(extra.value);
    }

    /** How many places a unit has gained since the period before; none without a rank in both. */
    gained(row) {
        return row.before && row.before.rank && row.total.rank ? row.before.rank - row.total.rank : false;
    }

    scoreChange(row) {
        if (!row.before || row.before.score === null || row.total.score === false) {
            return "";
        }
        const change = row.total.score - row.before.score;
        return (change < 0 ? "−" : "+") + formatFloat(Math.abs(change), DIGITS);
    }

    /** "If silence did not count you would stand at …" */
    silence(row) {
        const { rank, active_rank: other, active_score: score } = row.total;
        if (!rank || !other) {
            return "";
        }
        const words = { rank: other, score: this.score(score) };
        return rank === other
            ? _t("If silence did not count: still place %(rank)s, with %(score)s points", words)
            : _t("If silence did not count: place %(rank)s, with %(score)s points", words);
    }

    toggle(row) {
        this.state.open[row.total.id] = !this.state.open[row.total.id];
    }

    async open(cell, what, ...words) {
        this.action.doAction(await this.orm.call("jn.sheet.line", `action_open_${what}`, [[cell.id], ...words]));
    }
}

registry.category("fields").add("jn_score_table", {
    component: ScoreTable,
    supportedTypes: ["json"],
});
