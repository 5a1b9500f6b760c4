"""What templates say in one language: texts, addresses, days and numbers."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, override
from markupsafe import Markup

from kenbaar.rules.facts import vocabulary
from kenbaar.values import Language, LocalText, text_in

_NO_ATTRIBUTE = Markup("")
# What stands in for values that an address has as they are: every reference, slug and number is safe in one.
_STAND_INS: Mapping[str, str | int] = {"reference": "0-reference-0", "slug": "0-slug-0", "number": 900900900}
_NAMES = {str(stand_in): name for name, stand_in in _STAND_INS.items()}
_OPEN = re.compile(f"({'|'.join(_NAMES)})")


class Words:
    """Words in one language. Asking Django for the language at each word took a third of the time of a page."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._zone = timezone.get_default_timezone()
        self._day = lru_cache(maxsize=4096)(self._written)
        self._address = lru_cache(maxsize=4096)(self._reversed)
        self._label = lru_cache(maxsize=4096)(self._looked_up)

    def gettext(self, message: str) -> str:
        """Return the text of the interface."""
        with override(self._language):
            return gettext(message)

    def url(self, view: str, /, **arguments: Any) -> str:
        """Return the address of a view, in the language of the page unless another one is given.

        Of the pages that do not speak it, whoever reads French gets the English ones.
        """
        if view.startswith("portal:"):
            arguments.setdefault("language", self._language if self._language in set(Language) else Language.EN)
        return self._address(view, tuple(arguments.items()))

    def pieces(self, view: str, given: Sequence[str], constants: Mapping[str, Any]) -> Sequence[str] | None:
        """Return the address of a view with open values: texts at even places, the names of the values between them.

        None when a value may need rewriting before it can stand in an address.
        """
        if not _STAND_INS.keys() >= set(given):
            return None
        address = self.url(view, **constants, **{name: _STAND_INS[name] for name in given})
        return [_NAMES.get(piece, piece) for piece in _OPEN.split(address)]

    def say(self, text: LocalText | Mapping[str, str] | None) -> str:
        """Return a text in the language of the page, or in the language in which it exists."""
        if text is None:
            return ""
        return text.to(self._language) if isinstance(text, LocalText) else text_in(text, self._language)[0]

    def tongue(self, texts: Mapping[str, str]) -> str:
        """Return the language in which `say` gives this text, for the `lang` attribute."""
        return text_in(texts, self._language)[1]

    def lang(self, language: str) -> Markup:
        """Return a `lang` attribute for a text in `language`, or nothing when the page is in that language."""
        return _NO_ATTRIBUTE if language in {"", self._language} else Markup(' lang="{}"').format(language)

    def lang_of(self, texts: Mapping[str, str]) -> Markup:
        """Return a `lang` attribute for what `say` gives of these texts."""
        return _NO_ATTRIBUTE if self._language in texts else self.lang(self.tongue(texts))

    def option(self, option_id: str, fact_id: str) -> str:
        """Return the label of an option of a fact; the option itself when the vocabulary does not know it."""
        return self._label(option_id, fact_id)

    def day(self, when: dt.datetime | dt.date) -> str:
        """Write a day in words: 24 november 2026."""
        return self._day(when.astimezone(self._zone).date() if isinstance(when, dt.datetime) else when, "j F Y")

    def clock(self, when: dt.datetime) -> str:
        """Write a moment by the clock of the reader, with its day when that is not today."""
        local = when.astimezone(self._zone)
        today = local.date() == timezone.localdate(timezone=self._zone)
        return f"{local:%H:%M}" if today else f"{self.day(when)} {local:%H:%M}"

    def partial_date(self, text: str) -> str:
        """Write `2026`, `2026-11` or `2026-11-24` as a person would say it."""
        year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
        if not month:
            return str(year)
        return self._day(dt.date(year, month, day or 1), "j F Y" if day else "F Y")

    def number(self, value: int) -> str:
        """Write a whole number with its thousands apart."""
        written = f"{value:,}"
        return written if self._language == "en" else written.replace(",", ".")

    def _written(self, day: dt.date, form: str) -> str:
        with override(self._language):
            return date_format(day, form)

    def _looked_up(self, option_id: str, fact_id: str) -> str:
        found = vocabulary()[fact_id].option(option_id)
        return found.label.to(self._language) if found else option_id

    @staticmethod
    def _reversed(view: str, arguments: tuple[tuple[str, Any], ...]) -> str:
        return reverse(view, kwargs=dict(arguments))
