"""Lets the city live from visit to visit, with the clock moved as `advance` moves it."""

from datetime import timedelta

from odoo.fields import Datetime

from odoo.addons.jn_org import transactions
from odoo.addons.jn_org.exceptions import NotPossible
from odoo.addons.jn_org.journey import Journey
from odoo.addons.jn_rules import periods

from . import days
from .citizens import Citizens
from .counter import Counter
from .overseers import Overseers
from .reporting import Reporting
from .second_looks import SecondLooks
from .staff import Staff
from .suggesting import Suggesting
from .world import World


class Story:
    """The city's weeks, from `length` before `end` (naive UTC; the real now) until then."""

    def __init__(self, env, length, end=None):
        self.env, self.clock = env, env["jn.clock"]
        if env["jn.case"].search_count([], limit=1):
            raise NotPossible("The demo city is built in a fresh database; this one has cases already.")
        self.fixed_end = end
        self.end = end or Datetime.now()
        self.start = self.end - length
        self._set_clock_back()
        with self.clock._frozen(self.start):
            self.world = World(env)
        self._engage()

    def run(self, progress):
        """Live through all visits, then stand at the present moment."""
        moment = self.start
        for visit in self.visits:
            moment = self._go(moment, visit.at)
            with self.clock._frozen(moment):
                self._visit(visit)
            if visit.is_first:
                progress(f"{visit.day}: {len(self.world.fates)} cases so far")
        # Building takes minutes: the real now has moved on meanwhile.
        moment = self._go(moment, self.fixed_end or Datetime.now())
        with self.clock._frozen(moment):
            self.overseers.keep_scores(self._periods())
            self.reporting.make_known()
            self.reporting.report()
            self.suggesting.suggest()
            self.suggesting.analyse()
        transactions.commit(self.env)

    def _periods(self):
        """What of the story's first half is final by now, and the quarter that runs."""
        open_days = self.env["jn.setting"]._get("score.final_after_days") + 1
        final = min(self.start + (self.end - self.start) / 2, self.end - timedelta(days=open_days))
        quarter = periods.quarter_of(self.end.date())
        return [(min(self.start, final).date(), final.date()), (quarter.start, quarter.end)]

    def _set_clock_back(self):
        if self.clock._is_rehearsal():
            self.clock._stand_at(self.start)
        else:
            self.clock._make_rehearsal(at=self.start)

    def _engage(self):
        """Give everybody their part."""
        world = self.world
        calendar = world.units[world.places["city"]["code"]]._calendar()
        self.visits = days.visits(self.start, self.end, calendar, world.behaviour)
        self.left = {day: left for left, day in enumerate(days.office_days(self.visits))}
        self.counter = Counter(world, world.behaviour["stories"])
        self.citizens, self.staff, self.overseers = Citizens(world), Staff(world), Overseers(world)
        self.second_looks, self.reporting, self.suggesting = SecondLooks(world), Reporting(world), Suggesting(world)

    def _go(self, moment, target):
        """Move the clock on, running everything that falls due on the way."""
        with self.clock._frozen(moment):
            reached = Journey(self.env).go((target - moment).total_seconds() / 3600)
        self.env.invalidate_all()
        return reached

    def _visit(self, visit):
        """Everybody does their part of one visit."""
        self.citizens.act()
        if visit.is_office:
            left = self.left[visit.day]
            self.staff.act()
            self.overseers.act()
            self.counter.visit(left, visit.is_first)
            if visit.is_first:
                self._first_visit(left)
        transactions.commit(self.env)

    def _first_visit(self, left):
        """What happens once a day, or on one day only."""
        self.staff.repair_numbers()
        if left == self.world.behaviour["spot_checks_on"]:
            self.overseers.draw_spot_checks()
            self.counter.send_faulty()
        if left == self.world.behaviour["warnings_on"]:
            self.overseers.watch()
        if left == self.world.behaviour["second_looks"]["day"]:
            first, _running = self._periods()
            self.second_looks.draw(*first)
            self.second_looks.ask()
        if left == 0:
            self.second_looks.answer()
