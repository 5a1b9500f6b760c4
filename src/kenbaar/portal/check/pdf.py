"""The result as a PDF, tagged so that a screen reader can read it (PDF/UA-1). Texts go in as data, never as markup."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import orjson

from kenbaar.portal.check.report import Report
from kenbaar.values import LocalText, both

_TEMPLATE = Path(__file__).with_name("report.typ")
_WORDS: Mapping[str, LocalText] = {
    "title": both("Geldt de AI-verordening voor ons?", "Does the AI Act apply to us?"),
    "contested": both("Juristen lezen dit verschillend.", "Lawyers read this in different ways."),
    "preferred": both("Hier gaan wij van uit", "We go by this one"),
    "assumed": both("aangenomen", "assumed"),
    "evidence": both("Zo laat u zien dat u het doet:", "This shows that you do it:"),
    "unverified": both(
        "Deze plicht hebben we nog niet in de tekst van de wet zelf nagekeken.",
        "This duty was not yet checked in the text of the law itself.",
    ),
    "not_yet": both(
        "Er missen antwoorden. Met uw antwoorden tot nu toe kan het nog verschillende kanten op.",
        "Answers are missing. With your answers so far it can still go several ways.",
    ),
    "could_be": both("Het kan ook nog dit worden:", "It can still become this:"),
    "other_laws": both(
        "De AI-verordening geldt niet, andere wetten wel. Zie de plichten hieronder.",
        "The AI Act does not apply, other laws do. See the duties below.",
    ),
    "advice": both(
        "De check is geen juridisch advies. Vraag bij twijfel een jurist.",
        "The check is no legal advice. When in doubt, ask a lawyer.",
    ),
    "ask": both("Wat nog onzeker is", "What is still uncertain"),
    "contradictions": both("Antwoorden die niet samengaan", "Answers that contradict each other"),
    "look_at": both("Kijk nog eens naar:", "Look again at:"),
    "we_assume": both("Wat wij aannemen", "What is assumed"),
    "outcomes": both("Rol en uitkomsten", "Role and outcomes"),
    "role": both("Uw rol", "Your role"),
    "no_role": both("Uw rol is nog niet bekend.", "Your role is not known yet."),
    "also": both("Geldt ook", "Applies as well"),
    "openness": both("Openheid (artikel 50)", "Transparency (article 50)"),
    "still_open": both("Nog open:", "Still open:"),
    "no_openness": both("Geen plicht van artikel 50 geldt.", "No duty of article 50 applies."),
    "fria": both("Grondrechtentoets", "Fundamental rights impact assessment"),
    "database": both("EU-databank", "EU database"),
    "register": both("Nederlands Algoritmeregister", "Dutch Algorithm Register"),
    "no_category": both("De categorie is nog niet te zeggen.", "The category is not known yet."),
    "category_open": both("Kan nog worden: categorie", "Can still become: category"),
    "duties": both("Plichten, van nu naar later", "Duties, from now to later"),
    "no_duties": both(
        "Met deze antwoorden is nog van geen enkele plicht te zeggen dat zij geldt.",
        "With these answers no duty can be said to apply yet.",
    ),
    "possible": both("Plichten die er ook kunnen zijn", "Duties that there may be as well"),
    "tell": both("Wat u mensen vertelt", "What you tell people"),
    "fines": both("Boetes die kunnen volgen", "Fines that can follow"),
    "amendment": both("Wat de wijziging deed", "What the amendment did"),
    "changed_outcomes": both("Uitkomsten die veranderden", "Outcomes that changed"),
    "changed_duties": both("Plichten die veranderden", "Duties that changed"),
    "what": both("Wat", "What"),
    "then": both("Eerst", "Before"),
    "now": both("Nu", "Now"),
    "answers": both("Uw antwoorden", "Your answers"),
    "no_answers": both("U hebt nog niets beantwoord.", "You have not answered anything yet."),
    "about": both("Over deze uitkomst", "About this outcome"),
}


def pdf_of(said: Report) -> bytes:
    """Return the result as a PDF."""
    # Loading it takes as long as starting the site may, and few ask for it.
    import typst  # noqa: PLC0415

    data = orjson.dumps(
        {
            "report": asdict(said),
            "words": {name: text.to(said.language) for name, text in _WORDS.items()} | _of_this(said),
            "headline": said.headline.label if said.headline else _NOT_KNOWN.to(said.language),
            "amendment": _amendment(said),
            "law": _law(said),
        }
    ).decode()
    made = typst.compile(
        str(_TEMPLATE), format="pdf", sys_inputs={"data": data}, pdf_standards="ua-1", ignore_system_fonts=True
    )
    assert isinstance(made, bytes)
    return made


_NOT_KNOWN = both("Nog niet te zeggen", "Not known yet")


def _of_this(said: Report) -> dict[str, str]:
    kind = both(f"Uitkomst op {said.on_day}", f"Outcome on {said.on_day}")
    footer = both(f"Kenbaar, check van {said.on_day}", f"Kenbaar, check of {said.on_day}")
    return {"kind": kind.to(said.language), "footer": footer.to(said.language)}


def _amendment(said: Report) -> str:
    change = said.amendment
    if change is None:
        return ""
    if change.same_class:
        return both(
            f"Onder {change.text} was de uitkomst dezelfde: {change.class_now}.",
            f"Under {change.text} the outcome was the same: {change.class_now}.",
        ).to(said.language)
    return both(
        f"Onder {change.text} was de uitkomst: {change.class_then}. Nu is het: {change.class_now}.",
        f"Under {change.text} the outcome was: {change.class_then}. Now it is: {change.class_now}.",
    ).to(said.language)


def _law(said: Report) -> str:
    return both(
        f"Gebruikte wet: {said.law_text}, zoals bekend op {said.law_known}. Versie van de regels: {said.law_digest}.",
        f"Law used: {said.law_text}, as known on {said.law_known}. Version of the rules: {said.law_digest}.",
    ).to(said.language)
