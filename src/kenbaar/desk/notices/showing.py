"""What the pages of a profile show: its parts in the order of the form, how far it is, and what the law makes of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kenbaar.decisions.checking import LACKS, Check, Finding, Means, Verdict
from kenbaar.decisions.profile_files import Misfit
from kenbaar.desk.notices.questions import Kind, Question, Section
from kenbaar.law.reading import law_book
from kenbaar.values import Language, LocalText

# Where a field of a notice is filled in. Of the others each decision brings its own, or Kenbaar sees to them.
_FILLED_IN = {
    "wat": ("N01", "N02", "N16"),
    "wie": ("N06",),
    "werking": ("N09", "N12", "N13", "N15", "N19", "N20", "N23", "N26", "N35"),
    "gegevens": ("N10",),
    "kenmerken": ("N11",),
    "mens": ("N08", "N18"),
    "mogelijkheden": ("N03", "N04", "N05", "N17", "N25", "N28", "N30"),
    "groepen": ("N27",),
    "geheim": ("N33",),
    "eromheen": ("N21", "N22", "N24", "N29", "N31", "N32", "N36"),
}
# What is in order, comes with each decision or is asked by no statute need not be mended.
_WORTH_A_LOOK = (*LACKS, Means.UNSURE, Means.WITHHELD, Means.NOT_YET)
_SECTION_OF = {field: section for section, fields in _FILLED_IN.items() for field in fields}


@dataclass(frozen=True, slots=True)
class Step:
    """A section in the list beside the form, and how many texts lack in it."""

    section: Section
    lacks: int


@dataclass(frozen=True, slots=True)
class Named:
    """Something that does not fit or lacks: the section and the field (`at`) where it stands, and what it is called."""

    section: str
    at: str
    label: str
    what: LocalText


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part of a profile to read; `changed` says that it differs from the version that it is compared with."""

    question: Question
    value: Any
    changed: bool


@dataclass(frozen=True, slots=True)
class SectionShown:
    """A section to read."""

    section: Section
    parts: tuple[PartShown, ...]
    lacks: int

    @property
    def changed(self) -> int:
        """How many parts differ."""
        return sum(part.changed for part in self.parts)

    @property
    def filled(self) -> tuple[PartShown, ...]:
        """The parts that say something, or did before."""
        return tuple(part for part in self.parts if part.value or part.changed)

    @property
    def empty(self) -> str:
        """What the others are called."""
        return ", ".join(part.question.label for part in self.parts if not part.value and not part.changed)


@dataclass(frozen=True, slots=True)
class RegimeShown:
    """What a law makes of a profile; `findings` are those that are worth a look, with the section that mends them."""

    label: LocalText
    verdict: Verdict
    findings: tuple[tuple[Finding, str], ...]


def language_of_page() -> str:
    """Return the language of the page."""
    return str(Language(get_language() or Language.NL))


def steps_of(sections: Iterable[Section], lacks: Iterable[Misfit]) -> list[Step]:
    """Return the sections with what lacks in each."""
    parts = [each.place.split(".")[0] for each in lacks]
    return [Step(each, sum(part in each.parts for part in parts)) for each in sections]


def named(sections: Iterable[Section], misfits: Iterable[Misfit], tongue: str) -> list[Named]:
    """Return where misfits stand, in words. What is about no field stands at the form as a whole."""
    by_part = {question.id: (section, question) for section in sections for question in section.questions}
    found = []
    for each in misfits:
        part, *way = each.place.split(".")
        if part not in by_part:
            found.append(Named("", "writing", "", each.what))
            continue
        section, question = by_part[part]
        labels, asked = _followed(question, way)
        at = f"{each.place}.{tongue}" if asked.kind in {Kind.TEXT, Kind.TITLE} and way[-1:] != [tongue] else each.place
        found.append(Named(section.id, at, ", ".join(labels), each.what))
    return found


def _followed(question: Question, way: Iterable[str]) -> tuple[list[str], Question]:
    """Return the labels on the way to a field, and the question that it belongs to."""
    labels = [question.label]
    for step in way:
        if step.isdecimal():
            labels.append(_("regel %(number)s") % {"number": int(step) + 1})
            continue
        inner = next((part for part in question.parts if part.id == step), None)
        if inner is None:
            break
        question = inner
        labels.append(question.label)
    return labels, question


def sections_shown(
    sections: Iterable[Section],
    content: Mapping[str, Any],
    *,
    before: Mapping[str, Any] | None = None,
    lacks: Iterable[Misfit] = (),
) -> list[SectionShown]:
    """Return what stands in a profile, section by section; beside `before`, the approved version that it replaces."""
    return [
        SectionShown(step.section, tuple(_parts(step.section, content, before)), step.lacks)
        for step in steps_of(sections, lacks)
    ]


def _parts(section: Section, content: Mapping[str, Any], before: Mapping[str, Any] | None) -> Iterable[PartShown]:
    for question in section.questions:
        value = content.get(question.id)
        yield PartShown(question, value, before is not None and value != before.get(question.id))


def regimes_shown(found: Check) -> list[RegimeShown]:
    """Return what each law that says something makes of a profile."""
    regimes = law_book().at(found.classification.known).regimes
    speaking = dict.fromkeys(each.duty.status.regime for each in found.findings)
    return [RegimeShown(regimes[each].label, found.of_regime(each), _worth_a_look(found, each)) for each in speaking]


def _worth_a_look(found: Check, regime: str) -> tuple[tuple[Finding, str], ...]:
    return tuple(
        (each, _SECTION_OF.get(each.duty.field.id, ""))
        for each in found.findings
        if each.duty.status.regime == regime and each.means in _WORTH_A_LOOK
    )
