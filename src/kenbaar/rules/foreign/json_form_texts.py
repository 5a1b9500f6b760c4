"""What a form says to people: titles, explanations and sources, as plain text.

Links in the style of Markdown become sources; an address that is no web address is left out, with a finding.
"""

import re
from typing import Any, NamedTuple

from kenbaar.rules.foreign.guarding import MOST_CHARACTERS
from kenbaar.rules.foreign.json_form_schema import Notes
from kenbaar.rules.plain import plain_text
from kenbaar.rules.questionnaires import Source, Texts

_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\(([^()\s]{1,2000})\)")
_WEB = re.compile(r"https?://[^\s<>\"'\\]{1,2000}")
_EXPLANATIONS = ("ui:description", "ui:help", "ui:alertDescription")


class Said(NamedTuple):
    """A text and the sources to which it links."""

    text: str
    sources: tuple[Source, ...] = ()


class Words:
    """Takes the texts out of a form, in one language."""

    def __init__(self, language: str, notes: Notes) -> None:
        self.language, self.notes = language, notes
        self._read: dict[str, Said] = {}

    def said(self, raw: Any, place: str) -> Said:
        """Return a text without markup; empty for what is no text."""
        if not isinstance(raw, str):
            return Said("")
        # A definition can be used a thousand times; its long text is read once.
        if raw not in self._read:
            self._read[raw] = self._said(raw, place)
        return self._read[raw]

    def _said(self, raw: str, place: str) -> Said:
        text, had_markup = plain_text(raw)
        if had_markup:
            self.notes.note(place, "the text has markup; only what a person would read of it is kept")
        links = [self.source(found[1], found[2], place) for found in _LINK.finditer(text)]
        return Said(_LINK.sub(r"\1", text)[:MOST_CHARACTERS].strip(), tuple(link for link in links if link))

    def texts(self, text: str) -> Texts:
        """Return a text under its language; nothing when there is none."""
        return {self.language: text} if text else {}

    def source(self, title: Any, url: Any, place: str) -> Source | None:
        """Return a source; None when its address is no web address."""
        name = plain_text(title)[0] if isinstance(title, str) else ""
        if url is None and name:
            return Source(name)
        if not isinstance(url, str) or not _WEB.fullmatch(url):
            self.notes.note(place, f"the source {name[:80]!r} has no web address (http or https); it is left out")
            return None
        return Source(name or url, url)

    def badges(self, shown: dict[str, Any], place: str) -> tuple[Source, ...]:
        """Return the sources that stand beside a question: its own article first, then `ui:badges`."""
        badges = shown.get("ui:badges")
        found = [
            self.source(badge.get("label"), badge.get("url"), f"{place}/ui:badges/{at}")
            for at, badge in enumerate(badges if isinstance(badges, list) else [])
            if isinstance(badge, dict)
        ]
        if "ui:id-link" in shown:
            found.insert(0, self.source(shown.get("ui:id-badge-label"), shown["ui:id-link"], f"{place}/ui:id-link"))
        return tuple(source for source in found if source)

    def explanation(self, schema: dict[str, Any], shown: dict[str, Any], place: str) -> Said:
        """Return what explains a question, each text once, with the sources to which it links."""
        told = [self.said(schema.get("description"), place)]
        told += [self.said(shown.get(key), f"{place}/{key}") for key in _EXPLANATIONS]
        text = "\n\n".join(dict.fromkeys(said.text for said in told if said.text))
        return Said(text[:MOST_CHARACTERS], tuple(source for said in told for source in said.sources))
