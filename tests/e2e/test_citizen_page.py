"""The citizen's page in a browser: every state, on small screens, for those who do not see or click like others."""

import os
import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from . import eyes

MOST_BYTES = 60 * 1024
LANGUAGES = {"zh_CN": "zh-CN", "en_US": "en-US"}
SHOTS = os.environ.get("JN_TEST_PICTURES")  # a folder, for whoever wants to look


def photograph(size=(1200, 900)):
    out = BytesIO()
    Image.new("RGB", size, "steelblue").save(out, "JPEG")
    return {"name": "queue.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


class Visit:
    """One citizen's browser; `arrived` holds every response that came."""

    def __init__(self, browser, lang="zh_CN", script=True):
        self.lang, self.arrived, self.seen = lang, [], {}
        self.context = browser.new_context(
            viewport={"width": 390, "height": 844}, locale=LANGUAGES[lang], java_script_enabled=script
        )
        self.page = self.context.new_page()
        self.page.on("response", lambda response: self.arrived.append(response))

    def open(self, address):
        self.page.goto(address)
        return self

    def rate(self, level, *reasons, words="", wish=False):
        self.page.click(f"label[for$='-{level}']")
        for reason in reasons:
            self.page.check(f"input[value={reason}]")
        if wish:
            self.page.check("input[name=wants_supervisor]")
        self.page.fill("textarea[name=comment]", words)
        self.page.click("form:has(textarea) button.main")
        return self

    def confirm(self):
        self.page.click("button[name=confirm]")
        self.page.wait_for_url("**/jn/r/*#m*")
        return self

    def sees(self, place):
        """Wait until this stands on the page that has come."""
        self.page.wait_for_selector(place)
        return self

    def look(self, state):
        """Remember what is wrong in this state, and keep pictures of it if somebody asked for them."""
        self.seen[state] = eyes.troubles(self.page)
        for width in (390, 320) if SHOTS else ():
            self.page.set_viewport_size({"width": width, "height": 844})
            self.page.screenshot(path=str(Path(SHOTS) / f"{state}-{self.lang}-{width}.png"), full_page=True)
        self.page.set_viewport_size({"width": 390, "height": 844})
        return self

    def close(self):
        self.context.close()
        assert not {state: wrong for state, wrong in self.seen.items() if wrong}


@pytest.fixture
def visit(browser):
    visits = []

    def make(**values):
        visits.append(Visit(browser, **values))
        return visits[-1]

    yield make
    for one in visits:
        one.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_state_is_accessible_on_small_screens_and_at_double_size(city, visit, lang):
    case = city.asked()
    address = city.url + city.link(case)
    citizen = visit(lang=lang).open(address).look("question")

    citizen.page.click("label[for$='-1']")
    citizen.sees(".reasons").look("question-bad")
    citizen.rate(1).sees(".problem").look("problem")
    send_with_a_picture(citizen)
    city.repair(case)
    tell_of_the_repair(citizen.open(address))
    assert city.admin.read("jn.case", case, "contradicted")["contradicted"]

    city.advance(0.1)
    again = visit(lang=lang).open(city.url + city.link(case)).look("question-again")
    again.rate(4).confirm().look("closed")
    again.open(address[:-2] + "xx").look("refused-link")


def send_with_a_picture(citizen):
    """Confirm a bad answer, first with a file that is no picture."""
    citizen.rate(1, "slow", words="跑了三趟才办完").sees("button[name=confirm]").look("confirm")
    citizen.page.set_input_files("input[name=pictures]", {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"no"})
    citizen.page.click("button[name=confirm]")
    citizen.sees(".problem").look("confirm-problem")
    citizen.page.set_input_files("input[name=pictures]", photograph())
    citizen.confirm().look("thanks")


def tell_of_the_repair(citizen):
    """Say that they called and solved nothing."""
    citizen.look("follow-up")
    citizen.page.check("input[name=called][value=yes]")
    citizen.page.check("input[name=solved][value=no]")
    citizen.page.click("button[name=follow]")
    citizen.sees(".told").look("followed-up")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_several_matters_of_one_day_are_accessible_together(city, visit, lang):
    phone = {"zh_CN": "13905370001", "en_US": "13905370002"}[lang]
    case = city.asked(phone=phone)
    for unit in (f"{city.tag}-window", f"{city.tag}-other"):
        city.asked(phone=phone, unit=unit)
    citizen = visit(lang=lang).open(city.url + city.link(case)).look("several")
    assert citizen.page.locator("section.card").count() == 3
    citizen.page.locator("section.card").nth(1).locator("label[for$='-5']").click()
    citizen.page.locator("section.card").nth(1).locator("button.main").click()
    citizen.confirm().look("several-one-done")


def test_the_whole_way_needs_no_script(city, visit):
    case = city.asked()
    citizen = visit(script=False).open(city.url + city.link(case))
    citizen.rate(1, "attitude", words="没有叫号", wish=True)
    citizen.page.set_input_files("input[name=pictures]", [photograph(), photograph((300, 4000))])
    citizen.confirm()
    citizen.page.get_by_text("谢谢您的评价").or_(citizen.page.get_by_text("感谢")).first.wait_for()
    work = city.latest(case, "rectification")
    assert city.admin.read("jn.rectification", work, "stage_code")["stage_code"] == "supervisor_calling"
    [answer] = city.admin("jn.answer", "search_read", domain=[("case_id", "=", case)], fields=["picture_ids"])
    assert len(answer["picture_ids"]) == 2


def test_the_keyboard_alone_is_enough(city, visit):
    case = city.asked()
    citizen = visit().open(city.url + city.link(case))
    keys = citizen.page.keyboard
    keys.press("Tab")
    keys.press("Space")
    assert citizen.page.locator("input[name=level]:checked").get_attribute("value") == "5", "the first in order"
    for key in ("Tab", "Tab", "Enter"):
        keys.press(key)
    citizen.sees("button[name=confirm]").sees(".choice:focus")  # the choice is read out
    citizen.page.focus("button[name=confirm]")
    keys.press("Enter")
    citizen.page.wait_for_url("**/jn/r/*#m*")
    assert city.stage(case) == ("closed", "satisfied")


def test_the_page_is_light_and_loads_no_script(city, visit):
    case = city.asked(phone="13905370003")
    for _more in range(3):
        city.asked(phone="13905370003")
    citizen = visit().open(city.url + city.link(case))
    assert citizen.page.locator("section.card").count() == 4
    sizes = {each.url.partition("?")[0]: len(each.body()) for each in citizen.arrived}
    assert any(url.endswith(".css") for url in sizes)
    assert sum(sizes.values()) < MOST_BYTES, sizes
    assert {each.request.resource_type for each in citizen.arrived} <= {"document", "stylesheet"}
    assert citizen.page.locator("script").count() == 0


def test_the_language_follows_the_browser_and_can_be_switched(city, visit):
    address = city.url + city.link(city.asked())
    english = visit(lang="en_US").open(address).page
    english.wait_for_selector("html[lang=en-US]")
    english.click("footer a[hreflang=zh-CN]")
    english.wait_for_selector("html[lang=zh-CN]")
    english.click("footer a[hreflang=en]")
    english.get_by_text("How was our service in this matter?").wait_for()


def test_an_expired_link_is_accessible_and_says_whom_to_call(city, visit):
    case = city.asked()
    address = city.url + city.link(case)
    city.advance(24 * 16)
    for lang in LANGUAGES:
        citizen = visit(lang=lang).open(address).look("expired")
        assert citizen.arrived[0].status == 410
        assert not re.search("<form", citizen.page.content())


def test_the_eyes_see_what_is_wrong(visit):
    citizen = visit()
    citizen.page.set_content("<html lang='zh'><title>t</title><main><h1>t</h1><img src='data:,'></main>")
    seen = eyes.troubles(citizen.page)
    assert "image-alt" in [rule[0] for rule in seen["390"]]
    citizen.page.set_content("<html lang='zh'><title>t</title><main><h1 style='width:50rem'>t</h1></main>")
    assert eyes.troubles(citizen.page)["320"] == ["wider than the screen"]
