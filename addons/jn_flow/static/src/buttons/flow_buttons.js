import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Component, useState } from "@odoo/owl";
import { ReasonDialog } from "./reason_dialog";

/** The steps that this person may take now, as buttons; what a step needs is asked for first. */
export class FlowButtons extends Component {
    static template = "jn_flow.FlowButtons";
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.orm = useService("orm");
        this.state = useState({ busy: false });
    }

    get record() {
        return this.props.record;
    }

    get buttons() {
        return this.record.data[this.props.name] || [];
    }

    async press(button) {
        if (this.record.isInEdition && !(await this.record.save())) {
            return;
        }
        if (button.form) {
            await this.openForm(button);
        } else if (button.note) {
            this.dialog.add(ReasonDialog, {
                title: button.name,
                confirm: (note) => this.fire(button, note),
            });
        } else {
            await this.fire(button, false);
        }
    }

    openForm(button) {
        const { resId, resModel } = this.record;
        return this.action.doAction(button.form, {
            additionalContext: {
                active_id: resId,
                active_ids: [resId],
                active_model: resModel,
                default_event: button.event,
            },
            onClose: () => this.record.load(),
        });
    }

    async fire(button, note) {
        if (this.state.busy) {
            return;
        }
        this.state.busy = true;
        try {
            const { resId, resModel } = this.record;
            await this.orm.call(resModel, "action_flow_press", [[resId], button.event, note]);
        } finally {
            this.state.busy = false;
            await this.record.load();
        }
    }
}

export const flowButtons = {
    component: FlowButtons,
    displayName: _t("Process steps"),
    supportedTypes: ["json"],
};

registry.category("fields").add("jn_flow_buttons", flowButtons);
