import { registry } from "@web/core/registry";
import { Progress } from "@jn_org/progress/progress";

/** Takes a file batch by batch, and shows what became of its rows. */
export class IntakeProgress extends Progress {
    static template = "jn_intake.Progress";
}

registry.category("fields").add("jn_intake_progress", {
    component: IntakeProgress,
    supportedTypes: ["json"],
});
