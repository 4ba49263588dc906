"""Each channel is the same room: small, told in both languages, with all that is shared lying below it."""

from . import house

MOST_LINES = 300
READMES = ("DESCRIPTION.md", "DESCRIPTION.zh_CN.md")
# How to get credentials, for channels that speak to a provider.
CREDENTIALS = ("CONFIGURE.md", "CONFIGURE.zh_CN.md")
INSIDE = "jn_message_demo"  # speaks to nobody


def lines(root):
    """A channel has at most so many lines of Python, its tests not counted."""
    return [f"{name} has {count} lines of Python" for name, folder in _channels(root) if (count := _lines(folder)) > MOST_LINES]


def readmes(root):
    """A channel says in Chinese and in English what it is, and how to get its credentials."""
    return [
        f"{name} has no readme/{file}"
        for name, folder in _channels(root)
        for file in (*READMES, *(CREDENTIALS if name != INSIDE else ()))
        if not (folder / "readme" / file).exists()
    ]


def rooms(root):
    """A channel has its handler in a file of that name, and neither controllers nor accounts of its own."""
    wrong = []
    for name, folder in _channels(root):
        handler = folder / "models" / f"{name.replace('jn_message', 'jn_channel')}.py"
        wrong += [] if handler.exists() else [f"{name} has no models/{handler.name}"]
        others = (folder / "controllers", folder / "models" / "jn_message_account.py")
        wrong += [f"{name} has {other.relative_to(folder)}, which lies below it" for other in others if other.exists()]
    return wrong


def _channels(root):
    return [(name, folder) for name, folder in house.addons(root).items() if name.startswith(house.CHANNEL[:-1])]


def _lines(folder):
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in house.python_files(folder, tests=False))
