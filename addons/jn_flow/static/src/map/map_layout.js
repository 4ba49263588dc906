/* global dagre */
/** Where the boxes, arrows and labels of a process map stand. Pure: no screen, no component. */
import { stageBox, arrowLabel, START } from "./map_boxes";

const SPACE = { nodesep: 28, edgesep: 14, ranksep: 30, marginx: 20, marginy: 20 };
export const SMALL = 768; // a window narrower than this is read downwards
const CORNER = 14;
const HEAD = 9; // the arrowhead's length: the line ends where it begins
const LOOP = 26; // how far a loop stands off its box

/** Parallel moves are one arrow with a label for each of them. */
function bundles(map) {
    const found = new Map();
    const first = map.nodes.find((node) => node.kind === "start");
    if (first) {
        found.set(`${START}-${first.id}`, { from: START, to: first.id, arrows: [] });
    }
    for (const arrow of map.arrows) {
        const from = arrow.from || START;
        const key = `${from}-${arrow.to}`;
        if (!found.has(key)) {
            found.set(key, { from, to: arrow.to, arrows: [] });
        }
        found.get(key).arrows.push(arrow);
    }
    return [...found.entries()].map(([key, bundle]) => ({ key, ...bundle }));
}

/** A path through the points, its corners rounded. */
export function roundedPath(points) {
    const [start, ...rest] = points;
    const end = rest.pop();
    let path = `M${start.x},${start.y}`;
    let before = start;
    rest.forEach((corner, place) => {
        const after = rest[place + 1] || end;
        const enter = towards(corner, before, CORNER);
        const leave = towards(corner, after, CORNER);
        path += ` L${enter.x},${enter.y} Q${corner.x},${corner.y} ${leave.x},${leave.y}`;
        before = corner;
    });
    return `${path} L${end.x},${end.y}`;
}

/** The point that lies `far` from `from` on the way to `to`, at most halfway. */
function towards(from, to, far) {
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const share = Math.min(far / length, 0.5);
    const round = (value) => Math.round(value * 10) / 10;
    return { x: round(from.x + (to.x - from.x) * share), y: round(from.y + (to.y - from.y) * share) };
}

/** Stack the labels of one arrow and say how large the stack is. */
function stack(bundle, isWay) {
    const labels = bundle.arrows.map((arrow) => ({ arrow, ...arrowLabel(arrow, isWay) }));
    const width = Math.max(0, ...labels.map((label) => label.width));
    let height = 0;
    for (const label of labels) {
        label.top = height;
        height += label.height;
    }
    return { labels, width, height };
}

/** How much room a box takes with its loop: below it, or where arrows leave below, on its right. */
function room({ width, height, loop }, direction) {
    if (!loop) {
        return { width, height };
    }
    return direction === "LR"
        ? { width: Math.max(width, loop.width), height: height + LOOP + loop.height }
        : { width: width + LOOP + loop.width, height: Math.max(height, loop.height) };
}

/** The graph as dagre takes it; a loop is only the room that its box takes. */
function graphOf(boxes, arrows, direction) {
    const graph = new dagre.graphlib.Graph({ multigraph: true });
    graph.setGraph({ rankdir: direction, ...SPACE });
    for (const box of boxes) {
        graph.setNode(String(box.id), room(box, direction));
    }
    const place = new Map(boxes.map((box, index) => [box.id, index]));
    for (const arrow of arrows.filter((arrow) => !arrow.isLoop)) {
        // the order of the stages is the order of the map: what leads back is laid as if it led forward, then turned
        arrow.isBack = place.get(arrow.to) < place.get(arrow.from);
        const weight = Math.abs(place.get(arrow.to) - place.get(arrow.from)) === 1 ? 4 : 1;
        graph.setEdge(...laid(arrow), { width: arrow.width, height: arrow.height, labelpos: "c", weight }, arrow.key);
    }
    return graph;
}

function laid({ isBack, from, to }) {
    return (isBack ? [to, from] : [from, to]).map(String);
}

/**
 * Give every end of an arrow a place of its own on the side of its box, in the order in which the arrows come.
 * Sets `arrow.points`, from source to target.
 */
function dock(graph, arrows, byId, direction) {
    const sides = new Map();
    for (const arrow of arrows) {
        const { points } = graph.edge(...laid(arrow), arrow.key);
        arrow.points = arrow.isBack ? [...points].reverse() : [...points];
        const last = arrow.points.length - 1;
        for (const [id, end, next, isFar] of [
            [arrow.from, 0, 1, !arrow.isBack],
            [arrow.to, last, last - 1, Boolean(arrow.isBack)],
        ]) {
            const key = `${id} ${isFar}`;
            sides.set(key, [...(sides.get(key) || []), { arrow, box: byId.get(id), end, next: arrow.points[next], isFar }]);
        }
    }
    for (const ends of sides.values()) {
        spread(ends, direction);
    }
}

/** Spread the ends of arrows along one side of their box. */
function spread(ends, direction) {
    const [across, along] = direction === "LR" ? ["y", "x"] : ["x", "y"];
    const [breadth, depth] = direction === "LR" ? ["height", "width"] : ["width", "height"];
    ends.sort((one, other) => one.next[across] - other.next[across]);
    ends.forEach(({ arrow, box, end, isFar }, place) => {
        arrow.points[end] = {
            [across]: box[across] + (box[breadth] * (place + 1)) / (ends.length + 1),
            [along]: box[along] + (isFar ? box[depth] : 0),
        };
    });
}

function stand(labels, arrow, x, y) {
    return labels.map((label) => ({ ...label, x: x - label.width / 2, y: y - arrow.height / 2 + label.top }));
}

function placeArrow(graph, arrow) {
    const { x, y } = graph.edge(...laid(arrow), arrow.key);
    const points = [...arrow.points];
    points[points.length - 1] = towards(points.at(-1), points.at(-2), HEAD);
    return { ...arrow, path: roundedPath(points), labels: stand(arrow.labels, arrow, x, y) };
}

/** A loop leaves its box and comes back on the same side, its labels behind it. */
function placeLoop(arrow, box, direction) {
    const isAcross = direction === "LR";
    const [along, deep, length] = isAcross ? ["x", "y", "width"] : ["y", "x", "height"];
    const depth = isAcross ? box.height : box.width;
    const at = (share, far) => ({ [along]: box[along] + box[length] * share, [deep]: box[deep] + depth + far });
    const path = roundedPath([at(0.7, 0), at(0.7, LOOP), at(0.3, LOOP), at(0.3, HEAD)]);
    const middle = at(0.5, LOOP + (isAcross ? arrow.height : arrow.width) / 2);
    return { ...arrow, path, labels: stand(arrow.labels, arrow, middle.x, middle.y) };
}

/**
 * Lay a map out. `direction` is "LR" or "TB".
 * Returns {width, height, boxes: [{id, x, y, width, height, …}], arrows: [{key, path, labels: [{arrow, x, y, …}], …}]},
 * x and y being left upper corners.
 */
export function layOut(map, direction) {
    const arrows = bundles(map).map((bundle) => ({ ...bundle, ...stack(bundle, Boolean(map.record)), isLoop: bundle.from === bundle.to }));
    const loops = new Map(arrows.filter((arrow) => arrow.isLoop).map((arrow) => [arrow.from, arrow]));
    const boxes = map.nodes.map((node) => ({ ...stageBox(node, map), loop: loops.get(node.id) }));
    if (arrows.some((arrow) => arrow.from === START)) {
        boxes.unshift({ id: START, width: 26, height: 26 });
    }
    const graph = graphOf(boxes, arrows, direction);
    dagre.layout(graph);
    for (const box of boxes) {
        const { x, y, width, height } = graph.node(String(box.id));
        const isAcross = direction === "LR";
        box.x = x - (isAcross ? box.width : width) / 2;
        box.y = y - (isAcross ? height : box.height) / 2;
    }
    const byId = new Map(boxes.map((box) => [box.id, box]));
    dock(graph, arrows.filter((arrow) => !arrow.isLoop), byId, direction);
    const { width, height } = graph.graph();
    return {
        direction,
        width: Math.max(1, Math.ceil(width)),
        height: Math.max(1, Math.ceil(height)),
        boxes,
        arrows: arrows.map((arrow) =>
            arrow.isLoop ? placeLoop(arrow, byId.get(arrow.from), direction) : placeArrow(graph, arrow)
        ),
    };
}

/** Lay a map out in the direction in which it shows largest in a window; a narrow window is read downwards. */
export function layOutFor(map, window) {
    if (window.width < SMALL) {
        return layOut(map, "TB");
    }
    const scale = ({ width, height }) => Math.min(window.width / width, window.height / height);
    const [across, down] = ["LR", "TB"].map((direction) => layOut(map, direction));
    return scale(across) >= scale(down) * 0.9 ? across : down;
}
