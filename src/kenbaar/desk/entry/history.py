"""What happened to an entry, in words. A run of saves by one person is one line."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kenbaar.desk.paging import last_page
from kenbaar.desk.wording import access_names
from kenbaar.journal.models import JournalLine
from kenbaar.journal.queries import lines_about
from kenbaar.people.queries import names_of
from kenbaar.register import events
from kenbaar.register.models import Entry

PAGE = 20

Words = Callable[[Mapping[str, Any], Mapping[str, str]], str]


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of the history: when, who, and what."""

    at: dt.datetime
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class History:
    """A page of the history, newest first."""

    lines: tuple[Happened, ...]
    number: int
    last: int


def history_of(entry: Entry, *, page: int) -> History:
    """Return a page of what happened to an entry that the reader may see."""
    lines, count = lines_about(entry.reference, page=page, size=PAGE)
    return History(told(lines), page, last_page(count, PAGE))


def told(lines: Iterable[JournalLine]) -> tuple[Happened, ...]:
    """Return lines of the journal in words. The reader may see what they are about."""
    lines = list(lines)
    people = {str(line.details.get(key, "")) for line in lines for key in ("owner", "person")}
    names = names_of({line.actor for line in lines} | people)
    return tuple(_told(list(run), names) for _key, run in groupby(lines, key=_alike))


def _alike(line: JournalLine) -> tuple[Any, ...]:
    if line.event not in _SAVED:
        return (line.sequence,)
    return (line.event, line.actor, timezone.localdate(line.at))


def _told(run: list[JournalLine], names: Mapping[str, str]) -> Happened:
    newest = run[0]
    who = names.get(newest.actor) or _OTHERS.get(newest.actor, lambda: newest.actor)()
    if newest.event == events.DRAFT_SAVED.name:
        facts = {fact for line in run for fact in line.details.get("facts", [])}
        return Happened(newest.at, who, _saved(len(facts)))
    words = _WORDS.get(newest.event)
    return Happened(newest.at, who, words(newest.details, names) if words else newest.event)


def _saved(facts: int) -> str:
    return ngettext("vulde %(num)s gegeven in", "vulde %(num)s gegevens in", facts) % {"num": facts}


def _numbered(sentence: str, details: Mapping[str, Any]) -> str:
    return sentence % {"number": details.get("version", "?")}


# What people do again and again is one line for as long as nobody does something else.
_SAVED = (events.DRAFT_SAVED.name, "notices.profile.saved")
_OTHERS: Mapping[str, Callable[[], str]] = {
    "operator": lambda: _("de beheerder van Kenbaar"),
    "calendar": lambda: _("de kalender"),
    "rounds": lambda: _("Kenbaar zelf"),
    "identity provider": lambda: _("de aanbieder van de aanmelding"),
}
_WORDS: Mapping[str, Words] = {
    events.ENTRY_CREATED.name: lambda _d, _n: _("begon dit algoritme"),
    events.VERSION_ADDED.name: lambda d, _n: _numbered(_("maakte versie %(number)s"), d),
    events.DRAFT_DISCARDED.name: lambda _d, _n: _("gooide het concept weg"),
    events.CONFLICT_SETTLED.name: lambda _d, _n: _("koos tussen twee antwoorden"),
    events.OWNER_SET.name: lambda d, n: (
        _("maakte %(name)s eigenaar") % {"name": n.get(d["owner"], d["owner"])}
        if d.get("owner")
        else _("haalde de eigenaar weg")
    ),
    events.ACCESS_SET.name: lambda d, _n: (
        _("bepaalde wie het mag zien: %(access)s") % {"access": access_names().get(d["access"], d["access"])}
    ),
    events.READER_NAMED.name: lambda d, n: _("liet %(name)s het zien") % {"name": n.get(d["person"], d["person"])},
    events.READER_UNNAMED.name: lambda d, n: (
        _("laat %(name)s het niet meer zien") % {"name": n.get(d["person"], d["person"])}
    ),
    events.ENTRY_SUBMITTED.name: lambda d, _n: _numbered(_("bood versie %(number)s ter controle aan"), d),
    events.ENTRY_RETURNED.name: lambda d, _n: _numbered(_("gaf versie %(number)s terug"), d),
    events.ENTRY_PUBLISHED.name: lambda d, _n: _numbered(_("publiceerde versie %(number)s"), d),
    events.ENTRY_WITHDRAWN.name: lambda _d, _n: _("trok het in"),
    events.ENTRY_ARCHIVED.name: lambda _d, _n: _("zette het in het archief"),
    "assessments.entry.classified": lambda _d, _n: _("liet bepalen welke wet geldt"),
    "suppliers.template.adopted": lambda _d, _n: _("nam een sjabloon van een leverancier over"),
    "suppliers.proposals.answered": lambda _d, _n: _("beantwoordde voorstellen van de leverancier"),
    "suppliers.adoption.ended": lambda _d, _n: _("liet het sjabloon los"),
    "notices.profile.begun": lambda d, _n: _numbered(_("begon versie %(number)s van een meldingsprofiel"), d),
    "notices.profile.saved": lambda _d, _n: _("schreef aan een meldingsprofiel"),
    "notices.profile.followed": lambda _d, _n: _("nam nieuwe gegevens over in een meldingsprofiel"),
    "notices.profile.submitted": lambda d, _n: _numbered(_("diende versie %(number)s van een meldingsprofiel in"), d),
    "notices.profile.takenback": lambda d, _n: _numbered(_("nam versie %(number)s van een meldingsprofiel terug"), d),
    "notices.profile.returned": lambda _d, _n: _("vroeg om wijzigingen in een meldingsprofiel"),
    "notices.profile.approved": lambda d, _n: _numbered(_("keurde versie %(number)s van een meldingsprofiel goed"), d),
    "notices.profile.discarded": lambda _d, _n: _("gooide het concept van een meldingsprofiel weg"),
    "casework.duties.opened": lambda _d, _n: _("bracht de taken in lijn met de wet"),
    "casework.task.added": lambda _d, _n: _("voegde een taak toe"),
    "casework.task.assigned": lambda _d, _n: _("verdeelde taken"),
    "casework.task.planned": lambda _d, _n: _("plande taken"),
    "casework.task.started": lambda _d, _n: _("begon aan een taak"),
    "casework.task.done": lambda _d, _n: _("rondde een taak af"),
    "casework.task.setaside": lambda _d, _n: _("legde een taak opzij"),
    "casework.task.reopened": lambda _d, _n: _("heropende een taak"),
    "casework.evidence.added": lambda _d, _n: _("voegde bewijs toe"),
    "casework.evidence.removed": lambda _d, _n: _("haalde bewijs weg"),
    "casework.review.asked": lambda _d, _n: _("vroeg om controle"),
    "casework.review.takenback": lambda _d, _n: _("haalde het terug uit de controle"),
    "casework.review.returned": lambda _d, _n: _("vroeg om wijzigingen"),
    "casework.review.approved": lambda _d, _n: _("keurde het goed"),
    "casework.review.checked": lambda _d, _n: _("liet het door bij de centrale controle"),
    "casework.review.held": lambda _d, _n: _("hield de publicatie tegen"),
    "casework.comment.added": lambda _d, _n: _("schreef een opmerking"),
    "casework.comment.resolved": lambda _d, _n: _("handelde een opmerking af"),
    "casework.mention.seen": lambda _d, _n: _("las een opmerking"),
    "casework.rechecks.opened": lambda _d, _n: _("vroeg om een nieuwe controle"),
}
