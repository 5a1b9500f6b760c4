"""Prose is text with links and emphasis, and with holes that are filled later. It is plain: nothing in it is markup."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

# Control signs, halves of signs, and those that turn the order of others around: a text with them looks unlike itself.
_NOT_SEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb]"
)
_LINK = re.compile(r"https?://[^\s]+")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text. `link` is an http(s) address; `language` is set where it is not that of its surroundings."""

    text: str
    link: str = ""
    strong: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Hole:
    """Where something comes that is known later, by its name."""

    name: str


Sentence = tuple[Run | Hole, ...]
Runs = tuple[Run, ...]
NOTHING: Runs = ()


def said(text: str, *, link: str = "", strong: bool = False, language: str = "") -> Runs:
    """Return what somebody wrote, without signs that cannot be seen; nothing for nothing. Line ends stay."""
    clean = _NOT_SEEN.sub("", text.replace("\t", " ")).strip()
    if not clean:
        return NOTHING
    return (Run(clean, link if _LINK.fullmatch(link) else "", strong, language),)


def bound(sentence: Sentence, values: Mapping[str, Sentence]) -> Sentence | None:
    """Fill the holes of which the value is known; the others stay. None when one of the values is empty."""
    filled: list[Run | Hole] = []
    for piece in sentence:
        value = values.get(piece.name) if isinstance(piece, Hole) else None
        if value is None:
            filled.append(piece)
        elif not value:
            return None
        else:
            filled.extend(value)
    return tuple(filled)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, as text or as HTML. A line end within it is a line end of its writer."""

    runs: Runs

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)

    @property
    def html(self) -> str:
        """A `p` element; every sign of the text stands for itself."""
        return f"<p>{''.join(map(_html, self.runs))}</p>"


def paragraph_of(sentences: Iterable[Sentence | None], values: Mapping[str, Sentence] | None = None) -> Paragraph:
    """Join sentences with a space between them. `values` fill their holes; those that lack something are left out."""
    runs: list[Run] = []
    for sentence in sentences:
        full = bound(sentence, values) if sentence and values else sentence
        if full:
            if runs:
                runs.append(_SPACE)
            runs += full  # type: ignore[arg-type]  # no hole is left: whoever plans a paragraph gives all its values
    return Paragraph(tuple(runs))


def smoothed(sentence: Sentence) -> Sentence:
    """Return a sentence with plain pieces that follow each other as one: it says the same, and is filled sooner."""
    pieces: list[Run | Hole] = []
    for piece in sentence:
        last = pieces[-1] if pieces else None
        if isinstance(piece, Run) and isinstance(last, Run) and piece == Run(piece.text) and last == Run(last.text):
            pieces[-1] = Run(last.text + piece.text)
        else:
            pieces.append(piece)
    return tuple(pieces)


_SPACE = Run(" ")


def _html(run: Run) -> str:
    html = escape(run.text).replace("\n", "<br>")
    if run.strong:
        html = f"<strong>{html}</strong>"
    if run.link:
        html = f'<a href="{escape(run.link)}">{html}</a>'
    return f'<span lang="{escape(run.language)}">{html}</span>' if run.language else html
