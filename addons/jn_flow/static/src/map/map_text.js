/** How wide a text is and where it breaks; estimated, so that the layout needs no screen. */

const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/; // a Chinese character takes a whole square

function widthOf(character) {
    if (WIDE.test(character)) {
        return 1;
    }
    return /[A-Z%@mw]/.test(character) ? 0.78 : 0.56;
}

/** The width of `text` at `size` pixels. */
export function textWidth(text, size) {
    return [...text].reduce((sum, character) => sum + widthOf(character), 0) * size;
}

/** Where a line may break: after a Chinese character or a space. */
function pieces(text) {
    return text.match(/[\u2e80-\u9fff\uf900-\ufaff]|[\uff00-\uffef]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+\s*|\s+/g) || [];
}

/** Cut `text` so that it fits into `width`, with an ellipsis. */
export function clip(text, width, size) {
    if (textWidth(text, size) <= width) {
        return text;
    }
    const characters = [...text];
    while (characters.length && textWidth(characters.join("") + "…", size) > width) {
        characters.pop();
    }
    return characters.join("").trimEnd() + "…";
}

/** Break `text` into lines of `width`. */
function broken(text, width, size) {
    const lines = [""];
    for (const piece of pieces(text)) {
        const last = lines.length - 1;
        const fits = !lines[last] || textWidth((lines[last] + piece).trimEnd(), size) <= width;
        const closes = /^[，。、；：）！？”]/.test(piece); // never at the beginning of a line
        if (fits || closes) {
            lines[last] += piece;
        } else {
            lines.push(piece);
        }
    }
    return lines;
}

/** Break `text` into at most `most` lines of `width`, alike in length; what is left over ends in an ellipsis. */
export function wrap(text, width, size, most) {
    let lines = broken(text, width, size);
    if (lines.length > most) {
        lines.splice(most - 1, lines.length, lines.slice(most - 1).join(""));
    } else {
        for (let narrow = width - size / 2; narrow > size; narrow -= size / 2) {
            const tried = broken(text, narrow, size);
            if (tried.length > lines.length) {
                break;
            }
            lines = tried;
        }
    }
    return lines.map((line) => clip(line.trim(), width + size, size));
}
