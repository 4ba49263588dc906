import { patch } from "@web/core/utils/patch";
import { Layout } from "@web/search/layout";
import { View } from "@web/views/view";

const OVERVIEWS = ["list", "kanban", "pivot", "graph"];
const HEADLINE = "o_view_nocontent_smiling_face";

/**
 * The sentences of an action's help that say what one does there; its headline is for an empty screen.
 * Where people see records of Odoo's own (users, questionnaires), ours are marked.
 */
export function whatOneDoes(help, resModel) {
    const page = new DOMParser().parseFromString(String(help || ""), "text/html");
    const isOurs = resModel.startsWith("jn.");
    const sentences = [...page.querySelectorAll(isOurs ? `p:not(.${HEADLINE})` : "p.o_jn_hint")];
    return sentences.map((sentence) => sentence.textContent.trim()).join(" ");
}

// Every list, board and chart of ours says in at most two lines what one does there, not only while it is empty.
patch(View.prototype, {
    setup() {
        super.setup();
        const { resModel, type, noContentHelp } = this.props;
        const isOverview = OVERVIEWS.includes(type);
        this.env.config.whatOneDoesHere = isOverview ? whatOneDoes(noContentHelp, resModel) : "";
    },
});

patch(Layout.prototype, {
    get whatOneDoesHere() {
        const isShown = this.props.display.controlPanel && !this.env.inDialog;
        return isShown ? this.env.config?.whatOneDoesHere || "" : "";
    },
});
