"""From the record of a file to what a template says, with everything that was noticed on the way. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kenbaar.rules.answers import Sheet
from kenbaar.rules.facts import vocabulary
from kenbaar.standards.files.rows import FileProblem, ProblemKind, SourceRow
from kenbaar.standards.findings import Finding, FindingKind
from kenbaar.standards.reading import read, standard_of, told_language
from kenbaar.suppliers.content import Content
from kenbaar.suppliers.fitting import Fitted, fitted
from kenbaar.values import Language, LocalText, both

# Where a file of templates writes the permanent name of one. It is no fact of the product.
_NAME_FIELD = "id"
# What every record has, whatever it is about; with nothing more there is nothing to take over.
_BARE = frozenset({"name", "summary"})


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something about one field of a record, with the way to mend it; `fact` is empty where it belongs to none."""

    kind: str
    label: LocalText
    what: LocalText
    remedy: LocalText
    fact: str = ""


@dataclass(frozen=True, slots=True)
class ReadTemplate:
    """A record as a template. `refusal` says why it is none; then there is no content to use."""

    place: LocalText
    slug: str
    content: Content
    noticed: tuple[Noticed, ...] = ()
    refusal: LocalText | None = None

    @property
    def name(self) -> Mapping[str, str]:
        """The name per language."""
        return self.content.sheet.texts("name")


def read_templates(rows: Iterable[SourceRow]) -> Iterator[ReadTemplate]:
    """Give every record of a file as a template. Empty rows are left out."""
    met: set[str] = set()
    for row in rows:
        if row.problem is not None:
            if row.problem.kind is not ProblemKind.BLANK:
                yield _refused(row, _told(row.problem))
            continue
        found = _read(row, row.record or {})
        if found.refusal is None and found.slug in met:
            yield _refused(row, _TWICE, found)
            continue
        met.add(found.slug)
        yield found


def address_of(text: str) -> str:
    """Return a name as it stands in an address; empty where nothing of it can."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:80].strip("-")


def _read(row: SourceRow, record: Mapping[str, Any]) -> ReadTemplate:
    standard = standard_of(record)
    language = told_language(record, standard) or Language.NL
    reading = read(record, standard, language)
    parts = fitted(reading.sheet)
    kept: dict[str, Any] = {"source": reading.kept, "own": dict(parts.own), "gaps": dict(parts.gaps)}
    content = Content(
        sheet=parts.sheet,
        kept={name: part for name, part in kept.items() if part},
        standard=f"{standard.key}/{language}",
    )
    name = next(iter(parts.sheet.texts("name").values()), "")
    # In older standards the same column holds a UUID, and is a fact.
    said = record.get(_NAME_FIELD) or reading.sheet.value("record_uuid")
    slug = address_of(said if isinstance(said, str) and said else name)
    found = ReadTemplate(row.place, slug, content, (*_of(reading.findings), *_left_out(parts)))
    if not name or not slug:
        return _refused(row, _NAMELESS, found)
    if not parts.sheet.keys() - _BARE:
        return _refused(row, _SAYS_NOTHING, found)
    if problems := content.problems():
        return _refused(row, both("; ".join(problems[:3]), "; ".join(problems[:3])), found)
    return found


def _refused(row: SourceRow, why: LocalText, found: ReadTemplate | None = None) -> ReadTemplate:
    if found is None:
        return ReadTemplate(row.place, "", Content(Sheet()), refusal=why)
    return ReadTemplate(row.place, found.slug, found.content, found.noticed, why)


def _of(findings: Iterable[Finding]) -> Iterator[Noticed]:
    for each in findings:
        if each.kind is not FindingKind.UNKNOWN_FIELD or each.field != _NAME_FIELD:
            # The text without its codes is what was taken over, and nobody need do that again.
            remedy = _NOTHING if each.kind is FindingKind.HTML_IN_TEXT else each.remedy
            yield Noticed(each.kind, each.label, each.message, remedy)


def _left_out(parts: Fitted) -> Iterator[Noticed]:
    for fact in parts.own:
        if fact not in _BOOKKEEPING:
            yield Noticed("own", vocabulary()[fact].label, *_OWN, fact)
    for fact in parts.gaps:
        yield Noticed("gap", vocabulary()[fact].label, *_GAP, fact)


def _told(problem: FileProblem) -> LocalText:
    return both(f"{problem.message.nl} {problem.remedy.nl}", f"{problem.message.en} {problem.remedy.en}")


# Of a registration rather than of a product; nobody wonders where these are.
_BOOKKEEPING = frozenset({"record_language", "record_uuid", "source_id", "revision_date"})
_NOTHING = both("U hoeft niets te doen.", "You do not have to do anything.")
_OWN = (
    both(
        "Alleen de organisatie die het product gebruikt, kan dit zeggen. Het staat niet in het sjabloon.",
        "Only the body that uses the product can say this. It is not in the template.",
    ),
    _NOTHING,
)
_GAP = (
    both(
        "In deze tekst moet nog iets worden ingevuld. Hij geldt daarom niet als antwoord.",
        "This text leaves something to be filled in, so it does not count as an answer.",
    ),
    both(
        "Schrijf een tekst die voor elke klant klopt, of laat hem weg.",
        "Write a text that is true for every customer, or leave it out.",
    ),
)
_NAMELESS = both("Dit sjabloon heeft geen naam. Geef het er een.", "This template has no name. Give it one.")
_SAYS_NOTHING = both(
    "Dit sjabloon zegt niets dat een organisatie kan overnemen. Vul gegevens over het product in.",
    "This template says nothing that a body can take over. Fill in facts about the product.",
)
_TWICE = both(
    "Dit sjabloon staat twee keer in het bestand. Alleen het eerste is gelezen; haal er een weg.",
    "This template is in the file twice. Only the first was read; take one out.",
)
