import { registry } from "@web/core/registry";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { kanbanView } from "@web/views/kanban/kanban_view";

/** A board by stages that says what is done here also while it has no column yet. */
export class JnBoardRenderer extends KanbanRenderer {
    get showNoContentHelper() {
        return super.showNoContentHelper || !this.props.list.model.hasData();
    }
}

export const jnBoardView = { ...kanbanView, Renderer: JnBoardRenderer };

registry.category("views").add("jn_board", jnBoardView);
