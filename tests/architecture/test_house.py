"""The project keeps the rules of its house."""

import pytest

from . import access, arrows, channels, habits, house, sizes, unread, words

CHECKS = [
    arrows.order,
    arrows.uses,
    arrows.pure,
    arrows.unmeasured,
    sizes.files,
    sizes.functions,
    access.rows,
    access.rules,
    access.indexes,
    channels.lines,
    channels.readmes,
    channels.rooms,
    habits.sudo,
    habits.chinese,
    unread.differences,
    words.untranslated,
]


def name_of(check):
    """A check in words."""
    return f"{check.__module__.rpartition('.')[2]}-{check.__name__}"


@pytest.mark.parametrize("check", CHECKS, ids=name_of)
def test_the_project_keeps_the_rule(check):
    wrong = check(house.ROOT)
    assert not wrong, f"{len(wrong)}:\n" + "\n".join(wrong)


@pytest.mark.parametrize("check", CHECKS, ids=name_of)
def test_a_project_without_faults_passes(check, project):
    assert check(project.root) == []


def test_every_addon_is_looked_at():
    assert {"jn_rules", "jn_org", "jn_pack", "jn_flow", "jn_revisit"} <= set(house.addons(house.ROOT))
