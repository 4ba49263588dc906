import { _t } from "@web/core/l10n/translation";
import { useBus, useService } from "@web/core/utils/hooks";
import { patch } from "@web/core/utils/patch";
import { KanbanController } from "@web/views/kanban/kanban_controller";
import { ExportAll } from "@web/views/list/export_all/export_all";
import { ListController } from "@web/views/list/list_controller";
import { ExportDataDialog } from "@web/views/view_dialogs/export_data_dialog";

const ASKED = "jn-export-asked";
const CELLS = new Set([
    ..."char text html boolean selection many2one one2many many2many reference".split(" "),
    ..."integer float monetary many2one_reference date datetime".split(" "),
]);

const isOurs = (root) => root.resModel.startsWith("jn.");

/** The rows that an export is about: those that are ticked, else all of the list. */
function domainOf(root) {
    const ticked = !root.isDomainSelected && root.selection.length > 0;
    return ticked ? [["id", "in", root.selection.map((record) => record.resId)]] : root.domain;
}

/** Ask the server to gather a long list; answers the action that opens it, false for a short one. */
function begin(orm, root, columns, name) {
    return orm.call("jn.export", "begin", [root.resModel, domainOf(root), columns, name], { context: root.context });
}

/** The visible columns of a list or board, under the headings that stand over them. */
function columnsOf(controller) {
    const headings = Object.fromEntries((controller.props.archInfo.columns || []).map(({ name, label }) => [name, label]));
    return controller
        .getExportableFields()
        .filter((field) => CELLS.has(field.type) && field.exportable !== false)
        .map((field) => ({ name: field.name, label: headings[field.name] || field.string }));
}

/** When "Export All" is pressed: a long list goes its own way, a short one Odoo's. */
function useLongExport(controller) {
    const orm = useService("orm");
    const action = useService("action");
    const { searchModel, config } = controller.env;
    useBus(searchModel, ASKED, async () => {
        const long = await begin(orm, controller.model.root, columnsOf(controller), config.getDisplayName());
        return long ? action.doAction(long) : searchModel.trigger("direct-export-data");
    });
}

patch(ListController.prototype, {
    setup() {
        super.setup();
        useLongExport(this);
    },
});

patch(KanbanController.prototype, {
    setup() {
        super.setup();
        useLongExport(this);
    },
});

patch(ExportAll.prototype, {
    async onDirectExportData() {
        const { model, searchModel } = this.env;
        return isOurs(model.root) ? searchModel.trigger(ASKED) : super.onDirectExportData();
    },
});

patch(ExportDataDialog.prototype, {
    setup() {
        super.setup();
        this.action = useService("action");
    },

    async onClickExportButton() {
        const { root } = this.props;
        if (!isOurs(root) || !this.state.exportList.length) {
            return super.onClickExportButton();
        }
        if (this.isCompatible || this.availableFormats[this.state.selectedFormat].tag !== "xlsx") {
            return (await this.isLong(root)) ? this.sayXlsx() : super.onClickExportButton();
        }
        const columns = this.state.exportList
            .filter(({ id }) => id !== "id" && !id.endsWith("/id")) // external names: rows of ours have none
            .map(({ id, string }) => ({ name: id, label: string }));
        const long = await begin(this.orm, root, columns, "");
        if (!long) {
            return super.onClickExportButton();
        }
        this.props.close();
        return this.action.doAction(long);
    },

    isLong(root) {
        return this.orm.call("jn.export", "is_long", [root.resModel, domainOf(root)], { context: root.context });
    },

    sayXlsx() {
        this.notification.add(_t("A list as long as this goes out as XLSX only: choose it, and not “I want to update data”."), {
            type: "warning",
        });
    },
});
