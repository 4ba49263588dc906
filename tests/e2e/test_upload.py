"""A file of cases on its way in: what is wrong with it, a preview, a bar that moves, and what was refused is mended and taken."""

import csv
import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from .screen import Steps

HEADINGS = ("办件来源", "办件编号", "受理单位编码", "事项编码", "事项名称", "承办人", "申请人", "联系电话", "受理时间", "办结时间")
STEP, GATHER = "**/jn.intake.upload/take_next", "**/jn.export/take_next"
DONE = ".o_statusbar_status .o_arrow_button_current[data-value=done]"
ROWS, BATCH = 23, 8


class File:
    """The day's cases as a clerk keeps them: a text file as Excel writes it in Chinese."""

    def __init__(self, city, name):
        self.city, self.name, self.rows = city, name, []

    def add(self, number, **values):
        now = self.city.now() + timedelta(hours=8)
        given = {
            "source": "upload", "ref": f"{self.name}-{number:02}", "unit": f"{self.city.tag}-window", "matter": f"{self.city.tag}-m",
            "matter_name": "", "handler": "W1", "applicant_name": "王小明", "phone": f"1370537{number:04}",
            "accepted_at": f"{now - timedelta(hours=3):%Y/%m/%d %H:%M}", "completed_at": f"{now - timedelta(hours=1):%Y/%m/%d %H:%M}",
            **values,
        }
        self.rows.append(list(given.values()))
        return self

    def bytes(self, headings=HEADINGS):
        text = io.StringIO(newline="")
        csv.writer(text).writerows([headings, *self.rows])
        return text.getvalue().encode("gbk")


@pytest.fixture
def clerk(city, person):
    """Who has no other way in than a file."""
    return person(city.login("administrator"))


def choose(clerk, name, content):
    """Begin an upload with this file."""
    clerk.open("jn-uploads").page.click(".o_list_button_add")
    return choose_another(clerk, name, content)


def choose_another(clerk, name, content):
    clerk.page.set_input_files(".jn_intake_file input", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
    clerk.sees(name)
    return clerk


def check(clerk):
    clerk.page.click("button[name=action_check].btn-primary")
    clerk.page.wait_for_selector("button[name=action_take].btn-primary")
    return clerk


def take(clerk):
    """Take all rows, and say where the bar stood before each step and in the end."""
    steps = Steps(clerk.page, STEP)
    clerk.page.click("button[name=action_take].btn-primary")
    return steps.until(DONE, lambda: clerk.look("upload-progress"))


def taken(city, file):
    return city.admin("jn.case", "search_count", domain=[("source", "=", "upload"), ("ref", "like", f"{file.name}-")])


def open_rejects(city, file):
    return city.admin("jn.intake.reject", "search_count", domain=[("ref", "like", f"{file.name}-"), ("solved_at", "=", False)])


def test_a_file_goes_in_and_what_was_refused_is_mended_in_the_table(city, clerk, tmp_path):
    file = partly_wrong(city)
    choose(clerk, "办件.csv", file.bytes((*HEADINGS[:2], "窗口", *HEADINGS[3:])))
    clerk.page.click("button[name=action_check].btn-primary")
    clerk.page.locator(".alert-danger:visible", has_text="受理单位编码").filter(has_text="窗口").wait_for()
    clerk.look("upload-heading")
    choose_another(clerk, "办件改.csv", file.bytes())

    check(clerk).look("upload-preview")
    clerk.sees(f"共{ROWS}行", "walk-windo")
    assert taken(city, file) == 0, "the check takes nothing"
    with city.interpreted(intake__batch_rows=BATCH):
        seen = take(clerk)
    assert seen == sorted(seen) and len(set(seen)) >= 3 and seen[0] == 0 and seen[-1] == 100, seen
    assert (taken(city, file), open_rejects(city, file)) == (ROWS - 3, 3)
    clerk.look("upload-done")

    right = {"受理单位编码": f"{city.tag}-window", "办结时间": file.rows[0][-1], "事项编码": f"{city.tag}-m"}
    check(choose(clerk, "更正.xlsx", mend(download(clerk, tmp_path), right)))
    take(clerk)
    assert (taken(city, file), open_rejects(city, file)) == (ROWS, 0)
    clerk.page.wait_for_selector("button[name=action_download_rejects]", state="hidden")


def test_many_refused_rows_are_gathered_behind_a_bar(city, clerk, tmp_path):
    file = partly_wrong(city, "V")
    check(choose(clerk, "一日办件.csv", file.bytes()))
    take(clerk)
    steps = Steps(clerk.page, GATHER)
    with city.interpreted(export__direct_rows=2, export__batch_rows=1):
        clerk.page.click("button[name=action_download_rejects]")
        clerk.sees("可以关闭本页")
        seen = steps.until("button[name=action_download].btn-primary", lambda: clerk.look("upload-rejects"))
    assert seen == sorted(seen) and len(set(seen)) >= 3 and seen[0] == 0, seen
    book = download(clerk, tmp_path, "action_download")
    assert [row[1].value for row in book.active.iter_rows(min_row=2)] == [f"{file.name}-{number}" for number in (20, 21, 22)]


def partly_wrong(city, mark="U"):
    """A file whose last three rows cannot be taken, each for a reason of its own."""
    file = File(city, f"{city.tag}{mark}")
    for number in range(ROWS - 3):
        file.add(number)
    return file.add(20, unit="walk-windo").add(21, completed_at="昨天下午").add(22, matter="")


def download(clerk, folder, button="action_download_rejects"):
    """The workbook of the rows that were refused."""
    with clerk.page.expect_download() as waiting:
        clerk.page.locator(f"button[name={button}]:visible").first.click()
    assert waiting.value.suggested_filename.endswith(".xlsx")
    waiting.value.save_as(folder / "rejects.xlsx")
    return load_workbook(folder / "rejects.xlsx")


def mend(book, right):
    """Write the right words into all rows, each of which says why it was refused; returns the file."""
    heading, *rows = book.active.iter_rows()
    places = {cell.value: place for place, cell in enumerate(heading)}
    assert len(rows) == 3 and all(row[-1].value for row in rows)
    for row in rows:
        for name, word in right.items():
            row[places[name]].value = word
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_refused_row_is_mended_on_the_screen(city, clerk):
    file = File(city, f"{city.tag}S").add(1).add(2, unit="walk-windo")
    check(choose(clerk, "两件.csv", file.bytes()))
    take(clerk)
    page = clerk.page
    page.click("button[name=action_open_rejects].btn-primary")
    page.click(".o_data_row button[name=action_mend]")
    page.wait_for_selector(".modal [name=unit] input")
    clerk.look("upload-mend")
    clerk.fill("unit", "walk-nowhere").page.click(".modal footer button[name=action_mend]")
    clerk.told("walk-nowhere").fill("unit", f"{city.tag}-window").finish("action_mend")
    page.wait_for_selector(".o_data_row button[name=action_mend]", state="detached")
    assert (taken(city, file), open_rejects(city, file)) == (2, 0)
