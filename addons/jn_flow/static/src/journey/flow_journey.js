import { Component } from "@odoo/owl";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { COLORS, lightWord } from "../light/flow_light";
import { formatDue, formatMoment } from "../moment/flow_due";

/** A vertical timeline of a record's way: who, when, by which rule, and what comes next. */
export class FlowJourney extends Component {
    static template = "jn_flow.FlowJourney";
    static props = { ...standardFieldProps };

    get journey() {
        return this.props.record.data[this.props.name] || { passages: [], deadlines: [], next: [] };
    }

    get open() {
        return this.journey.deadlines.filter((deadline) => !deadline.ended);
    }

    get ended() {
        return this.journey.deadlines.filter((deadline) => deadline.ended);
    }

    badge(state) {
        return { met: "text-bg-success", missed: "text-bg-danger", paused: "text-bg-info" }[state] || "text-bg-secondary";
    }

    when(moment) {
        return formatMoment(deserializeDateTime(moment));
    }

    until(moment) {
        return formatDue(deserializeDateTime(moment));
    }

    list(words) {
        return words.join(" · ");
    }

    color(light) {
        return COLORS[light];
    }

    word(light) {
        return lightWord(light);
    }
}

export const flowJourney = {
    component: FlowJourney,
    displayName: _t("Way through the process"),
    supportedTypes: ["json"],
};

registry.category("fields").add("jn_flow_journey", flowJourney);
