"""What is wrong between the pages of a checkout: broken links, numbers that stand twice, requirements without a law."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import process

from kenbaar.law.kader.findings import Finding, FindingKind, finding
from kenbaar.law.kader.pages import Page
from kenbaar.law.kader.points import parts_of
from kenbaar.law.kader.shape import PAGE_AXES, Identity, KaderItem, Kind

_EUR_LEX_ANCHOR = re.compile(r"#(?P<anchor>d\d{1,6}e\d[\w-]{0,20})")
# Of many broken links only the first get the name of a page that is like it: looking for one takes time.
_MOST_HINTS = 200
_LIKE_ENOUGH = 75
_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Checkout:
    """Everything that was read: pages, names of pages that cannot be read, values with a page by axis, audited URNs.

    `audit` is the file with audit frameworks, None when there is none.
    """

    pages: Sequence[tuple[KaderItem, Page]]
    unreadable: Collection[Identity]
    values: Mapping[str, Collection[str]]
    audit: str | None = None
    audited: Collection[str] = field(default_factory=frozenset)


def problems_between(checkout: Checkout) -> Iterator[Finding]:
    """Give what is wrong between pages."""
    yield from _broken_links(checkout)
    yield from _alone(checkout)
    yield from _numbers_twice(checkout)
    yield from _values_without_page(checkout)
    yield from _without_law(checkout)
    yield from _shared_anchors(checkout)
    yield from _audit(checkout)


def _broken_links(checkout: Checkout) -> Iterator[Finding]:
    existing = _existing(checkout)
    broken = 0
    for item, page in checkout.pages:
        for kind, name, slugs in (
            (Kind.REQUIREMENT, "vereiste", item.requirements),
            (Kind.MEASURE, "maatregel", item.measures),
        ):
            for slug in slugs:
                if slug in existing[kind]:
                    continue
                broken += 1
                near = _like(slug, existing[kind]) if broken <= _MOST_HINTS else ""
                wrong = FindingKind.UNKNOWN_REQUIREMENT if kind is Kind.REQUIREMENT else FindingKind.UNKNOWN_MEASURE
                yield finding(wrong, item.file, page.lines[name, slug], slug=slug, near=near)


def _existing(checkout: Checkout) -> Mapping[Kind, Collection[str]]:
    """Return the slugs that a link may lead to; a page that cannot be read is there all the same."""
    existing: dict[Kind, set[str]] = {kind: set() for kind in Kind}
    for kind, slug in (*(item.identity for item, _page in checkout.pages), *checkout.unreadable):
        existing[kind].add(slug)
    return existing


def _like(slug: str, existing: Collection[str]) -> str:
    found = process.extractOne(slug, sorted(existing), score_cutoff=_LIKE_ENOUGH)
    return f"({found[0]}?)" if found else ""


def _alone(checkout: Checkout) -> Iterator[Finding]:
    """Give measures without a requirement that exists, and requirements that no measure names."""
    existing = _existing(checkout)[Kind.REQUIREMENT]
    named: set[str] = set()
    for item, _page in checkout.pages:
        if item.kind is Kind.MEASURE:
            named.update(item.requirements)
            if not any(slug in existing for slug in item.requirements):
                yield finding(FindingKind.MEASURE_WITHOUT_REQUIREMENT, item.file)
    for item, _page in checkout.pages:
        if item.kind is Kind.REQUIREMENT and item.slug not in named:
            yield finding(FindingKind.REQUIREMENT_WITHOUT_MEASURE, item.file)


def _numbers_twice(checkout: Checkout) -> Iterator[Finding]:
    first: dict[str, KaderItem] = {}
    for item, page in checkout.pages:
        other = first.setdefault(item.urn, item) if item.urn else item
        if other is not item:
            line = page.lines["id", item.urn]
            yield finding(FindingKind.DUPLICATE_URN, item.file, line, urn=item.urn, other=other.file)


def _values_without_page(checkout: Checkout) -> Iterator[Finding]:
    for item, page in checkout.pages:
        for axis in PAGE_AXES:
            # Without a single page for the axis, its folder is not part of the checkout.
            existing = checkout.values.get(axis, ())
            for value in item.labels.get(axis, ()) if existing else ():
                if value not in existing:
                    line = page.lines[axis, value]
                    yield finding(FindingKind.VALUE_WITHOUT_PAGE, item.file, line, value=value, axis=axis)


def _without_law(checkout: Checkout) -> Iterator[Finding]:
    for item, _page in checkout.pages:
        if item.kind is Kind.REQUIREMENT and not any(reference.law for reference in item.references):
            yield finding(FindingKind.NO_LAW, item.file)


def _shared_anchors(checkout: Checkout) -> Iterator[Finding]:
    """Give the anchors that stand with different provisions. Of recitals many may share one, that of the preamble."""
    places: dict[tuple[str, str], dict[str, tuple[str, int]]] = defaultdict(dict)
    for item, page in checkout.pages:
        for reference, line in page.cited if item.kind is Kind.REQUIREMENT else ():
            found = _EUR_LEX_ANCHOR.search(reference.unverified_url)
            if found and reference.points:
                kind, first, *_below = parts_of(reference.points[0])
                place = "recitals" if kind == "recital" else f"{kind} {first}"
                places[reference.law, found["anchor"]].setdefault(place, (item.file, line))
    for (_law, anchor), provisions in places.items():
        if len(provisions) > 1:
            file, line = min(provisions.values())
            named = ", ".join([*list(provisions)[:_MOST_NAMED], *(["…"] if len(provisions) > _MOST_NAMED else [])])
            yield finding(FindingKind.SHARED_ANCHOR, file, line, anchor=anchor, provisions=named)


def _audit(checkout: Checkout) -> Iterator[Finding]:
    if checkout.audit is None:
        return
    measures = [item for item, _page in checkout.pages if item.kind is Kind.MEASURE and item.urn]
    for item in measures:
        if item.urn not in checkout.audited:
            yield finding(FindingKind.NOT_IN_AUDIT, item.file, urn=item.urn)
    for urn in sorted(set(checkout.audited) - {item.urn for item in measures}):
        yield finding(FindingKind.UNKNOWN_IN_AUDIT, checkout.audit, urn=urn)
