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
        const due = this.props.record.data.next_due_at;
        return due ? due.toRelative({ base: DateTime.now() }) : "";
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
        { name: "next_due_at", type: "datetime" },
        { name: "deadline_text", type: "char" },
    ],
};

registry.category("fields").add("jn_flow_light", flowLight);
