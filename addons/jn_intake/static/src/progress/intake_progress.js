import { Component, onWillUnmount, useEffect, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const PAUSE = 1000; // while another process is at the same file

/** Takes a file batch by batch while the form is open, and shows how far it is. */
export class IntakeProgress extends Component {
    static template = "jn_intake.Progress";
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ now: null });
        this.alive = true;
        onWillUnmount(() => (this.alive = false));
        useEffect(
            (id, state) => {
                this.state.now = null;
                if (id && state === "taking") {
                    this.run(id);
                }
            },
            () => [this.props.record.resId, this.stored.state]
        );
    }

    get stored() {
        return this.props.record.data[this.props.name] || { state: "draft", total: 0, done: 0 };
    }

    get progress() {
        return this.state.now || this.stored;
    }

    get percent() {
        return this.progress.total ? Math.floor((100 * this.progress.done) / this.progress.total) : 0;
    }

    isHere(id) {
        return this.alive && this.props.record.resId === id;
    }

    async run(id) {
        let progress = { state: "taking" };
        while (this.isHere(id) && progress.state === "taking") {
            progress = await this.orm.silent.call("jn.intake.upload", "take_next", [[id]]);
            if (this.isHere(id)) {
                this.state.now = progress;
            }
            if (progress.busy) {
                await new Promise((resolve) => browser.setTimeout(resolve, PAUSE));
            }
        }
        if (this.isHere(id)) {
            await this.props.record.load();
        }
    }
}

registry.category("fields").add("jn_intake_progress", {
    component: IntakeProgress,
    supportedTypes: ["json"],
});
