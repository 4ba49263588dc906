import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { formatFloat, formatPercentage } from "@web/views/fields/formatters";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const DIGITS = { digits: [16, 2] };

/** The rankings of a bulletin with the changes to the period before, and its red items. */
export class BulletinFigures extends Component {
    static template = "jn_bulletin.BulletinFigures";
    static props = { ...standardFieldProps };

    get figures() {
        return this.props.record.data[this.props.name];
    }

    compared(sheet) {
        return sheet.previous ? _t("Compared with %s.", sheet.previous) : _t("There is no published sheet of the period before.");
    }

    isNumber(value) {
        return typeof value === "number";
    }

    score(value) {
        return this.isNumber(value) ? formatFloat(value, DIGITS) : "–";
    }

    /** The share of announced cases that arrived; a dash where the sources announced nothing. */
    coverage(row) {
        return row.announced ? formatPercentage(row.arrived / row.announced, DIGITS) : "–";
    }

    change(row) {
        if (!this.isNumber(row.score) || !this.isNumber(row.before_score)) {
            return "";
        }
        const change = row.score - row.before_score;
        return (change < 0 ? "−" : "+") + formatFloat(Math.abs(change), DIGITS);
    }

    /** How many places a unit gained; nothing without a rank in both periods. */
    gained(row) {
        return row.rank && row.before_rank ? row.before_rank - row.rank : 0;
    }
}

registry.category("fields").add("jn_bulletin_figures", {
    component: BulletinFigures,
    supportedTypes: ["json"],
});
