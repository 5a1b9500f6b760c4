"""The duties on a timeline: what binds now, what follows on which day, what stays away, and what is not settled."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kenbaar.assessments.words.days import DaysTold, days_told
from kenbaar.assessments.words.places import PlaceTold
from kenbaar.assessments.words.telling import Ask, ReadingTold, Teller
from kenbaar.law.knowing import Certainty
from kenbaar.law.results import DutyFound
from kenbaar.law.shapes import Role
from kenbaar.values import LocalText, both

TOPICS: Mapping[str, LocalText] = {
    "ai_act": both("AI-systemen", "AI systems"),
    "fundamental_rights": both("Grondrechten", "Fundamental rights"),
    "privacy": both("Privacy", "Privacy"),
    "administrative_law": both("Besluiten van de overheid", "Decisions by government"),
    "register": both("Registers en openbaarheid", "Registers and publication"),
    "open_government": both("Open overheid", "Open government"),
    "copyright": both("Auteursrecht", "Copyright"),
    "security": both("Beveiliging", "Security"),
    "accessibility": both("Toegankelijkheid", "Accessibility"),
    "archive": both("Archief", "Archives"),
    "equal_treatment": both("Gelijke behandeling", "Equal treatment"),
    "procurement": both("Inkoop", "Procurement"),
}
ROLES: Mapping[Role, LocalText] = {
    Role.PROVIDER: both("aanbieder", "provider"),
    Role.DEPLOYER: both("gebruiksverantwoordelijke", "deployer"),
    Role.IMPORTER: both("importeur", "importer"),
    Role.DISTRIBUTOR: both("distributeur", "distributor"),
    Role.AUTHORISED_REPRESENTATIVE: both("gemachtigde", "authorised representative"),
    Role.PRODUCT_MANUFACTURER: both("fabrikant van het product", "product manufacturer"),
}
_NOW, _OPEN, _NEVER = dt.date.min, dt.date(9998, 1, 1), dt.date(9999, 1, 1)


@dataclass(frozen=True, slots=True)
class DutyTold:
    """A duty in words."""

    id: str
    label: str
    text: str
    roles: str
    place: PlaceTold
    certainty: str
    sure: bool
    starts: str
    days: DaysTold | None
    evidence: tuple[str, ...]
    readings: tuple[ReadingTold, ...]
    note: str
    unverified: bool
    missing: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class TopicTold:
    """Duties about one topic."""

    title: str
    duties: tuple[DutyTold, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A point on the timeline with the duties that begin there."""

    id: str
    title: str
    day: str
    count: int
    topics: tuple[TopicTold, ...]


def timeline(teller: Teller) -> tuple[Moment, ...]:
    """Return the duties that are there, in order of the day from which they bind."""
    moments: dict[dt.date, list[DutyFound]] = defaultdict(list)
    for found in teller.found.duties:
        if found.certainty.holds:
            moments[_moment(found, teller.on)].append(found)
    return tuple(_told(day, moments[day], teller) for day in sorted(moments))


def possible_duties(teller: Teller) -> tuple[TopicTold, ...]:
    """Return the duties that are there or not, depending on answers that are missing."""
    return tuple(_topics((found for found in teller.found.duties if found.certainty is Certainty.OPEN), teller))


def duty_told(found: DutyFound, teller: Teller) -> DutyTold:
    """Return a duty in words."""
    shape = found.shape
    return DutyTold(
        id=shape.id,
        label=teller.say(shape.label),
        text=teller.say(shape.text),
        roles=", ".join(teller.say(ROLES[role]) for role in shape.roles),
        place=teller.place(shape.article, shape.law, since=shape.known_from),
        certainty=teller.certainty(found.certainty),
        sure=found.certainty is Certainty.CERTAIN,
        starts=_starts(found, teller),
        days=days_told(found.days, teller) if found.days else None,
        evidence=tuple(teller.say(each) for each in shape.evidence),
        readings=teller.readings(shape.contested) if found.disputed else (),
        note=teller.say(shape.note),
        unverified=shape.confidence.value == "unverified",
        missing=teller.asks(found.missing),
    )


def _starts(found: DutyFound, teller: Teller) -> str:
    if found.days or found.starts is None:
        return ""
    written = teller.day(found.starts)
    if found.starts <= teller.on:
        return teller.say(both(f"In de wet sinds {written}.", f"In the law since {written}."))
    return teller.say(both(f"In de wet vanaf {written}.", f"In the law from {written}."))


def _moment(found: DutyFound, on: dt.date) -> dt.date:
    if found.days and found.days.binds.date is None:
        return _NEVER if found.days.binds.never else _OPEN
    day = found.binds_from
    return _NOW if day is None or day <= on else day


def _told(day: dt.date, duties: list[DutyFound], teller: Teller) -> Moment:
    title = {
        _NOW: both("Dit geldt nu", "Binding now"),
        _OPEN: both("De dag is nog niet zeker", "The day is not certain yet"),
        _NEVER: both(
            "Niet, zolang het systeem niet ingrijpend wijzigt",
            "Not, as long as the system does not change significantly",
        ),
    }.get(day)
    machine = day.isoformat() if title is None else ""
    shown = teller.say(title) if title else teller.say(both("Vanaf ", "From ")) + teller.day(day)
    name = {_NOW: "now", _OPEN: "open", _NEVER: "never"}.get(day, machine)
    return Moment(name, shown, machine, len(duties), tuple(_topics(duties, teller)))


def _topics(duties: Iterable[DutyFound], teller: Teller) -> Iterator[TopicTold]:
    by_topic: dict[str, list[DutyFound]] = defaultdict(list)
    for found in duties:
        by_topic[found.shape.topic].append(found)
    order = {topic: place for place, topic in enumerate(TOPICS)}
    for topic in sorted(by_topic, key=lambda each: order.get(each, len(order))):
        title = teller.say(TOPICS[topic]) if topic in TOPICS else topic.replace("_", " ").capitalize()
        yield TopicTold(title, tuple(duty_told(found, teller) for found in by_topic[topic]))
