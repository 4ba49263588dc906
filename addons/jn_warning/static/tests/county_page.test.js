import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { click, queryAllTexts, queryText, select } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { getService, mountWithCleanup, onRpc, patchTranslations } from "@web/../tests/web_test_helpers";
import { WebClient } from "@web/webclient/webclient";
import { datasetsOf, wordsOf } from "@jn_warning/p_chart/p_chart";

defineMailModels();

const point = (share, flag = null) => ({ share, low: 0.8, high: 1, flag, numerator: share * 100, denominator: 100 });
const chart = {
    name: "Satisfied at first", labels: ["08-01", "08-08"], is_rate: true, centre: 0.9, line: 0.95, points: [point(0.9), point(0.5, "low")],
};
const page = (id) => ({
    county: { id, name: `County ${id}` },
    counties: [{ id: 1, name: "County 1" }, { id: 2, name: "County 2" }],
    as_of: "2026-08-20 07:30",
    quarter: { start: "2026-07-01", end: "2026-09-30", today: "2026-08-20", gone: 51, days: 92 },
    total: { score: 87.43, shown_score: 87.43, rank: 2, of: 14, full: 100, deducted: 0, active_score: 60, active_rank: 9, note: "" },
    indicators: [{
        code: "first", name: "Satisfied at first", weight: 20, score: 18, lost: 2, rate: 0.9, numerator: 9, denominator: 10, note: "",
        losses: [{ model: "jn.revisit", name: "Revisit", count: 1, rows: [{ id: 7, name: "R7", unit: "Window A" }], window: {} }],
    }],
    outlook: [{
        id: 3, name: "Satisfied at first", rate: 0.98, numerator: 97, denominator: 99, line: 0.95, words: "4 more bad ones until below 95%.",
        ahead: { safe: true, lost: false, words: "If it goes on" }, chart,
    }],
    deductions: [{ model: "jn.deduction", id: 4, name: "Report missing", points: 10, state: "Booked", reason: "late", last_at: "2026-08-21 24:00", over: false, words: "" }],
    report: { due: "2026-09-25", days_left: 36, data_until: "2026-09-20", state: {}, steps: [{ day: "2026-09-10", kind: "reminder" }, { day: "2026-09-25", kind: "due" }] },
    warnings: { count: 1, window: {}, rows: [{ id: 5, name: "Window A", light: "red", words: "below", owner: "Chief" }] },
    lights: { red: 3, yellow: 1, rows: [{ id: 6, name: "Window A", red: 3, yellow: 1 }] },
});

async function open(changed = (shown) => shown) {
    onRpc("jn.county.page", "page", ({ kwargs }) => changed(page(kwargs.county_id || 1)));
    await mountWithCleanup(WebClient);
    await getService("action").doAction({ type: "ir.actions.client", tag: "jn_county_page" });
}

test("score, rank, countdown, lights and budget stand on the page", async () => {
    await open();
    expect(queryText(".o_jn_county_score")).toInclude("87.43");
    expect(queryText(".o_jn_county_score")).toInclude("Rank 2 of 14");
    expect(queryText(".o_jn_county_score")).toInclude("2026-08-20 07:30");
    expect(queryText(".o_jn_county_report")).toInclude("36 days left");
    expect(queryText(".o_jn_county_lights")).toInclude("3");
    expect(queryText(".o_jn_county_budget")).toInclude("4 more bad ones until below 95%.");
    expect(queryText(".o_jn_county_deduction")).toInclude("2026-08-21 24:00");
    expect(queryAllTexts(".o_jn_county_case")).toEqual(["R7 · Window A"]);
    expect(".o_jn_county_budget canvas").toHaveCount(1);
});

for (const [state, tone] of [
    [{}, "text-body"],
    [{ light: "yellow" }, "text-warning"],
    [{ light: "red" }, "text-danger"],
    [{ light: "red", done: true, words: "To be graded" }, "text-success"],
]) {
    test(`the countdown has the colour of the report's own light: ${tone}`, async () => {
        await open((shown) => ({ ...shown, report: { ...shown.report, state } }));
        expect(".o_jn_county_report b").toHaveClass(tone);
    });
}

test("another county is chosen from the list", async () => {
    await open();
    await click(".o_jn_county_choice");
    await select("2");
    await animationFrame();
    await animationFrame();
    expect(queryText(".o_jn_county_name")).toBe("County 2");
});

test("who sees no county is told so", async () => {
    onRpc("jn.county.page", "page", () => ({ counties: [] }));
    await mountWithCleanup(WebClient);
    await getService("action").doAction({ type: "ir.actions.client", tag: "jn_county_page" });
    expect(queryText(".alert-info")).toInclude("You work for no county");
});

test("a control chart has figure, centre, limits and the rule's line; flagged points stand out", () => {
    patchTranslations();
    const sets = datasetsOf(chart);
    expect(sets.map((set) => set.label)).toEqual(["Figure", "Centre line", "Least by chance", "Most by chance", "Warning line"]);
    expect(sets[0].data).toEqual([90, 50]);
    expect(sets[0].pointStyle).toEqual(["circle", "rectRot"]);
    expect(wordsOf(chart)).toInclude("08-08");
    expect(wordsOf({ ...chart, points: [point(0.9), point(0.9)] })).toInclude("No week is unusual");
});

test("without a centre there are no limits", () => {
    patchTranslations();
    const number = { ...chart, is_rate: false, centre: null, line: 2, points: [{ share: 4, flag: null }, { share: null, flag: null }] };
    expect(datasetsOf(number).map((set) => set.label)).toEqual(["Figure", "Warning line"]);
    expect(datasetsOf(number)[0].data).toEqual([4, null]);
    expect(wordsOf(number)).toBe("");
});
