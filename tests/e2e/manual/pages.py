"""What the pages of the manual say: their pictures, and the words that each picture must show."""

import re
from typing import NamedTuple

import yaml

from ..contract import ROOT

FOLDER = ROOT / "docs" / "zh"
IMAGES = FOLDER / "images"
LABELS = IMAGES / "labels.yaml"
PART = re.compile(r"!\[[^\]]*\]\(images/([\w-]+)\.jpg\)|「([^」]+)」")
WAY = " → "  # 「自动回访 → 测试号码」 is a way through the menu


class Picture(NamedTuple):
    """A picture with the words between 「」 that stand after it, up to the next one."""

    page: str
    name: str
    words: tuple
    ways: tuple


def pages():
    """The pages of the manual, in order."""
    return sorted(FOLDER.glob("*.md"))


def pictures():
    """All pictures of all pages, in order."""
    return [picture for page in pages() for picture in _pictures(page)]


def unshown(page):
    """The words between 「」 that stand before the first picture, where nothing can show them."""
    text = page.read_text(encoding="utf-8")
    first = next((found.start() for found in PART.finditer(text) if found[1]), len(text))
    return [found[2] for found in PART.finditer(text, 0, first)]


def _pictures(page):
    parts = []
    for found in PART.finditer(page.read_text(encoding="utf-8")):
        if found[1]:
            parts.append((found[1], []))
        elif parts:
            parts[-1][1].append(found[2])
    return [
        Picture(page.name, name, tuple(word for word in words if WAY not in word), tuple(word for word in words if WAY in word))
        for name, words in parts
    ]


def read_labels():
    """The labels of the screens as they were when the pictures were taken: {picture: [word, …]}."""
    return yaml.safe_load(LABELS.read_text(encoding="utf-8")) if LABELS.exists() else {}


def write_labels(labels):
    """Keep the labels beside the pictures."""
    LABELS.write_text(yaml.safe_dump(labels, allow_unicode=True, sort_keys=True, width=120), encoding="utf-8")
