"""The form of one section of a template: what it holds, what somebody filled in, and what that changes."""

from collections.abc import Iterable, Sequence

from django.http import QueryDict

from kenbaar.desk.suppliers.inputs import WrongInput, answer_in, inputs_of, posted_inputs, rows_of
from kenbaar.desk.suppliers.showing import Shown
from kenbaar.desk.suppliers.wording import gap, misfit
from kenbaar.rules.answers import Answer
from kenbaar.rules.facts import Fact
from kenbaar.suppliers.fitting import has_gap
from kenbaar.suppliers.models import Template
from kenbaar.suppliers.queries.templates import latest_of

# So many empty rows stand below those of a list, to be filled in without anything that moves.
_SPARE_ROWS = 2
_MOST_DIGITS = 9


class SectionForm:
    """The fields of a section. `seen` is the number of the version that the writer had before them."""

    def __init__(self, facts: Sequence[Fact], template: Template) -> None:
        self.facts, self.template = facts, template
        self.seen = latest_of(template).number
        self.inputs: dict[str, list[str]] = {}
        self.mistakes: dict[str, str] = {}
        self.beside: dict[str, Answer | None] = {}
        self._shown = latest_of(template).answers()
        for fact in facts:
            self.inputs.update(inputs_of(fact, self._shown.get(fact.id)))

    def take(self, data: QueryDict) -> None:
        """Take what a browser sent."""
        number = data.get("seen", "")
        if str(number).isdecimal() and len(str(number)) <= _MOST_DIGITS:
            self.seen = int(str(number))
        self.inputs = posted_inputs(self.facts, data)
        for fact in self.facts:
            try:
                answer = answer_in(fact, self.inputs)
            except WrongInput:
                self.mistakes[fact.id] = misfit(fact)
                continue
            if answer is not None and has_gap(fact.id, answer):
                self.mistakes[fact.id] = gap()

    def changes(self) -> dict[str, Answer | None]:
        """Return the answers that differ from those that are there; only after `take`, and without mistakes."""
        found = {}
        for fact in self.facts:
            new, there = answer_in(fact, self.inputs), self._shown.get(fact.id)
            # As the form would give it back: spaces at the end of a line are no change.
            if new != answer_in(fact, inputs_of(fact, there)):
                found[fact.id] = new
        return found

    def put_beside(self, facts: Iterable[str], template: Template) -> None:
        """Show what a colleague wrote beside our words, and count from their version."""
        self.template, self._shown = template, latest_of(template).answers()
        self.seen = latest_of(template).number
        self.beside = {fact: self._shown.get(fact) for fact in facts}

    def value(self, name: str) -> str:
        """Return the text in a field."""
        return (self.inputs.get(name) or [""])[0]

    def has(self, name: str, value: str) -> bool:
        """Say whether a value is chosen."""
        return value in self.inputs.get(name, ())

    def rows(self, fact: Fact) -> range:
        """Return the numbers of the rows of a list, with some empty ones to fill in."""
        return range(rows_of(fact, self.inputs) + _SPARE_ROWS)

    def blank(self, fact: Fact) -> Answer | None:
        """Return the honest blank that a fact has now, or None."""
        there = self._shown.get(fact.id)
        return there if there is not None and "blank" in there else None

    def beside_shown(self, fact: Fact) -> Shown:
        """Return what a colleague wrote about a fact."""
        return Shown(fact, "", self.beside[fact.id])
