"""People at a screen: a browser per person, watched for errors in the console."""

import os
from pathlib import Path

from playwright.sync_api import TimeoutError

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
            self._fits(f"{name} is wider than {size['width']} px")
        self.page.set_viewport_size(DESK)
        assert not (english := self.page.evaluate(ENGLISH, self.tag)), english
        return self

    def _fits(self, trouble):
        """The screen stays within its width, once it has taken it; else that is the `trouble`."""
        try:
            self.page.wait_for_function(FITS, timeout=SETTLED)
        except TimeoutError as error:
            raise AssertionError(trouble) from error

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
