"""The demo city: Jining with its counties, halls, windows and people, and some weeks of cases in every stage.

All cases come through the public intake and go their way by the engine, with the clock set back.
"""

from datetime import timedelta

from .demo.logins import LOGINS
from .demo.story import Story

WEEKS = 4


def build(env, progress, weeks=WEEKS, end=None):
    """Build the city in a fresh rehearsal database and return its logins: [(login, password, who), …].

    `progress(text)` is told how far it has come. The clock, set back by so many weeks, shows
    `end` (naive UTC; the real now) at the end. A database that is not one for rehearsal yet becomes one.
    """
    story = Story(env, timedelta(weeks=weeks), end)
    progress(f"{len(story.world.units)} units, {sum(map(len, story.world.staff.values()))} people")
    story.run(progress)
    return LOGINS
