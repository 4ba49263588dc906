import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { press, queryAll, queryAllTexts, queryFirst, queryOne, resize } from "@odoo/hoot-dom";
import { animationFrame, mockTimeZone } from "@odoo/hoot-mock";
import {
    allowTranslations,
    contains,
    defineModels,
    fields,
    getService,
    models,
    mountWithCleanup,
    onRpc,
    patchWithCleanup,
    preloadBundle,
} from "@web/../tests/web_test_helpers";
import { WebClient } from "@web/webclient/webclient";
import { hoursWord } from "@jn_flow/map/map_boxes";
import { layOut, layOutFor } from "@jn_flow/map/map_layout";
import { cutIntoSheets } from "@jn_flow/map/map_paper";
import { textWidth, wrap } from "@jn_flow/map/map_text";

const node = (id, values = {}) => ({
    id,
    code: `s${id}`,
    name: `Stage ${id}`,
    kind: "work",
    sequence: id * 10,
    help: "",
    level: "The unit itself",
    owners: [],
    articles: [],
    limits: [],
    open: 0,
    red: 0,
    yellow: 0,
    median_hours: false,
    ended: 0,
    visits: [],
    is_current: false,
    ...values,
});

const arrow = (id, from, to, values = {}) => ({
    id,
    name: `Move ${id}`,
    event: `e${id}`,
    is_overflow: false,
    from,
    to,
    loop_limit: 0,
    who: [],
    articles: [],
    timers: [],
    passed: 0,
    walked: false,
    ...values,
});

const version = (values = {}) => ({
    id: 7,
    number: 1,
    state: "published",
    name: "Permit, version 1",
    is_draft: false,
    siblings: [{ id: 7, number: 1, state: "published" }],
    ...values,
});

/** New → working ⇄ reviewing → done; two moves lead from working to reviewing; reviewing may stay where it is. */
const small = (values = {}) => ({
    version: version(),
    model: "permit",
    days: 90,
    can_open: true,
    record: false,
    nodes: [
        node(1, { kind: "start", name: "New", open: 3 }),
        node(2, { name: "Working", owners: ["Liaison"], open: 12, red: 4, yellow: 1, median_hours: 5.25, ended: 8 }),
        node(3, { kind: "wait", name: "Reviewing", open: 2, yellow: 2 }),
        node(4, { kind: "end", name: "Done", open: 1140 }),
    ],
    arrows: [
        arrow(1, 1, 2, { name: "Take it", passed: 40 }),
        arrow(2, 2, 3, { name: "Hand in", who: ["Liaison"] }),
        arrow(3, 2, 3, { name: "Too late", timers: [{ name: "Work", limit: "3 working days" }] }),
        arrow(4, 3, 2, { name: "Refuse", loop_limit: 2, passed: 3 }),
        arrow(4, 3, 4, { name: "Refuse", loop_limit: 2, is_overflow: true }),
        arrow(5, 3, 3, { name: "Slow" }),
        arrow(6, 3, 4, { name: "Approve" }),
        arrow(7, false, 4, { name: "Not ours" }),
    ],
    ...values,
});

/** Forty stages: a long way with short cuts, returns, exits and loops. */
function large() {
    const nodes = [...Array(40).keys()].map((place) =>
        node(place + 1, {
            name: place % 3 ? `环节${place + 1}督查核实与整改` : `A stage with quite a long name ${place + 1}`,
            kind: place === 0 ? "start" : place === 39 ? "end" : "work",
            owners: place % 2 ? ["督查人员", "首席代表"] : [],
            open: place * 7,
            red: place % 5,
        })
    );
    const arrows = nodes.slice(1).map(({ id }) => arrow(id, id - 1, id, { name: "整改报告已确认，再次回访" }));
    for (let id = 4; id < 40; id += 4) {
        arrows.push(arrow(100 + id, id, id - 3, { name: "退回重新整改" }));
        arrows.push(arrow(200 + id, id, 40, { name: "Close at once" }));
        arrows.push(arrow(300 + id, id, id, { name: "Stay" }));
    }
    return small({ nodes, arrows });
}

const overlap = (one, other) =>
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height;

function collisions(boxes, others) {
    const pairs = boxes.flatMap((box) => others.filter((other) => other !== box).map((other) => [box, other]));
    return pairs.filter(([one, other]) => overlap(one, other)).map(([one, other]) => `${one.id} ${other.id}`);
}

const inside = (box, { width, height }) =>
    box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;

let told;

class Version extends models.Model {
    _name = "jn.flow.version";
    _records = [{ id: 6 }, { id: 7 }];

    flow_map(ids, model, id) {
        const record = typeof id === "number" ? [model, id] : []; // the last argument is the keywords
        expect.step(["flow_map", ids, ...record].join(" "));
        return told;
    }
}

class Stage extends models.Model {
    _name = "jn.flow.stage";
    name = fields.Char();
    version_id = fields.Many2one({ relation: "jn.flow.version" });
    sequence = fields.Integer();
    _records = [{ id: 2, name: "Working" }, { id: 4, name: "Done" }];
    _views = { form: `<form><field name="name"/><field name="sequence"/></form>` };
}

class Move extends models.Model {
    _name = "jn.flow.move";
    name = fields.Char();
    version_id = fields.Many2one({ relation: "jn.flow.version" });
    from_stage_id = fields.Many2one({ relation: "jn.flow.stage" });
    to_stage_id = fields.Many2one({ relation: "jn.flow.stage" });
    _records = [{ id: 2, name: "Hand in" }];
    _views = { form: `<form><field name="name"/></form>` };
}

defineMailModels();
defineModels([Version, Stage, Move]);
preloadBundle("jn_flow.assets_map");

async function open(map = small(), params = {}) {
    told = map;
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "jn_flow.map",
        params: { version_id: 7, ...params },
    });
    await animationFrame();
    expect.verifySteps([["flow_map", 7, params.record_model, params.record_id].filter(Boolean).join(" ")]);
}

const box = (code) => `.o_jn_map_box[data-stage=${code}]`;
const label = (event) => `.o_jn_map_label[data-event=${event}]`;

describe("geometry", () => {
    beforeEach(allowTranslations);

    for (const direction of ["LR", "TB"]) {
        test(`forty stages lie inside the sheet, none on another, ${direction}`, () => {
            const drawn = layOut(large(), direction);
            expect(drawn.boxes).toHaveLength(41);
            expect(drawn.boxes.filter((box) => !inside(box, drawn))).toEqual([]);
            expect(collisions(drawn.boxes, drawn.boxes)).toEqual([]);
        });

        test(`no label of forty stages' moves lies on a stage or outside, ${direction}`, () => {
            const drawn = layOut(large(), direction);
            const labels = drawn.arrows.flatMap(({ key, labels }) => labels.map((label) => ({ ...label, id: key })));
            expect(labels).toHaveLength(39 + 27);
            expect(collisions(labels, drawn.boxes)).toEqual([]);
            expect(labels.filter((label) => !inside(label, drawn))).toEqual([]);
        });
    }

    test("the way leads onwards: each stage stands after the one before", () => {
        const across = layOut(small(), "LR").boxes.map((box) => box.x);
        expect(across).toEqual([...across].sort((one, other) => one - other));
        const down = layOut(small(), "TB").boxes.map((box) => box.y);
        expect(down).toEqual([...down].sort((one, other) => one - other));
    });

    test("a narrow window is read downwards", () => {
        expect(layOutFor(small(), { width: 390, height: 700 }).direction).toBe("TB");
        expect(layOutFor(small(), { width: 1400, height: 500 }).direction).toBe("LR");
    });

    test("moves between the same stages share an arrow and keep a label each", () => {
        const { arrows } = layOut(small(), "LR");
        const shared = arrows.find((bundle) => bundle.key === "2-3");
        expect(shared.labels.map((label) => label.lines.join(" "))).toEqual(["Hand in", "Too late"]);
        const [first, second] = shared.labels;
        expect(second.y).toBe(first.y + first.height);
    });

    for (const direction of ["LR", "TB"]) {
        test(`forty stages are printed on sheets with every stage and label whole on one of them, ${direction}`, () => {
            const drawn = layOut(large(), direction);
            const sheets = cutIntoSheets(drawn);
            expect(sheets.length).toBeGreaterThan(2);
            const shown = [...drawn.boxes, ...drawn.arrows.flatMap(({ labels }) => labels)];
            const isWhole = (one) =>
                sheets.some((sheet) => inside({ ...one, x: one.x - sheet.x, y: one.y - sheet.y }, sheet));
            expect(shown.filter((one) => !isWhole(one))).toEqual([]);
            const width = 281 / sheets[0].width; // millimetres of a unit: a name of 18 units is no smaller than 7 points
            expect(18 * width * (72 / 25.4)).toBeGreaterThan(6.99);
        });
    }

    test("what can be read on one sheet is not cut", () => {
        expect(cutIntoSheets(layOut(small(), "LR"))).toEqual([]);
        expect(cutIntoSheets(layOut(small({ nodes: [], arrows: [] }), "LR"))).toEqual([]);
    });

    test("an empty version is laid out as nothing", () => {
        const drawn = layOut(small({ nodes: [], arrows: [] }), "LR");
        expect(drawn.boxes).toEqual([]);
        expect(drawn.width).toBeGreaterThan(0);
    });
});

describe("words", () => {
    beforeEach(allowTranslations);

    test("a text breaks into lines alike in length, none wider than asked", () => {
        expect(wrap("逾期未裁定，视为驳回", 112, 14, 3)).toEqual(["逾期未裁定，", "视为驳回"]);
        expect(wrap("Report confirmed", 80, 13, 3)).toEqual(["Report", "confirmed"]);
    });

    test("what is too long ends in dots", () => {
        const lines = wrap("很长很长的环节名称一直写下去没有尽头", 64, 16, 2);
        expect(lines).toHaveLength(2);
        expect(lines[1].endsWith("…")).toBe(true);
        expect(textWidth(lines[1], 16)).toBeLessThan(64 + 17);
    });

    test("hours are told as a person would", () => {
        expect([0.001, 0.5, 5.25, 72].map((hours) => hoursWord(hours).toString())).toEqual([
            "under a minute",
            "30 min",
            "5.3 h",
            "3 d",
        ]);
    });
});

test("a stage says its count, what is overdue and due soon, and its median", async () => {
    await open();
    expect(queryAllTexts(`${box("s2")} .o_name, ${box("s2")} .o_count`)).toEqual(["Working", "12"]);
    expect(`${box("s2")} .o_red`).toHaveText("▲ 4");
    expect(`${box("s2")} .o_yellow`).toHaveText("◆ 1");
    expect(queryAllTexts(`${box("s2")} .o_small`)).toEqual(["Liaison", "median 5.3 h"]);
    expect(box("s2")).toHaveClass("o_heat_red");
    expect(box("s2")).toHaveAttribute("aria-label", "Working, Liaison, 12 here, 4 overdue, 1 due soon, median 5.3 h");
    expect(box("s3")).toHaveClass("o_heat_yellow");
    expect(`${box("s4")} .o_count`).toHaveText("1,140");
});

test("an arrow says its time limit, its limit of returns and how often it was gone", async () => {
    await open();
    expect(queryAllTexts(`${label("e3")} text`)).toEqual(["Too late", "after 3 working days"]);
    expect(queryAllTexts(`${label("e4")} .o_small`)).toEqual(["at most 2 times", "× 3", "after 2 times"]);
    expect(label("e2")).toHaveAttribute("aria-label", "Hand in: Working → Reviewing, Liaison");
    const widths = queryAll(".o_jn_map_arrow").map((path) => Number(path.getAttribute("stroke-width")));
    expect(Math.max(...widths)).toBe(6);
    expect(".o_jn_map_arrow.o_back").toHaveCount(1);
});

test("forty stages are all on the screen at first", async () => {
    await open(large());
    expect(".o_jn_map_box").toHaveCount(40);
    const canvas = queryOne(".o_jn_map_canvas").getBoundingClientRect();
    const outside = queryAll(".o_jn_map_box").filter((el) => {
        const { left, right, top, bottom } = el.querySelector(".o_face").getBoundingClientRect();
        return left < canvas.left || right > canvas.right || top < canvas.top || bottom > canvas.bottom;
    });
    expect(outside).toHaveLength(0);
});

test("the buttons zoom, and the whole map comes back", async () => {
    await open();
    const width = () => Number(queryOne(".o_jn_map_canvas svg").getAttribute("width"));
    const whole = width();
    await contains(".o_jn_map_bar button[aria-label=Larger]").click();
    expect(width()).toBeGreaterThan(whole);
    await contains(".o_jn_map_bar button[aria-label=Smaller]").click();
    await contains(".o_jn_map_bar button[aria-label=Smaller]").click();
    expect(width()).toBeLessThan(whole);
    await contains(".o_jn_map_fit").click();
    expect(width()).toBe(whole);
});

test("the wheel zooms around the pointer", async () => {
    await open();
    const svg = queryOne(".o_jn_map_canvas svg");
    const before = Number(svg.getAttribute("width"));
    const event = new WheelEvent("wheel", { deltaY: -100, bubbles: true, cancelable: true });
    svg.dispatchEvent(event);
    await animationFrame();
    expect(event.defaultPrevented).toBe(true);
    expect(Number(svg.getAttribute("width"))).toBeGreaterThan(before);
});

test("a large map on a small screen begins at its beginning, large enough to be read", async () => {
    await resize({ width: 390, height: 844 });
    await open(large());
    const frame = queryOne(".o_jn_map_canvas").getBoundingClientRect();
    const start = queryOne(".o_jn_map_start").getBoundingClientRect();
    expect(start.left).toBeGreaterThan(frame.left);
    expect(start.right).toBeLessThan(frame.right);
    expect(start.width).toBeGreaterThan(13);
});

test("zooming in keeps the middle in the middle", async () => {
    await open(large());
    const canvas = queryOne(".o_jn_map_canvas");
    for (let turn = 0; turn < 8; turn++) {
        await contains(".o_jn_map_bar button[aria-label=Larger]").click();
    }
    const middle = (canvas.scrollLeft + canvas.clientWidth / 2) / canvas.scrollWidth;
    expect(middle).toBeCloseTo(0.5, { margin: 0.05 });
});

test("arrow keys walk to what is nearest, Enter opens it, Escape closes it", async () => {
    await open();
    queryOne(box("s1")).focus();
    await press("ArrowRight");
    expect(label("e1")).toBeFocused();
    await press("ArrowRight");
    expect(box("s2")).toBeFocused();
    await press("Enter");
    await animationFrame();
    expect(".o_jn_map_panel h3").toHaveText("Working");
    await press("Escape");
    await animationFrame();
    expect(".o_jn_map_panel").toHaveCount(0);
    await press("ArrowLeft");
    expect(label("e1")).toBeFocused();
});

test("Tab walks every stage with the moves that leave it", async () => {
    await open();
    const stops = queryAll("[data-stop]").map((el) => el.dataset.stage || el.dataset.event);
    expect(stops).toEqual(["e7", "s1", "e1", "s2", "e2", "e3", "s3", "e4", "e4", "e6", "e5", "s4"]);
    expect(queryAll("[data-stop]").every((el) => el.getAttribute("tabindex") === "0")).toBe(true);
    queryOne(box("s1")).focus();
    await press("Tab");
    expect(label("e1")).toBeFocused();
});

test("a stage opens what stands there, or only what is overdue", async () => {
    await open();
    patchWithCleanup(getService("action"), {
        doAction({ res_model, domain }) {
            expect.step(JSON.stringify([res_model, domain.slice(1)]));
        },
    });
    await contains(box("s2")).click();
    expect(".o_jn_map_panel .o_jn_map_records").toHaveText("Open all that stand here: 12");
    await contains(".o_jn_map_records").click();
    await contains(".o_jn_map_panel .btn-outline-danger").click();
    expect.verifySteps([
        '["permit",[["stage_id","=",2]]]',
        '["permit",[["stage_id","=",2],["light","in",["red"]]]]',
    ]);
});

test("who may not read the records is not led to them", async () => {
    await open(small({ can_open: false }));
    await contains(box("s2")).click();
    expect(".o_jn_map_panel").toHaveCount(1);
    expect(".o_jn_map_records").toHaveCount(0);
});

test("in a published version a move opens read only, and nothing can be added", async () => {
    await open();
    expect(".o_jn_map_add_stage, .o_jn_map_add_move").toHaveCount(0);
    expect(".o_jn_map_bar").toHaveText(/make a new draft/);
    await contains(label("e2")).click();
    expect(".modal .o_form_readonly").toHaveCount(1);
    expect(".modal .o_form_button_save").toHaveCount(0);
    await contains(".modal footer button").click();
    expect(".modal").toHaveCount(0);
});

describe("draft", () => {
    const draft = () => small({ version: version({ state: "draft", is_draft: true }) });

    test("a stage opens to be changed, and saving draws the map anew", async () => {
        await open(draft());
        await contains(box("s2")).click();
        expect(".modal .o_form_editable").toHaveCount(1);
        told = draft();
        told.nodes[1].name = "At work";
        await contains(".modal [name=name] input").edit("At work");
        await contains(".modal .o_form_button_save").click();
        expect.verifySteps(["flow_map 7"]);
        expect(`${box("s2")} .o_name`).toHaveText("At work");
    });

    test("a stage is added behind the last one", async () => {
        onRpc("jn.flow.stage", "web_save", ({ args, kwargs }) => {
            expect.step(`${args[1].sequence} ${kwargs.context.default_version_id}`);
        });
        await open(draft());
        await contains(".o_jn_map_add_stage").click();
        await contains(".modal [name=name] input").edit("Archive");
        await contains(".modal .o_form_button_save").click();
        expect.verifySteps(["50 7", "flow_map 7"]);
    });

    test("a move is added by clicking where it begins and where it leads", async () => {
        onRpc("jn.flow.move", "web_save", ({ kwargs: { context } }) => {
            expect.step(`${context.default_from_stage_id} → ${context.default_to_stage_id}`);
        });
        await open(draft());
        await contains(".o_jn_map_add_move").click();
        expect(".o_jn_map_hint").toHaveText(/where the move begins/);
        await contains(box("s2")).click();
        expect(".o_jn_map_hint").toHaveText(/to which it leads/);
        await contains(box("s4")).click();
        expect(".o_jn_map_hint").toHaveCount(0);
        await contains(".modal [name=name] input").edit("Close at once");
        await contains(".modal .o_form_button_save").click();
        expect.verifySteps(["2 → 4", "flow_map 7"]);
    });

    test("Escape gives up adding a move", async () => {
        await open(draft());
        await contains(".o_jn_map_add_move").click();
        await press("Escape");
        await animationFrame();
        expect(".o_jn_map_hint").toHaveCount(0);
    });

    test("a move is removed from its form", async () => {
        onRpc("jn.flow.move", "unlink", ({ args }) => {
            expect.step(`unlink ${args[0]}`);
            return true;
        });
        await open(draft());
        await contains(label("e2")).click();
        await contains(".modal .o_form_button_remove").click();
        expect.verifySteps(["unlink 2", "flow_map 7"]);
        expect(".modal").toHaveCount(0);
    });
});

test("a record's way is numbered with its moments, where it stands is ringed, the rest is faded", async () => {
    mockTimeZone(+8);
    const map = small({ record: { id: 5, name: "Permit 5" } });
    map.nodes[0].visits = [{ number: 1, at: "2019-11-23 02:00:00", left_at: "2019-11-23 04:30:00" }];
    map.nodes[1].visits = [{ number: 2, at: "2019-11-23 04:30:00", left_at: false }];
    map.nodes[1].is_current = true;
    map.arrows[0].walked = true;
    await open(map, { record_model: "permit", record_id: 5 });
    expect(queryFirst(`${box("s1")} .o_visit`)).toHaveText(/^1\. .*10:00.* · 2\.5 h$/);
    expect(box("s2")).toHaveClass("o_current");
    expect(`${box("s2")} .o_now_word`).toHaveText("Now");
    expect(box("s3")).not.toHaveClass("o_visited");
    expect(label("e1")).toHaveClass("o_walked");
    expect(queryAllTexts(".o_count")).toEqual([]);
    expect(`${box("s3")}`).toHaveAttribute("aria-label", "Reviewing, not visited");
});

test("an earlier version can be chosen", async () => {
    const siblings = [
        { id: 6, number: 1, state: "retired" },
        { id: 7, number: 2, state: "published" },
    ];
    await open(small({ version: version({ siblings }) }));
    told = small({ version: version({ id: 6, state: "retired", siblings }) });
    await contains(".o_jn_map_bar select").select("6");
    expect.verifySteps(["flow_map 6"]);
});
