"""The fixed words of this room."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

UNIT_KINDS = [("county", "Counties"), ("window", "Windows")]
RANK_WITHIN = [("none", "All together"), ("hall", "Within each hall")]
# what units are ranked among each other by
RANK_FIELDS = {"none": None, "hall": "hall_id"}

STATES = [("draft", "Draft"), ("computed", "Computed"), ("published", "Published")]
DRAFT, COMPUTED, PUBLISHED = "draft", "computed", "published"

# why a line has no rate or no score
EMPTY, UNRANKED = "empty", "unranked"
REMARKS = [(EMPTY, "0/0"), (UNRANKED, "No business")]

# what jn_rules says of a formula, for whoever writes one
FORMULA_ERRORS = {
    "empty": _lt("The formula is empty."),
    "too_long": _lt("The formula has %(length)s characters; %(limit)s are allowed."),
    "too_deep": _lt("The formula is nested too deeply."),
    "syntax": _lt("The formula cannot be read near character %(position)s."),
    "unknown_name": _lt("%(name)s is not known; known are: %(known)s."),
    "unknown_function": _lt("There is no function %(name)s; there are: %(known)s."),
    "arguments": _lt("%(name)s takes %(takes)s values, not %(given)s."),
    "number": _lt("%(text)s is not a plain decimal number."),
    "power": _lt("Powers (**) are not allowed."),
    "forbidden": _lt("%(construct)s is not allowed in a formula."),
}
