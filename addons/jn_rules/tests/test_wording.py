from hypothesis import given
from hypothesis import strategies as st

from ..wording import Remark, likeness, plain, points, remarks, shingles
from .common import SIGNS, quick

REPORT = "窗口人员未一次性告知所需材料，已组织培训并将清单上墙公示，当事人表示理解。"
texts = st.text(alphabet=SIGNS + "窗口整改到位", max_size=40)


def copied(text, *others, percent=80):
    return remarks({"result": text}, enumerate(others), least=0, percent=percent)


def test_a_report_with_other_punctuation_is_still_the_same():
    assert copied(REPORT, REPORT.replace("，", " ")) == (Remark("copied", "", 100, 0),)


def test_a_changed_name_in_a_copied_report_is_noticed():
    [remark] = copied(f"{REPORT}经办人张三。", f"{REPORT}经办人李四。")
    assert (remark.code, remark.amount >= 80) == ("copied", True)


def test_two_honest_reports_are_not_alike():
    assert copied("办件量大，已增开一个窗口，等候时间降到十分钟。", REPORT) == ()


def test_of_several_the_most_like_one_is_named():
    assert copied(REPORT, f"{REPORT}另外增派一人。", REPORT)[0].key == 1


def test_spaces_do_not_make_a_text_long():
    assert remarks({"cause": "排 队。 。 。"}, [], least=5, percent=80) == (Remark("short", "cause", 2),)


def test_a_text_of_just_enough_characters_is_not_short():
    assert remarks({"cause": "排队太久了"}, [], least=5, percent=80) == ()


def test_empty_texts_are_like_nothing():
    assert copied("", "") == ()


def test_points_keep_what_only_looks_like_a_number():
    assert points("10日内书面答复\n一事一议\n1.5小时内回电\n12） 公示") == ("10日内书面答复", "一事一议", "1.5小时内回电", "公示")


@quick
@given(texts, texts)
def test_likeness_has_no_direction_and_stays_within_a_hundred(one, other):
    there, back = likeness(shingles(one), shingles(other)), likeness(shingles(other), shingles(one))
    assert there == back and 0 <= there <= 100


@quick
@given(texts)
def test_every_text_with_a_letter_is_like_itself(text):
    assert likeness(shingles(text), shingles(text)) == (100 if plain(text) else 0)


@quick
@given(texts)
def test_points_are_never_empty_and_lose_no_letters(text):
    found = points(text)
    assert all(point.strip() == point and point for point in found)
