"""Reading a checkout of the Algoritmekader: paths and contents in, items and findings out.

The files come from somebody else. Each is judged before it is read, and what cannot be read is a finding; only a
checkout that is too big as a whole, or holds no page at all, is refused.
"""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import NamedTuple

from kenbaar.law.kader.checking import Checkout, problems_between
from kenbaar.law.kader.findings import Finding, FindingKind, finding, shown
from kenbaar.law.kader.pages import Page, page_of
from kenbaar.law.kader.shape import PAGE_AXES, Identity, Kader, KaderItem, KaderRefused, Kind
from kenbaar.values import both

MOST_BYTES_IN_FILE = 1_000_000
MOST_BYTES = 50_000_000
MOST_FILES = 2_000
MOST_FINDINGS = 20_000
_MOST_IN_PATH = 500
_MOST_IN_SLUG = 200

_FOLDERS = {"vereisten": Kind.REQUIREMENT, "maatregelen": Kind.MEASURE, "hulpmiddelen": Kind.INSTRUMENT}
_AXES = {folder: axis for axis, folder in PAGE_AXES.items()}
_AUDIT = "relatie-ak-tot-toetsingskaders.csv"
_TAG = re.compile(r"\w[\w.+/@-]{0,99}")
_MEASURE_URN = re.compile(r"urn:nl:ak:mtr:[a-z]{3}-\d{2,3}(?!\d)")


class _Place(NamedTuple):
    """What a file is for: an item of a kind, a value of an axis, or the table of audit frameworks (both None)."""

    kind: Kind | None
    axis: str | None
    name: str


def is_wanted(path: str) -> bool:
    """Say whether a file is one that the reader looks into; a path that is not safe is, so that it can be reported."""
    return not _is_safe(path) or _place_of(path) is not None


def read_kader(files: Iterable[tuple[str, bytes]], *, tag: str) -> Kader:
    """Return what the files of a checkout say. A path is relative to the checkout, with "/" between its parts.

    Files that are no pages of the Algoritmekader are passed over. Raises KaderRefused.
    """
    if not _TAG.fullmatch(tag):
        raise KaderRefused(
            both(
                f"{shown(tag)!r} is geen tag; geef met --tag de versie van het Algoritmekader, zoals v2.5.1.",
                f"{shown(tag)!r} is no tag; give the version of the Algoritmekader with --tag, such as v2.5.1.",
            )
        )
    reading = _Reading(tag)
    for path, content in files:
        reading.take(path, content)
    return reading.kader()


class _Reading:
    """What was read so far."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.files = self.size = 0
        self.findings: list[Finding] = []
        self.met: dict[Identity, str] = {}
        self.pages: dict[Identity, tuple[KaderItem, Page]] = {}
        self.values: dict[str, set[str]] = {}
        self.audit: str | None = None
        self.audited: set[str] = set()

    def take(self, path: str, content: bytes) -> None:
        self.files, self.size = self.files + 1, self.size + len(content)
        self._check_whole(len(self.findings))
        if not _is_safe(path):
            self.findings.append(finding(FindingKind.UNSAFE_PATH, path))
            return
        place = _place_of(path)
        if place is None:
            return
        if place.axis:
            # That the page exists is all that matters.
            self.values.setdefault(place.axis, set()).add(place.name)
        elif place.kind is None:
            self._take_audit(path, content)
        else:
            self._take_page(Identity(place.kind, place.name), path, content)

    def _check_whole(self, findings: int) -> None:
        if self.files > MOST_FILES or self.size > MOST_BYTES or findings > MOST_FINDINGS:
            raise KaderRefused(
                both(
                    f"Deze map heeft meer dan {MOST_FILES:,} bestanden, {MOST_BYTES:,} bytes of {MOST_FINDINGS:,} "
                    "bevindingen en kan het Algoritmekader niet zijn; geef de map van het Algoritmekader zelf.",
                    f"This folder has more than {MOST_FILES:,} files, {MOST_BYTES:,} bytes or {MOST_FINDINGS:,} "
                    "findings and cannot be the Algoritmekader; give the folder of the Algoritmekader itself.",
                )
            )

    def _take_page(self, identity: Identity, path: str, content: bytes) -> None:
        if identity in self.met:
            self.findings.append(finding(FindingKind.SAME_PAGE_TWICE, path, other=self.met[identity]))
            return
        self.met[identity] = path
        text = self._text(path, content)
        if text is None:
            return
        page = page_of(*identity, self.tag, file=path, text=text)
        self.findings += page.findings
        if page.item is not None:
            self.pages[identity] = page.item, page

    def _take_audit(self, path: str, content: bytes) -> None:
        text = self._text(path, content)
        if text is not None:
            self.audit = path
            self.audited.update(_MEASURE_URN.findall(text))

    def _text(self, path: str, content: bytes) -> str | None:
        """Return the text of a file; None, with a finding, when it has none that can be read."""
        if len(content) > MOST_BYTES_IN_FILE:
            self.findings.append(finding(FindingKind.TOO_LARGE, path, most=f"{MOST_BYTES_IN_FILE:,}"))
            return None
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = "\0"
        if "\0" in text:
            self.findings.append(finding(FindingKind.NOT_TEXT, path))
            return None
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def kader(self) -> Kader:
        if not self.met:
            raise KaderRefused(
                both(
                    "Hier staat geen enkele pagina van het Algoritmekader; geef de map van een checkout, met daarin "
                    "mappen die vereisten, maatregelen en hulpmiddelen heten.",
                    "There is no page of the Algoritmekader here; give the folder of a checkout, with folders in it "
                    "that are called vereisten, maatregelen and hulpmiddelen.",
                )
            )
        order = list(Kind)
        pages = sorted(self.pages.values(), key=lambda page: (order.index(page[0].kind), page[0].slug))
        checkout = Checkout(
            pages=pages,
            unreadable=self.met.keys() - self.pages.keys(),
            values=self.values,
            audit=self.audit,
            audited=self.audited,
        )
        for found in problems_between(checkout):
            self.findings.append(found)
            self._check_whole(len(self.findings))
        kader = Kader(tag=self.tag, items=tuple(item for item, _page in pages))
        return kader.with_findings(tuple(self.findings))


def _is_safe(path: str) -> bool:
    parts = path.split("/")
    return (
        len(path) <= _MOST_IN_PATH
        and path.isprintable()
        and not any(sign in path for sign in "\\:")
        and not any(part in {"", ".", ".."} for part in parts)
    )


def _place_of(path: str) -> _Place | None:
    at = PurePosixPath(path)
    folder, above = at.parent.name, at.parent.parent.name
    if at.name == _AUDIT:
        return _Place(None, None, at.name)
    if at.suffix != ".md" or len(at.stem) > _MOST_IN_SLUG:
        return None
    if folder in _FOLDERS and at.stem != "index":
        return _Place(_FOLDERS[folder], None, at.stem)
    if folder in _AXES and at.stem != "index":
        return _Place(None, _AXES[folder], at.stem)
    # Older checkouts have a folder for each value.
    if above in _AXES and at.stem == "index":
        return _Place(None, _AXES[above], folder)
    return None
