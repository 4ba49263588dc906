import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { click, queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame, mockDate } from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    fields,
    mockService,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

const JOURNEY = {
    passages: [
        {
            at: "2026-11-23 02:00:00",
            left_at: "2026-11-23 03:00:00",
            what: "Permit",
            stage: "New",
            event: false,
            who: "System",
            articles: ["第六条"],
            note: false,
            open: false,
        },
        {
            at: "2026-11-23 03:00:00",
            left_at: false,
            what: "Permit",
            stage: "Working",
            event: "Take it",
            who: "Liaison",
            articles: [],
            note: "mine",
            open: true,
        },
    ],
    deadlines: [
        {
            due: "2026-11-24 02:00:00",
            original: "2026-11-23 02:00:00",
            name: "Work",
            sum: "from 10:00 + 24 natural hours",
            changes: ["extended by Supervisor"],
            basis: "第七条, version 1",
            light: "yellow",
            state: "running",
            state_name: "Running",
            ended: false,
        },
        {
            due: "2026-11-23 02:00:00",
            original: false,
            name: "Work",
            sum: "from 9:00",
            changes: [],
            basis: "第七条, version 1",
            light: false,
            state: "extended",
            state_name: "Extended",
            ended: true,
        },
    ],
    next: [{ what: "Permit", name: "Hand in", to: "Reviewing", who: ["Liaison"] }],
};

class Permit extends models.Model {
    light = fields.Selection({
        selection: [
            ["green", "In time"],
            ["yellow", "Due soon"],
            ["red", "Overdue"],
        ],
    });
    due_in = fields.Integer();
    due_at = fields.Datetime();
    deadline_text = fields.Char();
    flow_buttons = fields.Json();
    flow_journey = fields.Json();

    _records = [
        {
            id: 1,
            light: "red",
            due_in: -7200,
            due_at: "2026-11-23 16:00:00",
            deadline_text: "Work: from 10:00",
            flow_journey: JOURNEY,
            flow_buttons: [
                { event: "taken", name: "Take it", form: false, note: false },
                { event: "refused", name: "Refuse", form: false, note: true },
                { event: "decided", name: "Decide", form: "base.some_action", note: false },
            ],
        },
        { id: 2, light: false, due_at: "2026-11-24 03:40:00", flow_buttons: false, flow_journey: false },
    ];
}

defineMailModels();
defineModels([Permit]);

const form = (field, resId = 1) =>
    mountView({
        type: "form",
        resModel: "permit",
        resId,
        arch: `<form><sheet><field name="${field}" widget="jn_${field}"/></sheet></form>`,
    });

test("steps are buttons, the first one primary, and a click presses", async () => {
    onRpc("permit", "action_flow_press", ({ args }) => {
        expect.step(JSON.stringify(args));
        return true;
    });
    await form("flow_buttons");
    expect(queryAllTexts(".o_jn_flow_buttons button")).toEqual(["Take it", "Refuse", "Decide"]);
    expect(".o_jn_flow_buttons .btn-primary").toHaveText("Take it");
    await contains("button[data-event=taken]").click();
    expect.verifySteps(['[[1],"taken",false]']);
});

test("a step that needs a reason asks for it and takes no blanks", async () => {
    onRpc("permit", "action_flow_press", ({ args }) => {
        expect.step(args[2]);
        return true;
    });
    await form("flow_buttons");
    await contains("button[data-event=refused]").click();
    expect(".modal .btn-primary").not.toBeEnabled();
    await contains(".modal textarea").edit("  ", { confirm: false });
    expect(".modal .btn-primary").not.toBeEnabled();
    await contains(".modal textarea").edit(" unreadable ", { confirm: false });
    await contains(".modal .btn-primary").click();
    expect(".modal").toHaveCount(0);
    expect.verifySteps(["unreadable"]);
});

test("a step with a form opens it with the record and the event", async () => {
    mockService("action", {
        doAction(action, options) {
            const { active_id, active_model, active_ids, default_event } = options.additionalContext;
            expect.step([action, active_id, active_model, active_ids[0], default_event].join(" "));
        },
    });
    await form("flow_buttons");
    await click("button[data-event=decided]");
    await animationFrame();
    expect.verifySteps(["base.some_action 1 permit 1 decided"]);
});

test("without a step there is no button", async () => {
    await form("flow_buttons", 2);
    expect(".o_jn_flow_buttons button").toHaveCount(0);
});

test("the light says its colour in words, what is left and why", async () => {
    await mountView({
        type: "list",
        resModel: "permit",
        arch: `<list><field name="light" widget="jn_flow_light"/></list>`,
    });
    expect(".o_jn_flow_light").toHaveCount(1);
    expect(".o_jn_flow_light .text-danger").toHaveCount(1);
    expect(".o_jn_flow_light").toHaveText("Overdue 2 hours ago");
    expect(".o_jn_flow_light").toHaveAttribute("title", "Work: from 10:00");
});

test("the end of a whole day is 24:00 of that day", async () => {
    mockDate("2026-11-23 02:00:00", +8);
    await mountView({ type: "list", resModel: "permit", arch: `<list><field name="due_at" widget="jn_due"/></list>` });
    expect(queryAllTexts(".o_jn_due")).toEqual(["Nov 23 24:00", "Nov 24, 11:40 AM"]);
});

test("the journey tells who, when, by which rule, what is open and what comes next", async () => {
    await form("flow_journey");
    expect(".o_jn_flow_step").toHaveCount(2);
    expect(".o_jn_flow_step.o_jn_flow_open").toHaveCount(1);
    expect(".o_jn_flow_step:first").toHaveText(/New[\s\S]*System[\s\S]*第六条/);
    expect(".o_jn_flow_step blockquote").toHaveText("mine");
    expect(".o_jn_flow_journey .text-warning").toHaveCount(1);
    expect(".o_jn_flow_journey").toHaveText(/Hand in[\s\S]*Reviewing/);
});

test("each limit shows its passport: until when, originally, the sum, what changed it, on what it rests", async () => {
    await form("flow_journey");
    const open = ".o_jn_flow_limit:first";
    for (const words of [/Due soon/, /Originally until/, /24 natural hours/, /extended by Supervisor/, /第七条, version 1/]) {
        expect(open).toHaveText(words);
    }
    expect(".o_jn_flow_journey details summary").toHaveText(/Ended time limits/);
    await click(".o_jn_flow_journey details summary");
    await animationFrame();
    expect(".o_jn_flow_journey details .badge").toHaveText("Extended");
});

test("an empty journey is empty", async () => {
    await form("flow_journey", 2);
    expect(".o_jn_flow_step").toHaveCount(0);
});
