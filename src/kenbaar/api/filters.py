"""What a system wants of an inventory, read strictly: at the desk a strange word is not asked, here it is refused."""

from typing import Any

from pydantic import Field

from kenbaar.api.problems import Problem
from kenbaar.api.reading_bodies import Sent
from kenbaar.register.filtering import Filter, filter_of


def _asked(description: str) -> Any:
    return Field("", max_length=100, description=description)


class Where(Sent):
    """What is asked of entries; what is left out is not asked. All of it must hold."""

    words: str = _asked("words in the name, or a reference")
    state: str = _asked("draft, review, published, withdrawn or archived")
    phase: str = _asked("option of the fact `status`")
    experiment: str = _asked("yes or no")
    category: str = _asked("option of the fact `publication_category`")
    said_class: str = _asked("option of the fact `risk_class`")
    owner: str = _asked("number of a person, or `nobody`; in a list also `me`, for whoever looks at it")
    access: str = _asked("public, internal or restricted")
    lacking: str = _asked("yes: something that the register asks for is missing")
    editing: str = _asked("yes: somebody works on it")
    untouched: str = _asked("number of months in which nobody worked on it, 120 at most")
    sort: str = _asked("order of a list: name, touched, untouched or lacking")


def wanted_of(where: Where) -> Filter:
    """Return what is asked. Raises Problem for what cannot be asked."""
    given: dict[str, str] = where.model_dump()
    wanted = filter_of(given)
    strange = [name for name, text in given.items() if text.strip() and not getattr(wanted, name)]
    if strange:
        named = ", ".join(f"`{name}`" for name in strange)
        raise Problem(400, "Invalid parameters", f"This cannot be asked: {named}. See openapi.json for what it can be.")
    return wanted
