"""A question of the sheet as the page shows it: its fields, what was said before, by whom, and what can be better."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenbaar.casework.queries.links import LinkTold, troubled_links
from kenbaar.desk.sheet.readable import Readable, readable
from kenbaar.desk.sheet.reading import Mistake, wrong_at
from kenbaar.desk.sheet.typed import BY_BUTTONS, MOST_ROWS, ROWS_SHOWN, Typed, field_of, typed_of
from kenbaar.people.queries import names_of
from kenbaar.register.actions.drafting import answer_digest, choice_digest
from kenbaar.register.differences import in_words
from kenbaar.register.models import DraftConflict
from kenbaar.register.quality import measuring_standard, required_facts
from kenbaar.register.queries.working import WorkingCopy
from kenbaar.register.sheets import FactRead
from kenbaar.rules.answers import Answer
from kenbaar.rules.facts import Fact, FactType, Visibility, vocabulary
from kenbaar.rules.filling import filling
from kenbaar.standards.checking import check, length_of
from kenbaar.standards.findings import FindingKind
from kenbaar.values import Language

# Of these the field itself tells: that it is empty, and how long it is.
_TOLD_OTHERWISE = frozenset({FindingKind.MISSING, FindingKind.TOO_LONG, FindingKind.WRONG_OPTION})


@dataclass(frozen=True, slots=True)
class Length:
    """How long a text is, and may be, in one language."""

    language: str
    count: int
    most: int

    @property
    def over(self) -> int:
        """How many characters it is too long."""
        return max(self.count - self.most, 0)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two answers between which somebody chooses, in words; `tongue` where it is a text."""

    by: str
    at: dt.datetime | None
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ConflictShown:
    """Two answers to one question: `there` is what the sheet says, `late` what came too late. `own`: by the reader.

    `seen` tells apart what is chosen between (`choice_digest`).
    """

    number: int
    there: Side
    late: Side
    own: bool
    seen: str


@dataclass(frozen=True, slots=True)
class Status:
    """What stands below the fields of a question. `seen` tells the answer apart that is there (`answer_digest`)."""

    fact: Fact
    seen: str
    mistake: Mistake | None
    lengths: tuple[Length, ...]
    untranslated: bool
    readable: tuple[Readable, ...]
    saved_at: dt.datetime | None = None
    origin: str = ""
    findings: tuple[str, ...] = ()
    conflicts: tuple[ConflictShown, ...] = ()
    links: tuple[LinkTold, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its fields. `rows` is how many rows a list shows."""

    fact: Fact
    typed: Typed
    status: Status
    example: str
    required: bool
    rows: int
    answer: Answer | None
    read: FactRead
    stale: bool = False

    @property
    def field(self) -> str:
        """The name of its field."""
        return field_of(self.fact.id)

    @property
    def internal(self) -> bool:
        """Say whether the public never sees it."""
        return self.fact.visibility is not Visibility.PUBLIC

    @property
    def too_long(self) -> bool:
        """Say whether it is a list that is too long to be changed on a page."""
        return self.status.mistake is None and self.typed.rows > MOST_ROWS

    @property
    def most_rows(self) -> int:
        """How many rows a page takes."""
        return MOST_ROWS

    @property
    def by_buttons(self) -> bool:
        """Say whether one of a few answers is chosen."""
        return self.fact.type in BY_BUTTONS

    @property
    def wrong_at(self) -> str:
        """The id of the field where the mistake can be mended."""
        return wrong_at(self.fact, self.status.mistake) if self.status.mistake else self.field

    @property
    def short(self) -> bool:
        """Say whether a text of one or two lines is meant."""
        return _limits().get(self.fact.id, 10_000) <= 200


def asked_of(
    fact: Fact,
    answer: Answer | None,
    status: Status,
    *,
    language: str,
    typed: Typed | None = None,
    required: bool = False,
    more_rows: int = 0,
    stale: bool = False,
) -> Asked:
    """Return a question. `typed` is what came back from the page when it could not be saved."""
    shown = typed if typed is not None else typed_of(fact, answer)
    example = filling().examples.get(fact.id)
    return Asked(
        fact=fact,
        typed=shown,
        status=status,
        example=example.to(language) if example else "",
        required=required,
        rows=min(shown.rows + 1 + more_rows, ROWS_SHOWN) if fact.type is FactType.RECORDS else 0,
        answer=answer,
        read=FactRead(fact, fact.label.to(language), answer, True),
        stale=stale,
    )


def status_of(
    fact: Fact, answer: Answer | None, *, language: str, seen: str | None = None, mistake: Mistake | None = None
) -> Status:
    """Return what can be said of an answer, whoever gave it."""
    value = answer.get("value") if answer else None
    texts: Mapping[str, str] = value if fact.type is FactType.TEXT and isinstance(value, dict) else {}
    return Status(
        fact=fact,
        seen=answer_digest(answer) if seen is None else seen,
        mistake=mistake,
        lengths=tuple(_lengths(fact, answer)),
        untranslated=bool(texts) and Language.EN not in texts and fact.visibility is Visibility.PUBLIC,
        readable=readable(texts, language=language),
    )


class Asking:
    """Makes questions of a working copy, for one reader; what all of them need is looked up once."""

    def __init__(self, copy: WorkingCopy, *, language: str, reader: str) -> None:
        self.copy, self.language, self.reader = copy, language, reader
        self.names = names_of(_actors(copy))
        self._findings = _findings(copy, language)
        self._links = troubled_links(copy.sheet)
        self._conflicts: dict[str, list[DraftConflict]] = {}
        for conflict in copy.conflicts:
            self._conflicts.setdefault(conflict.fact, []).append(conflict)

    def asked(
        self,
        fact_id: str,
        *,
        typed: Typed | None = None,
        seen: str | None = None,
        mistake: Mistake | None = None,
        saved_at: dt.datetime | None = None,
        more_rows: int = 0,
        stale: bool = False,
    ) -> Asked:
        """Return a question. `typed` and `seen` are what came back from the page when it could not be saved."""
        fact, answer = vocabulary()[fact_id], self.copy.sheet.get(fact_id)
        return asked_of(
            fact,
            answer,
            self.status(fact, seen=seen, mistake=mistake, saved_at=saved_at),
            language=self.language,
            typed=typed,
            required=fact_id in required_facts(),
            more_rows=more_rows,
            stale=stale,
        )

    def status(
        self,
        fact: Fact,
        *,
        seen: str | None = None,
        mistake: Mistake | None = None,
        saved_at: dt.datetime | None = None,
    ) -> Status:
        """Return what stands below a question."""
        said = status_of(fact, self.copy.sheet.get(fact.id), language=self.language, seen=seen, mistake=mistake)
        return replace(
            said,
            saved_at=saved_at,
            origin=self._origin(fact.id),
            findings=self._findings.get(fact.id, ()),
            conflicts=tuple(self._conflict(fact, each) for each in self._conflicts.get(fact.id, ())),
            links=self._links.get(fact.id, ()),
        )

    def saved_by_reader(self, fact_id: str) -> dt.datetime | None:
        """Return when the reader answered a question last; None when somebody else did."""
        origin = self.copy.origins.get(fact_id, {})
        return _at(origin.get("at", "")) if origin.get("by") == self.reader else None

    def name(self, actor: str) -> str:
        """Return how an actor is called."""
        if actor == self.reader:
            return _("u")
        return self.names.get(actor) or {"operator": _("de beheerder van Kenbaar")}.get(actor, actor)

    def _origin(self, fact_id: str) -> str:
        origin = self.copy.origins.get(fact_id)
        if not origin:
            return ""
        said = {"who": self.name(origin.get("by", "")), "when": _moment(origin.get("at", ""))}
        kind, _space, what = origin.get("from", "").partition(" ")
        match kind:
            case "":
                return _("Ingevuld door %(who)s, %(when)s.") % said
            case "template":
                return _("Komt uit het sjabloon %(what)s, overgenomen door %(who)s, %(when)s.") % {**said, "what": what}
            case "entry":
                return _("Komt uit algoritme %(what)s, overgenomen door %(who)s, %(when)s.") % {**said, "what": what}
            case "system":
                return _("Komt uit het systeem %(what)s, ingevuld door %(who)s, %(when)s.") % {**said, "what": what}
            case "file":
                return _("Komt uit het bestand %(what)s, overgenomen door %(who)s, %(when)s.") % {**said, "what": what}
            case _:
                return _("Komt uit %(what)s, overgenomen door %(who)s, %(when)s.") % {**said, "what": origin["from"]}

    def _conflict(self, fact: Fact, conflict: DraftConflict) -> ConflictShown:
        origin = self.copy.origins.get(fact.id, {})
        there = Side(
            self.name(origin.get("by", "")),
            _at(origin.get("at", "")),
            self._in_words(fact, self.copy.sheet.get(fact.id)),
        )
        late = Side(self.name(conflict.by), conflict.at, self._in_words(fact, conflict.answer))
        seen = choice_digest(self.copy.sheet.get(fact.id), conflict.answer)
        return ConflictShown(conflict.pk, there, late, own=conflict.by == self.reader, seen=seen)

    def _in_words(self, fact: Fact, answer: Answer | None) -> tuple[tuple[str, str], ...]:
        """Return an answer in words: a text in each of its languages, anything else in that of the reader."""
        if answer is None:
            return (("", _("(leeg)")),)
        tongues = answer.get("value") if fact.type is FactType.TEXT else answer.get("reason")
        if isinstance(tongues, dict) and tongues:
            return tuple((tongue, in_words(fact, answer, tongue)) for tongue in tongues)
        return (("", in_words(fact, answer, self.language)),)


def _actors(copy: WorkingCopy) -> Iterable[str]:
    yield from (origin.get("by", "") for origin in copy.origins.values())
    yield from (conflict.by for conflict in copy.conflicts)


@cache
def _limits() -> Mapping[str, int]:
    fields = measuring_standard().fields
    return {field.fact: limit for field in fields if field.fact and not field.part and (limit := field.limit())}


def _lengths(fact: Fact, answer: Answer | None) -> Iterable[Length]:
    most = _limits().get(fact.id)
    if most is None or not answer or "value" not in answer:
        return
    value = answer["value"]
    texts = value if isinstance(value, dict) else {"": str(value)}
    for language in (*(each.value for each in Language), ""):
        if texts.get(language):
            yield Length(language, length_of(texts[language]), most)


def _findings(copy: WorkingCopy, language: str) -> dict[str, tuple[str, ...]]:
    """Return what the Dutch register would say of each answer."""
    standard = measuring_standard()
    found: dict[str, list[str]] = {}
    for each in check(copy.named, standard, Language.NL):
        field = standard.by_key.get(each.field)
        if field is not None and each.kind not in _TOLD_OTHERWISE:
            said = f"{each.message.to(language)} {each.remedy.to(language)}"
            found.setdefault(field.fact, []).append(said)
    return {fact: tuple(dict.fromkeys(sentences)) for fact, sentences in found.items()}


def _at(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def _moment(text: str) -> str:
    at = _at(text)
    if at is None:
        return ""
    local = timezone.localtime(at) if timezone.is_aware(at) else at
    return f"{date_format(local, 'j F Y')} {date_format(local, 'H:i')}"
