"""What a notice tells against what the law asks of it: per field and regime what it means when something lacks.

It sees whether a field is there, not whether its words are true. Where facts lack it says so, and which.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kenbaar.decisions.telling import Told
from kenbaar.law.knowing import Certainty
from kenbaar.law.notice_shapes import Asked, IfMissing, Place
from kenbaar.law.results import Classification, NoticeDutyFound


class Means(StrEnum):
    """What it means that a field is told or lacks.

    `early_voluntary` is told before anybody must, `not_yet` lacks and is not owed yet. `policy` is asked by no statute,
    told or not. `withheld` lacks on a ground of the law that can allow it; whether it does is for a lawyer. Of
    `awaits_decision` each decision brings its own. `unsure` lacks, and facts decide whether it is owed.
    """

    NULL_RISK = "null_risk"
    BREACH = "breach"
    BREACH_NO_AUTOMATIC_NULLITY = "breach_no_automatic_nullity"
    INCOMPLETE = "incomplete"
    UNSURE = "unsure"
    WITHHELD = "withheld"
    AWAITS_DECISION = "awaits_decision"
    FULFILLED = "fulfilled"
    EARLY_VOLUNTARY = "early_voluntary"
    NOT_YET = "not_yet"
    POLICY = "policy"


class Verdict(StrEnum):
    """What a notice comes to, for one regime or for all."""

    LACKS = "lacks"
    UNSURE = "unsure"
    COMPLETE = "complete"
    NOTHING_OWED = "nothing_owed"


LACKS = frozenset({Means.NULL_RISK, Means.BREACH, Means.BREACH_NO_AUTOMATIC_NULLITY, Means.INCOMPLETE})
_OF_LAW = {each: Means(each.value) for each in IfMissing}
_OWED = LACKS | {Means.WITHHELD, Means.AWAITS_DECISION, Means.FULFILLED}


@dataclass(frozen=True, slots=True)
class Withholding:
    """Fields that are not told, and the law and article that allow it; without both there is no ground."""

    fields: tuple[str, ...]
    law: str = ""
    article: str = ""

    @property
    def grounded(self) -> bool:
        """Say whether a ground is named."""
        return bool(self.law and self.article)


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as the checker sees it: the languages that people get it in, its fields by id, and what it withholds."""

    languages: tuple[str, ...]
    told: Mapping[str, Told]
    withheld: tuple[Withholding, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A field in a regime: what the law asks (`duty`), and what it means that it is told or lacks.

    `lacking` are the languages in which it is not told where it should be; `partly` says that it is told in others.
    `elsewhere` are the places where it is told, when the law asks for others. `withheld` says that the notice withholds
    it, with a ground or without; `unseen` that the body tells it in its own letter.
    """

    duty: NoticeDutyFound
    means: Means
    lacking: tuple[str, ...] = ()
    partly: bool = False
    elsewhere: tuple[Place, ...] = ()
    withheld: bool = False
    unseen: bool = False

    @property
    def told(self) -> bool:
        """Say whether it is told where it should be, in every language."""
        return not self.lacking


@dataclass(frozen=True, slots=True)
class Check:
    """All that was found, by field and then as the law lists its regimes."""

    classification: Classification
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """What it comes to over all regimes."""
        return _verdict(self.findings)

    def of_regime(self, regime: str) -> Verdict:
        """Return what it comes to for one regime; `nothing_owed` for one that does not apply."""
        return _verdict(tuple(each for each in self.findings if each.duty.status.regime == regime))

    @property
    def lacking(self) -> tuple[Finding, ...]:
        """What a law asks and lacks."""
        return tuple(each for each in self.findings if each.means in LACKS)

    @property
    def ask_next(self) -> tuple[str, ...]:
        """The facts that decide what is unsure."""
        unsure = (each.duty for each in self.findings if each.means is Means.UNSURE)
        return _facts(each for each in unsure if not each.certainty.holds)

    @property
    def assumed(self) -> tuple[str, ...]:
        """The facts that nobody answered and that were taken for granted in what lacks; an answer can change it."""
        return _facts(each.duty for each in self.lacking)


def check(notice: Notice, found: Classification) -> Check:
    """Check a notice against what the law says about the system on a day (see `law.classifying.classify`)."""
    withheld = {name: each for each in notice.withheld for name in each.fields}
    # What only a rare exception would bring is left out, as in a classification.
    asked = (duty for duty in found.notices if duty.certainty is not Certainty.ASSUMED_NOT)
    in_order = sorted(asked, key=lambda duty: duty.field.id)
    return Check(found, tuple(_finding(duty, notice, withheld.get(duty.field.id)) for duty in in_order))


def _facts(duties: Iterable[NoticeDutyFound]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for each in duties for fact in each.missing))


def _verdict(findings: tuple[Finding, ...]) -> Verdict:
    means = {each.means for each in findings}
    if means & LACKS:
        return Verdict.LACKS
    if Means.UNSURE in means:
        return Verdict.UNSURE
    return Verdict.COMPLETE if means & _OWED else Verdict.NOTHING_OWED


def _finding(duty: NoticeDutyFound, notice: Notice, withholding: Withholding | None) -> Finding:
    told = notice.told.get(duty.field.id, Told(duty.field.id, ()))
    in_place = bool(set(told.places) & set(duty.status.told_in))
    said = notice.languages if told.unseen else tuple(each for each in notice.languages if each in told.words)
    lacking = tuple(each for each in notice.languages if not in_place or each not in said)
    return Finding(
        duty,
        _means(duty, whole=not lacking, awaits=bool(told.awaits), withholding=withholding),
        lacking,
        partly=bool(lacking) and len(lacking) < len(notice.languages),
        elsewhere=told.places if said and not in_place else (),
        withheld=withholding is not None,
        unseen=told.unseen and in_place,
    )


def _means(duty: NoticeDutyFound, *, whole: bool, awaits: bool, withholding: Withholding | None) -> Means:
    # (1) What no statute asks is policy, told or not.
    if duty.status.status is Asked.POLICY:
        return Means.POLICY
    # (2) Before its day nothing is owed, and to tell it is voluntary.
    if duty.early:
        return Means.EARLY_VOLUNTARY if whole else Means.NOT_YET
    # (3) What is told is enough, also where it may not be owed.
    if whole:
        return Means.AWAITS_DECISION if awaits else Means.FULFILLED
    # (4) Whether it is owed hangs on facts, or on a condition that no fact asks about.
    if not duty.certainty.holds or duty.status.conditional:
        return Means.UNSURE
    # (5) A ground counts where some law can allow to withhold this field; the mention itself is not among these.
    if withholding is not None and withholding.grounded and duty.status.withheld_by:
        return Means.WITHHELD
    # (6) It lacks, and the law says what that means.
    return _OF_LAW[duty.status.missing]
