"""Fills Word files: Jinja in a sandbox in which a template can name words and do little else."""

import io
import re
import zipfile
from collections.abc import Mapping

import jinja2
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment

from .builder import SIGNATURE
from .charts import Chart

MOST_BYTES = 20_000_000  # unpacked: a file of a few kilobytes can hold gigabytes
FILTERS = ("default", "first", "join", "last", "length", "lower", "trim", "upper")
# What XML cannot hold; people paste such things.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LINE_END, PARAGRAPH = re.compile("[ \t]*\r?\n"), "\a"  # what people write in several lines becomes paragraphs of the same form


class FillError(ValueError):
    """A file that cannot be filled: `code` (file, size, syntax, unknown, broken) with `detail`."""

    def __init__(self, code, detail=""):
        super().__init__(f"{code}: {detail}")
        self.code, self.detail = code, detail


class Sandbox(ImmutableSandboxedEnvironment):
    """No functions, few filters, no arithmetic that could grow without bound; an unknown word is an error."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self):
        super().__init__(undefined=jinja2.StrictUndefined, autoescape=True)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}

    def call_binop(self, context, operator, left, right):
        raise jinja2.exceptions.SecurityError(f"{operator} is not allowed in a paper")


def fill(data: bytes, values: Mapping) -> bytes:
    """Return the Word file `data` with its placeholders filled; raises FillError."""
    document = _opened(data)
    try:
        document.render(_clean(values, document.docx.part), jinja_env=Sandbox(), autoescape=True)
        _hold_together(document.docx)
        target = io.BytesIO()
        document.save(target)
    except jinja2.exceptions.TemplateSyntaxError as error:
        raise FillError("syntax", str(error)) from error
    except jinja2.exceptions.UndefinedError as error:
        raise FillError("unknown", str(error)) from error
    except (jinja2.exceptions.TemplateError, TypeError, ValueError, KeyError, AttributeError) as error:
        raise FillError("broken", str(error)) from error
    return target.getvalue()


def _hold_together(document):
    """A page that is signed holds some of the text, too: a signature alone could be put under anything (GB/T 9704)."""
    body = [Paragraph(element, document) for element in document.element.body.p_lst]
    signed = [place for place, paragraph in enumerate(body) if paragraph.style.name == SIGNATURE]
    for paragraph in reversed(body[: signed[0]] if signed else ()):
        paragraph.paragraph_format.keep_with_next = True
        if paragraph.text.strip():
            return


def names(data: bytes) -> set[str]:
    """Return the words that a Word file asks for, those of its header and footer included; raises FillError."""
    document = _opened(data)
    try:
        return set(document.get_undeclared_template_variables(jinja_env=Sandbox()))
    except jinja2.exceptions.TemplateError as error:
        raise FillError("syntax", str(error)) from error


def check(data: bytes, sample: Mapping):
    """Raise FillError unless the file can be filled with every word of `sample` and asks for no other."""
    unknown = sorted(names(data) - set(sample))
    if unknown:
        raise FillError("unknown", ", ".join(unknown))
    fill(data, sample)


def _opened(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as files:
            size = sum(entry.file_size for entry in files.infolist())
            if size > MOST_BYTES:
                raise FillError("size", str(size))
            if "word/document.xml" not in files.namelist():
                raise FillError("file")
        document = DocxTemplate(io.BytesIO(data))
        document.init_docx()
    except FillError:
        raise
    except Exception as error:  # whatever a library says of a file that is none
        raise FillError("file", str(error)) from error
    return document


def _clean(value, part):
    """The same values without what XML cannot hold; charts will be added to the document's `part`."""
    if isinstance(value, str):
        return LINE_END.sub(PARAGRAPH, ILLEGAL.sub("", value).strip())
    if isinstance(value, Mapping):
        return {name: _clean(inner, part) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(inner, part) for inner in value]
    return _Placed(value, part) if isinstance(value, Chart) else value


class _Placed:
    """A chart that goes into the document where, and only where, a placeholder asks for it."""

    def __init__(self, chart, part):
        self.chart, self.part = chart, part

    def __html__(self):
        return self.chart.place(self.part)
