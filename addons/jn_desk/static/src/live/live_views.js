import { patch } from "@web/core/utils/patch";
import { FormController } from "@web/views/form/form_controller";
import { KanbanController } from "@web/views/kanban/kanban_controller";
import { ListController } from "@web/views/list/list_controller";

import { useLive } from "./live";

// An open record shows its next step as it happens, unless somebody is writing in it.
patch(FormController.prototype, {
    setup() {
        super.setup();
        const { resModel } = this.props;
        if (!resModel.startsWith("jn.") || this.env.inDialog) {
            return;
        }
        const isThis = ({ model, id, case: caseId }) => {
            const shown = this.model.root?.resId;
            return shown && ((model === resModel && id === shown) || (resModel === "jn.case" && caseId === shown));
        };
        useLive(this.env, isThis, async () => {
            if (!(await this.model.root.isDirty())) {
                await this.model.root.load();
            }
        });
    },
});

/** Read a list again; what somebody has ticked in it stays ticked, for the button they are about to press. */
async function refresh(list) {
    const ticked = new Set(list.selection.map((record) => record.resId));
    await list.load();
    for (const record of list.records) {
        if (ticked.has(record.resId)) {
            record.toggleSelection(true);
        }
    }
}

/** Lists and boards take in what comes and goes. */
const liveList = () => ({
    setup() {
        super.setup();
        const { resModel } = this.props;
        if (resModel.startsWith("jn.") && !this.env.inDialog) {
            useLive(this.env, ({ model }) => model === resModel, () => refresh(this.model.root));
        }
    },
});

patch(ListController.prototype, liveList());
patch(KanbanController.prototype, liveList());
