import { Component, onWillStart, useExternalListener, useRef, useState } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { _t } from "@web/core/l10n/translation";
import { formatInteger } from "@web/views/fields/formatters";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";
import { Layout } from "@web/search/layout";
import { FormViewDialog } from "@web/views/view_dialogs/form_view_dialog";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { arrowWords, hoursWord, stageWords, START, thickness } from "./map_boxes";
import { layOut, layOutFor, SMALL } from "./map_layout";
import { MapPanel } from "./map_panel";
import { cutIntoSheets } from "./map_paper";
import { nearest, useMapSheet } from "./map_sheet";

/** A part of a version that may no longer be changed: there is nothing to save, only to close. */
export class ReadonlyDialog extends FormViewDialog {
    setup() {
        super.setup();
        this.viewProps.buttonTemplate = "jn_flow.ReadonlyButtons";
    }
}

const READABLE = 0.62; // on a small screen the map begins at this size and scrolls

/** The map of a process version; with a record, its way so far. */
export class FlowMap extends Component {
    static template = "jn_flow.FlowMap";
    static components = { Layout, MapPanel };
    static props = { ...standardActionServiceProps };
    static path = "jn-flow-map";
    static displayName = _t("Process map");

    setup() {
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.orm = useService("orm");
        this.root = useRef("root");
        this.sheet = useMapSheet("canvas", () => this.drawn, READABLE);
        this.state = useState({ map: null, hovered: null, stageId: null, picking: null, turned: false });
        const { version_id, resId, record_model, record_id } = this.props.action.params || {};
        // kept in the address, so that reloading the page shows the same map
        this.asked = { resId: version_id || Number(this.props.resId || resId), record_model, record_id: Number(record_id) };
        this.display = { controlPanel: {} };
        onWillStart(() => Promise.all([loadBundle("jn_flow.assets_map"), this.load()]).then(() => this.draw()));
        useExternalListener(window, "resize", useDebounced(() => this.redraw(), 150));
        useExternalListener(window, "keydown", (event) => event.key === "Escape" && this.leave());
    }

    async load() {
        const { resId, record_model, record_id } = this.asked;
        const args = record_model ? [record_model, record_id] : [];
        this.state.map = await this.orm.call("jn.flow.version", "flow_map", [[resId], ...args]);
        this.props.updateActionState?.(record_model ? this.asked : { resId });
        this.env.config.setDisplayName?.(this.title);
    }

    get map() {
        return this.state.map;
    }

    get title() {
        return this.map.record ? `${this.map.record.name} · ${this.map.version.name}` : this.map.version.name;
    }

    get isDraft() {
        return this.map.version.is_draft && !this.map.record;
    }

    get isSmall() {
        return this.sheet.size().width < SMALL;
    }

    get names() {
        return new Map(this.map.nodes.map((node) => [node.id, node.name]));
    }

    get stage() {
        return this.map.nodes.find((node) => node.id === this.state.stageId);
    }

    /** Compute the drawing anew; the window decides how it lies. */
    draw() {
        const box = this.sheet.size();
        const drawn = layOutFor(this.map, box);
        this.drawn = this.state.turned ? layOut(this.map, drawn.direction === "LR" ? "TB" : "LR") : drawn;
        this.byId = new Map(this.drawn.boxes.map((box) => [box.id, box]));
        this.most = Math.max(0, ...this.drawn.arrows.map((bundle) => this.passed(bundle)));
    }

    redraw() {
        this.draw();
        this.sheet.begin();
        this.render();
    }

    async refresh() {
        await this.load();
        this.draw();
        this.sheet.keep();
        this.render();
    }

    turn() {
        this.state.turned = !this.state.turned;
        this.redraw();
    }

    /** The boxes in order, each with the labels of the arrows that leave it: so Tab walks the process. */
    get stops() {
        return this.drawn.boxes.map((box) => ({
            box,
            bundles: this.drawn.arrows.filter((bundle) => bundle.from === box.id),
        }));
    }

    /** What is printed behind the whole map, where that is too large to be read on one sheet. */
    get sheets() {
        return cutIntoSheets(this.drawn).map((sheet, place, all) => ({
            ...sheet,
            title: _t("%(map)s, part %(number)s of %(count)s", { map: this.title, number: place + 1, count: all.length }),
        }));
    }

    passed(bundle) {
        return bundle.arrows.reduce((sum, arrow) => sum + arrow.passed, 0);
    }

    arrowAttributes(bundle) {
        const isWalked = bundle.arrows.some((arrow) => arrow.walked) || (bundle.from === START && !bundle.arrows.length);
        const isLit = this.state.hovered === bundle.key;
        return {
            "stroke-width": this.map.record ? (isWalked ? 3.5 : 1.5) : thickness(this.passed(bundle), this.most),
            class: [
                "o_jn_map_arrow",
                bundle.isBack ? "o_back" : "",
                bundle.arrows.length && bundle.arrows.every((arrow) => arrow.is_overflow) ? "o_overflow" : "",
                this.map.record && isWalked ? "o_walked" : "",
                isLit ? "o_lit" : "",
            ].join(" "),
            "marker-end": `url(#o_jn_map_head${isLit || (this.map.record && isWalked) ? "_lit" : ""})`,
        };
    }

    boxClass(box) {
        const { node } = box;
        return {
            [`o_kind_${node.kind}`]: true,
            [`o_heat_${this.map.record ? "none" : box.light}`]: true,
            o_current: node.is_current,
            o_visited: node.visits.length > 0,
            o_selected: this.state.stageId === node.id || this.state.picking?.from === node.id,
        };
    }

    /** From a pale to a full tint, by the share of what is overdue or due soon. */
    tint(box) {
        return 0.12 + 0.38 * box.heat;
    }

    stageWords(node) {
        return stageWords(node, this.map);
    }

    arrowWords(arrow) {
        return arrowWords(arrow, this.names, Boolean(this.map.record));
    }

    get oftenWord() {
        return _t("times in the last %(days)s days; the thicker, the more often", { days: this.map.days });
    }

    count(number) {
        return formatInteger(number);
    }

    medianWord(node) {
        return _t("median %(time)s", { time: hoursWord(node.median_hours) });
    }

    versionWord({ number, state }) {
        const word = { draft: _t("Draft"), published: _t("Published"), retired: _t("Retired") }[state];
        return _t("Version %(number)s · %(state)s", { number, state: word });
    }

    hover(key) {
        this.state.hovered = key;
    }

    onKeydown(event) {
        if (["Enter", " "].includes(event.key)) {
            event.target.dispatchEvent(new MouseEvent("click", { bubbles: true }));
        } else if (event.key.startsWith("Arrow")) {
            const stops = [...this.root.el.querySelectorAll("[data-stop]")];
            nearest(stops, event.target, event.key)?.focus();
        } else if (["+", "="].includes(event.key)) {
            this.sheet.zoom(1.25);
        } else if (event.key === "-") {
            this.sheet.zoom(0.8);
        } else if (event.key === "0") {
            this.sheet.fit();
        } else {
            return;
        }
        event.preventDefault();
    }

    leave() {
        this.state.picking = null;
        this.state.stageId = null;
    }

    clickStage(node) {
        if (this.sheet.dragged) {
            return;
        }
        if (this.state.picking) {
            this.pick(node);
        } else if (this.isDraft) {
            this.openForm("jn.flow.stage", node.id);
        } else {
            this.state.stageId = this.state.stageId === node.id ? null : node.id;
        }
    }

    clickArrow(arrow) {
        if (!this.sheet.dragged) {
            this.openForm("jn.flow.move", arrow.id);
        }
    }

    clickBundle(bundle) {
        if (bundle.arrows.length) {
            this.clickArrow(bundle.arrows[0]);
        }
    }

    pick(node) {
        const { from } = this.state.picking;
        if (!from) {
            this.state.picking = { from: node.id };
            return;
        }
        this.state.picking = null;
        this.addMove({ default_from_stage_id: from, default_to_stage_id: node.id });
    }

    addStage() {
        const last = Math.max(0, ...this.map.nodes.map((node) => node.sequence));
        this.openForm("jn.flow.stage", false, { default_sequence: last + 10 });
    }

    startPicking() {
        this.state.stageId = null;
        this.state.picking = { from: null };
    }

    addMove(defaults = {}) {
        this.state.picking = null;
        this.openForm("jn.flow.move", false, defaults);
    }

    openForm(resModel, resId, context = {}) {
        const isDraft = this.isDraft;
        const mayRemove = isDraft && resId;
        this.dialog.add(isDraft ? FormViewDialog : ReadonlyDialog, {
            resModel,
            resId,
            readonly: !isDraft,
            preventEdit: !isDraft,
            preventCreate: true,
            title: { "jn.flow.stage": _t("Stage"), "jn.flow.move": _t("Move") }[resModel],
            context: { ...context, default_version_id: this.map.version.id },
            onRecordSaved: () => this.refresh(),
            ...(mayRemove && { removeRecord: () => this.remove(resModel, resId) }),
        });
    }

    async remove(resModel, resId) {
        await this.orm.unlink(resModel, [resId]);
        await this.refresh();
    }

    /** Open what stands in a stage: all of it, or what has a light of this colour. */
    openRecords(node, light) {
        const domain = [
            ["flow_version_id", "=", this.map.version.id],
            ["stage_id", "=", node.id],
        ];
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: node.name,
            res_model: this.map.model,
            views: [
                [false, "list"],
                [false, "kanban"],
                [false, "form"],
            ],
            domain: light ? [...domain, ["light", "in", [light]]] : domain,
        });
    }

    openVersion() {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "jn.flow.version",
            res_id: this.map.version.id,
            views: [[false, "form"]],
        });
    }

    async chooseVersion(event) {
        this.asked = { resId: Number(event.target.value) };
        this.leave();
        await this.refresh();
        this.sheet.begin();
    }

    print() {
        window.print();
    }
}

registry.category("actions").add("jn_flow.map", FlowMap);
