import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { useAutofocus } from "@web/core/utils/hooks";

/** Asks why; a step that needs a reason is not taken without one. */
export class ReasonDialog extends Component {
    static template = "jn_flow.ReasonDialog";
    static components = { Dialog };
    static props = { close: Function, confirm: Function, title: String };

    setup() {
        this.state = useState({ note: "" });
        useAutofocus({ refName: "note" });
    }

    get isEmpty() {
        return !this.state.note.trim();
    }

    async confirm() {
        if (!this.isEmpty) {
            this.props.close();
            await this.props.confirm(this.state.note.trim());
        }
    }
}
