import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { click, queryAllTexts, queryText, select } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { getService, mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";
import { WebClient } from "@web/webclient/webclient";

defineMailModels();

const page = {
    periods: [{ code: "this_quarter", name: "This quarter" }, { code: "last_year", name: "Last year" }],
    period: ["2026-07-01", "2026-09-30"], asked: "this_quarter", words: "2026-07-01 – 2026-09-30",
    compared: 20, cut: false, alone: 8, least: 5, rest: 0,
    groups: [{ size: 12, words: ["queue", "hours"], example: "Two hours in the queue", matters: [{ id: 1, name: "Permit", number: 9 }], units: [{ id: 2, name: "Window A", number: 12 }], window: {} }],
};

async function open(answer = page) {
    const asked = [];
    onRpc("jn.similar", "page", ({ kwargs }) => {
        asked.push(kwargs.period);
        return answer;
    });
    await mountWithCleanup(WebClient);
    await getService("action").doAction({ type: "ir.actions.client", tag: "jn_similar" });
    return asked;
}

test("a group shows its size, its words, an example, matters and windows", async () => {
    await open();
    expect(queryText(".o_jn_similar_headline")).toBe("1 groups in 20 complaints with words; 8 stand alone");
    const group = queryText(".o_jn_similar_group");
    for (const words of ["12 complaints", "Two hours in the queue", "Permit (9)", "Window A (12)"]) {
        expect(group).toInclude(words);
    }
    expect(queryAllTexts(".o_jn_similar_group .badge")).toEqual(["queue", "hours"]);
    expect(".o_jn_similar_cut").toHaveCount(0);
});

test("another period is asked for at once", async () => {
    const asked = await open();
    await click(".o_jn_period");
    await select("last_year");
    await animationFrame();
    expect(asked).toEqual([null, "last_year"]);
});

test("what is cut and what is empty is said", async () => {
    await open({ ...page, groups: [], compared: 0, alone: 0, cut: true });
    expect(".o_jn_similar_cut").toHaveCount(1);
    expect(queryText(".o_jn_similar_empty")).toInclude("No 5 complaints");
});
