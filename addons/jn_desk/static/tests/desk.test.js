import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { click, queryAllTexts, queryText } from "@odoo/hoot-dom";
import { animationFrame, runAllTimers } from "@odoo/hoot-mock";
import {
    defineModels, fields, getMockEnv, getService, MockServer, models, mountView, mountWithCleanup, onRpc, patchTranslations,
} from "@web/../tests/web_test_helpers";
import { WebClient } from "@web/webclient/webclient";
import { CHANGED } from "@jn_desk/live/live";
import { liveService, wordsOf } from "@jn_desk/live/live_service";

class Thing extends models.Model {
    _name = "jn.thing";

    name = fields.Char();

    _records = [{ id: 1, name: "first" }, { id: 2, name: "second" }];
}

defineMailModels();
defineModels([Thing]);

const line = (id, name, light) => ({ id, name, light, due_in: -3600, unit: "Window A", stage: "To call", words: "slow" });
const list = (show) => ({
    id: 1, name: "Waits for me", hint: "Call within the time limit.", model: "jn.rectification", window: {},
    counts: { all: 2, today: 0, yellow: 0, red: 1, back: 0 },
    rows: show === "red" ? [line(5, "R1", "red")] : [line(5, "R1", "red"), line(6, "R2", "green")],
});
const page = (show) => ({ lists: [list(show)], counts: { today: 0, yellow: 0, red: 1, back: 0 }, leave: true, deputised: [] });

test("counts stand on top and choose what is shown", async () => {
    onRpc("jn.desk", "page", ({ kwargs }) => page(kwargs.show));
    await mountWithCleanup(WebClient);
    await getService("action").doAction({ type: "ir.actions.client", tag: "jn_desk" });
    expect(queryAllTexts(".o_jn_desk_tile .fs-2")).toEqual(["0", "0", "1", "0"]);
    expect(queryAllTexts(".o_jn_desk_name")).toEqual(["R1", "R2"]);
    await click(".o_jn_desk_tile[data-show=red]");
    await animationFrame();
    await animationFrame();
    expect(queryAllTexts(".o_jn_desk_name")).toEqual(["R1"]);
    expect(queryText(".o_jn_desk_line")).toInclude("Overdue");
});

test("a toast says what happened", () => {
    patchTranslations();
    expect(wordsOf({ name: "R1" })).toEqual({ type: "info", title: "There is news", message: "R1" });
    expect(wordsOf({ light: "red", count: 3, name: "R1" }).message).toBe("R1 and 2 more");
    expect(wordsOf({ light: "yellow", count: 1, name: "R1" }).type).toBe("warning");
});

test("of one thing only the latest toast stands", () => {
    patchTranslations();
    const open = [];
    const add = (message, { onClose }) => {
        open.push(message);
        return () => open.splice(open.indexOf(message), 1) && onClose();
    };
    let hear;
    const bus_service = { subscribe: (_name, listener) => (hear = listener), start() {} };
    liveService.start({ bus: { trigger() {} } }, { action: {}, bus_service, notification: { add } });
    for (const news of [{ id: 1, name: "R1" }, { id: 2, name: "R2" }, { id: 1, name: "R1" }]) {
        hear({ model: "jn.thing", ...news });
    }
    expect(open).toEqual(["R2", "R1"]);
});

test("what is ticked in a list stays ticked when news come", async () => {
    await mountView({ type: "list", resModel: "jn.thing", arch: `<list><field name="name"/></list>` });
    await click(".o_data_row:last .o_list_record_selector input");
    await animationFrame();
    MockServer.env["jn.thing"].create({ name: "third" });
    getMockEnv().bus.trigger(CHANGED, { model: "jn.thing" });
    await runAllTimers();
    await animationFrame();
    expect(queryAllTexts(".o_data_row .o_data_cell")).toEqual(["first", "second", "third"]);
    expect(".o_data_row:eq(1) .o_list_record_selector input").toBeChecked();
    expect(".o_list_record_selector input:checked").toHaveCount(1);
});
