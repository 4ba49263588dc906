"""The one error of the tools: foreseeable, told in one sentence."""


class Trouble(Exception):
    """Something a person can mend; the text says what is wrong and what to run."""
