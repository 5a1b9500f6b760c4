"""The section "Bronnen" of a page: every source that it names, with the law and the place in it where it is a law.

A link is kept as it stands and nobody has checked it. What a source says wins over where its link leads.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kenbaar.law.kader.findings import Finding, FindingKind, finding, shown
from kenbaar.law.kader.laws import behind, law_of_link, named_in
from kenbaar.law.kader.points import Points, parts_of, points_in
from kenbaar.law.kader.shape import Reference

MOST_CHARACTERS = 10_000
MOST_SOURCES = 200
_MOST_IN_TEXT = 500
_MOST_IN_LINK = 2_000

_HEADING = re.compile(r" {0,3}(?P<signs>#{1,6})[ \t]+(?P<words>.*)")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_ARTICLE_IN_LINK = re.compile(r"(?:#art_|[&?]artikel=)(?P<article>\d[0-9a-z:.]*)", re.IGNORECASE)
_WEB = re.compile(r"https?://[^/]", re.IGNORECASE)
_MARKDOWN = MarkdownIt("commonmark")


class Source(NamedTuple):
    """Something that the section names: its text, the whole line that it stands in, and its link; None without one."""

    text: str
    whole: str
    url: str | None
    line: int


class Cited(NamedTuple):
    """A reference and the line that it stands on."""

    reference: Reference
    line: int


class Sources(NamedTuple):
    """What a section holds, and what is wrong in it."""

    references: tuple[Cited, ...]
    findings: tuple[Finding, ...]


def sources_of(body: list[str], first_line: int, file: str) -> Sources:
    """Return the sources of a page. `first_line` is the number of the first line of its body."""
    found: list[Cited] = []
    problems: list[Finding] = []
    characters = 0
    for start, lines in _sections(_without_comments("\n".join(body)).split("\n")):
        text = "\n".join(lines)
        room = MOST_CHARACTERS - characters
        characters += len(text)
        named = list(_named(text[:room], first_line + start))
        is_cut = characters > MOST_CHARACTERS or len(found) + len(named) > MOST_SOURCES
        for source in named[: MOST_SOURCES - len(found)]:
            reference, wrong = _reference(source, file)
            found.append(Cited(reference, source.line))
            problems += wrong
        if is_cut:
            problems.append(finding(FindingKind.SOURCES_CUT, file, first_line + start, most=_most(characters)))
            break
    return Sources(tuple(found), tuple(problems))


def _most(characters: int) -> str:
    return f"{MOST_CHARACTERS if characters > MOST_CHARACTERS else MOST_SOURCES:,}"


def _sections(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Give each section with this heading: the position of its first line, and its lines."""
    inside: list[str] | None = None
    level = start = 0
    is_code = False
    for at, line in enumerate(lines):
        is_code ^= bool(_FENCE.match(line))
        heading = None if is_code else _HEADING.match(line)
        if heading and (inside is None or len(heading["signs"]) <= level):
            if inside is not None:
                yield start, inside
            is_ours = heading["words"].casefold().startswith("bronnen")
            inside, start, level = ([] if is_ours else None), at + 1, len(heading["signs"])
        elif inside is not None:
            inside.append(line)
    if inside is not None:
        yield start, inside


def _without_comments(text: str) -> str:
    """Take comments out and leave their line breaks, in time that grows with the length only."""
    pieces: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        pieces += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + 3
    return "".join(pieces) + text[at:]


def _named(text: str, first_line: int) -> Iterator[Source]:
    for token in _MARKDOWN.parse(text):
        if token.type == "inline":
            start = first_line + (token.map[0] if token.map else 0)
            for offset, line in enumerate(_lines(token.children or [])):
                yield from _of_line(line, start + offset)


def _lines(children: list[Token]) -> list[list[Token]]:
    lines: list[list[Token]] = [[]]
    for child in children:
        if child.type in {"softbreak", "hardbreak"}:
            lines.append([])
        else:
            lines[-1].append(child)
    return lines


def _of_line(tokens: list[Token], line: int) -> Iterator[Source]:
    """Give the links of a line; the line itself when it has none."""
    whole = _words(tokens)
    links = list(_links(tokens))
    for text, url in links:
        yield Source(text, whole, url, line)
    if not links and whole:
        yield Source(whole, whole, None, line)


def _links(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    start: int | None = None
    for at, token in enumerate(tokens):
        if token.type == "link_open":
            start = at
        elif token.type == "link_close" and start is not None:
            yield _words(tokens[start:at]), str(tokens[start].attrs.get("href", ""))
            start = None


def _words(tokens: list[Token]) -> str:
    text = "".join(token.content for token in tokens if token.type in {"text", "code_inline"})
    return shown(text, most=_MOST_IN_TEXT)


def _reference(source: Source, file: str) -> tuple[Reference, list[Finding]]:
    """Return what a source is, and what is wrong with it."""
    read = _place_in(source.text)
    law, is_first, _words_of_name = named_in(source.text)
    if not read.points and not read.is_cut and (around := _place_in(source.whole)).points:
        read, law = around, law or named_in(source.whole).law
    url = source.url if source.url and _WEB.match(source.url) and len(source.url) <= _MOST_IN_LINK else ""
    link = law_of_link(url)
    # "Advies over artikel 22 AVG" is about the law; it is not the law.
    is_law = bool(link.is_official or read.points or read.is_cut or is_first)
    reference = Reference(
        text=source.text,
        law=(law or link.law) if is_law else "",
        points=read.points if is_law else (),
        is_cut=read.is_cut,
        unverified_url=url,
    )
    wrong = _wrong(reference, read, link.law) if is_law else []
    found = [finding(kind, file, source.line, text=source.text, **details) for kind, details in wrong]
    if source.url == "":
        found.append(finding(FindingKind.EMPTY_TARGET, file, source.line, text=source.text))
    return reference, found


def _place_in(text: str) -> Points:
    """Return the place that a text begins with, or that stands behind the name of the law that it begins with."""
    read = points_in(text)
    if not read.points and not read.is_cut and (named := named_in(text)).is_first:
        return points_in(behind(text, named).lstrip(" ,:(-"))
    return read


def _wrong(reference: Reference, read: Points, link_law: str) -> Iterator[tuple[FindingKind, dict[str, str]]]:
    if not reference.law:
        yield FindingKind.UNKNOWN_LAW, {}
    if read.is_cut:
        yield FindingKind.CUT_PROVISION, {}
    if link_law and link_law != reference.law:
        yield FindingKind.OTHER_LAW, {}
    articles = [parts[1] for parts in map(parts_of, reference.points) if parts[0] == "article"]
    leads_to = _ARTICLE_IN_LINK.search(reference.unverified_url)
    if articles and leads_to and leads_to["article"].lower() not in articles:
        yield FindingKind.OTHER_ARTICLE, {"article": leads_to["article"]}
