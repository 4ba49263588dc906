import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { formatFloat, formatPercentage } from "@web/views/fields/formatters";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** A score sheet for the eye: units by rank, official and active figures side by side, each open to its cases. */
export class ScoreTable extends Component {
    static template = "jn_assessment.ScoreTable";
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    get table() {
        return this.props.record.data[this.props.name] || { columns: [], groups: [] };
    }

    /** The two sides of a cell, official first. */
    get sides() {
        return [
            { prefix: "", name: _t("Official") },
            { prefix: "active_", name: _t("Active answers") },
        ];
    }

    /** Empty stays empty: 0 is a figure, no figure is none. */
    score(value) {
        return value === false ? "" : formatFloat(value, { digits: [16, 2] });
    }

    rate(value) {
        return value === false ? "" : formatPercentage(value, { digits: [16, 2] });
    }

    /** Green at the standard or at nine tenths of the points, red where points are lost. */
    tone(column, rate) {
        if (rate === false || column.is_part) {
            return "text-body";
        }
        const goal = column.standard || 0.9;
        return rate >= goal ? "text-success" : "text-danger";
    }

    interval(cell) {
        return cell.low === false ? "" : `${this.rate(cell.low)} – ${this.rate(cell.high)}`;
    }

    async open(cell, part) {
        this.action.doAction(await this.orm.call("jn.sheet.line", `action_open_${part}`, [[cell.id]]));
    }
}

registry.category("fields").add("jn_score_table", {
    component: ScoreTable,
    supportedTypes: ["json"],
});
