"""What the verifier in the browser needs: its words, which are those of the command line, and itself as one file."""

import base64
import hashlib
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup
from orjson import dumps

from kenbaar.ledger import wording
from kenbaar.values import Language

_STATIC = files("kenbaar.site") / "static" / "kenbaar"
SCRIPTS = ("canonical.js", "notes.js", "verifier.js", "page.js")


def verifier_words(language: str) -> str:
    """Return every sentence that the verifier can say in a language, as JSON. The language is active."""

    def said(words: wording.Words) -> str:
        # The ledger comes without catalogs and has two languages itself. A catalog has its Dutch sentences for others.
        return words.to(language) if language in set(Language) else _(words.nl)

    of_the_ledger: dict[str, Any] = {
        "true": said(wording.TRUE),
        "false": said(wording.FALSE),
        "checks": said(wording.CHECKS),
        "proven_head": said(wording.PROVEN_HEAD),
        "not_proven_head": said(wording.NOT_PROVEN_HEAD),
        "yes": said(wording.YES),
        "no": said(wording.NO),
        "not_made": said(wording.NOT_MADE),
        "passed": {str(number): said(words) for number, words in wording.PASSED.items()},
        "steps_passed": said(wording.STEPS_PASSED),
        "notice_steps": {name: said(words) for name, words in wording.STEPS.items()},
        "proven": {name.value: said(words) for name, words in wording.PROVEN.items()},
        "not_proven": {name.value: said(words) for name, words in wording.NOT_PROVEN.items()},
        "why": {
            **{name.value: said(words) for name, words in wording.WHY.items()},
            "no_ed25519": _("Uw browser kan deze handtekening (Ed25519) niet controleren."),
        },
    }
    return dumps({**of_the_ledger, **_of_the_page()}).decode()


def _of_the_page() -> dict[str, Any]:
    return {
        # French has a space before the colon.
        "mark": _("{mark}:"),
        "busy": _("Bezig met controleren…"),
        "partly": _("Niet alles is gecontroleerd."),
        "partly_next": _(
            "Wat uw browser wel kon controleren, klopt. Of het logboek het ook heeft ondertekend, weet u nog niet. "
            "Gebruik een nieuwere browser of het programma hieronder."
        ),
        "choose": _("Kies eerst een logbewijs."),
        "bad_key": _("Dit is geen openbare sleutel. Neem hem precies over, of laat het veld leeg."),
        "leaves_head": _("Wat er in het logboek staat"),
        "leaf": _("Regel {number}: {step} per {on}, vastgelegd op {recorded}."),
        "steps": {"publish": _("gepubliceerd"), "withdraw": _("ingetrokken"), "archive": _("gearchiveerd")},
        "no_crypto": _(
            "Uw browser kan hier niet rekenen met handtekeningen. Open deze pagina via https, of gebruik het bewaarde "
            "bestand of het programma hieronder."
        ),
        "unreachable": _("De site is niet te bereiken. Probeer het opnieuw, of kies bestanden die u hebt bewaard."),
        "no_receipt": _("Van deze stap is er geen logbewijs. Kijk bij de geschiedenis welke stappen er zijn."),
        "next_head": _("Wat kunt u doen?"),
        "next": [
            _("Download het logbewijs en de inhoud opnieuw, en controleer nog een keer."),
            _("Klopt het dan nog niet? Bewaar beide bestanden en stuur ze naar de organisatie. U mag ze delen."),
            _("Laat ook iemand anders controleren, op een andere computer."),
        ],
    }


def saved_parts() -> dict[str, Markup]:
    """Return the style and the script that the saved verifier brings itself, and the policy that allows no others."""
    style = "\n".join(_read(name) for name in ("theme.css", "verify/saved.css", "verify/verify.css"))
    script = "\n".join(_read(f"verify/{name}") for name in SCRIPTS)
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return {
        "policy": Markup("{}").format(policy),
        "style": Markup(f"<style>{style}</style>"),  # noqa: S704  # our own file
        "script": Markup(f"<script>{script}</script>"),  # noqa: S704  # our own files
    }


def _read(name: str) -> str:
    return (_STATIC / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
