"""What a citizen filled in, as it came over the wire."""

from dataclasses import dataclass

MOST_BYTES = 32 * 1024  # of a whole posted form
MOST_WORDS = 1000  # characters of a comment
MOST_TAGS = 50


@dataclass(frozen=True)
class Form:
    """One posted form: `revisit` names a sibling of the link's own question (None: itself).

    `level` is None where nothing usable was chosen; `step` is choose, edit or confirm.
    """

    revisit: int | None = None
    level: int | None = None
    tags: tuple[str, ...] = ()
    comment: str = ""
    wants_supervisor: bool = False
    step: str = "choose"

    @classmethod
    def read(cls, data):  # pylint: disable=method-required-super
        """Read a werkzeug MultiDict; what is no number is nothing."""
        return cls(
            revisit=_number(data.get("revisit")),
            level=_number(data.get("level")),
            tags=tuple(dict.fromkeys(data.getlist("tags")))[:MOST_TAGS],
            comment=data.get("comment", "").replace("\r\n", "\n").strip(),
            wants_supervisor=bool(data.get("wants_supervisor")),
            step=next((step for step in ("edit", "confirm") if data.get(step)), "choose"),
        )


def _number(text):
    """The whole number in `text`, None if there is none.

    >>> _number("5"), _number("-1"), _number("5.0"), _number(None)
    (5, None, None, None)
    """
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
