import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { click, manuallyDispatchProgrammaticEvent, queryAllTexts, queryFirst, queryText, select } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { getService, mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";
import { WebClient } from "@web/webclient/webclient";

defineMailModels();

const row = (id, number, before, cumulative, vital) => ({ id, name: `Matter ${id}`, number, before, share: number / 10, cumulative, vital });
const page = (asked) => ({
    dimension: asked.dimension,
    dimensions: [{ code: "matter_id", name: "Matters" }, { code: "channel", name: "Channels" }],
    periods: [{ code: "this_quarter", name: "This quarter" }, { code: "last_month", name: "Last month" }],
    period: ["2026-07-01", "2026-09-30"], words: "2026-07-01 – 2026-09-30", before_words: "2026-04-01 – 2026-06-30",
    percent: 80, total: 10, before_total: 4, unknown: 3, vital: 2, vital_share: 0.9, kinds: 3, window: {},
    rows: [row(1, 6, 2, 0.6, true), row(2, 3, 3, 0.9, true), row(3, 1, 4, 1, false)], rest: { kinds: 0, number: 0 },
});

async function open(answer = page) {
    const asked = [];
    onRpc("jn.analysis.pareto", "page", ({ kwargs }) => {
        asked.push([kwargs.dimension, kwargs.period]);
        return answer(kwargs);
    });
    await mountWithCleanup(WebClient);
    await getService("action").doAction({ type: "ir.actions.client", tag: "jn_analysis_pareto" });
    return asked;
}

test("the headline says it in one sentence, the vital few stand above the line", async () => {
    await open();
    expect(queryText(".o_jn_pareto_headline")).toBe("2 of 3 make 90% of 10 bad answers");
    expect(queryAllTexts(".o_jn_pareto_vital .o_jn_pareto_name")).toEqual(["Matter 1", "Matter 2"]);
    expect(".o_jn_pareto_line").toHaveCount(1);
    expect(".o_jn_pareto_vital + .o_jn_pareto_line").toHaveCount(1);
    expect(queryText(".o_jn_pareto_unknown")).toBe("3 more without any entry here");
    expect(queryText(".o_jn_pareto_row:eq(0)")).toInclude("▲ 4");
    expect(queryText(".o_jn_pareto_row:eq(1)")).toInclude("=");
    expect(queryText(".o_jn_pareto_row:eq(2)")).toInclude("▼ 3");
});

test("what is counted by and the period are chosen from lists", async () => {
    const asked = await open();
    await click(".o_jn_pareto_dimension");
    await select("channel");
    await animationFrame();
    await click(".o_jn_period");
    await select("last_month");
    await animationFrame();
    expect(asked).toEqual([["matter_id", "this_quarter"], ["channel", "this_quarter"], ["channel", "last_month"]]);
});

test("days of one's own are asked for when they are in order", async () => {
    const asked = await open();
    await click(".o_jn_period");
    await select("custom");
    await animationFrame();
    expect(asked.length).toBe(1);
    const day = queryFirst(".o_jn_period_first");
    day.value = "2026-08-01";
    await manuallyDispatchProgrammaticEvent(day, "change");
    await animationFrame();
    expect(asked.at(-1)).toEqual(["matter_id", ["2026-08-01", "2026-09-30"]]);
});

test("a suggestion is begun from one of the vital few, by whoever may", async () => {
    await open();
    expect(".o_jn_pareto_suggest").toHaveCount(0);
    onRpc("jn.analysis.pareto", "suggest", ({ args }) => {
        expect.step(args[1]);
        return { type: "ir.actions.act_window_close" };
    });
    onRpc("jn.analysis.pareto", "page", ({ kwargs }) => ({ ...page(kwargs), may_suggest: true }));
    await click(".o_jn_pareto_dimension");
    await select("channel");
    await animationFrame();
    expect(".o_jn_pareto_suggest").toHaveCount(2);
    await click(".o_jn_pareto_suggest:eq(1)");
    await animationFrame();
    expect.verifySteps([2]);
});

test("an empty period says so", async () => {
    await open((asked) => ({ ...page(asked), total: 0, rows: [], vital: 0, kinds: 0 }));
    expect(".o_jn_pareto_empty").toHaveCount(1);
    expect(".o_jn_pareto_headline").toHaveCount(0);
});
