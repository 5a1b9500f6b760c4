"""What applies to a system: `classify(law, facts, on=day)` asks every outcome, duty, fine and notice field of the law.

Each condition is asked twice: of the answers alone, and of the answers with what the law takes for granted.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from kenbaar.law.compiled import Duty, Fine, Law, Outcome, Status
from kenbaar.law.results import (
    Certainty,
    Classification,
    DutyFound,
    FineFound,
    NoticeDutyFound,
    OutcomeFound,
)
from kenbaar.law.timing import Clocks, Known
from kenbaar.rules.answers import Sheet
from kenbaar.rules.conditions import Condition, Given, Reason, distinct


def classify(law: Law, facts: Sheet, *, on: dt.date, known: dt.date | None = None) -> Classification:
    """Return what the law says about a system with these facts, on a day.

    `law` comes from `LawBook.at(known)`; `known` is the day whose knowledge was asked for, and only passed on. The
    facts must fit the vocabulary (`check_sheet`); facts that the law does not look at change nothing.
    """
    return _Asking(law, facts, on).classification(known or law.known)


class _Asking:
    def __init__(self, law: Law, facts: Sheet, on: dt.date) -> None:
        self.law, self.sheet, self.on = law, facts, on
        values = {fact: answer["value"] for fact, answer in facts.items() if "value" in answer and fact in law.facts}
        self.taken = {
            assumption.fact: assumption.value
            for assumption in law.assumptions
            if assumption.fact not in values and (not assumption.given or assumption.given in values)
        }
        self.known = Known(Given(values), Given({**self.taken, **values}))
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
            acts=self.law.acts,
            parameters=self.law.parameters,
        )

    def _outcome(self, outcome: Outcome) -> OutcomeFound:
        certainty = self.known.certainty(outcome.when)
        reasons = tuple(dict.fromkeys(outcome.when.reasons(self._decided_by(certainty))))
        return OutcomeFound(
            shape=outcome.shape,
            certainty=certainty,
            reasons=reasons,
            provisions=self._provisions(outcome, reasons) if certainty.holds else outcome.shape.articles,
            missing=self._missing(outcome.when),
            days=self.clocks.days(outcome.shape.clock) if outcome.shape.clock and certainty.holds else None,
            disputed=certainty.holds and self._is_disputed(outcome.disputed),
        )

    def _decided_by(self, certainty: Certainty) -> Given:
        return self.known.strict if certainty in {Certainty.CERTAIN, Certainty.RULED_OUT} else self.known.assumed

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
            certainty = self.known.certainty(duty.when)
            if certainty is Certainty.RULED_OUT:
                continue
            yield self._duty(duty, certainty)

    def _duty(self, duty: Duty, certainty: Certainty) -> DutyFound:
        return DutyFound(
            shape=duty.shape,
            certainty=certainty,
            missing=self._missing(duty.when),
            days=self.clocks.days(duty.shape.clock) if duty.shape.clock else None,
            starts=duty.starts,
            disputed=self._is_disputed(duty.disputed),
        )

    def _fines(self) -> Iterator[FineFound]:
        for fine in self.law.fines.values():
            certainty = self.known.certainty(fine.when)
            if certainty is not Certainty.RULED_OUT:
                yield FineFound(
                    fine.shape,
                    certainty,
                    amount=self._amount(fine, "amount"),
                    percent=self._amount(fine, "percent"),
                    missing=self._missing(fine.when),
                )

    def _amount(self, fine: Fine, name: str) -> int | None:
        parameter = getattr(fine.shape, name)
        return int(self.law.value(parameter)) if parameter else None

    def _notices(self) -> Iterator[NoticeDutyFound]:
        for status in self.law.statuses:
            certainty = self.known.certainty(status.when)
            if certainty is not Certainty.RULED_OUT:
                yield self._notice(status, certainty)

    def _notice(self, status: Status, certainty: Certainty) -> NoticeDutyFound:
        days = self.clocks.days(status.shape.clock) if status.shape.clock else None
        binds_from = days.binds.date if days else status.starts
        return NoticeDutyFound(
            field=status.field,
            status=status.shape,
            certainty=certainty,
            binds_from=binds_from,
            early=(binds_from is not None and self.on < binds_from) or (days is not None and days.binds.never),
            missing=self._missing(status.when),
        )

    def _is_disputed(self, disputed: Condition | None) -> bool:
        return disputed is not None and self.known.certainty(disputed).holds

    def _missing(self, condition: Condition) -> tuple[str, ...]:
        return distinct(condition.missing(self.known.strict))


def _chosen(option: str, operand: Any) -> bool:
    return option in operand if isinstance(operand, tuple) else option == operand
