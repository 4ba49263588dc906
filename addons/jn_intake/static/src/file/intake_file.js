import { Component, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const OK = 200;

/** Sends a file to its upload as it is, piece by piece, and shows how far it is: a large one never stands in memory. */
export class IntakeFile extends Component {
    static template = "jn_intake.File";
    static props = { ...standardFieldProps };

    setup() {
        this.notification = useService("notification");
        this.state = useState({ percent: null });
    }

    get name() {
        return this.props.record.data.size ? this.props.record.data.name : "";
    }

    async choose(ev) {
        const [file] = ev.target.files;
        if (!file || !(await this.props.record.save())) {
            return;
        }
        this.state.percent = 0;
        const error = await this.send(file);
        this.state.percent = null;
        ev.target.value = "";
        if (error) {
            this.notification.add(error, { type: "danger", sticky: true });
        }
        await this.props.record.load();
    }

    /** Resolves to false, or to the sentence that says why the file was not kept. */
    send(file) {
        const form = new FormData();
        form.append("csrf_token", odoo.csrf_token);
        form.append("file", file, file.name);
        const request = new browser.XMLHttpRequest();
        request.open("POST", `/jn/intake/${this.props.record.resId}/file`);
        request.upload.addEventListener("progress", (ev) => {
            this.state.percent = Math.floor((100 * ev.loaded) / ev.total);
        });
        return new Promise((resolve) => {
            const failed = () => resolve(_t("The file did not arrive. Is it too large, or was the line cut? Choose it again."));
            request.addEventListener("error", failed);
            request.addEventListener("load", () => (request.status === OK ? resolve(JSON.parse(request.response).error) : failed()));
            request.send(form);
        });
    }
}

registry.category("fields").add("jn_intake_file", {
    component: IntakeFile,
    supportedTypes: ["binary"],
    fieldDependencies: [
        { name: "name", type: "char" },
        { name: "size", type: "integer" },
    ],
});
