"""Our own questionnaires: a folder a version in `content/questionnaires/`, checked as a whole before anybody sees it.

A question fills a fact of the vocabulary, whose label, help and options it takes over, or it is one of its own. What is
reported: an unknown fact, a question that nobody can reach, one that waits for a later question (a loop), a choice that
leads nowhere, a condition that contradicts itself, and a key that stands twice; each with file, line and remedy.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import ValidationError

from kenbaar.rules.checking import can_hold
from kenbaar.rules.compiling import Kind, Scope, reserved
from kenbaar.rules.conditions import ALWAYS, AnyOf, Condition, Not
from kenbaar.rules.content_files import Placed, Problems, load_placed
from kenbaar.rules.facts import Fact, FactType, Vocabulary, vocabulary
from kenbaar.rules.foreign.guarding import digest_of
from kenbaar.rules.questionnaires import Choice, Ending, Page, Question, Questionnaire
from kenbaar.values import LocalText

_PARTS = {"id", "version", "title", "pages", "endings", "scale"}
_OF_QUESTION = {"fact", "id", "show", "required", "scale", "points", "type", "label", "help", "options"}


def read_questionnaire(content: bytes, file: str, facts: Vocabulary) -> Questionnaire:
    """Return the questionnaire in a file of our own format. Raises ContentError with everything that is wrong."""
    said = load_placed(content, file)
    problems = Problems()
    reading = _Reading(facts, problems)
    found = reading.questionnaire(said, digest_of(content))
    problems.stop()
    return found


@cache
def questionnaires() -> Mapping[tuple[str, str], Questionnaire]:
    """Return every questionnaire that ships with Kenbaar, by id and version."""
    return read_questionnaires(files("kenbaar.content").joinpath("questionnaires"), vocabulary())


def read_questionnaires(folder: Traversable, facts: Vocabulary) -> dict[tuple[str, str], Questionnaire]:
    """Read `<id>/<version>/questionnaire.yaml` below a folder. Raises ContentError."""
    found = {}
    for each in sorted((part for part in folder.iterdir() if part.is_dir()), key=lambda part: part.name):
        for version in sorted((part for part in each.iterdir() if part.is_dir()), key=lambda part: part.name):
            file = version.joinpath("questionnaire.yaml")
            if file.is_file():
                name = f"{each.name}/{version.name}/questionnaire.yaml"
                found[each.name, version.name] = read_questionnaire(file.read_bytes(), name, facts)
    return found


class _Reading:
    def __init__(self, facts: Vocabulary, problems: Problems) -> None:
        self.facts, self.problems = facts, problems
        self.kinds: dict[str, Kind] = {}
        self.hidden: set[str] = set()

    def questionnaire(self, said: Placed, digest: str) -> Questionnaire:
        self._check_keys(said, _PARTS)
        pages = tuple(self._page(page) for page in said.at("pages"))
        if not self.kinds:
            self.problems.report(said, "it asks nothing", "Give `pages` with `questions`.")
        endings = tuple(self._ending(ending) for ending in said.at("endings"))
        if endings and can_hold(_none_of(endings), self.kinds, hidden=frozenset(self.hidden)):
            self.problems.report(
                said.at("endings"), "some answers lead to no ending", "Add one that always holds, as the last."
            )
        return Questionnaire(
            id=str(said.at("id").data),
            version=str(said.at("version").data),
            texts=self._texts(said.at("title")),
            pages=pages,
            endings=endings,
            digest=digest,
        )

    def _page(self, said: Placed) -> Page:
        self._check_keys(said, {"id", "title", "questions"})
        questions = tuple(self._question(question) for question in said.at("questions"))
        return Page(str(said.at("id").data), self._texts(said.at("title")), questions)

    def _question(self, said: Placed) -> Question:
        """Return a question. Its condition can only speak of the questions before it, so that there are no loops."""
        self._check_keys(said, _OF_QUESTION)
        show = ALWAYS if said.at("show").data is None else self._scope().compiled(said.at("show"), self.problems)
        question = self._of_fact(said, show) if said.at("fact").data else self._own(said, show)
        if question.id in self.kinds:
            self.problems.report(said, f"{question.id} is asked a second time", "Ask it once, at the first place.")
        if not can_hold(show, self.kinds, hidden=frozenset(self.hidden)):
            self.hidden.add(question.id)
            self.problems.report(said, f"nobody can reach {question.id}", "Mend its condition, or take it away.")
        self.kinds[question.id] = Kind(question.type, frozenset(choice.id for choice in question.choices))
        return question

    def _scope(self) -> Scope:
        return Scope(self.kinds)

    def _of_fact(self, said: Placed, show: Condition) -> Question:
        fact_id = str(said.at("fact").data)
        if fact_id not in self.facts:
            self.problems.report(said.at("fact"), f"there is no fact {fact_id!r}", "Mind the spelling, or define it.")
            return Question(fact_id, FactType.LINE, {}, show=show)
        return self._asked(said, show, self.facts[fact_id], fills=fact_id)

    def _asked(self, said: Placed, show: Condition, fact: Fact, *, fills: str) -> Question:
        return Question(
            id=fact.id,
            type=fact.type,
            texts=_both(fact.label),
            help=_both(fact.help),
            show=show,
            choices=self._choices(said, fact),
            required=bool(said.at("required").data),
            fact=fills,
            scale=str(said.at("scale").data or ""),
        )

    def _choices(self, said: Placed, fact: Fact) -> tuple[Choice, ...]:
        points = said.at("points").data or {}
        for option in points:
            if fact.option(str(option)) is None:
                self.problems.report(
                    said.at("points"), f"{fact.id} has no option {option!r}", "See the vocabulary for its options."
                )
        return tuple(Choice(each.id, _both(each.label), points=int(points.get(each.id, 0))) for each in fact.options)

    def _own(self, said: Placed, show: Condition) -> Question:
        """Return a question that fills no fact. It has the shape of one, and is checked as one."""
        fields = ("id", "type", "label", "help", "options")
        data = {key: said.data[key] for key in fields if isinstance(said.data, dict) and key in said.data}
        try:
            fact = Fact.model_validate(data)
        except ValidationError as error:
            for issue in error.errors():
                place = " > ".join(str(step) for step in issue["loc"]) or "the question"
                self.problems.report(said, f"{place}: {issue['msg']}", "Give id, type, label and help.")
            return Question("?", FactType.LINE, {}, show=show)
        if reserved(fact.id) or fact.id in self.facts:
            self.problems.report(said, f"{fact.id!r} means something else already", "Give the question another id.")
        return self._asked(said, show, fact, fills="")

    def _ending(self, said: Placed) -> Ending:
        self._check_keys(said, {"id", "title", "when"})
        when = self._scope().compiled(said.at("when"), self.problems)
        return Ending(str(said.at("id").data), self._texts(said.at("title")), when)

    def _texts(self, said: Placed) -> dict[str, str]:
        try:
            return _both(LocalText.model_validate(said.data))
        except ValidationError:
            self.problems.report(said, "a title is missing in Dutch or English", "Write `{nl: ..., en: ...}`.")
            return {}

    def _check_keys(self, said: Placed, known: set[str]) -> None:
        for key in said.data if isinstance(said.data, dict) else ():
            if key not in known:
                self.problems.report(
                    said.at(key), f"there is no key {key!r} here", f"It can be: {', '.join(sorted(known))}."
                )
        if not isinstance(said.data, dict):
            self.problems.report(said, "expected keys with values", f"It can have: {', '.join(sorted(known))}.")


def _none_of(endings: tuple[Ending, ...]) -> Condition:
    return Not(AnyOf(tuple(ending.when for ending in endings)))


def _both(text: LocalText) -> dict[str, str]:
    return {"nl": text.nl, "en": text.en}
