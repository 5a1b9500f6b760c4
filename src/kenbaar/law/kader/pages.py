"""One page of the Algoritmekader: its front matter and its sources make an item, and what is wrong is a finding.

What is wrong between pages is seen in `checking.py`.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from kenbaar.law.kader.exceptions import ExceptionUnknown, exception_of
from kenbaar.law.kader.findings import Finding, FindingKind, finding, shown
from kenbaar.law.kader.front_matter import Field, FrontMatter, FrontMatterBroken, NoFrontMatter, Text, front_matter
from kenbaar.law.kader.shape import PAGE_AXES, PROFILE_AXES, KaderItem, Kind
from kenbaar.law.kader.sources import Cited, sources_of
from kenbaar.rules.plain import plain_text

MOST_VALUES = 200
_MOST_IN_TITLE = 500
_MOST_IN_VALUE = 200
_MOST_IN_EXCEPTION = 2_100

_URNS: Mapping[Kind, tuple[re.Pattern[str], str]] = {
    Kind.REQUIREMENT: (re.compile(r"urn:nl:ak:ver:(?P<number>[a-z]{3}-[0-9]{2,3})"), "urn:nl:ak:ver:aia-01"),
    Kind.MEASURE: (re.compile(r"urn:nl:ak:mtr:(?P<number>[a-z]{3}-[0-9]{2,3})"), "urn:nl:ak:mtr:org-01"),
    Kind.INSTRUMENT: (re.compile(r"urn:nl:ak:[a-z]{3}:(?P<number>[a-z]{3}-[0-9]{2,3})"), "urn:nl:ak:hul:abc-01"),
}
_NUMBER_IN_NAME = re.compile(r"(?:\d-)?(?P<number>[a-z]{3}-\d{2,3})(?!\w)")
_LABELS = (*PAGE_AXES, *PROFILE_AXES, "categorie", "status_vereiste")
_LINKS = ("vereiste", "maatregel")
# Fields that say nothing about what an item is or when it applies.
_UNUSED = frozenset({"toelichting", "hide", "version", "version_date", "index", "search", "template", "tags", "icon"})
_KNOWN = frozenset({*_LABELS, *_LINKS, *_UNUSED, "title", "id", "uitzondering", "sources"})


class Page(NamedTuple):
    """A page as it was read. `item` is None when its front matter cannot be read.

    `lines` has the line of a value of a field, `cited` the references with their lines.
    """

    item: KaderItem | None
    findings: tuple[Finding, ...]
    lines: Mapping[tuple[str, str], int] = {}
    cited: tuple[Cited, ...] = ()


def page_of(kind: Kind, slug: str, tag: str, *, file: str, text: str) -> Page:
    """Return what a page says."""
    try:
        matter = front_matter(text)
        reading = _Reading(file, matter)
        item = reading.item(kind, slug, tag)
    except NoFrontMatter:
        return Page(None, (finding(FindingKind.NO_FRONT_MATTER, file, 1),))
    except FrontMatterBroken as error:
        return Page(None, (finding(FindingKind.BROKEN_FRONT_MATTER, file, 1, why=error),))
    sources = sources_of(matter.body, matter.first_line, file)
    item = item.model_copy(update={"references": tuple(cited.reference for cited in sources.references)})
    return Page(item, (*reading.findings, *sources.findings), reading.lines, sources.references)


class _Reading:
    """The fields of one page, and what is wrong with them."""

    def __init__(self, file: str, matter: FrontMatter) -> None:
        self.file, self.fields = file, matter.fields
        self.lines: dict[tuple[str, str], int] = {}
        self.findings: list[Finding] = [
            finding(FindingKind.REPEATED_FIELD, file, key.line, field=key.text) for key in matter.repeated
        ]

    def item(self, kind: Kind, slug: str, tag: str) -> KaderItem:
        for name, field in self.fields.items():
            if name not in _KNOWN:
                self._report(FindingKind.UNKNOWN_FIELD, field.line, field=name)
        labels = {axis: values for axis in _LABELS if (values := self._values(axis))}
        self._check_profile(labels)
        return KaderItem(
            kind=kind,
            slug=slug,
            tag=tag,
            file=self.file,
            urn=self._urn(kind, slug),
            title=self._title(),
            labels=labels,
            requirements=self._values("vereiste"),
            measures=self._values("maatregel"),
            exceptions=self._exceptions(),
            sources=self._sources(),
        )

    def _report(self, kind: FindingKind, line: int, **details: object) -> None:
        self.findings.append(finding(kind, self.file, line, **details))

    def _texts(self, name: str, field: Field | None) -> list[Text]:
        """Return the values of a field; what it is not, and what there is too much of, is reported."""
        if field is None:
            return []
        texts = field.values()
        if texts is None:
            self._report(FindingKind.WRONG_SHAPE, field.line, field=name)
            return []
        if len(texts) > MOST_VALUES:
            self._report(FindingKind.TOO_MANY_VALUES, field.line, field=name, most=MOST_VALUES)
        return texts[:MOST_VALUES]

    def _values(self, name: str) -> tuple[str, ...]:
        """Return the values of a field, each once. Where it refers to pages, an empty value is reported."""
        values: dict[str, None] = {}
        for text in self._texts(name, self.fields.get(name)):
            value = _plain(text.text, _MOST_IN_VALUE)
            if value:
                values[value] = None
                self.lines.setdefault((name, value), text.line)
            elif name in _LINKS:
                self._report(FindingKind.EMPTY_VALUE, text.line, field=name)
        return tuple(values)

    def _one(self, name: str, most: int) -> Text:
        texts = self._texts(name, self.fields.get(name))
        return Text(_plain(texts[0].text, most), texts[0].line) if texts else Text("", 1)

    def _title(self) -> str:
        title = self._one("title", _MOST_IN_TITLE)
        if not title.text:
            self._report(FindingKind.NO_TITLE, title.line)
        return title.text

    def _urn(self, kind: Kind, slug: str) -> str:
        urn = self._one("id", _MOST_IN_VALUE)
        pattern, example = _URNS[kind]
        if not urn.text:
            # Instruments have no numbers.
            if kind is not Kind.INSTRUMENT:
                self._report(FindingKind.NO_URN, urn.line)
            return ""
        self.lines["id", urn.text] = urn.line
        found, named = pattern.fullmatch(urn.text), _NUMBER_IN_NAME.match(slug)
        if not found:
            self._report(FindingKind.WRONG_URN, urn.line, urn=urn.text, example=example)
        elif kind is not Kind.INSTRUMENT and (named is None or named["number"] != found["number"]):
            self._report(FindingKind.URN_NOT_AS_NAME, urn.line, urn=urn.text)
        return urn.text

    def _check_profile(self, labels: Mapping[str, tuple[str, ...]]) -> None:
        for axis, existing in PROFILE_AXES.items():
            for value in labels.get(axis, ()):
                if value not in existing:
                    self._report(FindingKind.UNKNOWN_VALUE, self.lines[axis, value], value=value, axis=axis)

    def _exceptions(self) -> tuple[str, ...]:
        exceptions: dict[str, None] = {}
        for text in self._texts("uitzondering", self.fields.get("uitzondering")):
            said = shown(text.text, most=_MOST_IN_EXCEPTION)
            if not said:
                continue
            exceptions[said] = None
            try:
                exception_of(said)
            except ExceptionUnknown as error:
                self._report(FindingKind.UNKNOWN_EXCEPTION, text.line, text=said, why=error)
        return tuple(exceptions)

    def _sources(self) -> Mapping[str, tuple[str, ...]]:
        """Return the questions of audit frameworks by framework; under an empty name when none is given."""
        field = self.fields.get("sources")
        if field is None:
            return {}
        parts = field.parts()
        sources = {
            _plain(name, _MOST_IN_VALUE): [_plain(text.text, _MOST_IN_VALUE) for text in self._texts("sources", part)]
            for name, part in ({"": field} if parts is None else parts).items()
        }
        return {name: tuple(dict.fromkeys(filter(None, values))) for name, values in sources.items() if any(values)}


def _plain(text: str, most: int) -> str:
    return shown(plain_text(text)[0], most=most)
