"""People at a screen: a browser per person, watched for errors in the console."""

import os
from pathlib import Path

from playwright.sync_api import TimeoutError, expect

expect.set_options(timeout=30_000)

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]
DESK = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 844}
PASSWORD = "walk the walk 2019"
SHOTS = os.environ.get("JN_TEST_PICTURES")  # a folder, for whoever wants to look
FITS = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
SETTLED = 10_000  # ms in which a screen has taken another width
# What is to be read in two or more English words; the units of a test's city have such names, and nothing else has.
ENGLISH = r"""tag => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const words = [...document.querySelectorAll("[placeholder]")].map(each => [each, each.placeholder]);
    while (walker.nextNode()) words.push([walker.currentNode.parentElement, walker.currentNode.data]);
    const seen = words.filter(([each]) => each.checkVisibility() && !each.closest("style, script, code, pre"));
    return seen.map(([, said]) => said.trim()).filter(said => /[A-Za-z]{2,} [A-Za-z]{2,}/.test(said) && !(tag && said.includes(tag + " ")));
}"""


class Person:
    """One login in a browser of its own."""

    def __init__(self, browser, url, viewport=DESK):
        self.url, self.troubles, self.tag = url, [], ""
        self.context = browser.new_context(viewport=viewport, locale="zh-CN", timezone_id="Asia/Shanghai")
        self.page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))

    def _hear(self, message):
        if message.type in ("error", "warning"):
            self.troubles.append(f"{message.type}: {message.text}")

    def login(self, login, password=PASSWORD):
        self.tag = login.partition("_")[0]
        self.page.goto(f"{self.url}/web/login")
        self.page.fill("input[name=login]", login)
        self.page.fill("input[name=password]", password)
        self.page.click("form.oe_login_form button[type=submit]")
        self.page.wait_for_selector(".o_web_client .o_main_navbar")
        return self

    def open(self, path):
        """Open a screen by its address and wait until it shows something."""
        self.page.goto(f"{self.url}/odoo/{path}")
        self.page.wait_for_selector(".o_action_manager .o_view_controller, .o_action_manager .o_action")
        return self

    def sees(self, *words):
        """Wait until each of these words stands on the screen."""
        for word in words:
            self.page.get_by_text(word).first.wait_for()
        return self

    def waits_for(self, event):
        """Wait until the process offers this move, as it does when the last one is done."""
        self.page.wait_for_selector(f"button[data-event={event}]")
        return self

    def waits_gone(self, event):
        """Wait until the process no longer offers this move."""
        self.page.wait_for_selector(f"button[data-event={event}]", state="detached")
        return self

    def answered(self, method, button):
        """Press a button that leaves the screen as it is, and wait until the server has done what it stands for."""
        with self.page.expect_response(f"**/{method}"):
            self.page.click(button)
        return self

    def press(self, event):
        """Press the button of a move of the process."""
        self.page.click(f"button[data-event={event}]")
        return self

    def fill(self, field, text):
        self.page.fill(f".modal [name={field}] textarea, .modal [name={field}] input", text)
        return self

    def choose(self, field, value):
        self.page.check(f".modal [name={field}] input[data-value='{value}']")
        return self

    def finish(self, button):
        """Press the form's main button and wait until it is gone."""
        self.page.click(f".modal footer button[name={button}]")
        self.page.wait_for_selector(".modal", state="detached")
        return self

    def pick(self, field, word):
        """Choose a record by its name in the dialog in front."""
        self.page.fill(f".modal [name={field}] input", word)
        self.page.click(f".o-autocomplete--dropdown-item:has-text('{word}')")
        return self

    def says(self, text):
        """Give the reason that a move asks for."""
        self.page.fill(".modal textarea", text)
        self.page.click(".modal footer .btn-primary")
        self.page.wait_for_selector(".modal", state="detached")
        return self

    def approves(self, reason):
        """Approve what another administrator has proposed for this reason."""
        page = self.open("pack-proposals").page
        page.locator(".o_data_row", has_text=reason).first.click()
        page.click("button[name=action_decide]")
        self.finish("action_approve")
        page.wait_for_selector(".o_arrow_button_current[data-value=done]")
        return self

    def told(self, words):
        """Read the sentence that refuses something, and close it."""
        self.page.locator(".o_error_dialog", has_text=words).wait_for()
        self.page.click(".o_error_dialog footer .btn-primary")
        self.page.wait_for_selector(".o_error_dialog", state="detached")
        return self

    def look(self, name):
        """See that this screen fits a desk and a phone and is Chinese but for units' names; keep pictures if somebody asked for them."""
        for size in (DESK, PHONE):
            self.page.set_viewport_size(size)
            self.picture_if_asked(f"{name}-{size['width']}")
            self.fits(f"{name} is wider than {size['width']} px")
        self.page.set_viewport_size(DESK)
        assert not (english := self.page.evaluate(ENGLISH, self.tag)), english
        return self

    def fits(self, trouble="wider than the screen"):
        """The screen stays within its width, once it has taken it; else that is the `trouble`."""
        try:
            self.page.wait_for_function(FITS, timeout=SETTLED)
        except TimeoutError as error:
            raise AssertionError(trouble) from error
        return self

    def picture_if_asked(self, name):
        """Keep a picture of the settled screen if somebody asked for pictures."""
        if SHOTS:
            self.page.wait_for_timeout(400)
            self.picture(Path(SHOTS) / f"{name}.png")
        return self

    def picture(self, path):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(path))
        return self

    def close(self):
        self.context.close()


class Rows:
    """The rows of a table on a form, which are written where they stand."""

    def __init__(self, page, field):
        self.page, self.table = page, page.locator(f".o_field_widget[name={field}]")

    def add(self, **words):
        """Write a new row: text, a choice of a list, or the name of a record to choose."""
        more, rows = self.table.locator(".o_field_x2many_list_row_add a"), self.table.locator(".o_data_row")
        more.wait_for()
        before = rows.count()
        more.click()
        expect(rows).to_have_count(before + 1)  # until then the row before it is the one that is written
        self._fill(words)

    def change(self, text, **words):
        self.table.locator(".o_data_row", has_text=text).first.locator(f"td[name={next(iter(words))}]").click()
        self._fill(words)

    def _fill(self, words):
        for name, word in words.items():
            cell = self.table.locator(f".o_selected_row td[name={name}]")
            cell.click()
            box = cell.locator("input, textarea").first
            box.fill(word)
            if cell.locator(".o_select_menu, .o_field_selection").count():
                self.page.locator(".o_select_menu_item", has_text=word).first.click()
            elif cell.locator(".o-autocomplete--input").count():
                self.page.locator(".o-autocomplete--dropdown-item", has_text=word).first.click()


class Steps:
    """Long work on a form whose steps are held back until its bar has been read."""

    def __init__(self, page, address):
        self.page, self.address, self.held, self.seen = page, address, [], []
        page.route(address, lambda route: self.held.append(route))

    def until(self, place, second=lambda: None):
        """Let one step after the other go until this stands on the screen, and look at it before the second.

        Returns where the bar stood before each step, and in the end.
        """
        bar, end = self.page.locator(".jn_progress [role=progressbar]"), self.page.locator(place)
        while not end.count():
            if len(self.held) > len(self.seen):
                self.seen.append(int(bar.get_attribute("aria-valuenow")))
                if len(self.seen) == 2:
                    second()
                self.held[-1].continue_()
            self.page.wait_for_timeout(50)  # in which requests are heard of
        self.page.unroute(self.address)
        return [*self.seen, int(bar.get_attribute("aria-valuenow"))]
