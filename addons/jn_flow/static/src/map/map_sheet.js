/** The sheet on which a map lies: how large it is shown, and what part of it. */
import { SMALL } from "./map_layout";
import { onMounted, useEffect, useExternalListener, useRef, useState } from "@odoo/owl";

const SMALLEST = 0.1;
const LARGEST = 2.5;

/**
 * Zoom by size and pan by the scrollbars of the element `refName`: so touch, keyboard and screen readers need nothing
 * of ours. `drawing()` returns {width, height}; a small screen begins no smaller than `readable`.
 */
export function useMapSheet(refName, drawing, readable) {
    const canvas = useRef(refName);
    // `shown` counts what was asked to be shown: the sheet moves once it has its new size
    const state = useState({ scale: 1, shown: 0 });
    let grip = null;
    let move = () => {};

    const sheet = {
        dragged: false,
        get scale() {
            return state.scale;
        },
        get width() {
            return Math.floor(drawing().width * state.scale);
        },
        get height() {
            return Math.floor(drawing().height * state.scale);
        },
        size() {
            const { clientWidth, clientHeight } = canvas.el || {};
            return { width: clientWidth || window.innerWidth, height: clientHeight || window.innerHeight - 160 };
        },
        /** Show the whole map. */
        fit() {
            state.scale = whole();
        },
        /** Show the whole map, unless it could not be read. */
        begin() {
            const isSmall = sheet.size().width < SMALL;
            state.scale = isSmall ? Math.max(whole(), readable) : whole();
            then(showBeginning);
        },
        keep() {
            state.scale = clamp(state.scale);
        },
        /** Zoom around a point of the screen, the middle if none is given. */
        zoom(factor, at) {
            const el = canvas.el;
            const before = state.scale;
            state.scale = clamp(before * factor);
            const { left, top } = el.getBoundingClientRect();
            const x = at ? at.clientX - left : el.clientWidth / 2;
            const y = at ? at.clientY - top : el.clientHeight / 2;
            const grown = state.scale / before;
            const goal = { left: (el.scrollLeft + x) * grown - x, top: (el.scrollTop + y) * grown - y };
            then(() => el.scrollTo(goal));
        },
        onWheel(event) {
            event.preventDefault();
            sheet.zoom(event.deltaY < 0 ? 1.12 : 1 / 1.12, event);
        },
        onPointerdown(event) {
            sheet.dragged = false;
            if (event.pointerType === "mouse" && event.button === 0) {
                const { scrollLeft, scrollTop } = canvas.el;
                grip = { x: event.clientX, y: event.clientY, scrollLeft, scrollTop };
            }
        },
    };

    function then(next) {
        move = next;
        state.shown++;
    }

    /** Where the record stands, or where the process begins, is what one sees first. */
    function showBeginning() {
        const el = canvas.el?.querySelector(".o_current") || canvas.el?.querySelector(".o_jn_map_start");
        if (el) {
            const [box, frame] = [el.getBoundingClientRect(), canvas.el.getBoundingClientRect()];
            canvas.el.scrollBy({
                left: box.x + box.width / 2 - frame.x - frame.width / 2,
                top: box.y + box.height / 2 - frame.y - frame.height / 2,
            });
        }
    }

    function whole() {
        const { width, height } = sheet.size();
        const drawn = drawing();
        return clamp(Math.min(width / drawn.width, height / drawn.height, 1.25));
    }

    useExternalListener(window, "pointermove", (event) => {
        if (grip) {
            const [x, y] = [event.clientX - grip.x, event.clientY - grip.y];
            sheet.dragged ||= Math.hypot(x, y) > 4;
            canvas.el.scrollTo({ left: grip.scrollLeft - x, top: grip.scrollTop - y });
        }
    });
    useExternalListener(window, "pointerup", () => (grip = null));
    useEffect(
        () => {
            move(); // returns nothing: what an effect returns is called as its end
        },
        () => [state.shown]
    );
    onMounted(() => sheet.begin()); // after the effect, which so takes notice of it
    return sheet;
}

function clamp(scale) {
    return Math.min(LARGEST, Math.max(SMALLEST, scale));
}

/** The stop that lies nearest to `from` in the direction of an arrow key; sideways counts double. */
export function nearest(stops, from, key) {
    const middle = (el) => {
        const box = el.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const here = middle(from.closest("[data-stop]"));
    const [axis, sign] = { ArrowRight: ["x", 1], ArrowLeft: ["x", -1], ArrowDown: ["y", 1], ArrowUp: ["y", -1] }[key];
    const across = axis === "x" ? "y" : "x";
    const far = (el) => {
        const there = middle(el);
        const ahead = (there[axis] - here[axis]) * sign;
        return ahead > 1 ? ahead + 2 * Math.abs(there[across] - here[across]) : Infinity;
    };
    const [best] = stops.filter((el) => far(el) < Infinity).sort((one, other) => far(one) - far(other));
    return best;
}
