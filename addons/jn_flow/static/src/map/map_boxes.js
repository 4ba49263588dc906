/** What stands in a box and beside an arrow of the process map, line by line, and how large that is. */
import { deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { formatMoment } from "../moment/flow_due";
import { clip, textWidth, wrap } from "./map_text";

export const START = "start";
export const FONT = { name: 18, small: 13, label: 14 };
const BOX = { width: 168, wayWidth: 232, pad: 15 };
const LABEL = { width: 86, pad: 3 };
const SHOWN_VISITS = 3;

/** Hours as a person says them. */
export function hoursWord(hours) {
    if (hours * 60 < 1) {
        return _t("under a minute");
    }
    if (hours < 1) {
        return _t("%(count)s min", { count: Math.round(hours * 60) });
    }
    if (hours < 48) {
        return _t("%(count)s h", { count: round(hours) });
    }
    return _t("%(count)s d", { count: round(hours / 24) });
}

function round(value) {
    return Number(value.toFixed(1));
}

/** How hot a stage is: what is overdue counts before what is due soon; `heat` is its share, 0 to 1. */
export function heatOf(node) {
    const light = node.red ? "red" : node.yellow ? "yellow" : node.open ? "green" : "none";
    return { light, heat: node.open ? (node.red || node.yellow) / node.open : 0 };
}

function visitLine(visit) {
    const at = deserializeDateTime(visit.at);
    const stay = visit.left_at && hoursWord(deserializeDateTime(visit.left_at).diff(at, "hours").hours);
    return `${visit.number}. ${formatMoment(at)}${stay ? " · " + stay : ""}`;
}

function visitLines(node) {
    const shown = node.visits.slice(-SHOWN_VISITS).map((visit) => clip(visitLine(visit), BOX.wayWidth - BOX.pad, FONT.small));
    const hidden = node.visits.length - shown.length;
    return hidden ? [_t("%(count)s earlier stays", { count: hidden }), ...shown] : shown;
}

/** A box: {id, node, width, height, name: lines, owners, visits: lines, light, heat}. */
export function stageBox(node, map) {
    const width = map.record ? BOX.wayWidth : BOX.width; // a moment and a length want more room than a number
    const inner = width - 2 * BOX.pad;
    const name = wrap(node.name, inner, FONT.name, 2);
    const owners = clip(node.owners.join(" · "), inner, FONT.small);
    const visits = map.record ? visitLines(node) : [];
    const figures = map.record ? visits.length * 18 : node.kind === "end" ? 28 : 48;
    return {
        id: node.id,
        node,
        name,
        owners,
        visits,
        ...heatOf(node),
        width,
        height: 22 + name.length * 23 + (owners ? 18 : 0) + figures,
    };
}

/** What an arrow says beside its name: the time limit that takes it, how often it may be taken and how often it was. */
function remarks(arrow, isWay) {
    const said = arrow.timers.map((timer) => _t("after %(limit)s", { limit: timer.limit }));
    if (arrow.is_overflow) {
        said.push(_t("after %(count)s times", { count: arrow.loop_limit }));
    } else if (arrow.loop_limit) {
        said.push(_t("at most %(count)s times", { count: arrow.loop_limit }));
    }
    if (arrow.passed && !isWay) {
        said.push(`× ${arrow.passed}`);
    }
    return said;
}

/** A label: {lines, remarks: lines, width, height}. */
export function arrowLabel(arrow, isWay) {
    const lines = wrap(arrow.name, LABEL.width, FONT.label, 4);
    const said = remarks(arrow, isWay);
    const widths = [
        ...lines.map((line) => textWidth(line, FONT.label)),
        ...said.map((line) => textWidth(line, FONT.small)),
    ];
    return {
        lines,
        remarks: said,
        width: Math.max(...widths) + 2 * LABEL.pad,
        height: lines.length * 17 + said.length * 16 + 2 * LABEL.pad,
    };
}

/** How thick an arrow is: 1.5 to 6 by its share of the busiest one's passages. */
export function thickness(passed, most) {
    return 1.5 + (most ? 4.5 * Math.sqrt(passed / most) : 0);
}

/** A stage in one sentence, for those who do not see it. */
export function stageWords(node, map) {
    const words = [node.name, ...node.owners];
    if (map.record) {
        words.push(...node.visits.map(visitLine));
        words.push(node.is_current ? _t("here now") : node.visits.length ? "" : _t("not visited"));
    } else {
        words.push(
            _t("%(open)s here", { open: node.open }),
            node.red ? _t("%(count)s overdue", { count: node.red }) : "",
            node.yellow ? _t("%(count)s due soon", { count: node.yellow }) : "",
            node.ended ? _t("median %(time)s", { time: hoursWord(node.median_hours) }) : ""
        );
    }
    return words.filter(Boolean).join(", ");
}

/** An arrow in one sentence. */
export function arrowWords(arrow, names, isWay) {
    const way = [names.get(arrow.from) || _t("Beginning"), names.get(arrow.to)].join(" → ");
    return [`${arrow.name}: ${way}`, arrow.who.join(" · "), ...remarks(arrow, isWay)].filter(Boolean).join(", ");
}
