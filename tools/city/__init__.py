"""A city of any size, for measurements: its cases are copies of what the engine itself wrote, with other numbers and moments.

`courses` names what may become of a case. `play` lets the engine play each twice, in a throw-away copy of the
database; `shapes` reads from the two what is the same for all, what is the case's own and which moment goes back
to what. `plan.sql` and `chains` draw a case's facts, `stamp` turns shapes into statements, `load` runs them.
"""
