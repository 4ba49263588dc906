"""Sentences for what the database refuses."""

import re


def code_twice(env, diagnostics):
    """The sentence for a code that a version would have twice; `diagnostics` are PostgreSQL's, or None."""
    found = re.search(r"=\(\d+, (.*)\)", (diagnostics and diagnostics.message_detail) or "")
    code = found[1] if found else ""
    return env._("The version has the code “%(code)s” already. Choose another code for this row.", code=code)
