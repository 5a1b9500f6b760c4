"""How an answer reads on a page: its value, an honest blank with its reason, or that nothing was filled in.

Written in Python and not as a template: a page of an entry shows some sixty answers, and this is five times faster.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any, Protocol

from django.utils.translation import gettext, override
from markupsafe import Markup

from kenbaar.rules.answers import Answer
from kenbaar.rules.facts import Fact, FactType, Part
from kenbaar.site.prose import prose, safe_link
from kenbaar.site.words import Words
from kenbaar.values import text_in


class Answered(Protocol):
    """A fact with its answer, or None for one that is not filled in."""

    @property
    def fact(self) -> Fact:
        """The fact."""

    @property
    def label(self) -> str:
        """Its label, in the language of the page."""

    @property
    def answer(self) -> Answer | None:
        """The answer."""


class Told:
    """Answers in one language, as HTML."""

    def __init__(self, words: Words, language: str) -> None:
        self._words = words
        self._language = language
        with override(language):
            self._yes, self._no = gettext("Ja"), gettext("Nee")
            self._unfilled = _blank(gettext("Niet ingevuld"))
            not_known = gettext("De organisatie weet dit niet.")
            self._unknown = _blank(gettext("Onbekend"), f". {escape(not_known)}")
            self._not_applicable = gettext("Niet van toepassing")
            self._not_yet = gettext("Nog niet bekend")
            self._expected = gettext("Verwacht in %(date)s.")
        self._by_type: Mapping[FactType, Callable[[Fact, Any], str]] = {
            FactType.TEXT: self._text,
            FactType.LINE: self._line,
            FactType.URL: self._line,
            FactType.CHOICE: lambda fact, chosen: self._choices(fact, [chosen]),
            FactType.CHOICES: self._choices,
            FactType.YES_NO: lambda _fact, value: f"<p>{escape(self._yes if value else self._no)}</p>",
            FactType.DATE: lambda _fact, date: f"<p>{escape(words.partial_date(date))}</p>",
            FactType.NUMBER: self._number,
            FactType.MONEY: lambda _fact, value: f"<p>{escape(value['currency'])} {escape(value['amount'])}</p>",
            FactType.RECORDS: lambda fact, rows: self._records(fact.parts, rows),
        }

    def __call__(self, read: Answered) -> Markup:
        """Return the answer to one fact."""
        answer = read.answer
        if answer is None:
            return self._unfilled
        if "blank" in answer:
            return self._blank(answer)
        return Markup(self._by_type[read.fact.type](read.fact, answer["value"]))  # noqa: S704  # every part is escaped

    def rows(self, reads: Iterable[Answered]) -> Markup:
        """Return facts with their labels as the rows of a description list."""
        rows = (f'<div class="fact"><dt>{escape(read.label)}</dt><dd>{self(read)}</dd></div>' for read in reads)
        return Markup("".join(rows))  # noqa: S704  # every part is escaped

    def link(self, text: str) -> Markup:
        """Return an address as a link, or as text when it is none that may be followed."""
        return Markup(_linked(text))  # noqa: S704  # every part is escaped

    def _blank(self, answer: Answer) -> Markup:
        match answer["blank"]:
            case "not_applicable":
                reason, language = text_in(answer["reason"], self._language)
                said = f": <span{self._words.lang(language)}>{escape(reason)}</span>" if reason else ""
                return _blank(self._not_applicable, said)
            case "not_yet":
                expected = answer["expected"]
                date = self._words.partial_date(expected) if expected else ""
                return _blank(self._not_yet, f". {escape(self._expected % {'date': date})}" if date else "")
            case _:
                return self._unknown

    def _text(self, _fact: Fact, texts: Mapping[str, str]) -> str:
        text, language = text_in(texts, self._language)
        return f'<div class="prose"{self._words.lang(language)}>{prose(text)}</div>'

    def _line(self, _fact: Fact, line: str) -> str:
        return f"<p>{_linked(line)}</p>"

    def _choices(self, fact: Fact, chosen: Sequence[str]) -> str:
        return f"<p>{escape(', '.join(self._words.option(option, fact.id) for option in chosen))}</p>"

    def _number(self, fact: Fact, value: int) -> str:
        unit = f" {escape(self._words.say(fact.unit))}" if fact.unit else ""
        return f"<p>{self._words.number(value)}{unit}</p>"

    def _records(self, parts: Sequence[Part], rows: Sequence[Mapping[str, Any]]) -> str:
        return f'<ul class="records" role="list">{"".join(f"<li>{self._record(parts, row)}</li>" for row in rows)}</ul>'

    def _record(self, parts: Sequence[Part], row: Mapping[str, Any]) -> str:
        """Return a title with an address as one link, and a row of more columns as a little list of its own."""
        cells = [(part, *self._cell(row[part.id])) for part in parts if row.get(part.id)]
        address = next((text for part, text, _language in cells if part.type is FactType.URL), "")
        texts = [(text, language) for part, text, language in cells if part.type is not FactType.URL]
        if len(texts) <= 1:
            text, language = texts[0] if texts else ("", "")
            return f"<span{self._words.lang(language)}>{_linked(address, text) if address else escape(text)}</span>"
        columns = "".join(
            f"<div><dt>{escape(self._words.say(part.label))}</dt>"
            f"<dd{self._words.lang(language)}>{_linked(text)}</dd></div>"
            for part, text, language in cells
        )
        return f'<dl class="record">{columns}</dl>'

    def _cell(self, cell: Any) -> tuple[str, str]:
        return text_in(cell, self._language) if isinstance(cell, dict) else (str(cell), "")


def _blank(word: str, more: str = "") -> Markup:
    return Markup(f'<p class="blank"><span class="blank__word">{escape(word)}</span>{more}</p>')  # noqa: S704  # every part is escaped


def _linked(text: str, label: str = "") -> str:
    address, shown = safe_link(text), escape(label or text)
    if not address:
        return shown
    rel = "" if address.startswith("mailto:") else ' rel="external nofollow noopener"'
    return f'<a href="{escape(address)}"{rel}>{shown}</a>'
