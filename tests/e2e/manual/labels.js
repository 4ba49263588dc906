// The words of a screen. `texts`: whatever stands on it as a whole word or sentence. `labels`: the words of buttons,
// columns, fields, headings and tabs, without what is data: counts, rows, cards, stages, filters.
() => {
    const LABELS = [
        ".o_form_label",
        "th",
        ".o_horizontal_separator",
        ".nav-tabs .nav-link",
        ".modal-title",
        "button",
        ".btn",
        "legend",
        "summary",
        "h2",
        ".o_radio_item label",
        ".o_jn_help",
    ];
    const DATA = [
        ".o_data_row",
        ".o_kanban_record",
        ".o_kanban_header",
        ".o_group_header",
        ".o_field_date",
        ".o_jn_health_row",
        ".o_jn_county .list-group-item",
        ".o_jn_desk_line",
        ".o_jn_desk_tile .fs-2",
        ".badge",
        ".o_control_panel_navigation",
        ".o_breadcrumb",
        ".o_searchview",
        ".o_search_panel",
        ".o_statusbar_status",
        ".o_main_navbar",
        ".o_notification_manager",
        ".o_select_menu",
        ".o_tag",
        ".o_form_status_indicator",
        ".level",
        "sup",
        "svg",
    ];
    const isVisible = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const tidy = (text) => text.replace(/\s+/g, " ").trim();
    const isData = (node) => DATA.some((selector) => node.closest(selector));
    const without = (element) => {
        const copy = element.cloneNode(true);
        for (const inner of copy.querySelectorAll(DATA.join(","))) {
            inner.remove();
        }
        return tidy(copy.textContent).replace(/ \d+$/, "");
    };
    const texts = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = tidy(walker.currentNode.data);
        if (text && isVisible(walker.currentNode.parentElement)) {
            texts.add(text);
        }
    }
    for (const box of document.querySelectorAll("[placeholder]")) {
        texts.add(box.placeholder);
    }
    const labels = new Set();
    for (const element of document.querySelectorAll(LABELS.join(","))) {
        const word = isVisible(element) && !isData(element) ? without(element) : "";
        if (/\p{Letter}/u.test(word)) {
            labels.add(word);
            texts.add(word);
        }
    }
    return { texts: [...texts], labels: [...labels].sort() };
};
