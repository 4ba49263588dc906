"""What a citizen filled in, as it came over the wire."""

from dataclasses import dataclass

MOST_TAGS = 50
BYTES_BESIDE = 16 * 1024  # of a posted form: all but the comment and the pictures
BYTES_PER_CHARACTER = 12  # of a comment in a form's encoding, the longest: %F0%A0%80%80
MEGA = 1024 * 1024
MOST_ECHOED = 20_000  # characters of a comment that are shown again to be shortened


@dataclass(frozen=True)
class Form:
    """One posted form: `revisit` names a sibling of the link's own question (None: itself).

    `level` is None where nothing usable was chosen; `step` is choose, edit, confirm or follow
    (what became of the repair: `called` and `solved`). `pictures` are files as they were sent.
    """

    revisit: int | None = None
    level: int | None = None
    tags: tuple[str, ...] = ()
    comment: str = ""
    wants_supervisor: bool = False
    pictures: tuple[bytes, ...] = ()
    called: str = ""
    solved: str = ""
    step: str = "choose"

    @classmethod
    def read(cls, data, files):  # pylint: disable=method-required-super
        """Read two werkzeug MultiDicts, fields and files; what is no number is nothing, an empty file is none."""
        sent = (file.read() for file in files.getlist("pictures"))
        return cls(
            revisit=_number(data.get("revisit")),
            level=_number(data.get("level")),
            tags=tuple(dict.fromkeys(data.getlist("tags")))[:MOST_TAGS],
            comment=data.get("comment", "").replace("\r\n", "\n").strip()[:MOST_ECHOED],
            wants_supervisor=bool(data.get("wants_supervisor")),
            pictures=tuple(file for file in sent if file),
            called=data.get("called", ""),
            solved=data.get("solved", ""),
            step=next((step for step in ("edit", "confirm", "follow") if data.get(step)), "choose"),
        )


def most_bytes(setting, with_files):
    """How large a posted form may be; `setting` looks a number up. Each of the pictures may be too large by one."""
    words = BYTES_BESIDE + BYTES_PER_CHARACTER * setting("page.comment_most")
    return words + with_files * (setting("page.pictures_most") + 1) * setting("page.picture_megabytes") * MEGA


def _number(text):
    """The whole number in `text`, None if there is none.

    >>> _number("5"), _number("-1"), _number("5.0"), _number(None)
    (5, None, None, None)
    """
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
