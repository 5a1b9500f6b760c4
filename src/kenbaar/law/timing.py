"""When something binds: clocks are read for these facts, in every reading that lawyers give them (AI Act 111, 113)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from kenbaar.law.compiled import Binding, Clock, DayOf, Law, ReadingOfClock
from kenbaar.law.knowing import Certainty, Known
from kenbaar.law.results import Day, DayInReading, Days
from kenbaar.law.shapes import DateReading, Text
from kenbaar.rules.conditions import days_covered, distinct


class Clocks:
    """The clocks of a law, each read once for a set of facts."""

    def __init__(self, law: Law, known: Known) -> None:
        self._law, self._known = law, known
        self._read: dict[str, Days] = {}

    def days(self, clock_id: str) -> Days:
        """Return what a clock says."""
        if clock_id not in self._read:
            self._read[clock_id] = self._days(self._law.clocks[clock_id])
        return self._read[clock_id]

    def _days(self, clock: Clock) -> Days:
        if clock.cases:
            return self._of_case(clock)
        alone = len(clock.readings) == 1
        readings = tuple(each for reading in clock.readings for each in self._readings(reading, alone=alone))
        chosen = next((reading for reading in readings if reading.preferred), readings[0])
        return Days(
            formal_from=min(reading.starts for reading in readings),
            effective_from=chosen.starts,
            binds=chosen.day,
            readings=readings,
        )

    def _of_case(self, clock: Clock) -> Days:
        """Return what the clock of the first case says that holds or may hold; if several may, all their days."""
        possible: list[tuple[Certainty, Days]] = []
        missing: list[str] = []
        for when, name in clock.cases:
            certainty = self._known.certainty(when)
            if _may_be(certainty):
                possible.append((certainty, self.days(name)))
                missing.extend(when.missing(self._known.strict))
            if certainty is Certainty.CERTAIN:
                break
        found = list(_first_likely(possible))
        likely = found or [self.days(clock.cases[-1][1])]
        binds = likely[0].binds
        if len({(each.binds.date, each.binds.candidates, each.binds.certainty) for each in likely}) > 1:
            days = (day for each in likely for day in (each.binds.candidates or (each.binds.date,)))
            missing.extend(fact for each in likely for fact in each.binds.missing)
            binds = Day(None, Certainty.OPEN, missing=distinct(iter(missing)), candidates=tuple(dict.fromkeys(days)))
        elif len(possible) > len(found):
            certainty = Certainty.ASSUMED if binds.certainty is Certainty.CERTAIN else binds.certainty
            binds = replace(binds, certainty=certainty, missing=distinct(iter((*binds.missing, *missing))))
        return replace(likely[0], binds=binds)

    def _readings(self, reading: ReadingOfClock, *, alone: bool) -> Iterator[DayInReading]:
        """Give the day of a reading; where lawyers disagree about the case that decides, the day in each of theirs."""
        shape = reading.shape
        day, several = self._decided(reading)
        if not several:
            yield DayInReading(shape.id, shape.preferred, shape.text, reading.starts, day)
        for own, in_own in several:
            preferred = own.preferred and (alone or shape.preferred)
            yield DayInReading(own.id, preferred, own.text, reading.starts, in_own)

    def _decided(self, reading: ReadingOfClock) -> tuple[Day, tuple[tuple[DateReading, Day], ...]]:
        """Go through the cases in order: the first that holds decides, and those that may hold are candidates.

        Of a case about which lawyers disagree, give the day in each of their readings too.
        """
        sure = [self._known.certainty(binding.when) for binding in reading.bindings]
        # Each list of cases ends with one that always holds (see compiling.py).
        end = sure.index(Certainty.CERTAIN) + 1
        possible = [binding for binding, each in zip(reading.bindings[:end], sure, strict=False) if _may_be(each)]
        missing = [fact for binding in possible for fact in binding.when.missing(self._known.strict)]
        likely = self._likely(possible)
        if len(likely) > 1:
            candidates = self._candidates(likely)
            missed = distinct(iter(missing))
            return Day(None, Certainty.OPEN, missing=missed, candidates=candidates, text=reading.text), ()
        binding = likely[0]
        bound = partial(self._bound, binding, missing, possible, text=binding.text or reading.text)
        return bound(binding.day), tuple((own, bound(day)) for own, day in binding.readings)

    def _likely(self, possible: list[Binding]) -> list[Binding]:
        """Return the cases that may decide if the assumptions are right. The last of `possible` holds anyway."""
        truths = [binding.when.truth(self._known.assumed) for binding in possible]
        end = truths.index(True) + 1
        return [binding for binding, truth in zip(possible[:end], truths, strict=False) if truth is not False]

    def _bound(
        self, binding: Binding, missing: list[str], possible: list[Binding], day: DayOf | None, *, text: Text | None
    ) -> Day:
        date, open_facts = self._date(day)
        # As long as a fact can still make the day later, it is not certain.
        certainty = Certainty.CERTAIN if len(possible) == 1 and not open_facts else Certainty.ASSUMED
        return Day(
            date=date,
            certainty=Certainty.OPEN if day and date is None else certainty,
            at_earliest=bool(open_facts) and date is not None,
            article=binding.shape.article,
            why=binding.shape.why,
            missing=distinct(iter((*missing, *open_facts))),
            candidates=self._candidates(possible) if len(possible) > 1 else (),
            text=text,
        )

    def _candidates(self, bindings: list[Binding]) -> tuple[dt.date | None, ...]:
        """Give the days that are possible. A day that hangs on a fact that nobody knows is none, and not "never"."""
        days = ((binding.day, self._date(binding.day)[0]) for binding in bindings)
        return tuple(dict.fromkeys(date for day, date in days if date is not None or day is None))

    def _date(self, day: DayOf | None) -> tuple[dt.date | None, tuple[str, ...]]:
        """Return the day, and the facts that can still make it later. A vague day counts from the first it can mean."""
        if day is None:
            return None, ()
        values = self._known.strict.values
        found = [days_covered(values[fact])[0] for fact in day.facts if fact in values]
        open_facts = tuple(fact for fact in day.facts if fact not in values)
        return max((*day.days, *found), default=None), open_facts


def _first_likely(possible: list[tuple[Certainty, Days]]) -> Iterator[Days]:
    """Give what may count if the assumptions are right: up to the first case that holds."""
    for certainty, days in possible:
        if certainty is not Certainty.ASSUMED_NOT:
            yield days
        if certainty.holds:
            return


def _may_be(certainty: Certainty) -> bool:
    return certainty is not Certainty.RULED_OUT
