"""A classification as plain data: for files, the API and what is stored (`docs/reference/classification.md`).

Texts come in Dutch and English, days as `YYYY-MM-DD`; everything else is an id.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from kenbaar.law import results, shapes
from kenbaar.law.knowing import Certainty
from kenbaar.law.results import Classification
from kenbaar.rules.telling import operand_told, text_told

Json = dict[str, Any]


def told(found: Classification) -> Json:
    """Return the whole classification as JSON, the answers that people look for first.

    Of duties, fines and notice fields only those stand in it that hold, or that hang on missing facts.
    """
    headline = found.headline
    return {
        "on": found.on.isoformat(),
        "known": found.known.isoformat(),
        "text": {"id": found.text.id, "title": text_told(found.text.title)} if found.text else None,
        "law": {"digest": found.law_digest},
        "facts": {"digest": found.facts_digest},
        "class": headline.shape.id if headline else None,
        "classes": [each.shape.id for each in found.holding(results.CLASS)],
        "settled": found.settled,
        "contested": [each.shape.id for each in found.outcomes if each.contested],
        "could_still_be": [each.shape.id for each in found.could_still_be],
        "roles": list(found.role_names),
        "transparency": sorted({each.shape.articles[0] for each in found.holding(results.TRANSPARENCY)}),
        "fria": _needed(found, results.FRIA),
        "eu_database": _needed(found, results.DATABASE, beside=results.NATIONAL),
        "dutch_category": _category(found),
        "outcomes": [outcome_told(each) for each in found.outcomes],
        "duties": [duty_told(each) for each in found.duties if each.certainty is not Certainty.ASSUMED_NOT],
        "fines": [_fine(each) for each in found.fines if each.certainty is not Certainty.ASSUMED_NOT],
        "notices": [_notice(each) for each in found.notices if each.certainty is not Certainty.ASSUMED_NOT],
        "assumed": dict(found.assumed),
        "contradictions": [
            {"id": each.id, "facts": list(each.facts), "text": text_told(each.text)} for each in found.contradictions
        ],
        "ask_next": list(found.ask_next),
    }


def outcome_told(found: results.OutcomeFound) -> Json:
    """Return an outcome as JSON."""
    shape = found.shape
    return {
        "id": shape.id,
        "kind": shape.kind,
        "certainty": found.certainty.value,
        "label": text_told(shape.label),
        "text": text_told(shape.text),
        "articles": list(found.provisions),
        "reasons": [
            {"fact": each.fact, "operator": each.operator, "value": operand_told(each.operand), "held": each.held}
            for each in found.reasons
        ],
        "missing": list(found.missing),
        "applies": _days(found.days),
        "contested": _readings(shape.contested, disputed=found.disputed),
        **({"says": shape.says} if shape.says else {}),
        **_sourced(shape),
    }


def duty_told(found: results.DutyFound) -> Json:
    """Return a duty as JSON."""
    shape = found.shape
    days = _days(found.days)
    return {
        "id": shape.id,
        "law": shape.law,
        "article": shape.article,
        "topic": shape.topic,
        "roles": list(shape.roles),
        "certainty": found.certainty.value,
        "label": text_told(shape.label),
        "text": text_told(shape.text),
        "evidence": [text_told(each) for each in shape.evidence],
        "formal_from": days["formal_from"] if days else _day(found.starts),
        "effective_from": days["effective_from"] if days else _day(found.starts),
        "binds_this_organisation_from": _day(found.binds_from),
        "applies": days,
        "missing": list(found.missing),
        "fine": shape.fine or None,
        "contested": _readings(shape.contested, disputed=found.disputed),
        "note": text_told(shape.note),
        **_sourced(shape),
    }


def _fine(found: results.FineFound) -> Json:
    shape = found.shape
    return {
        "id": shape.id,
        "law": shape.law,
        "article": shape.article,
        "label": text_told(shape.label),
        "certainty": found.certainty.value,
        "amount_eur": found.amount,
        "percent_of_turnover": found.percent,
        "for_articles": list(shape.for_),
        "missing": list(found.missing),
        "note": text_told(shape.note),
        **_sourced(shape),
    }


def _notice(found: results.NoticeDutyFound) -> Json:
    return {
        "field": found.field.id,
        "label": text_told(found.field.label),
        "level": found.field.level,
        "regime": found.status.regime,
        "status": found.status.status.value,
        "article": found.status.article,
        "where": [each.value for each in found.status.told_in],
        "certainty": found.certainty.value,
        "binds_from": _day(found.binds_from),
        "early": found.early,
        "if_missing": "early_voluntary" if found.early else found.status.missing.value,
        "missing": list(found.missing),
        "note": text_told(found.status.note),
        **_sourced(found.status),
    }


def _needed(found: Classification, kind: str, *, beside: str = "") -> Json:
    """Say whether something is needed: `yes`, `no` or `open`, for which sections, from when, and how sure that is.

    Outcomes of the kind `beside` have a section too, and do not make it needed.
    """
    needed = found.needed(kind)
    holding = (*needed.holding, *found.holding(beside))
    return {
        "required": needed.verdict,
        "certain": needed.sure,
        "sections": [each.shape.says["section"] for each in holding if "section" in each.shape.says],
        "articles": [each.shape.articles[0] for each in holding],
        "applies": _days(holding[0].days) if holding else None,
        "missing": list(dict.fromkeys(fact for each in found.of_kind(kind) for fact in each.missing)),
    }


def _category(found: Classification) -> Json:
    chosen = found.category
    others = (each.shape.says.get("category") for each in found.of_kind(results.CATEGORY) if each is not chosen)
    return {
        "category": chosen.shape.says.get("category") if chosen else None,
        "certainty": chosen.certainty.value if chosen else Certainty.OPEN.value,
        "could_still_be": [each for each in others if each],
        "why": text_told(chosen.shape.text) if chosen else None,
    }


def _days(days: results.Days | None) -> Json | None:
    if days is None:
        return None
    return {
        "formal_from": _day(days.formal_from),
        "effective_from": _day(days.effective_from),
        **_bound(days.binds),
        "contested": days.contested,
        "readings": [
            {
                "id": reading.reading,
                "preferred": reading.preferred,
                "text": text_told(reading.text),
                "from": _day(reading.starts),
                **_bound(reading.day),
            }
            for reading in days.readings
        ]
        if days.contested
        else [],
    }


def _bound(day: results.Day) -> Json:
    return {
        "binds_this_organisation_from": _day(day.date),
        "never": day.never,
        "at_earliest": day.at_earliest,
        "certainty": day.certainty.value,
        "article": day.article,
        "amended_by": day.text.id if day.text else None,
        "why": text_told(day.why),
        "missing": list(day.missing),
        "candidates": ["never" if each is None else each.isoformat() for each in day.candidates],
    }


def _readings(contested: shapes.Contested | None, *, disputed: bool) -> list[Json] | None:
    if contested is None or not disputed:
        return None
    return [
        {"id": reading.id, "preferred": reading.preferred, "text": text_told(reading.text)}
        for reading in contested.readings
    ]


def _sourced(shape: Any) -> Mapping[str, str]:
    return {"source": shape.source, "confidence": shape.confidence.value}


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
