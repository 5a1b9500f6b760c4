"""What a page of the sheet shows: one section, the way through all of them, and who else is at work."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from kenbaar.assessments.policies import may_classify
from kenbaar.assessments.policies import may_see as may_see_outcome
from kenbaar.assessments.queries.classifications import classification_of
from kenbaar.desk.sheet.asked import Asked, Asking
from kenbaar.desk.sheet.law import LawQuestions, law_questions, law_says
from kenbaar.desk.sheet.progress import progress_of
from kenbaar.desk.sheet.saving import Wrong
from kenbaar.people.actors import Actor
from kenbaar.register.models import Editing
from kenbaar.register.policies import may_write
from kenbaar.register.queries.working import WorkingCopy, people_at_work
from kenbaar.rules.facts import vocabulary
from kenbaar.rules.filling import FillingSection, filling
from kenbaar.values import LocalText


@dataclass(frozen=True, slots=True)
class Group:
    """Questions under one heading; a heading is there for the law only."""

    title: LocalText | None
    questions: tuple[Asked, ...]


def section_context(
    copy: WorkingCopy,
    section: FillingSection,
    *,
    by: Actor,
    now: dt.datetime,
    wrong: Mapping[str, Wrong] | None = None,
    forced: str = "",
    more_rows: str = "",
) -> dict[str, Any]:
    """Return what the page of a section shows. `forced` is a fact to show whatever the others say."""
    language = get_language() or "nl"
    law = law_questions(copy.sheet, filling(), on=timezone.localdate(now))
    asking = Asking(copy, language=language, reader=by.name)

    def asked(fact: str, *, stale: bool = False) -> Asked:
        mended = (wrong or {}).get(fact)
        rows = int(fact == more_rows)
        if mended is None:
            return asking.asked(fact, more_rows=rows, stale=stale)
        back, seen, mistake = mended.typed, mended.seen, mended.mistake
        return asking.asked(fact, typed=back, seen=seen, mistake=mistake, more_rows=rows, stale=stale)

    shown = filling().shown(copy.sheet) | {forced} | set(wrong or {})
    if section.law:
        groups = _groups_of_law(law, asked, extra={forced, *(wrong or {})} & set(section.all_facts))
        more = tuple(asked(fact, stale=fact in law.stale) for fact in law.answered)
    else:
        groups = (Group(None, tuple(asked(fact) for fact in section.facts if fact in shown)),)
        more = tuple(asked(fact) for fact in section.more if fact in shown)
    on_page = [*(each for group in groups for each in group.questions), *more]
    place = filling().sections.index(section)
    return {
        "copy": copy,
        "section": section,
        "groups": groups,
        "more": more,
        "more_is_open": any(each.fact.id == forced or each.status.mistake or each.status.conflicts for each in more)
        or (not section.law and any(each.answer for each in more)),
        "wrong": [each for each in on_page if each.status.mistake],
        "conflicts": [each for each in on_page if each.status.conflicts],
        "previous": filling().sections[place - 1] if place else None,
        "following": filling().sections[place + 1] if place + 1 < len(filling().sections) else None,
        "may_write": may_write(by, copy.entry.body.slug),
        **(_kept(copy, by=by) if section.law else {}),
        **beside(copy, section, law=law, language=language),
        **company(copy, by=by, now=now),
    }


def _kept(copy: WorkingCopy, *, by: Actor) -> dict[str, Any]:
    """Return what is kept of the outcome, for who may see that, and whether the reader may have it kept."""
    slug = copy.entry.body.slug
    seen = may_see_outcome(by, slug)
    stored = classification_of(by, copy.entry.reference) if seen and copy.entry.latest_id is not None else None
    return {"stored": stored, "may_classify": may_classify(by, slug) and copy.entry.latest_id is not None}


def beside(copy: WorkingCopy, section: FillingSection, *, law: LawQuestions, language: str) -> dict[str, Any]:
    """Return what changes with each answer: how far the sections are, and in that of the law what it says."""
    found: dict[str, Any] = {"progress": progress_of(copy.sheet, filling(), law), "law": None, "says": None}
    if section.law:
        found |= {
            "law": law,
            "says": law_says(law, copy.sheet, filling(), language=language),
            "elsewhere": [(vocabulary()[fact], filling().section_of[fact]) for fact in law.elsewhere],
        }
    return found


def company(copy: WorkingCopy, *, by: Actor, now: dt.datetime) -> dict[str, Any]:
    """Return who else has the entry open, and at which section."""
    people: list[Editing] = people_at_work(copy.entry, beside=by, now=now)
    return {"people": [(each.person.name, filling().section(each.section)) for each in people]}


def _groups_of_law(law: LawQuestions, asked: Any, *, extra: set[str]) -> tuple[Group, ...]:
    shown = {fact for page in law.pages for fact in page.facts}
    groups = [Group(page.title, tuple(asked(fact) for fact in page.facts)) for page in law.pages]
    if left := [fact for fact in sorted(extra - shown) if fact not in law.answered]:
        groups.insert(0, Group(None, tuple(asked(fact) for fact in left)))
    return tuple(groups)
