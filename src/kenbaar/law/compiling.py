"""From the items that are known on a day to a law that can be asked, with every reference and condition checked."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from kenbaar.law import shapes
from kenbaar.law.compiled import (
    DAY_ASKED,
    NEVER_BINDS,
    Binding,
    Clock,
    Contradiction,
    DayOf,
    Duty,
    Fine,
    Law,
    Outcome,
    ParameterNow,
    ReadingOfClock,
    Status,
    TermOfRequest,
)
from kenbaar.law.items import Items, ReadItem
from kenbaar.rules.answers import AnswerError, check_answer, known
from kenbaar.rules.checking import can_hold
from kenbaar.rules.compiling import Kind, Scope, kinds_of
from kenbaar.rules.conditions import ALWAYS, NEVER, All, AnyOf, Condition, Given, Named
from kenbaar.rules.content_files import Placed, Problems
from kenbaar.rules.facts import FactType, Vocabulary


def compiled_law(book: Items, day: dt.date, facts: Vocabulary, problems: Problems) -> Law:
    """Return the law as known on `day`; what is wrong in it is added to `problems`."""
    making = _Making(book, day, facts, problems)
    outcomes = tuple(making.outcomes())
    clocks = making.clocks()
    duties = tuple(making.duties(clocks))
    statuses = tuple(making.statuses(clocks))
    request_terms = tuple(making.request_terms())
    making.check_clocks_of(outcomes, clocks)
    fines = making.fines()
    assumptions = tuple(making.assumptions())
    contradictions = tuple(making.contradictions())
    conditions: list[Condition | None] = [part.when for part in outcomes]
    conditions += [part.when for part in duties]
    conditions += [part.when for part in statuses]
    conditions += [part.when for part in request_terms]
    conditions += [part.when for part in fines.values()]
    conditions += [part.disputed for part in outcomes]
    conditions += [part.disputed for part in duties]
    return Law(
        known=day,
        digest=book.digest,
        acts={item.shape.id: item.shape for item in book.known_on("laws", day)},
        text=max(
            (item.shape for item in book.known_on("texts", day) if item.shape.known <= day), key=_known, default=None
        ),
        amendments=making.amendments,
        parameters=making.parameters,
        rules=making.names.made,
        outcomes=tuple(sorted(outcomes, key=lambda outcome: (outcome.shape.rank, outcome.shape.id))),
        clocks=clocks,
        duties=duties,
        fines=fines,
        statuses=statuses,
        regimes={item.shape.id: item.shape for item in book.known_on("regimes", day)},
        request_terms=request_terms,
        countings={item.shape.id: item.shape for item in book.known_on("countings", day)},
        holidays={item.shape.id: item.shape for item in book.known_on("holidays", day)},
        catalogue=tuple(item.shape for item in book.known_on("catalogue", day)),
        ratifications=tuple(item.shape for item in book.known_on("ratifications", day) if item.shape.known <= day),
        assumptions=assumptions,
        contradictions=contradictions,
        facts=frozenset().union(
            *(each.facts for each in conditions if each),
            *making.facts_of(clocks),
            *({each.like or each.given} for each in assumptions if each.like or each.given),
            *(each.when.facts if each.when else each.shape.facts for each in contradictions),
        )
        - {DAY_ASKED},
        provisions={
            (fact.id, option.id): option.provision for fact in facts for option in fact.options if option.provision
        },
    )


def _known(text: shapes.Text) -> dt.date:
    return text.known


class _Names(Mapping[str, Named]):
    """Rules and outcomes by name, compiled when something first refers to them, so that their order does not matter."""

    def __init__(self, making: "_Making", items: Mapping[str, ReadItem]) -> None:
        self._making, self._items = making, items
        self._busy: list[str] = []
        self.made: dict[str, Named] = {}

    def __getitem__(self, name: str) -> Named:
        if name in self.made:
            return self.made[name]
        item = self._items[name]
        if name in self._busy:
            circle = " > ".join((*self._busy[self._busy.index(name) :], name))
            self._making.problems.report(
                item.said, f"{name} refers to itself ({circle})", "Take one of these references away."
            )
            return Named(name, NEVER)
        self._busy.append(name)
        self.made[name] = Named(name, self._making.condition(item.said.at("when")))
        self._busy.pop()
        return self.made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)


class _Making:
    def __init__(self, book: Items, day: dt.date, facts: Vocabulary, problems: Problems) -> None:
        self.book, self.day, self.vocabulary, self.problems = book, day, facts, problems
        self.parameters = {
            item.shape.id: ParameterNow(item.shape, values)
            for item in book.known_on("parameters", day)
            if (values := tuple(value for value in item.shape.values if value.known <= day))
        }
        texts = (item.shape for item in book.known_on("texts", day))
        self.amendments = {text.known: text for text in texts if text.act}
        named = (*book.known_on("rules", day), *book.known_on("outcomes", day))
        self.names = _Names(self, {item.shape.id: item for item in named})
        self.scope = Scope(
            {**kinds_of(facts), DAY_ASKED: Kind(FactType.DATE)},
            named=self.names,
            parameters={key: now.value for key, now in self.parameters.items()},
        )

    def condition(self, said: Placed) -> Condition:
        """Return the condition at a place; where nothing stands, one that always holds."""
        return ALWAYS if said.data is None else self.scope.compiled(said, self.problems)

    def outcomes(self) -> Iterator[Outcome]:
        """Give the outcomes. One that can never hold is a mistake."""
        for name in self.names:
            self.names[name]
        for shape, said in self.book.known_on("outcomes", self.day):
            when = self.names[shape.id]
            if not can_hold(when, self.scope.kinds):
                self.problems.report(
                    said, f"{shape.id} can never hold", "Mend its condition, or end it with known_until."
                )
            yield Outcome(shape, when, self._disputed(said, shape.contested))

    def duties(self, clocks: Mapping[str, Clock]) -> Iterator[Duty]:
        """Give the duties. Their roles are part of their condition."""
        for shape, said in self.book.known_on("duties", self.day):
            self._check_reference(said, "clock", shape.clock, clocks)
            self._check_reference(
                said, "fine", shape.fine, {item.shape.id for item in self.book.known_on("fines", self.day)}
            )
            roles = tuple(self._role(said, role) for role in shape.roles)
            own = self.condition(said.at("when"))
            when = All((roles[0] if len(roles) == 1 else AnyOf(roles), own)) if roles else own
            yield Duty(shape, when, self._disputed(said, shape.contested), self._starts(said, shape.from_))

    def fines(self) -> dict[str, Fine]:
        """Return the fines by id, their amounts checked."""
        found = {}
        for shape, said in self.book.known_on("fines", self.day):
            for name in ("amount", "percent"):
                self._check_reference(said, name, getattr(shape, name), self.parameters)
            found[shape.id] = Fine(shape, self.condition(said.at("when")))
        return found

    def statuses(self, clocks: Mapping[str, Clock]) -> Iterator[Status]:
        """Give what each regime says about each field of a notice. The condition of the regime is part of theirs."""
        regimes, first = self._regimes(), self._first_days()
        for shape, said in self.book.known_on("notice_fields", self.day):
            for status, place in zip(shape.statuses, said.at("statuses"), strict=True):
                self._check_reference(place, "regime", status.regime, regimes)
                self._check_reference(place, "clock", status.clock, clocks)
                when = All((regimes.get(status.regime, NEVER), self.condition(place.at("when"))))
                starts = self._starts(place, status.from_) or first.get(status.regime)
                yield Status(shape, status, when, starts)

    def request_terms(self) -> Iterator[TermOfRequest]:
        """Give the terms of requests. The condition of the regime is part of theirs, as for a field."""
        regimes = self._regimes()
        countings = {shape.id for shape, _said in self.book.known_on("countings", self.day)}
        for shape, said in self.book.known_on("request_terms", self.day):
            self._check_reference(said, "regime", shape.regime, regimes)
            self._check_reference(said, "counting", shape.counting, countings)
            if shape.after:
                self._check_reference(said.at("after"), "counting", shape.after.counting, countings)
            when = All((regimes.get(shape.regime, NEVER), self.condition(said.at("when"))))
            yield TermOfRequest(shape, when)

    def clocks(self) -> dict[str, Clock]:
        """Return the clocks by id. The last case of each must always hold, or somebody gets no day at all."""
        items = {item.shape.id: item for item in self.book.known_on("clocks", self.day)}
        made: dict[str, Clock] = {}
        for shape, said in items.values():
            cases = []
            for case, place in zip(shape.cases, said.at("cases"), strict=True):
                if self._counts(case.known_from):
                    self._check_reference(place, "clock", case.clock, items)
                    cases.append((self.condition(place.at("when")), case.clock))
            readings = [
                self._reading(reading, place, items)
                for reading, place in zip(shape.readings, said.at("readings"), strict=True)
                if self._counts(reading.known_from)
            ]
            made[shape.id] = Clock(shape, tuple(readings), tuple(cases))
        self._check_circles(items)
        return made

    def check_clocks_of(self, outcomes: tuple[Outcome, ...], clocks: Mapping[str, Clock]) -> None:
        """Report outcomes with a clock that does not exist."""
        places = {shape.id: said for shape, said in self.book.known_on("outcomes", self.day)}
        for outcome in outcomes:
            self._check_reference(places[outcome.shape.id], "clock", outcome.shape.clock, clocks)

    def assumptions(self) -> Iterator[shapes.Assumption]:
        """Give the assumptions, each checked against its fact."""
        for shape, said in self.book.undated["assumptions"]:
            for fact, value in ((shape.fact, shape.value), (shape.like, None), (shape.given, shape.given_value)):
                if fact:
                    self._check_assumed(said, fact, value)
            yield shape

    def contradictions(self) -> Iterator[Contradiction]:
        """Give the contradictions, each fact of them checked."""
        for shape, said in self.book.undated["contradictions"]:
            for number, fact in enumerate(shape.facts):
                kind = self.scope.kinds.get(fact)
                if kind is None or (shape.in_order and kind.type is not FactType.DATE):
                    what = "a date" if shape.in_order else "known"
                    self.problems.report(
                        said.at("facts").at(number), f"{fact!r} is no fact that is {what}", "Mind the spelling."
                    )
            yield Contradiction(shape, None if shape.in_order else self.condition(said.at("when")))

    def facts_of(self, clocks: Mapping[str, Clock]) -> Iterator[frozenset[str]]:
        """Give the facts that the clocks look at."""
        for clock in clocks.values():
            yield from (when.facts for when, _clock in clock.cases)
            for binding in (binding for reading in clock.readings for binding in reading.bindings):
                yield binding.when.facts
                for day in (binding.day, *(day for _reading, day in binding.readings)):
                    yield frozenset(day.facts if day else ())

    def _check_assumed(self, said: Placed, fact: str, value: Any) -> None:
        if fact not in self.vocabulary:
            self.problems.report(said, f"there is no fact {fact!r}", "Mind the spelling, or define it first.")
            return
        try:
            if value is not None:
                check_answer(self.vocabulary[fact], known(value))
        except AnswerError as error:
            self.problems.report(said, f"{fact}: {error}", "See the vocabulary for what it can be.")

    def _reading(self, shape: shapes.ClockReading, said: Placed, items: Mapping[str, ReadItem]) -> ReadingOfClock:
        own, place = shape, said
        if shape.like:
            readings = items[shape.like].shape.readings if shape.like in items else ()
            if not readings or readings[0].like:
                what = f"there is no clock {shape.like!r} with readings of its own"
                self.problems.report(said.at("like"), what, "Mind the spelling, or give it readings.")
                return ReadingOfClock(shape, dt.date.max, ())
            own, place = readings[0], items[shape.like].said.at("readings").at(0)
        bindings = [self._binding(case, inside) for case, inside in zip(own.binds, place.at("binds"), strict=True)]
        if not bindings[-1].when.truth(Given({})):
            self.problems.report(place, "the last case does not always hold", "End with a case `when: {always: yes}`.")
        starts = self._starts(place, own.from_) or dt.date.max
        return ReadingOfClock(shape, starts, tuple(bindings), self._amended(own.from_))

    def _binding(self, case: shapes.DateCase, said: Placed) -> Binding:
        readings = tuple(
            (reading, self._day(place.at("date")))
            for reading, place in zip(case.readings, said.at("readings"), strict=True)
        )
        preferred = next((day for reading, day in readings if reading.preferred), None)
        day = preferred if readings else self._day(said.at("date"))
        return Binding(self.condition(said.at("when")), day, case, readings, self._amended(case.date))

    def _amended(self, raw: Any) -> shapes.Text | None:
        """Return the text that brought a day, for a day or part of one whose last value an amendment set."""
        parts = raw["later_of"] if isinstance(raw, dict) and "later_of" in raw else [raw]
        values = (self.parameters[part].last for part in parts if isinstance(part, str) and part in self.parameters)
        return next((self.amendments[value.known] for value in values if value.known in self.amendments), None)

    def _day(self, said: Placed) -> DayOf | None:
        """Return what a date says: a parameter, `{fact: id}`, `{later_of: [...]}` of these, or `never`."""
        if said.data == NEVER_BINDS:
            return None
        parts = list(said.at("later_of")) if isinstance(said.data, dict) and "later_of" in said.data else [said]
        days: list[dt.date] = []
        facts: list[str] = []
        for part in parts:
            if isinstance(part.data, dict) and set(part.data) == {"fact"}:
                fact = str(part.data["fact"])
                if self.scope.kinds.get(fact, Kind(FactType.LINE)).type is not FactType.DATE:
                    self.problems.report(part, f"{fact!r} is no fact that is a date", "Mind the spelling.")
                facts.append(fact)
            elif (day := self._starts(part, part.data)) is not None:
                days.append(day)
        return DayOf(tuple(days), tuple(facts))

    def _starts(self, said: Placed, raw: Any) -> dt.date | None:
        """Return the day that is meant by a date, or by the name of a parameter; None for nothing."""
        if raw is None or raw == "" or isinstance(raw, dt.date):
            return raw or None
        now = self.parameters.get(str(raw))
        if now is None or not isinstance(now.value, dt.date):
            self.problems.report(said, f"{raw!r} is no day and no parameter that is one", "Mind the spelling.")
            return None
        return now.value

    def _regimes(self) -> dict[str, Condition]:
        return {shape.id: self.condition(said.at("when")) for shape, said in self.book.known_on("regimes", self.day)}

    def _first_days(self) -> dict[str, dt.date]:
        """Return from when regimes apply at all, of those that say so."""
        return {shape.id: shape.from_ for shape, _said in self.book.known_on("regimes", self.day) if shape.from_}

    def _disputed(self, said: Placed, contested: shapes.Contested | None) -> Condition | None:
        return None if contested is None else self.condition(said.at("contested").at("when"))

    def _role(self, said: Placed, role: shapes.Role) -> Condition:
        try:
            return self.names[f"role_{role}"]
        except KeyError:
            return self.problems.refused(
                said, f"there is no outcome role_{role}", "Define when somebody has this role."
            )

    def _counts(self, known_from: dt.date | None) -> bool:
        return known_from is None or known_from <= self.day

    def _check_reference(self, said: Placed, what: str, name: str, there: Any) -> None:
        if name and name not in there:
            self.problems.report(said.at(what), f"there is no {what} {name!r}", "Mind the spelling, or define it.")

    def _check_circles(self, items: Mapping[str, ReadItem]) -> None:
        """Report clocks that refer to each other in a circle."""
        for shape, said in items.values():
            seen, waiting = set(), [case.clock for case in shape.cases]
            while waiting:
                name = waiting.pop()
                if name == shape.id:
                    self.problems.report(said, f"clock {name} refers to itself", "Take one of its cases away.")
                    break
                if name not in seen and name in items:
                    seen.add(name)
                    waiting.extend(case.clock for case in items[name].shape.cases)
