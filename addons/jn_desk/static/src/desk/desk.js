import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { COLORS, lightWord } from "@jn_flow/light/flow_light";

import { useLive } from "../live/live";
import { windowOn } from "../live/live_service";

const { DateTime } = luxon;
const TILES = [
    { show: "today", icon: "fa-calendar-check-o", color: "primary" },
    { show: "yellow", icon: "fa-exclamation-triangle", color: "warning" },
    { show: "red", icon: "fa-times-circle", color: "danger" },
    { show: "back", icon: "fa-undo", color: "secondary" },
];

/** The first screen of everybody: counts on top, below them what waits, one click to each thing itself. */
export class Desk extends Component {
    static template = "jn_desk.Desk";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.tiles = TILES;
        this.state = useState({ page: { lists: [], counts: {}, deputised: [] }, show: false });
        onWillStart(() => this.load());
        useLive(this.env, () => true, () => this.load());
    }

    /** A choice and what is shown by it change together. */
    async load(show = this.state.show) {
        const page = await this.orm.call("jn.desk", "page", [], { show: show || null });
        Object.assign(this.state, { page, show });
    }

    /** Show only what a count stands for; pressed again, everything. */
    choose(show) {
        return this.load(this.state.show === show ? false : show);
    }

    word(show) {
        return { today: _t("Due today"), yellow: _t("Due soon"), red: _t("Overdue"), back: _t("Came back") }[show];
    }

    /** The lists that have something to say, those that are empty last. */
    get lists() {
        const weight = (list) => (list.counts.all ? 0 : 1);
        return [...this.state.page.lists].sort((a, b) => weight(a) - weight(b));
    }

    badges(list) {
        return TILES.filter(({ show }) => list.counts[show]).map((tile) => ({ ...tile, count: list.counts[tile.show] }));
    }

    color(line) {
        return COLORS[line.light];
    }

    lightWord(line) {
        return lightWord(line.light);
    }

    /** How long there is left, by the server's clock, which a rehearsal moves. */
    remaining(line) {
        const now = DateTime.now();
        return now.plus({ seconds: line.due_in }).toRelative({ base: now });
    }

    open(list, line) {
        return this.action.doAction(windowOn(list.model, line.id));
    }

    openAll(list) {
        return this.action.doAction(list.window);
    }

    nameDeputy() {
        return this.action.doAction("jn_org.action_jn_deputy_wizard");
    }
}

registry.category("actions").add("jn_desk", Desk);
