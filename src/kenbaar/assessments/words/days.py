"""From when something applies, and from when it binds this organisation, in sentences."""

import datetime as dt
from dataclasses import dataclass

from kenbaar.assessments.words.places import PlaceTold
from kenbaar.assessments.words.telling import Ask, ReadingTold, Teller
from kenbaar.law.answering import AI_ACT
from kenbaar.law.knowing import Certainty
from kenbaar.law.results import Day, Days
from kenbaar.values import both


@dataclass(frozen=True, slots=True)
class DaysTold:
    """When something binds: one sentence, why, what the law says by the letter, and the readings where they differ."""

    binds: str
    why: str
    place: PlaceTold | None
    letter: str
    readings: tuple[ReadingTold, ...]
    missing: tuple[Ask, ...]


def days_told(days: Days, teller: Teller) -> DaysTold:
    """Return days in sentences."""
    binds = days.binds
    return DaysTold(
        binds=binding(binds, teller),
        why=teller.say(binds.why),
        place=teller.place_in(binds.article, AI_ACT, binds.text) if binds.article else None,
        letter=_letter(days, teller),
        readings=_readings(days, teller) if days.contested else (),
        missing=teller.asks(binds.missing),
    )


def binding(day: Day, teller: Teller) -> str:
    """Say from when something binds, in one sentence."""
    if day.date is not None:
        return _from(day, day.date, teller)
    if day.never:
        return teller.say(
            both(
                "Geldt niet voor dit systeem, zolang het ontwerp niet ingrijpend wijzigt.",
                "Does not bind this system as long as its design does not change significantly.",
            )
        )
    possible = [_candidate(each, teller) for each in day.candidates]
    if not possible:
        return teller.say(both("De dag is nog niet bekend.", "The day is not known yet."))
    joined = teller.say(both(", of ", ", or ")).join(possible)
    return teller.say(
        both(f"De dag is nog niet zeker. Mogelijk: {joined}.", f"The day is not certain yet. Possible: {joined}.")
    )


def _from(day: Day, date: dt.date, teller: Teller) -> str:
    written = teller.day(date)
    if day.at_earliest:
        text = both(
            f"Op zijn vroegst vanaf {written}. Begint u later, dan vanaf uw eerste gebruik.",
            f"At the earliest from {written}. If you start later, from your first use.",
        )
    elif date <= teller.on:
        text = both(f"Geldt voor u sinds {written}.", f"Binds you since {written}.")
    else:
        text = both(f"Geldt voor u vanaf {written}.", f"Binds you from {written}.")
    if day.certainty is Certainty.ASSUMED:
        more = both(" Dat nemen we aan, omdat antwoorden missen.", " That is assumed, as answers are missing.")
        return teller.say(text) + teller.say(more)
    return teller.say(text)


def _candidate(day: dt.date | None, teller: Teller) -> str:
    return teller.day(day) if day else teller.say(both("nooit", "never"))


def _letter(days: Days, teller: Teller) -> str:
    """Say what the law gives as its days, when that is more than the day that binds this organisation."""
    formal, effective = days.formal_from, days.effective_from
    if formal == effective:
        if days.binds.date == effective:
            return ""
        written = teller.day(effective)
        return teller.say(both(f"In de wet: {written}.", f"In the law: {written}."))
    first, second = teller.day(formal), teller.day(effective)
    return teller.say(
        both(
            f"Naar de letter van de wet vanaf {first}; met gevolgen vanaf {second}.",
            f"By the letter of the law from {first}; with effect from {second}.",
        )
    )


def _readings(days: Days, teller: Teller) -> tuple[ReadingTold, ...]:
    return tuple(
        ReadingTold(teller.say(reading.text), reading.preferred, binding(reading.day, teller))
        for reading in days.readings
        if reading.text
    )
