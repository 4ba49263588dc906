import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { click, edit, queryAllTexts, queryText } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineModels, fields, mockService, models, mountView, onRpc } from "@web/../tests/web_test_helpers";

const COLUMNS = [
    { code: "effective", name: "Effective revisits", points: 20, standard: false, is_part: false },
    { code: "satisfied", name: "Satisfied", points: false, standard: 0.95, is_part: false },
];

const figure = (id, values = {}) => ({
    id, score: 18, rate: 0.9, numerator: 9, denominator: 10, low: 0.6, high: 0.98, small_sample: false, note: false,
    active_score: false, active_rate: false, active_numerator: 0, active_denominator: 0, extras: [], ...values,
});

const row = (id, unit, values = {}) => ({
    unit, mine: false, before: false, corrected: false, extras: [{ code: "invalid", name: "Invalid complaints", kind: "number", value: 2 }],
    deductions: 0, notes: [],
    total: {
        id, rank: id, score: 90, shown_score: 90, deducted: 0, business: 12, note: false, small_sample: false, active_rank: false, active_score: false, announced: 10, arrived: 9,
    },
    cells: [figure(10 * id + 1), figure(10 * id + 2, { score: false, rate: 0.8 })],
    ...values,
});

const TABLE = {
    previous: "2026 Q2",
    is_mean: false,
    shows_coverage: true,
    columns: COLUMNS,
    groups: [
        {
            name: false,
            rows: [
                row(1, "County A", { before: { rank: 3, score: 85.5 } }),
                row(2, "County B", { mine: true, before: { rank: 1, score: 92 } }),
            ],
        },
    ],
};

/** The table of a year: scores alone, and what its quarters told of the coverage. */
function year(announced, arrived) {
    const only = row(1, "County A");
    Object.assign(only.total, { announced, arrived });
    only.cells = [figure(11, { rate: false, numerator: false, denominator: false })];
    return { previous: false, is_mean: true, columns: COLUMNS.slice(0, 1), groups: [{ name: false, rows: [only] }] };
}

class Sheet extends models.Model {
    _name = "jn.sheet";

    table = fields.Json();

    _records = [
        { id: 1, table: TABLE },
        { id: 2, table: year(false, false) },
        { id: 3, table: year(50, 40) },
    ];
}

defineMailModels();
defineModels([Sheet]);

const shown = (resId = 1) =>
    mountView({
        type: "form", resModel: "jn.sheet", resId, arch: `<form><field name="table" widget="jn_score_table" /></form>`,
    });

test("units stand by rank with what they gained or lost since the period before", async () => {
    await shown();
    expect(queryAllTexts(".jn_score_rank")).toEqual(["1", "2"]);
    expect(".jn_score_table .fa-arrow-up").toHaveCount(1);
    expect(".jn_score_table .fa-arrow-down").toHaveCount(1);
    expect(queryText(".jn_score_table tbody tr:first")).toInclude("+4.50");
    expect(queryText(".jn_score_table tbody tr:last")).toInclude("−2.00");
});

test("a rate below its standard is red, one at nine tenths of the points is green", async () => {
    await shown();
    expect(".jn_score_table tbody tr:first .text-success.fw-bold").toHaveCount(1);
    expect(".jn_score_table tbody tr:first .text-danger.fw-bold").toHaveCount(1);
});

test("a unit is found by a part of its name, one's own by a tick", async () => {
    await shown();
    await click(".jn_score_table input[type=search]");
    await edit("county b");
    await animationFrame();
    expect(".jn_score_rank").toHaveCount(1);
    await edit("");
    await animationFrame();
    expect(".jn_score_rank").toHaveCount(2);
    await click(".jn_score_table input[type=checkbox]");
    await animationFrame();
    expect(queryText(".jn_score_table tbody")).toInclude("County B");
    expect(".jn_score_rank").toHaveCount(1);
});

test("each number opens its records, each score how it was reckoned", async () => {
    const asked = [];
    for (const what of ["numerator", "denominator", "explanation"]) {
        onRpc("jn.sheet.line", `action_open_${what}`, ({ args }) => {
            asked.push([what, args[0][0]]);
            return { type: "ir.actions.client", tag: "noop" };
        });
    }
    mockService("action", { doAction: () => expect.step("opened") });
    await shown();
    for (const title of ["Numerator", "Denominator", "How it was reckoned"]) {
        await click(`.jn_score_table tbody tr:first button[title='${title}']:first`);
        await animationFrame();
    }
    expect(asked).toEqual([["numerator", 11], ["denominator", 11], ["explanation", 1]]);
    expect.verifySteps(["opened", "opened", "opened"]);
});

test("active answers, cases in the period, numbers beside and the coverage open their records, too", async () => {
    const asked = [];
    for (const what of ["active_numerator", "active_denominator", "business", "coverage", "extra"]) {
        onRpc("jn.sheet.line", `action_open_${what}`, ({ args: [[id], ...words] }) => {
            asked.push([what, id, ...words]);
            return { type: "ir.actions.client", tag: "noop" };
        });
    }
    mockService("action", { doAction: () => expect.step("opened") });
    const active = { active_score: 14, active_rate: 0.7, active_numerator: 7, active_denominator: 10 };
    await changed({ cells: [figure(11, active), figure(12)] }, { notes: true });
    for (const title of [
        "Numerator among active answers", "Denominator among active answers", "Cases in the period",
        "Announced and arrived, day by day", "Invalid complaints",
    ]) {
        await click(`.jn_score_table tbody button[title='${title}']:first`);
        await animationFrame();
    }
    expect(asked).toEqual([
        ["active_numerator", 11], ["active_denominator", 11], ["business", 1], ["coverage", 1], ["extra", 1, "invalid"],
    ]);
    expect.verifySteps(Array(5).fill("opened"));
});

/** The table with County A's row changed, and opened with its notes where asked for. */
const changed = async (values, { notes = false } = {}) => {
    Sheet._records = [{ id: 1, table: { ...TABLE, groups: [{ name: false, rows: [row(1, "County A", values), row(2, "County B")] }] } }];
    await shown();
    if (notes) {
        await click(".jn_score_table tbody tr:first button[aria-expanded]");
        await animationFrame();
    }
    return queryText(notes ? ".jn_score_table tbody tr:eq(1)" : ".jn_score_table tbody tr:first");
};

const total = (values) => ({ total: { ...row(1, "").total, ...values } });

test("it says where a unit would stand if silence did not count", async () => {
    const words = await changed(total({ rank: 1, active_rank: 4, active_score: 71.5 }));
    expect(words).toInclude("If silence did not count: place 4, with 71.50 points");
});

test("it says so too when the place would stay the same", async () => {
    const words = await changed(total({ rank: 1, active_rank: 1, active_score: 88 }));
    expect(words).toInclude("If silence did not count: still place 1, with 88.00 points");
});

test("without a rank among active answers nothing is said of silence", async () => {
    expect(await changed(total({ rank: 1, active_rank: false, active_score: 88 }))).not.toInclude("If silence did not count");
});

test("a small sample is marked on the unit, and each of its rates carries its interval", async () => {
    const cells = [figure(11, { small_sample: true, low: 0.5958, high: 0.9821 }), figure(12)];
    const words = await changed({ ...total({ small_sample: true }), cells });
    expect(".jn_score_table tbody tr:first .badge.text-bg-warning").toHaveText("Small sample");
    expect(words).toInclude("59.58% – 98.21%");
    expect(".jn_score_table tbody tr:first [title=Interval]").toHaveCount(1);
    expect(".jn_score_table tbody tr:last .badge").toHaveCount(0);
});

test("a rate that rests on many cases keeps its interval for whoever points at it", async () => {
    const words = await changed({ cells: [figure(11, { low: 0.6, high: 0.98 }), figure(12, { low: false, high: false })] });
    expect(words).not.toInclude("60% – 98%");
    expect(".jn_score_table tbody tr:first [title='60% – 98%']").toHaveCount(1);
});

test("signed corrections stand as a badge with the corrected score and place", async () => {
    await changed({ corrected: { score: 86.4, rank: 3 } });
    expect(".jn_score_table .badge.text-bg-primary").toHaveCount(1);
    expect(".jn_score_table tbody tr:first .badge.text-bg-primary").toHaveText("Corrected: 86.40, place 3");
});

test("a unit that a correction left without a rank has a dash for its place", async () => {
    await changed({ corrected: { score: null, rank: null } });
    expect(".jn_score_table .badge.text-bg-primary").toHaveText("Corrected: –, place –");
});

test("how much of what was announced arrived is told with the notes", async () => {
    const words = await changed(total({ announced: 40, arrived: 38 }), { notes: true });
    expect(words).toInclude("Coverage: 38 of 40 announced cases arrived (95%)");
    expect(words).toInclude("Cases in the period: 12");
    expect(words).toInclude("Invalid complaints: 2");
});

test("where the sources announced nothing that is said, not a share", async () => {
    const words = await changed(total({ announced: false, arrived: false }), { notes: true });
    expect(words).toInclude("Coverage: the sources announced nothing");
});

test("active answers stand beside the official figure of each indicator", async () => {
    const active = { active_score: 14, active_rate: 0.7, active_numerator: 7, active_denominator: 10 };
    await changed({ cells: [figure(11, active), figure(12)] });
    expect(".jn_score_table tbody tr:first td [title='Active answers']:contains(14.00)").toHaveText(/^14\.00\s*\(\s*7\s*\/\s*10\s*\)$/);
});

test("a year's score opens its quarters, and says of their coverage what they told or nothing", async () => {
    const asked = [];
    onRpc("jn.sheet.line", "action_open_quarters", ({ args }) => {
        asked.push(args[0][0]);
        return { type: "ir.actions.client", tag: "noop" };
    });
    mockService("action", { doAction: () => expect.step("opened") });
    await shown(2);
    for (const place of ["first", "last"]) {
        await click(`.jn_score_table button[title='Open the quarters']:${place}`);
        await animationFrame();
    }
    expect(asked).toEqual([1, 11]);
    expect.verifySteps(["opened", "opened"]);
    await click(".jn_score_table button:contains(Notes and coverage)");
    await animationFrame();
    expect(queryText(".jn_score_table tbody")).not.toInclude("Coverage:");
    expect(queryText(".jn_score_table tbody")).toInclude("Cases in the period: 12");
});

test("a year whose quarters had a coverage tells it", async () => {
    await shown(3);
    await click(".jn_score_table button:contains(Notes and coverage)");
    await animationFrame();
    expect(queryText(".jn_score_table tbody")).toInclude("Coverage: 40 of 50 announced cases arrived");
});
