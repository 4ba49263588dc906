import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { click, queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { getService, mountWithCleanup, onRpc, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { WebClient } from "@web/webclient/webclient";

defineMailModels();

const ACTION = { type: "ir.actions.act_window", res_model: "jn.flow.failure", views: [[false, "list"]] };
const ROWS = [
    {
        code: "flow.failures",
        name: "Failed effects",
        colour: "red",
        count: 3,
        oldest: "2026-11-23 02:00:00",
        advice: "Open each.",
        action: ACTION,
    },
    { code: "flow.late", name: "Overdue", colour: "green", count: 0, oldest: false, advice: "", action: false },
];

async function openPage(page) {
    onRpc("jn.health", "page", () => {
        expect.step("asked");
        return page;
    });
    await mountWithCleanup(WebClient);
    await getService("action").doAction({ type: "ir.actions.client", tag: "jn_health" });
}

test("health: each check says in words how it stands, since when, and what to do", async () => {
    await openPage({ colour: "red", at: "2026-11-23 04:00:00", rows: ROWS });
    expect(".o_jn_health [role=status]").toHaveText("Something must be done");
    expect("[data-check='flow.failures']").toHaveText(/Act/);
    expect("[data-check='flow.failures']").toHaveText(/2 hours ago/);
    expect("[data-check='flow.failures']").toHaveText(/Open each\./);
    expect("[data-check='flow.late']").toHaveText(/Well/);
    expect(queryAllTexts(".o_jn_health_row button")).toEqual(["Open these"]);
    expect.verifySteps(["asked"]);
});

test("health: the button opens the very records", async () => {
    await openPage({ colour: "red", at: "2026-11-23 04:00:00", rows: ROWS });
    patchWithCleanup(getService("action"), {
        doAction(action) {
            expect.step(action.res_model);
        },
    });
    await click("[data-check='flow.failures'] button");
    await animationFrame();
    expect.verifySteps(["asked", "jn.flow.failure"]);
});

test("health: one may look again", async () => {
    await openPage({ colour: "green", at: "2026-11-23 04:00:00", rows: [] });
    expect(".o_jn_health [role=status]").toHaveText("All is well");
    await click("button:contains(Check again)");
    await animationFrame();
    expect.verifySteps(["asked", "asked"]);
});
