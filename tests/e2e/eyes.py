"""Looks at a page as somebody who depends on it would: axe-core's rules, small screens, doubled type."""

from pathlib import Path

AXE = Path(__file__).parent / "axe" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Phones, and a desk of 1280 px whose browser shows everything twice as large.
SIZES = {"390": (390, 844), "320": (320, 640), "640 (200 % of a desk)": (640, 400)}
ASK = "async tags => (await axe.run(document, {runOnly: {type: 'tag', values: tags}}))"
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
TYPE = "size => document.documentElement.style.fontSize = size"


def violations(page):
    """What axe finds against WCAG 2.2 AA: [(rule, what it is, where)]; it must have checked something."""
    if not page.evaluate("() => window.axe !== undefined"):
        page.evaluate(AXE.read_text())  # past the page's own policy, which lets no script in
    found = page.evaluate(ASK, RULES)
    assert found["passes"], "axe has looked at nothing"
    return [(each["id"], each["help"], each["nodes"][0]["html"][:200]) for each in found["violations"]]


def troubles(page):
    """Look at every size: violations, and what does not fit the width, also with type of double size."""
    wrong = {}
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        wrong[name] = violations(page)
        if page.evaluate(WIDER) > 0:
            wrong[name].append("wider than the screen")
        page.evaluate(TYPE, "225%")
        if width >= 390 and page.evaluate(WIDER) > 0:
            wrong[name].append("wider than the screen with type of double size")
        page.evaluate(TYPE, "")
    return {name: found for name, found in wrong.items() if found}
