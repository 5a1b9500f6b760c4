"""What applies to a system: `classify(law, facts, on=day)` asks every outcome, duty, fine and notice field of the law.

Each condition is asked twice: of the answers alone, and of the answers with what the law takes for granted.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from kenbaar.law.compiled import DAY_ASKED, Contradiction, Duty, Fine, Law, Outcome, Status
from kenbaar.law.knowing import Certainty, Grounds, Known
from kenbaar.law.results import Classification, DutyFound, FineFound, NoticeDutyFound, OutcomeFound
from kenbaar.law.timing import Clocks
from kenbaar.rules.answers import Sheet
from kenbaar.rules.conditions import Condition, Given, Reason, days_covered, distinct


def classify(law: Law, facts: Sheet, *, on: dt.date, known: dt.date | None = None) -> Classification:
    """Return what the law says about a system with these facts, on a day.

    `law` comes from `LawBook.at(known)`; `known` is the day whose knowledge was asked for, and only passed on. The
    facts must fit the vocabulary (`check_sheet`); facts that the law does not look at change nothing.
    """
    return _Asking(law, facts, on).classification(known or law.known)


def known_of(law: Law, facts: Sheet, *, on: dt.date) -> tuple[Known, Mapping[str, Any]]:
    """Return what is known on a day by these facts, and what of it the law takes for granted."""
    values = {fact: answer["value"] for fact, answer in facts.items() if "value" in answer and fact in law.facts}
    taken = dict(_taken(law, values))
    values[DAY_ASKED] = on.isoformat()
    return Known(Given(values), Given({**taken, **values})), taken


class _Asking:
    def __init__(self, law: Law, facts: Sheet, on: dt.date) -> None:
        self.law, self.sheet, self.on = law, facts, on
        self.known, self.taken = known_of(law, facts, on=on)
        self.clocks = Clocks(law, self.known)

    def classification(self, known: dt.date) -> Classification:
        outcomes = tuple(map(self._outcome, self.law.outcomes))
        relied_on = {fact for found in outcomes if found.certainty is Certainty.ASSUMED for fact in found.missing}
        return Classification(
            on=self.on,
            known=known,
            text=self.law.text,
            law_digest=self.law.digest,
            facts_digest=self.sheet.digest(),
            outcomes=outcomes,
            duties=tuple(self._duties()),
            fines=tuple(self._fines()),
            notices=tuple(self._notices()),
            assumed={fact: value for fact, value in self.taken.items() if fact in relied_on},
            contradictions=tuple(each.shape for each in self.law.contradictions if self._is_there(each)),
            acts=self.law.acts,
        )

    def _outcome(self, outcome: Outcome) -> OutcomeFound:
        grounds = Grounds(outcome.when, self.known, self.known.certainty(outcome.when))
        holds = grounds.certainty.holds
        return OutcomeFound(
            shape=outcome.shape,
            grounds=grounds,
            provisions=self._provisions(outcome, grounds.reasons) if holds else outcome.shape.articles,
            days=self.clocks.days(outcome.shape.clock) if outcome.shape.clock and holds else None,
            disputed=holds and self._is_disputed(outcome.disputed),
        )

    def _possible(self, when: Condition) -> Grounds | None:
        """Return the grounds of what is not ruled out. Most is, and of that nobody asks the grounds."""
        certainty = self.known.certainty(when)
        return None if certainty is Certainty.RULED_OUT else Grounds(when, self.known, certainty)

    def _provisions(self, outcome: Outcome, reasons: tuple[Reason, ...]) -> tuple[str, ...]:
        led = (provision for reason in reasons if reason.held for provision in self._provisions_of(reason))
        return distinct(iter((*outcome.shape.articles, *led)))

    def _provisions_of(self, reason: Reason) -> Iterator[str]:
        value = self.known.assumed.values.get(reason.fact)
        for option in map(str, value if isinstance(value, list) else [value]):
            if reason.operator in {"has", "has_any", "is", "in"} and _chosen(option, reason.operand):
                provision = self.law.provisions.get((reason.fact, option), "")
                if provision:
                    yield provision

    def _duties(self) -> Iterator[DutyFound]:
        for duty in self.law.duties:
            if grounds := self._possible(duty.when):
                yield self._duty(duty, grounds)

    def _duty(self, duty: Duty, grounds: Grounds) -> DutyFound:
        return DutyFound(
            shape=duty.shape,
            grounds=grounds,
            days=self.clocks.days(duty.shape.clock) if duty.shape.clock else None,
            starts=duty.starts,
            disputed=self._is_disputed(duty.disputed),
        )

    def _fines(self) -> Iterator[FineFound]:
        for fine in self.law.fines.values():
            if grounds := self._possible(fine.when):
                yield FineFound(fine.shape, grounds, self._amount(fine, "amount"), self._amount(fine, "percent"))

    def _amount(self, fine: Fine, name: str) -> int | None:
        parameter = getattr(fine.shape, name)
        return int(self.law.value(parameter)) if parameter else None

    def _notices(self) -> Iterator[NoticeDutyFound]:
        for status in self.law.statuses:
            if grounds := self._possible(status.when):
                yield self._notice(status, grounds)

    def _notice(self, status: Status, grounds: Grounds) -> NoticeDutyFound:
        days = self.clocks.days(status.shape.clock) if status.shape.clock else None
        binds_from = days.binds.date if days else status.starts
        return NoticeDutyFound(
            field=status.field,
            status=status.shape,
            grounds=grounds,
            binds_from=binds_from,
            early=days.binds.lies_after(self.on) if days else binds_from is not None and self.on < binds_from,
        )

    def _is_there(self, contradiction: Contradiction) -> bool:
        strict = self.known.strict
        if contradiction.when is not None:
            return contradiction.when.truth(strict) is True
        days = [days_covered(strict.values[fact]) for fact in contradiction.shape.facts if fact in strict.values]
        return any(later[1] < earlier[0] for earlier, later in pairwise(days))

    def _is_disputed(self, disputed: Condition | None) -> bool:
        return disputed is not None and self.known.certainty(disputed).holds


def _taken(law: Law, values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give what is taken for granted beside the values that are known."""
    for each in law.assumptions:
        given = values.get(each.given or each.like)
        applies = given is not None if each.given_value is None else given == each.given_value
        if each.fact not in values and (applies or not (each.given or each.like)):
            yield each.fact, given if each.like else each.value


def _chosen(option: str, operand: Any) -> bool:
    return option in operand if isinstance(operand, tuple) else option == operand
