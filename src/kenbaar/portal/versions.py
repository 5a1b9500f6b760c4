"""What a version tells, as HTML. A version never changes, so this is made once and kept while the register changes."""

from collections.abc import Mapping
from threading import Lock
from typing import Any, NamedTuple

from cachetools import LRUCache, cached
from django.template import engines
from markupsafe import Markup

from kenbaar.register.public import naming_its_body
from kenbaar.register.quality import measuring_standard
from kenbaar.register.queries.reading import BodyName, VersionReading
from kenbaar.register.sheets import read_sheet
from kenbaar.standards.completeness import completeness

# Some 25 MB when full.
_MOST_KEPT = 2_000


class VersionShown(NamedTuple):
    """A version in one language: its texts, and its parts as HTML. `languages` are those in which it was written."""

    reference: str
    body: BodyName
    number: int
    name: Mapping[str, str]
    summary: Mapping[str, str]
    languages: frozenset[str]
    header: Markup
    in_short: Markup
    for_you: Markup
    for_experts: Markup
    how_complete: Markup


def _key(version: VersionReading, language: str) -> tuple[object, ...]:
    return version.id, language, version.body.slug, *version.body.name.values()


@cached(LRUCache(_MOST_KEPT), key=_key, lock=Lock())
def version_shown(version: VersionReading, language: str) -> VersionShown:
    """Return a version as it is shown in a language."""
    sheet = version.sheet
    name, summary = sheet.texts("name"), sheet.texts("summary")
    named = naming_its_body(sheet, version.body.name)
    read = read_sheet(named, language)
    template: Any = engines[language].get_template("portal/entry_body.html")
    make = template.template.module
    return VersionShown(
        reference=version.reference,
        body=version.body,
        number=version.number,
        name=name,
        summary=summary,
        languages=frozenset({*name, *summary}),
        header=make.header(version.reference, version.body, name, summary, read.facts),
        in_short=make.in_short(read.facts),
        for_you=make.for_you(read.facts),
        for_experts=make.for_experts(read.sections),
        how_complete=make.how_complete(completeness(named, measuring_standard()), read.missing),
    )
