"""The words in which a classification is told on the command line, in Dutch and English."""

from collections.abc import Mapping

from kenbaar.values import LocalText, both

SUMMARY = both("De uitkomst", "The outcome")
CLASS = both("klasse", "class")
NO_CLASS = both("nog niet te zeggen", "cannot be said yet")
COULD_BE = both("kan ook nog zijn", "could still be")
SETTLED = both("staat vast", "settled")
ROLES = both("uw rollen", "your roles")
NO_ROLES = both("nog niet bekend", "not known yet")
ARTICLES = both("artikelen", "articles")
APPLIES = both("geldt voor u vanaf", "binds you from")
FRIA = both("grondrechtentoets (art. 27)", "fundamental rights assessment (art. 27)")
DATABASE = both("EU-databank (art. 49)", "EU database (art. 49)")
TRANSPARENCY = both("openheid (art. 50)", "transparency (art. 50)")
CATEGORY = both("categorie in het Algoritmeregister", "category in the Dutch register")
TEXT = both("wet", "law")
NO_TEXT = both(
    "geen: op die dag was er nog geen tekst van de AI-verordening bekend",
    "none: on that day no text of the AI Act was known yet",
)
ON = both("op de dag", "on the day")
KNOWN = both("zoals bekend op", "as known on")
NONE = both("geen", "none")

CONTESTED = both("Waar juristen het oneens over zijn", "Where lawyers disagree")
CONTESTED_FLAG = both("omstreden", "contested")
PREFERRED = both("Kenbaar gaat hiervan uit", "Kenbaar goes by this one")
DUTIES = both("Plichten: {topic}", "Duties: {topic}")
OPEN_DUTIES = both("Plichten die er nog bij kunnen komen", "Duties that may still be added")
NOTICES = both("Wat mensen te horen krijgen: {regime}", "What people are told: {regime}")
OPEN_NOTICES = both("Meldingen die er nog bij kunnen komen", "Notices that may still be added")
FINES = both("Boetes", "Fines")
CONTRADICTIONS = both("Antwoorden die niet samengaan: kijk ze na", "Answers that contradict each other: check them")
ASSUMED = both("Wat hierbij is aangenomen", "What was assumed")
MISSING = both(
    "Wat nog iets kan veranderen, het belangrijkste eerst", "What can still change something, most important first"
)
NOTHING_MISSING = both("Niets: alles is beantwoord.", "Nothing: everything is answered.")
COMPARED = both("Wat de vorige tekst van de AI-verordening zei", "What the earlier text of the AI Act said")
NO_EARLIER = both("Er is geen eerdere tekst.", "There is no earlier text.")
NO_DIFFERENCE = both("Voor dit systeem maakt het geen verschil.", "For this system it makes no difference.")
THEN = both("toen", "then")
NOW = both("nu", "now")

HEADINGS: Mapping[str, LocalText] = {
    "article": both("artikel", "article"),
    "duty": both("plicht", "duty"),
    "who": both("voor", "for"),
    "from": both("vanaf", "from"),
    "certainty": both("geldt het?", "does it hold?"),
    "note": both("let op", "note"),
    "field": both("veld", "field"),
    "what": both("wat", "what"),
    "status": both("soort", "kind"),
    "if_missing": both("als het ontbreekt", "if it is missing"),
    "missing": both("hangt af van", "depends on"),
    "amount": both("ten hoogste", "at most"),
    "fact": both("gegeven", "fact"),
    "value": both("waarde", "value"),
    "facts": both("gegevens", "facts"),
    "reading": both("lezing", "reading"),
}

CERTAINTY: Mapping[str, LocalText] = {
    "certain": both("zeker", "certain"),
    "assumed": both("aangenomen", "assumed"),
    "open": both("nog open", "open"),
    "assumed_not": both("aangenomen van niet", "assumed not"),
    "ruled_out": both("uitgesloten", "ruled out"),
}
REQUIRED: Mapping[str, LocalText] = {
    "yes": both("ja", "yes"),
    "no": both("nee", "no"),
    "open": both("nog open", "open"),
}
ROLE_NAMES: Mapping[str, LocalText] = {
    "provider": both("aanbieder", "provider"),
    "deployer": both("gebruiksverantwoordelijke", "deployer"),
    "importer": both("importeur", "importer"),
    "distributor": both("distributeur", "distributor"),
    "authorised_representative": both("gemachtigde", "authorised representative"),
    "product_manufacturer": both("fabrikant", "product manufacturer"),
}
EVERYONE = both("iedereen", "everyone")
TOPICS: Mapping[str, LocalText] = {
    "ai_act": both("AI-verordening", "AI Act"),
    "administrative_law": both("bestuursrecht", "administrative law"),
    "privacy": both("persoonsgegevens", "personal data"),
    "fundamental_rights": both("grondrechten", "fundamental rights"),
    "register": both("registers", "registers"),
    "open_government": both("open overheid", "open government"),
    "copyright": both("auteursrecht", "copyright"),
    "security": both("beveiliging", "security"),
    "accessibility": both("toegankelijkheid", "accessibility"),
    "archive": both("archief", "archive"),
    "equal_treatment": both("gelijke behandeling", "equal treatment"),
    "procurement": both("inkoop", "procurement"),
}
STATUSES: Mapping[str, LocalText] = {
    "mandatory": both("verplicht", "mandatory"),
    "on_request": both("op verzoek", "on request"),
    "public": both("openbaar", "published"),
    "policy": both("beleid, geen wet", "policy, no statute"),
}
IF_MISSING: Mapping[str, LocalText] = {
    "null_risk": both("besluit kan nietig zijn", "decision may be void"),
    "breach_no_automatic_nullity": both(
        "overtreding, besluit niet vanzelf nietig", "breach, decision not void by itself"
    ),
    "breach": both("overtreding", "breach"),
    "incomplete": both("onvolledig", "incomplete"),
    "policy": both("niet volgens beleid", "not as policy asks"),
    "early_voluntary": both("nog vrijwillig", "voluntary for now"),
}
NEVER = both("nooit", "never")
GENERAL = both("de regels gelden vanaf {day}", "the rules apply from {day}")
ASSUMED_DAY = both("{day} (aangenomen)", "{day} (assumed)")
AT_EARLIEST = both("op zijn vroegst {day}", "at the earliest {day}")
UNSETTLED = both("nog niet te zeggen ({days})", "cannot be said yet ({days})")
OR = both(" of ", " or ")


def word(table: Mapping[str, LocalText], key: str, language: str) -> str:
    """Return the word for an id; the id itself for one that has no word here."""
    return table[key].to(language) if key in table else key
