"""The shape of a decision tree in the format of the Dutch beslishulp, checked but not yet given a meaning.

A tree has questions with answers, and conclusions. An answer leads on by `nextQuestionId`, by `nextConclusionId`, or by
`redirects`, each of which has one of the two and a condition. What does not fit is refused; what is only not known is
a finding.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from kenbaar.rules.content_files import Placed
from kenbaar.rules.foreign.guarding import Finding, QuestionnaireRefused, text_of
from kenbaar.rules.questionnaires import Choice, Source, Texts

# The one language that the format has.
LANGUAGE = "nl"

# Several times what the tree for the AI Act has; they bound the work that a tree can cause.
MOST_QUESTIONS = 100
MOST_ANSWERS = 50
MOST_REDIRECTS = 500
MOST_CONCLUSIONS = 500
MOST_LABELS = 20
MOST_SOURCES = 100

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
_URL = re.compile(r"https?://[^\s<>\"]+")
_KEYS = {
    "tree": {"version", "name", "questions", "conclusions"},
    "question": {"questionId", "question", "explanation", "category", "subcategory", "sources", "answers"},
    "answer": {"answer", "labels", "subresult", "nextQuestionId", "nextConclusionId", "redirects"},
    "redirect": {"if", "nextQuestionId", "nextConclusionId"},
    "conclusion": {"conclusionId", "conclusion", "obligation", "sources"},
    "source": {"source", "url"},
}


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """A way from an answer to the question or conclusion `target`. `said` is the condition of a redirect."""

    target: str
    place: Placed
    is_redirect: bool
    said: Any = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, and the ways from it in the order in which they are tried."""

    choice: Choice
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class TreeQuestion:
    """A question of a tree."""

    id: str
    texts: Texts
    help: Texts
    category: str
    sources: tuple[Source, ...]
    answers: tuple[Answer, ...]
    place: Placed


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A conclusion of a tree: what it says, and what follows from it."""

    id: str
    texts: Texts
    help: Texts
    sources: tuple[Source, ...]
    place: Placed


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree whose ids are unique and whose ways all lead to something that exists."""

    name: str
    version: str
    questions: tuple[TreeQuestion, ...]
    conclusions: tuple[Conclusion, ...]


def place_of(said: Placed) -> str:
    """Name a place in a file as findings do."""
    return f"{said.file}, line {said.line}"


def refuse(said: Placed, what: str, remedy: str) -> NoReturn:
    """Raise QuestionnaireRefused with the place, what is wrong there and what helps."""
    raise QuestionnaireRefused(f"{place_of(said)}: {what}. {remedy}")


def tree_of(said: Placed, findings: list[Finding]) -> Tree:
    """Return the tree that a file holds; add what is not known to `findings`. Raises QuestionnaireRefused."""
    if not isinstance(said.data, dict):
        refuse(said, "this is no decision tree", "It begins with version, name, questions and conclusions.")
    _note_unknown(said, "tree", findings)
    tree = Tree(
        name=_text(said, "name"),
        version=_text(said, "version"),
        questions=tuple(
            _question(item, findings) for item in items(said.at("questions"), "questions", MOST_QUESTIONS, least=1)
        ),
        conclusions=tuple(
            _conclusion(item, findings) for item in items(said.at("conclusions"), "conclusions", MOST_CONCLUSIONS)
        ),
    )
    _check_ids(tree)
    return tree


def items(said: Placed, name: str, most: int, *, least: int = 0) -> Iterator[Placed]:
    """Give the mappings in a list that may be absent unless it has a least length. Raises QuestionnaireRefused."""
    count = len(said.data) if isinstance(said.data, list) else 0
    if said.data is not None and not isinstance(said.data, list):
        refuse(said, f"`{name}` is no list", "Begin each item with a dash.")
    if count < least:
        refuse(said, f"there are no {name}", "Give at least one.")
    if count > most:
        refuse(said, f"there are {count:,} {name} and {most} is the most", "Divide the tree in several.")
    for item in said:
        if not isinstance(item.data, dict):
            refuse(item, f"an item of `{name}` has no keys", "Write it as keys with values.")
        yield item


def id_of(said: Placed, key: str) -> str:
    """Return the id under a key. Raises QuestionnaireRefused."""
    found = said.at(key)
    if not isinstance(found.data, str) or not _ID.fullmatch(found.data):
        refuse(
            found,
            f"`{key}` is missing or no id",
            'Write up to 60 letters, digits, points and dashes in quotes, as in "2.10".',
        )
    return found.data


def _question(said: Placed, findings: list[Finding]) -> TreeQuestion:
    _note_unknown(said, "question", findings)
    answers = items(said.at("answers"), "answers", MOST_ANSWERS, least=1)
    return TreeQuestion(
        id=id_of(said, "questionId"),
        texts={LANGUAGE: _text(said, "question")},
        help=_optional(said, "explanation"),
        category=text_of(said.data.get("category")),
        sources=tuple(_sources(said, findings)),
        answers=tuple(_answer(item, str(at), findings) for at, item in enumerate(answers, start=1)),
        place=said,
    )


def _answer(said: Placed, id: str, findings: list[Finding]) -> Answer:
    _note_unknown(said, "answer", findings)
    labels = tuple(dict.fromkeys(_labels(said.at("labels"))))
    choice = Choice(id, {LANGUAGE: _text(said, "answer")}, labels=labels, help=_optional(said, "subresult"))
    leads = [key for key in ("nextQuestionId", "nextConclusionId", "redirects") if key in said.data]
    if len(leads) > 1:
        refuse(said, f"this answer has both {' and '.join(leads)}", "Keep one of them.")
    if leads and leads != ["redirects"]:
        return Answer(choice, (Way(_target(said), said, is_redirect=False),))
    ways = []
    for redirect in items(said.at("redirects"), "redirects", MOST_REDIRECTS):
        _note_unknown(redirect, "redirect", findings)
        ways.append(Way(_target(redirect), redirect, is_redirect=True, said=redirect.data.get("if")))
    if not ways:
        findings.append(Finding(place_of(said), "from this answer no way leads on"))
    return Answer(choice, tuple(ways))


def _target(said: Placed) -> str:
    leads = [key for key in ("nextQuestionId", "nextConclusionId") if key in said.data]
    if len(leads) != 1:
        refuse(said, "a way needs one target", "Give it either nextQuestionId or nextConclusionId.")
    return id_of(said, leads[0])


def _labels(said: Placed) -> Iterator[str]:
    if said.data is not None and (not isinstance(said.data, list) or len(said.data) > MOST_LABELS):
        refuse(said, f"`labels` is no list of at most {MOST_LABELS} labels", "Begin each label with a dash.")
    for label in said:
        if not (text := text_of(label.data)):
            refuse(label, "a label is no text", "Write it in quotes.")
        yield text


def _conclusion(said: Placed, findings: list[Finding]) -> Conclusion:
    _note_unknown(said, "conclusion", findings)
    return Conclusion(
        id=id_of(said, "conclusionId"),
        texts={LANGUAGE: _text(said, "conclusion")},
        help=_optional(said, "obligation"),
        sources=tuple(_sources(said, findings)),
        place=said,
    )


def _sources(said: Placed, findings: list[Finding]) -> Iterator[Source]:
    for source in items(said.at("sources"), "sources", MOST_SOURCES):
        _note_unknown(source, "source", findings)
        url = source.data.get("url") or ""
        if url and not (isinstance(url, str) and _URL.fullmatch(url)):
            findings.append(Finding(place_of(source), "the url is no link to a page and was left out"))
            url = ""
        yield Source(_text(source, "source"), url)


def _text(said: Placed, key: str) -> str:
    text = text_of(said.data.get(key))
    if not text:
        refuse(said.at(key), f"`{key}` has no text", "Write one, in quotes.")
    return text


def _optional(said: Placed, key: str) -> Texts:
    text = text_of(said.data.get(key))
    return {LANGUAGE: text} if text else {}


def _note_unknown(said: Placed, kind: str, findings: list[Finding]) -> None:
    unknown = [key for key in said.data if key not in _KEYS[kind]]
    if unknown:
        names = ", ".join(repr(key[:40]) if isinstance(key, str) else "one that is no text" for key in unknown[:5])
        more = f" and {len(unknown) - 5:,} more" if len(unknown) > 5 else ""
        what = f"a {kind} has no key {names}{more}; it was left out"
        findings.append(Finding(place_of(said.at(unknown[0])), what))


def _check_ids(tree: Tree) -> None:
    places: dict[str, Placed] = {}
    questions = {question.id for question in tree.questions}
    ids = [(item.id, item.place) for item in tree.questions] + [(item.id, item.place) for item in tree.conclusions]
    for id, place in ids:
        if id in places:
            refuse(place, f"the id {id} stands on line {places[id].line} as well", "Rename one of them.")
        places[id] = place
    count = 0
    for way in (way for question in tree.questions for answer in question.answers for way in answer.ways):
        count += way.is_redirect
        kind = "conclusion" if "nextConclusionId" in way.place.data else "question"
        if way.target not in places or (way.target in questions) != (kind == "question"):
            refuse(way.place, f"there is no {kind} {way.target}", "Mind the spelling, or add it.")
    if count > MOST_REDIRECTS:
        refuse(tree.questions[0].place, f"there are {count:,} redirects and {MOST_REDIRECTS} is the most", "Use fewer.")
