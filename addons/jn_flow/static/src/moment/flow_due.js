import { Component } from "@odoo/owl";
import { toLocaleDateTimeString } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** A moment in the user's language and zone, without seconds. */
export function formatMoment(moment) {
    return toLocaleDateTimeString(moment, { showSeconds: false });
}

/** The end of a time limit: a whole day ends at 24:00 of that day, as the regulation says, not at 00:00 of the next. */
export function formatDue(moment) {
    if (moment.hour || moment.minute || moment.second) {
        return formatMoment(moment);
    }
    const day = toLocaleDateTimeString(moment.minus({ days: 1 }), { showTime: false });
    return `${day} 24:00`;
}

export class FlowDue extends Component {
    static template = "jn_flow.FlowDue";
    static props = { ...standardFieldProps };

    get text() {
        const moment = this.props.record.data[this.props.name];
        return moment ? formatDue(moment) : "";
    }
}

export const flowDue = {
    component: FlowDue,
    displayName: _t("End of a time limit"),
    supportedTypes: ["datetime"],
};

registry.category("fields").add("jn_due", flowDue);
