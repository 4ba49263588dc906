import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

import { CHANGED } from "./live";

const KINDS = { red: "danger", yellow: "warning" };

/** What a toast says of a change. */
export function wordsOf({ light, count, name }) {
    if (!light) {
        return { type: "info", title: _t("There is news"), message: name };
    }
    const title = light === "red" ? _t("Overdue: act at once") : _t("Due soon");
    const message = count > 1 ? _t("%(name)s and %(others)s more", { name, others: count - 1 }) : name;
    return { type: KINDS[light], title, message };
}

/** Hears what the server tells this person, shows it, and lets the open screens know; of each thing only the latest stands there. */
export const liveService = {
    dependencies: ["action", "bus_service", "notification"],

    start(env, { action, bus_service: bus, notification }) {
        const shown = new Map();
        bus.subscribe(CHANGED, (news) => {
            env.bus.trigger(CHANGED, news);
            const { message, ...options } = wordsOf(news);
            const buttons = news.id
                ? [{ name: _t("Open"), onClick: () => action.doAction(windowOn(news.model, news.id)) }]
                : [];
            const about = `${news.model},${news.id}`;
            shown.get(about)?.();
            shown.set(about, notification.add(message, { ...options, buttons, onClose: () => shown.delete(about) }));
        });
        bus.start();
    },
};

/** A window on one record. */
export function windowOn(model, id) {
    return { type: "ir.actions.act_window", res_model: model, res_id: id, views: [[false, "form"]], target: "current" };
}

registry.category("services").add("jn_desk.live", liveService);
