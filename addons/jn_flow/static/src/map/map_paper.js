/** On which sheets of paper a map is printed, beside the one that shows it whole. Pure: no screen, no component. */
import { FONT } from "./map_boxes";

const PAPER = { width: 281, height: 165 }; // millimetres of a landscape A4 inside its margins, between title and legend
const READABLE = 7; // points: smaller, a stage's name cannot be read on paper
const POINT = 25.4 / 72; // millimetres

/** Where sheets begin along one side, so that whatever is no longer than `lap` lies whole on one of them. */
function cuts(length, sheet, lap) {
    if (length <= sheet) {
        return [0];
    }
    const last = Math.ceil((length - sheet) / (sheet - lap));
    return Array.from({ length: last + 1 }, (_, place) => (place * (length - sheet)) / last);
}

function meet(one, other) {
    return (
        one.x < other.x + other.width &&
        other.x < one.x + one.width &&
        one.y < other.y + other.height &&
        other.y < one.y + one.height
    );
}

/**
 * Cut a drawing into sheets on which it can be read: [{x, y, width, height}] in its own units, row by row, each stage and
 * each label whole on one of them. A drawing that can be read on one sheet is not cut: [].
 */
export function cutIntoSheets(drawn) {
    const unit = (READABLE * POINT) / FONT.name;
    const [width, height] = [PAPER.width / unit, PAPER.height / unit];
    if (drawn.width <= width && drawn.height <= height) {
        return [];
    }
    const shown = [...drawn.boxes, ...drawn.arrows.flatMap(({ labels }) => labels)];
    const longest = (side) => Math.max(...shown.map((one) => one[side]));
    const sheets = cuts(drawn.height, height, longest("height")).flatMap((y) =>
        cuts(drawn.width, width, longest("width")).map((x) => ({ x, y, width, height }))
    );
    return sheets.filter((sheet) => shown.some((one) => meet(one, sheet)));
}
