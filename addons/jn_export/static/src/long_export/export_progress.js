import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Progress } from "@jn_org/progress/progress";

/** Gathers the rows of a long list, and shows how far it is. */
export class ExportProgress extends Progress {
    get hint() {
        return _t("You may close this page: we go on and tell you when the file is ready.");
    }
}

registry.category("fields").add("jn_export_progress", {
    component: ExportProgress,
    supportedTypes: ["json"],
});
