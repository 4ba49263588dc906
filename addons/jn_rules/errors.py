"""The one error family of the rules: a code with parameters, and an English sentence."""

from collections.abc import Mapping
from typing import ClassVar


class RuleError(ValueError):
    """What is wrong, as `code` and `params` for translation; `str()` is for developers."""

    sentences: ClassVar[Mapping[str, str]] = {}

    def __init__(self, code, **params):
        self.code = code
        self.params = params
        super().__init__(self.sentences[code].format(**params))
