import { Component } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { registry } from "@web/core/registry";

/** Shows a key once; it is in no form, so nothing on the way can store it. */
export class KeyDialog extends Component {
    static template = "jn_intake.KeyDialog";
    static components = { Dialog };
    static props = { close: Function, title: String, login: String, sentKey: String };
}

registry.category("actions").add("jn_intake_key", (env, action) => {
    const { title, login, key } = action.params;
    env.services.dialog.add(KeyDialog, { title, login, sentKey: key });
});
