"""The fixed words of this room."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

UNIT_KINDS = [("county", "Counties"), ("window", "Windows"), ("department", "Sending departments"), ("hall", "Halls")]
RANK_WITHIN = [("none", "All together"), ("hall", "Within each hall"), ("county", "Within each county")]
# what units are ranked among each other by
RANK_FIELDS = {"none": None, "hall": "hall_id", "county": "county_id"}
EXTRA_KINDS = [("number", "Number"), ("rate", "Rate")]
SCHEME_STATES = [("draft", "Draft"), ("published", "Published")]

STATES = [("draft", "Draft"), ("computed", "Computed"), ("published", "Published")]
DRAFT, COMPUTED, PUBLISHED = "draft", "computed", "published"

PERIOD_KINDS = [("month", "Month"), ("quarter", "Quarter"), ("year", "Year"), ("custom", "Other period")]
# what the setting score.year_from says when a year is made of its published quarters (Art. 14)
QUARTERS_MEAN = "quarters_mean"
QUARTERS_IN_YEAR = 4
# settings that figures are reckoned by beside those that choose formulas and conditions
SCORED_BY = ("score.year_from", "score.decimals", "score.small_sample", "score.confidence_percent")
POINTS_DIGITS = 4

PROPOSED, BOOKED, REMOVED = "proposed", "booked", "removed"
DEDUCTION_STATES = [(PROPOSED, "Proposed"), (BOOKED, "Booked"), (REMOVED, "Removed")]
RAISED, UPHELD, REJECTED, SIGNED = "raised", "upheld", "rejected", "signed"
OBJECTION_STATES = [(RAISED, "Raised"), (UPHELD, "Upheld, to be signed"), (SIGNED, "Upheld and signed"), (REJECTED, "Rejected")]

DRAFTED = "drafted"
LATE_STATES = [(DRAFTED, "Drafted, to be signed"), (SIGNED, "Signed"), (REJECTED, "Rejected")]

# why a line has no rate or no score
EMPTY, UNRANKED = "empty", "unranked"
REMARKS = [(EMPTY, "0/0"), (UNRANKED, "No business")]

# how formulas are read out: what the names of a score and of a total mean, and how a function is said
NAME_WORDS = {
    "rate": _lt("rate"),
    "weight": _lt("points of the indicator"),
    "standard": _lt("standard"),
    "base": _lt("base points"),
    "spread": _lt("points with their share of empty indicators"),
    "deductions": _lt("deductions"),
    "total": _lt("total"),
    "nothing": _lt("none"),
}
FUNCTION_WORDS = {
    "mean": _lt("the mean of ({all})"),
    "ratio": _lt("({first}) ÷ ({second})"),
    "if_empty": _lt("[{first}; without a figure {second}]"),
    "points_below": _lt("whole percentage points of ({first}) below ({second})"),
    "max": _lt("the greatest of ({all})"),
    "min": _lt("the least of ({all})"),
    "floor": _lt("({first}) rounded down"),
    "ceil": _lt("({first}) rounded up"),
}

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
    "division": _lt("%(text)s is always nothing: there is nothing to divide by."),
    "power": _lt("Powers (**) are not allowed."),
    "forbidden": _lt("%(construct)s is not allowed in a formula."),
}
