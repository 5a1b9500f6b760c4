"""Reading a profile that came from outside: from a file, a form or the API. Whatever does not fit has its place.

Nothing of a profile is trusted before `profile_of` returned it. Pure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from kenbaar.decisions.profile import Profile
from kenbaar.rules.fact_files import MOST_BYTES, read_facts
from kenbaar.rules.loose import FactsRefused
from kenbaar.values import LocalText, both

# Whoever reads of so many first does not need the rest.
_MOST_TOLD = 100


@dataclass(frozen=True, slots=True)
class Misfit:
    """What does not fit: `place` is the path to it (`data.0.label`), empty for the whole; and what helps."""

    place: str
    what: LocalText


class ProfileRefused(Exception):
    """What was given is no profile."""

    def __init__(self, misfits: Iterable[Misfit]) -> None:
        self.misfits = tuple(misfits)[:_MOST_TOLD]
        named = "; ".join(f"{each.place}: {each.what.en}" if each.place else each.what.en for each in self.misfits[:5])
        super().__init__(f"This is no notice profile. {named}")


def read_profile(content: bytes, *, name: str = "") -> Profile:
    """Return the profile in a file, in JSON or YAML by its name, else by its first character. Raises ProfileRefused."""
    return profile_of(read_content(content, name=name))


def read_content(content: bytes, *, name: str = "") -> dict[str, Any]:
    """Return what a file says, before anybody looked whether it is a profile. Raises ProfileRefused."""
    try:
        data = read_facts(content, name=name, most=MOST_BYTES)
    except FactsRefused as refused:
        raise ProfileRefused(Misfit("", _unreadable(each.what)) for each in refused.problems) from refused
    if not isinstance(data, dict):
        raise ProfileRefused([Misfit("", _NO_OBJECT)])
    return data


def profile_of(data: Any) -> Profile:
    """Return the profile that a value says. Raises ProfileRefused."""
    try:
        return Profile.model_validate(data)
    except ValidationError as error:
        raise ProfileRefused(_misfits(error)) from error


def _misfits(error: ValidationError) -> Iterable[Misfit]:
    for each in error.errors(include_url=False, include_input=False):
        place = ".".join(str(step)[:60] for step in each["loc"])
        yield Misfit(place, _told(each["type"], place, each.get("ctx", {})))


def _told(kind: str, place: str, context: Mapping[str, Any]) -> LocalText:
    if kind == "string_pattern_mismatch":
        return _FORMS.get(place.rpartition(".")[2], _FORMS["id"])
    said = _SAID.get(kind, _OTHERWISE)
    filled = {name: str(value)[:200] for name, value in context.items()}
    return both(said.nl.format(**filled), said.en.format(**filled))


def _unreadable(why: str) -> LocalText:
    return both(f"Dit is niet te lezen: {why}.", f"This cannot be read: {why}.")


_SAID: Mapping[str, LocalText] = {
    "missing": both("Dit ontbreekt. Vul het in.", "This lacks. Fill it in."),
    "extra_forbidden": both(
        "Zo'n onderdeel heeft een profiel niet. Kijk of de naam klopt, of haal het weg.",
        "A profile has no such part. See whether the name is right, or take it out.",
    ),
    "string_too_long": both("Te lang. Gebruik hooguit {max_length} tekens.", "Too long. Use at most {max_length}."),
    "string_too_short": both(
        "Dit is leeg. Vul het in, of haal de regel weg.", "This is empty. Fill it in, or drop it."
    ),
    "string_type": both("Schrijf hier een tekst.", "Write a text here."),
    "too_long": both("Te veel. Geef er hooguit {max_length}.", "Too many. Give at most {max_length}."),
    "too_short": both("Geef er ten minste {min_length}.", "Give at least {min_length}."),
    "enum": both("Kies een van deze: {expected}.", "Choose one of these: {expected}."),
    "literal_error": both("Hier hoort {expected}.", "This is {expected}."),
    **dict.fromkeys(
        ("int_parsing", "int_type", "int_from_float"), both("Schrijf een heel getal.", "Write a whole number.")
    ),
    "greater_than_equal": both("Schrijf een getal van {ge} of meer.", "Write a number of {ge} or more."),
    "less_than_equal": both("Schrijf een getal van {le} of minder.", "Write a number of {le} or less."),
    "unknown_tongue": both(
        "{named}: een melding is er in het Nederlands (nl), Engels (en) en Frans (fr).",
        "{named}: a notice is written in Dutch (nl), English (en) and French (fr).",
    ),
    "options_of_choice": both(
        "Een keuze heeft mogelijkheden om uit te kiezen, iets anders niet. Pas de soort of de lijst aan.",
        "A choice has options to choose from, and nothing else has. Change the kind or the list.",
    ),
    "bounds_of_figure": both(
        "Alleen een getal of bedrag heeft een laagste en hoogste waarde. Pas de soort aan, of maak ze leeg.",
        "Only a number or an amount has a least and a most. Change the kind, or empty them.",
    ),
    "bounds_crossed": both(
        "De laagste waarde is hoger dan de hoogste. Draai ze om.", "The least is more than the most. Swap them."
    ),
    "article_of_law": both(
        "Vraagt de wet dit? Noem dan het artikel. Koos uw organisatie het zelf? Laat het artikel dan leeg.",
        "If the law asks this, name the article. If your body chose it, leave the article empty.",
    ),
    "web_address": both(
        "Een webadres begint met https:// en heeft geen spaties.", "A web address begins with https:// without spaces."
    ),
    "id_twice": both(
        "{named}: deze naam voor systemen staat er twee keer. Geef elke regel een eigen naam.",
        "{named}: this name for systems stands there twice. Give each row its own.",
    ),
    "unknown_data": both(
        "Een kenmerk noemt gegevens die er niet (meer) staan: {named}. Zet ze erbij, of haal ze weg bij het kenmerk.",
        "A parameter uses data that are not there (any more): {named}. Add them, or take them from the parameter.",
    ),
}
_NO_OBJECT = both(
    "Dit is geen profiel: het begint niet met namen van onderdelen. Kijk of u het goede bestand koos.",
    "This is no profile: it does not begin with names of parts. See whether you chose the right file.",
)
_OTHERWISE = both(
    "Dit past hier niet. Kijk in de beschrijving van een profiel wat hier hoort.",
    "This does not fit here. The description of a profile says what does.",
)
_FIGURE = both(
    "Schrijf een getal met een punt voor de decimalen, zoals 0.25.", "Write a number with a point, such as 0.25."
)
_LINK = both("Schrijf het hele adres, met https:// ervoor.", "Write the whole address, including https://.")
_FORMS: Mapping[str, LocalText] = {
    "id": both(
        "Een naam voor systemen begint met een kleine letter. Gebruik verder kleine letters, cijfers en liggende "
        "streepjes, hooguit 40 samen.",
        "A name for systems begins with a lower case letter. Use lower case letters, digits and underscores after it, "
        "at most 40 in all.",
    ),
    **dict.fromkeys(("weight", "least", "most"), _FIGURE),
    **dict.fromkeys(("register", "fria_summary", "dpia_summary"), _LINK),
    "template": both("Kies een sjabloon uit de lijst.", "Choose a template from the list."),
}
