"""Which fields of a notice (N01 to N37) a profile and a decision fill, with which words, and where Kenbaar shows each.

Every field that the law knows has its place here; a test holds that none is forgotten.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.profile import Automation, LetterField, Profile, Reach, Route, RouteKind, Texts
from kenbaar.law.notice_shapes import Place

OfProfile = Callable[[Profile, str], str]
OfDecision = Callable[[Profile, Decision, str], str]
_REMEDIES = (RouteKind.OBJECTION, RouteKind.COURT)
_RECOURSE = (*_REMEDIES, RouteKind.HUMAN_REVIEW, RouteKind.COMPLAINT, RouteKind.OMBUDSMAN)


@dataclass(frozen=True, slots=True)
class Told:
    """A field by its id, with where it is told and its words by language; a language in which it is not told has none.

    `awaits` are the members of a decision that bring it, when there is no decision yet. `unseen` says that a body
    declares to tell it in its own letter, so that there are no words to look at.
    """

    id: str
    places: tuple[Place, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    awaits: tuple[str, ...] = ()
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class Placing:
    """Where Kenbaar shows a field, and what fills it: a part of the profile, of each decision (`members`), or both.

    Each part gives its words in a language, empty when it does not fill the field.
    """

    places: tuple[Place, ...]
    of_profile: OfProfile | None = None
    of_decision: OfDecision | None = None
    members: tuple[str, ...] = ()


def told(profile: Profile, decision: Decision | None = None) -> Mapping[str, Told]:
    """Return every field by its id: in the language of the decision, or without one in all those of the profile."""
    languages = [decision.language] if decision else [str(each) for each in profile.languages]
    return {name: _told(name, placing, profile, decision, languages) for name, placing in PLACINGS.items()}


def _told(name: str, placing: Placing, profile: Profile, decision: Decision | None, languages: Iterable[str]) -> Told:
    if name in set(profile.in_letter):
        return Told(name, (Place.MENTION, *placing.places), unseen=True)
    words = {}
    awaits = bool(placing.of_decision) and decision is None
    for language in languages:
        parts = list(_parts(placing, profile, decision, language))
        if all(parts):
            words[language] = " ".join(parts)
    # What is public of an entry stands on its page in the register.
    places = tuple(each for each in placing.places if each is not Place.PUBLIC or profile.public_page)
    return Told(name, places, words, placing.members if awaits else ())


def _parts(placing: Placing, profile: Profile, decision: Decision | None, language: str) -> Iterator[str]:
    if placing.of_profile:
        yield placing.of_profile(profile, language)
    if placing.of_decision and decision:
        yield placing.of_decision(profile, decision, language)


def _text(name: str) -> OfProfile:
    """Return what reads a text of the profile."""

    def read(profile: Profile, language: str) -> str:
        texts: Texts = getattr(profile, name)
        return texts.get(language, "")

    return read


def _algorithm_used(profile: Profile, language: str) -> str:
    return "" if profile.automation is Automation.NONE else profile.algorithm.get(language, "")


def _automation(profile: Profile, language: str) -> str:
    return f"{profile.automation}. {profile.human_part.get(language, '')}".strip()


def _role_of_ai(profile: Profile, language: str) -> str:
    human = "sole" if profile.automation is Automation.SOLE else profile.human_part.get(language, "")
    return profile.contribution.get(language, "") if human else ""


def _responsible(profile: Profile, language: str) -> str:
    who = profile.responsible
    name = who.name.get(language, "")
    return f"{name}: {_ways(who.contact)}; {_ways(who.officer)}" if name and who.contact and who.officer else ""


def _ways(ways: Iterable[Reach]) -> str:
    return ", ".join(way.address for way in ways)


def _route(*kinds: RouteKind, reached: bool = True, until: bool = False) -> OfProfile:
    """Return what tells the routes of some kinds: `reached` asks how, `until` a term or a note that says when."""

    def fits(route: Route, language: str) -> bool:
        said = bool(route.ways) or not reached
        return said and (not until or bool(route.term) or bool(route.note.get(language)))

    def read(profile: Profile, language: str) -> str:
        routes = [each for each in profile.routes if each.kind in kinds and each.body.get(language)]
        return "; ".join(f"{each.body[language]}: {_ways(each.ways)}" for each in routes if fits(each, language))

    return read


def _data(profile: Profile, language: str) -> str:
    if not all(each.label.get(language) and each.source.get(language) for each in profile.data):
        return ""
    return "; ".join(f"{each.label[language]} ({each.source[language]})" for each in profile.data)


def _values(profile: Profile, decision: Decision, _language: str) -> str:
    if any(each.required and each.id not in decision.values for each in profile.data):
        return ""
    return "; ".join(decision.values.values())


def _parameters(profile: Profile, language: str) -> str:
    if not all(each.label.get(language) and each.meaning.get(language) for each in profile.parameters):
        return ""
    return "; ".join(f"{each.label[language]} {each.weight}".strip() for each in profile.parameters)


def _applied(profile: Profile, decision: Decision, _language: str) -> str:
    """Tell what each parameter came to: what it added, or the values that it looked at."""
    applied = [
        decision.contributions.get(each.id) or ", ".join(filter(None, map(decision.values.get, each.data)))
        for each in profile.parameters
    ]
    return "; ".join(applied) if all(applied) else ""


def _member(name: str) -> OfDecision:
    """Return what reads a text of the decision; the language is its own."""

    def read(_profile: Profile, decision: Decision, _language: str) -> str:
        text: str = getattr(decision, name)
        return text

    return read


def _identity(_profile: Profile, decision: Decision, _language: str) -> str:
    return " ".join(filter(None, (decision.reference, decision.decided_on.isoformat(), decision.addressee)))


def _main_elements(profile: Profile, decision: Decision, language: str) -> str:
    labels = {each.id: each.label.get(language, "") for each in profile.outcomes}
    outcome = labels.get(decision.outcome, decision.outcome)
    return f"{outcome}. {decision.reasons}" if outcome and decision.reasons else ""


def _classes(profile: Profile, language: str) -> str:
    classes = profile.selection.classes if profile.selection else ()
    told_whole = all(each.label.get(language) and each.meaning.get(language) for each in classes)
    return "; ".join(each.label[language] for each in classes) if told_whole else ""


def _risk_class(profile: Profile, language: str) -> str:
    return "high risk" if profile.high_risk else _classes(profile, language)


def _withheld(profile: Profile, language: str) -> str:
    if not all(each.what.get(language) and each.law and each.article for each in profile.withheld):
        return ""
    return "; ".join(f"{each.what[language]} ({each.law} {each.article})" for each in profile.withheld)


# What Kenbaar shows in the mention, which stands in the decision, and in the explanation, to which the mention leads.
_MENTION, _EXPLANATION = (Place.MENTION, Place.LINKED), (Place.LINKED,)
PLACINGS: Mapping[str, Placing] = {
    "N01": Placing(_MENTION, _algorithm_used),
    "N02": Placing(_MENTION, _text("purpose")),
    # The mention recalls the right where it names the commission that guards it.
    "N03": Placing(_MENTION, _route(RouteKind.ACCESS_COMMISSION, reached=False)),
    "N04": Placing(_MENTION, _route(RouteKind.EXPLANATION)),
    "N05": Placing(_MENTION, _route(RouteKind.ACCESS_COMMISSION)),
    "N06": Placing(_MENTION, _responsible),
    # An addressee that lacks here stands in the letter (see `Decision`).
    "N07": Placing(_MENTION, of_decision=_identity, members=("reference", "decided_on")),
    "N08": Placing(_MENTION, _automation),
    "N09": Placing(_EXPLANATION, _text("contribution")),
    "N10": Placing(_EXPLANATION, _data, _values, ("values",)),
    "N11": Placing(_EXPLANATION, _parameters, _applied, ("contributions", "values")),
    "N12": Placing(_EXPLANATION, _text("operations")),
    "N13": Placing((*_EXPLANATION, Place.PUBLIC), _text("logic")),
    "N14": Placing((*_EXPLANATION, Place.PUBLIC), lambda profile, _language: profile.public_page),
    "N15": Placing(_EXPLANATION, _text("logic")),
    "N16": Placing(_EXPLANATION, _text("consequences")),
    "N17": Placing(_MENTION, _route(RouteKind.HUMAN_REVIEW)),
    "N18": Placing(_EXPLANATION, _text("sole_ground")),
    "N19": Placing(_MENTION, lambda profile, _language: "high risk" if profile.high_risk else ""),
    "N20": Placing(_EXPLANATION, _role_of_ai),
    LetterField.MAIN_ELEMENTS: Placing(_EXPLANATION, of_decision=_main_elements, members=("outcome", "reasons")),
    "N22": Placing((Place.BEFOREHAND,), _text("workers")),
    "N23": Placing((Place.BEFOREHAND, Place.LINKED), _text("ai_statement")),
    LetterField.REASONS: Placing(_EXPLANATION, of_decision=_member("reasons"), members=("reasons",)),
    LetterField.REMEDY: Placing(_MENTION, _route(*_REMEDIES, until=True)),
    "N26": Placing(_EXPLANATION, _text("choices")),
    "N27": Placing(_MENTION, _classes, _member("person_class"), ("person_class",)),
    "N28": Placing(_MENTION, _route(RouteKind.DATA_PROTECTION_AUTHORITY, reached=False)),
    LetterField.HUMAN_USE: Placing(_EXPLANATION, of_decision=_member("human"), members=("human",)),
    LetterField.RECOURSE: Placing(_MENTION, _route(*_RECOURSE, reached=False)),
    "N31": Placing((Place.BEFOREHAND,), _text("beforehand")),
    "N32": Placing(_EXPLANATION, _text("accessibility")),
    "N33": Placing(_EXPLANATION, _withheld),
    "N34": Placing((*_EXPLANATION, Place.RECORDS), of_decision=_member("settings"), members=("settings",)),
    "N35": Placing(_MENTION, _risk_class),
    "N36": Placing((*_EXPLANATION, Place.PUBLIC), lambda profile, _language: profile.fria_summary),
    # Kenbaar keeps with each notice which profile, version and template made it, and when.
    "N37": Placing((Place.RECORDS,), lambda profile, _language: profile.wording.template),
}
