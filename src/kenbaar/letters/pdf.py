"""Letters as PDF for a screen reader and for the archive (PDF/UA-1 and PDF/A-2a). Texts go in as data, never as markup.

The same input gives the same bytes: the date in the file is that of the decision.
"""

import datetime as dt
import re
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.profile import Profile
from kenbaar.letters.explanation import Explanation
from kenbaar.letters.mention import address_said, mention
from kenbaar.letters.prose import Paragraph, paragraph_of
from kenbaar.letters.qr import qr_svg
from kenbaar.letters.terms import Postponing, never_postponed
from kenbaar.letters.wording import Words

_PAGES = Path(__file__).with_name("pages")
# What the typeface surely has: Latin with its accents, punctuation, and the euro.
_NOT_SURELY_DRAWN = re.compile("[^\n\x20-\x7e\xa0-\u017f\u2010-\u2026\u202f-\u205e\u20ac\u2212]")
_INSTEAD = "\ufffd"


def letter_page(
    profile: Profile,
    decision: Decision,
    language: str,
    *,
    code: str,
    address: str,
    postponing: Postponing = never_postponed,
) -> bytes:
    """Return the page that goes along with a decision on paper, as PDF; what it asks is as `mention`."""
    words = Words(profile, language)
    told = mention(profile, decision, language, code=code, address=address, postponing=postponing)
    values = words.of_decision(decision) | {"address": address_said(address, code)}

    def say(slot: str) -> Paragraph:
        return paragraph_of([words.say(slot, **values)])

    return _drawn(
        "letter.typ",
        decision.decided_on,
        {
            "language": words.tongue,
            "title": words.word("title"),
            "about": say("about").text,
            "body": Paragraph(words.text(profile.responsible.name)).text,
            "before": [say("letter_for"), say("letter_opening")],
            "paragraphs": told.paragraphs,
            "qr": qr_svg(address, code),
            "qr_alt": words.word("qr_alt"),
            "code_heading": words.word("code_heading"),
            "code": code,
            "under_code": [say("scan_it"), say("keep_it")],
            "closing": say("letter_closing"),
        },
    )


def explanation_pdf(explanation: Explanation) -> bytes:
    """Return an explanation as PDF."""
    return _drawn("explanation.typ", explanation.decided_on, asdict(explanation))


def _drawn(page: str, day: dt.date, data: dict[str, Any]) -> bytes:
    dated = {**data, "date": {"year": day.year, "month": day.month, "day": day.day}}
    text = orjson.dumps(dated).decode()
    # Loading it takes as long as starting the site may, and few ask for it.
    from typst import TypstError  # noqa: PLC0415

    try:
        return _compiled(page, text)
    except TypstError:
        # A sign that no typeface here has: the letter goes out all the same, and the page online has every sign.
        return _compiled(page, _NOT_SURELY_DRAWN.sub(_INSTEAD, text))


def _compiled(page: str, data: str) -> bytes:
    import typst  # noqa: PLC0415  # as above

    made = typst.compile(
        str(_PAGES / page),
        format="pdf",
        sys_inputs={"data": data},
        pdf_standards=["ua-1", "a-2a"],
        font_paths=_typefaces(),
        ignore_system_fonts=True,
    )
    assert isinstance(made, bytes)
    return made


@cache
def _typefaces() -> Any:
    """Return the typefaces that typst brings; found once, as that takes longer than a page."""
    from typst import Fonts  # noqa: PLC0415  # as above

    return Fonts(include_system_fonts=False)
