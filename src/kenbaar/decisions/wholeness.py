"""Whether a profile is whole: every text is there, in each language in which people get the notice. Pure.

What a law asks for is another question, see `checking.py`.
"""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from kenbaar.decisions.profile import Profile, Texts, Tongue
from kenbaar.decisions.profile_files import Misfit
from kenbaar.values import Frozen, LocalText, both

_TEXTS = get_args(Texts)[0]
_NAMES = {
    Tongue.NL: both("Nederlands", "Dutch"),
    Tongue.EN: both("Engels", "English"),
    Tongue.FR: both("Frans", "French"),
}


def lacks(profile: Profile) -> tuple[Misfit, ...]:
    """Return the texts that lack: those that every profile has, and the languages of those that are there."""
    return tuple(_of_part(profile, "", profile.languages))


def _of_part(part: Frozen, before: str, tongues: tuple[Tongue, ...]) -> Iterator[Misfit]:
    for name, field in type(part).model_fields.items():
        value: Any = getattr(part, name)
        place = before + name
        if field.annotation == _TEXTS:
            yield from _of_texts(value, place, tongues, needed=field.is_required())
        elif isinstance(value, Frozen):
            yield from _of_part(value, f"{place}.", tongues)
        elif isinstance(value, tuple):
            for number, each in enumerate(value):
                if isinstance(each, Frozen):
                    yield from _of_part(each, f"{place}.{number}.", tongues)
        elif name == "own":
            for slot, texts in value.items():
                yield from _of_texts(texts, f"{place}.{slot}", tongues, needed=False)


def _of_texts(texts: Mapping[str, str], place: str, tongues: tuple[Tongue, ...], *, needed: bool) -> Iterator[Misfit]:
    missing = [tongue for tongue in tongues if not texts.get(tongue)]
    if missing and (needed or len(missing) < len(tongues)):
        yield Misfit(place, _told(missing))


def _told(missing: list[Tongue]) -> LocalText:
    nl, en = (", ".join(_NAMES[tongue].to(language) for tongue in missing) for language in ("nl", "en"))
    return both(f"Deze tekst ontbreekt in het {nl}. Vul hem aan.", f"This text lacks in {en}. Add it.")
