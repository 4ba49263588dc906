"""The findings about a version in sentences: what is wrong with which record, and what to do."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

SENTENCES = {
    "no_model": _lt(
        "The process %(name)s is over the model %(detail)s, which is not there or has no process. "
        "Enter the technical name of a model that has one."
    ),
    "no_start": _lt("No stage is of kind start, so no record could begin. Make one stage the start."),
    "second_start": _lt("Stage %(name)s is a second start; a process has one. Give it another kind."),
    "unreachable": _lt("Stage %(name)s cannot be reached from the start. Lead a move to it or delete it."),
    "dead_end": _lt("Stage %(name)s is a dead end: no way leads from it to an end. Add a move out of it, or make it an end."),
    "no_overflow": _lt("Move %(name)s has a limit but no stage for when it is used up. Choose one on the move."),
    "idle_timer": _lt("Timer %(name)s does nothing when its time is over. Name the event that it raises."),
    "never_starts": _lt("Timer %(name)s never starts. Choose the stage in which it starts, or delete it."),
    "lost_event": _lt(
        "When the time of %(name)s is over it raises %(detail)s, which no move takes from where it runs. "
        "Add such a move, or correct the event."
    ),
    "lost_event_here": _lt(
        "Where the time of %(name)s may run out, a move is missing (%(detail)s): there nothing would happen. "
        "Add the move, or let the time limit end before."
    ),
    "lost_effect": _lt(
        "After %(name)s the event %(detail)s is raised on another record, and no process takes it there. "
        "Correct the event, or add a move for it."
    ),
    "lost_outcome": _lt(
        "In stage %(name)s the outcome %(detail)s leads nowhere any more: records that get it would stay there. "
        "Add a move for it, or make sure that nothing waits for it."
    ),
    "no_outcome": _lt("The outcome %(detail)s leads nowhere: no move takes it in any stage. Add a move for it where it may happen."),
    "bad_guard": _lt(
        "The condition of %(name)s cannot be read on this model: %(detail)s. "
        "Write a domain such as [('unit_id', '!=', False)], or leave it empty."
    ),
    "unknown_value": _lt("The condition of %(name)s asks for a value that does not exist (%(detail)s). Choose one that does."),
    "never_true": _lt("The condition of %(name)s can never be true: %(detail)s. Correct it."),
    "bad_moment": _lt("%(name)s names the field %(detail)s, which is no moment (date and time) of this model. Name one that is."),
    "silent_right": _lt("The right %(name)s lapses unseen: nothing shows its end. Name the field that shows it."),
    "bad_path": _lt("What follows %(name)s leads to %(detail)s, where no record of a process is. Correct the related field."),
    "bad_value": _lt("What follows %(name)s writes the field %(detail)s, which is not there. Correct its name."),
    "bad_verb": _lt("What follows %(name)s calls for %(detail)s, which this model cannot do. Choose a verb that it knows."),
    "no_template": _lt("What follows %(name)s sends the message %(detail)s, which is not there. Choose another one, or write it."),
    "no_placeholder": _lt(
        "What follows %(name)s would send words with %(detail)s, which records of this process do not have. "
        "Choose another message, or leave the placeholder out of its words."
    ),
    "each_on_its_own": _lt("%(detail)s, which follows %(name)s, runs record by record and is slow for many. Use our own kinds of effect."),
    "bad_form": _lt("Move %(name)s opens the window %(detail)s, which is not there. Correct its external id."),
    "nobody_may": _lt(
        "Move %(name)s: nobody may make it, and nothing raises its event %(detail)s. "
        "Choose who may, or delete the move."
    ),
    "nobody_there": _lt("Nobody active is in the group %(name)s, who should make: %(detail)s. Give somebody this role."),
    "endless": _lt(
        "The stages %(detail)s form a round without limit, closed by the move %(name)s. "
        "Give that move a counter, a limit and a stage for when it is used up, if it should not go on for ever."
    ),
    "year_not_loaded": _lt(
        "The holidays of %(detail)s are not loaded in the calendar %(name)s, and time limits of this version need them. "
        "Load that year first."
    ),
    "year_ahead_not_loaded": _lt(
        "The holidays of %(detail)s, which begins within 60 days, are not loaded in the calendar %(name)s. "
        "Until they are, time limits that reach into it are provisional."
    ),
    "scheduled_after": _lt(
        "%(name)s is already published for a later day and will then take the place of this version. "
        "Retire it if it should not."
    ),
}


def sentence(env, finding):
    """Return a finding in the user's language."""
    words = {"name": finding.name, "detail": finding.detail}
    return env._(SENTENCES[finding.code]) % words  # pylint: disable=translation-not-lazy
