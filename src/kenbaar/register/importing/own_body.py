"""Whether a record is about the body whose people bring the file in."""

from kenbaar.people.models import Body
from kenbaar.register.importing.bodies import matcher
from kenbaar.register.importing.incoming import Incoming


class OwnBody:
    """Knows one body by its names; remembers the names it met."""

    def __init__(self, body: Body) -> None:
        self._slug = body.slug
        names = (body.name_nl, body.name_en, body.abbreviation)
        self._met = {_folded(name): True for name in names if name}

    def is_named(self, incoming: Incoming) -> bool:
        """Say whether a record is about the body; one that names no body is about whoever brings it."""
        name = _folded(incoming.body_name)
        if not name:
            return True
        if name not in self._met:
            found = None if incoming.standard.foreign else matcher().match(incoming.body_name).organisation
            self._met[name] = found is not None and found.slug == self._slug
        return self._met[name]


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
