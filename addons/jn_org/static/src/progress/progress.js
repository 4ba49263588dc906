import { _t } from "@web/core/l10n/translation";
import { Component, onWillUnmount, useEffect, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const PAUSE = 1000; // while another process is at the same work

/**
 * Does long work step by step while its form is open, and shows how far it is.
 *
 * The field holds {running, total, done, busy}; the model's `take_next` does the next step and returns the same.
 */
export class Progress extends Component {
    static template = "jn_org.Progress";
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ now: null });
        this.alive = true;
        onWillUnmount(() => (this.alive = false));
        useEffect(
            (id, running) => {
                this.state.now = null;
                if (id && running) {
                    this.run(id);
                }
            },
            () => [this.props.record.resId, this.stored.running]
        );
    }

    get stored() {
        return this.props.record.data[this.props.name] || { running: false, total: 0, done: 0 };
    }

    get progress() {
        return this.state.now || this.stored;
    }

    get percent() {
        return this.progress.total ? Math.min(Math.floor((100 * this.progress.done) / this.progress.total), 100) : 0;
    }

    get hint() {
        return _t("You may close this page: the server goes on by itself.");
    }

    isHere(id) {
        return this.alive && this.props.record.resId === id;
    }

    async run(id) {
        let progress = { running: true };
        while (this.isHere(id) && progress.running) {
            progress = await this.orm.silent.call(this.props.record.resModel, "take_next", [[id]]);
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

registry.category("fields").add("jn_progress", {
    component: Progress,
    supportedTypes: ["json"],
});
