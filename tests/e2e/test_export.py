"""A long list on its way out: Export All, a bar that moves, a file that holds what the list shows."""

import os

import pytest
from openpyxl import load_workbook

from .contract import Town
from .screen import FITS, PHONE, Steps

STEP = "**/jn.export/take_next"
READY = "button[name=action_download].btn-primary"


@pytest.fixture(scope="module")
def city(url):
    """A city of its own, where a list of more than three rows is long and is gathered by twos."""
    made = Town(url, os.environ["JN_TEST_DB"], "export")
    made.daytime()
    with made.interpreted(export__direct_rows=3, export__batch_rows=2):
        yield made


@pytest.fixture(scope="module")
def refs(city):
    return [city.ref(city.ingest()) for _number in range(7)]


def export_all(page):
    page.click(".o_control_panel .o_cp_action_menus button:has(.fa-cog)")
    page.click(".o_export_all_menu")


def screen(person, city, path, who="supervisor", **values):
    """A screen of this person, who closes the notice that an earlier export is ready."""
    page = person(city.login(who), **values).page
    page.add_locator_handler(page.locator(".o_notification_close").first, lambda close: close.click(), no_wait_after=True)
    page.goto(f"{city.url}/odoo/{path}")
    return page


def listed(person, city):
    """The list of cases on the supervisor's screen."""
    page = screen(person, city, "jn-cases")
    page.click(".o_switch_view.o_list")
    page.wait_for_selector(".o_list_view .o_data_row")
    return page


def test_a_supervisor_exports_a_long_list_and_watches_the_bar(city, refs, person, tmp_path):
    page = listed(person, city)
    steps = Steps(page, STEP)
    headings = [words.strip() for words in page.locator(".o_list_view thead th[data-name]").all_inner_texts()]
    export_all(page)
    page.get_by_text("可以关闭本页").wait_for()
    seen = steps.until(READY)
    assert seen == sorted(seen) and len(seen) == 5 and seen[0] == 0 and 0 < seen[-2] < 100 == seen[-1], seen
    with page.expect_download() as waiting:
        page.click(READY)
    waiting.value.save_as(tmp_path / "cases.xlsx")
    assert waiting.value.suggested_filename == "办件.xlsx"
    sheet = load_workbook(tmp_path / "cases.xlsx").active
    heading, *rows = sheet.iter_rows(values_only=True)
    assert [words for words in heading if words in headings] == [words for words in headings if words in heading]
    place = heading.index("办件编号")
    assert sorted(row[place] for row in rows) == sorted(refs)


def test_a_short_list_goes_out_as_ever(city, refs, person):
    page = listed(person, city)
    page.fill(".o_searchview_input", refs[0])
    page.locator(".o_searchview_autocomplete .focus", has_text=refs[0]).wait_for()
    page.keyboard.press("Enter")  # a click would have a notice closed first, and with it these suggestions
    page.wait_for_function("document.querySelectorAll('.o_list_view .o_data_row').length === 1")
    with page.expect_download() as waiting:
        export_all(page)
    assert waiting.value.suggested_filename.endswith(".xlsx")
    assert "jn-cases" in page.url


def test_ticked_rows_go_the_same_way_by_the_dialog(city, refs, person):
    page = listed(person, city)
    page.click(".o_list_view thead .o_list_record_selector input")
    page.click(".o_control_panel .o_cp_action_menus button:has(.fa-cog)")
    page.click(".o-dropdown--menu .o_menu_item:has(.fa-upload)")
    page.click(".modal footer .o_select_button")
    page.wait_for_selector(READY)
    page.wait_for_selector(f".o_field_widget[name=row_count]:has(:text-is('{len(refs)}'))")


def test_ones_exports_stand_in_the_menu_and_fit_a_phone(city, refs, person):
    page = screen(person, city, "jn-exports", viewport=PHONE)
    page.wait_for_selector(".o_kanban_record:not(.o_kanban_ghost)")
    page.wait_for_function(FITS)
    page.click(".o_kanban_record:not(.o_kanban_ghost)")
    page.wait_for_selector(".jn_progress")
    page.wait_for_function(FITS)


def test_administrators_see_who_took_what(city, refs, person):
    page = screen(person, city, "jn-export-records", "administrator")
    page.wait_for_selector(".o_list_view .o_data_row:has-text('已下载文件')")
