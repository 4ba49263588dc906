import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const { DateTime } = luxon;

export const COLORS = { green: "success", yellow: "warning", red: "danger" };

/** A word for each colour, for those who do not see colours. */
export function lightWord(light) {
    return { green: _t("In time"), yellow: _t("Due soon"), red: _t("Overdue") }[light] || "";
}

/** A coloured dot with its word and how long there is left, the sum behind it as tooltip. */
export class FlowLight extends Component {
    static template = "jn_flow.FlowLight";
    static props = { ...standardFieldProps };

    get light() {
        return this.props.record.data[this.props.name];
    }

    get color() {
        return COLORS[this.light];
    }

    get word() {
        return lightWord(this.light);
    }

    get remaining() {
        // by the server's clock, which a rehearsal moves
        const now = DateTime.now();
        return now.plus({ seconds: this.props.record.data.due_in }).toRelative({ base: now });
    }

    get tooltip() {
        return this.props.record.data.deadline_text || this.word;
    }
}

export const flowLight = {
    component: FlowLight,
    displayName: _t("Light of a deadline"),
    supportedTypes: ["selection"],
    fieldDependencies: [
        { name: "due_in", type: "integer" },
        { name: "deadline_text", type: "char" },
    ],
};

registry.category("fields").add("jn_flow_light", flowLight);
