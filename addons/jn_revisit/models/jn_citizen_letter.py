import re
from types import SimpleNamespace
from typing import NamedTuple

from markupsafe import Markup, escape

from odoo import api, models, tools

TEMPLATE = "jn_revisit.citizen_page"
MARK = "\ue000%s\ue001"  # signs of private use: they stand in no name and no word of ours
_MARKS = re.compile("\ue000([a-z_]+)\ue001")
NOTHING = SimpleNamespace(level=None, comment="", wants_supervisor=False)  # filled in yet
FRAME = ("signature", "phone", "other_path", "action", "style")


class Shape(NamedTuple):
    """What open questions have in common: all that the page shows beside the words of one citizen; `shown` names those there are."""

    levels: tuple
    tags: tuple
    may_wish: bool
    most_words: int
    shown: frozenset


class JnCitizenLetter(models.AbstractModel):
    """The page of one open question as a form letter: rendered once for all who see the same, and filled in for each.

    It is the page that nearly every citizen opens. What it says is the template's word alone.
    """

    _name = "jn.citizen.letter"
    _description = "Form letter of the citizen's page"

    @api.model
    def _write_out(self, shape, words):
        """Return the page of a `Shape` with {name: text} filled in, as HTML."""
        parts = self._parts(shape)
        return Markup("".join(escape(words[part]) if place % 2 else part for place, part in enumerate(parts)))

    @api.model
    @tools.ormcache("self.env.lang", "shape", cache="templates.cached_values")
    def _parts(self, shape):
        """The rendered page, cut at its marks: text, name, text, …, text."""
        frame = {name: MARK % name for name in FRAME}
        values = {
            **frame, "lang": self.env.lang.replace("_", "-"), "matters": [_blank(shape)], "asking": False,
            "hall": MARK % "hall" if "hall" in shape.shown else frame["signature"],
            "phone": frame["phone"] if "phone" in shape.shown else "",
        }
        html = self.env["ir.qweb"]._render(TEMPLATE, values, minimal_qcontext=True)
        return tuple(_MARKS.split(str(html)))


def _blank(shape):
    """A matter with marks in place of what is its own."""
    return SimpleNamespace(
        id=MARK % "id", title=MARK % "title", words={"unit": MARK % "unit"}, completed=MARK % "completed",
        due=MARK % "due" if "due" in shape.shown else None, levels=shape.levels, tags=shape.tags, may_wish=shape.may_wish,
        most_words=shape.most_words, form=NOTHING, problem=None, answers=(), refusal=None, told_of_repair=(), asks_about_repair=False,
    )
