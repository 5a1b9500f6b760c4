"""Surveys in the JSON of SurveyJS, such as Canada's Algorithmic Impact Assessment, as a questionnaire.

`visibleIf` of pages, panels and elements is combined; `survey_expressions.py` reads it. What decides about a question
and is not known here (a function, `enableIf`, a matrix, an attribute that nobody met) is a finding, and the question
is then never shown. What only restricts or suggests an answer is a finding, and the question is shown.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kenbaar.rules.conditions import ALWAYS, NEVER, All, Compared, Condition
from kenbaar.rules.facts import FactType
from kenbaar.rules.foreign.guarding import (
    Finding,
    QuestionnaireRefused,
    Read,
    digest_of,
    text_of,
    texts_of,
    untrusted_json,
)
from kenbaar.rules.foreign.survey_attributes import DECIDING_NOTHING, NOT_KEPT, OF_A_CHOICE, OF_THE_SURVEY, READ
from kenbaar.rules.foreign.survey_expressions import ExpressionRefused, comparisons_in, read_expression
from kenbaar.rules.plain import plain_text
from kenbaar.rules.questionnaires import Choice, Note, Page, Question, Questionnaire, Texts
from kenbaar.rules.scoring import Names

# An evaluation looks at every comparison above every question. Canada's AIA has 314 of them.
MOST_COMPARISONS = 5_000
# Looking for a comparison that can never hold takes every choice; Canada's AIA needs some 640 looks.
MOST_LOOKS = 250_000
MOST_CHOICES = 500
MOST_FINDINGS = 1_000
_MOST_NAME = 200
_TYPES = {
    "radiogroup": FactType.CHOICE,
    "dropdown": FactType.CHOICE,
    "checkbox": FactType.CHOICES,
    "tagbox": FactType.CHOICES,
    "text": FactType.LINE,
    "comment": FactType.TEXT,
    "boolean": FactType.YES_NO,
}
_INPUTS = {"number": FactType.NUMBER, "range": FactType.NUMBER, "date": FactType.DATE, "url": FactType.URL}
_WITH_CHOICES = {FactType.CHOICE, FactType.CHOICES}
_SCRIPT = re.compile(
    r"<\s*(?:script|iframe|object|embed|style|svg|form)\b|<[^<>]{0,500}\bon[a-z]{3,20}\s*=|javascript:", re.IGNORECASE
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the reader is: the names above, what they say together about showing, and the scale they name."""

    names: tuple[str, ...]
    show: Condition = ALWAYS
    comparisons: int = 0
    scale: str = ""

    def __str__(self) -> str:
        return " > ".join(self.names) or "the survey"


@dataclass(slots=True)
class _Reading:
    """What was met so far: `asked` and `notes` on this page, `pending` the notes above a question that is to come.

    `places` knows every question of the survey, also those that come later.
    """

    names: Names | None
    locale: str
    places: Mapping[str, str]
    findings: list[Finding] = field(default_factory=list)
    questions: dict[str, Question] = field(default_factory=dict)
    asked: list[Question] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    pending: list[Note] = field(default_factory=list)
    comparisons: int = 0
    looks: int = 0

    def note(self, place: object, what: str) -> None:
        """Add a finding. What the file itself says in it is cut short and loses its markup."""
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(text_of(str(place))[:400], text_of(what)[:400]))


def read_survey(content: bytes, *, id: str = "survey", version: str = "", names: Names | None = None) -> Read:
    """Return the questionnaire that a SurveyJS file describes, with what was noticed.

    `names` says what the names in it mean for a score (`scoring.Scoring.names`); without it nothing has points.
    Raises QuestionnaireRefused for a file that is no survey, or too big, or names a question twice.
    """
    survey = untrusted_json(content)
    pages = _pages(survey)
    places = _places(pages)
    locale = survey.get("locale")
    reading = _Reading(names, locale if isinstance(locale, str) and _LANGUAGE.fullmatch(locale) else "en", places)
    for attribute in sorted(set(survey) - OF_THE_SURVEY):
        reading.note("the survey", f"`{attribute}` is not known here and was left out")
    texts = _texts(reading, survey.get("title"), _Place(()), "title")
    if description := _texts(reading, survey.get("description"), _Place(()), "description"):
        reading.pending.append(Note(id, description))
    questionnaire = Questionnaire(id, version, texts, tuple(_page(reading, page) for page in pages), digest_of(content))
    if len(reading.findings) == MOST_FINDINGS:
        reading.findings.append(Finding("the survey", f"the list ends here, at {MOST_FINDINGS:,} findings"))
    return Read(questionnaire, tuple(reading.findings))


def _pages(survey: Any) -> list[dict[str, Any]]:
    if not isinstance(survey, dict):
        raise QuestionnaireRefused("The file is no survey: it should be one object with `pages`. Export it anew.")
    pages = survey.get("pages")
    if pages is None and "elements" in survey:
        pages = [{"name": "page1", "elements": survey["elements"]}]
    if not isinstance(pages, list) or not pages or not all(isinstance(page, dict) for page in pages):
        raise QuestionnaireRefused("The survey has no list of `pages`. Give it at least one page with elements.")
    return pages


def _places(pages: list[dict[str, Any]]) -> dict[str, str]:
    """Return where each question stands, by name. Raises QuestionnaireRefused for one that is there twice."""
    places: dict[str, str] = {}
    seen = set()
    for page in pages:
        name = _name(page, "a page")
        if name in seen:
            raise QuestionnaireRefused(f"There are two pages {name!r}. Give one of them another name.")
        seen.add(name)
        for place, element in _elements(page, (name,)):
            question = place[-1]
            if element.get("type") in {"html", "panel"}:
                continue
            if question in places:
                where = f"{places[question]} and {' > '.join(place)}"
                raise QuestionnaireRefused(f"Two questions have the name {question!r}: {where}. Rename one of them.")
            places[question] = " > ".join(place)
    if not places:
        raise QuestionnaireRefused("The survey asks nothing. Give it at least one page with a question.")
    return places


def _elements(parent: dict[str, Any], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Give everything that stands in a page or a panel, with its place."""
    elements = parent.get("elements", [])
    if not isinstance(elements, list) or not all(isinstance(element, dict) for element in elements):
        raise QuestionnaireRefused(f"{' > '.join(above)}: `elements` should be a list of objects. Correct it.")
    for element in elements:
        place = (*above, _name(element, f"an element of {' > '.join(above)}"))
        yield place, element
        if element.get("type") == "panel":
            yield from _elements(element, place)


def _name(element: dict[str, Any], what: str) -> str:
    name = element.get("name")
    if not isinstance(name, str) or not 0 < len(name) <= _MOST_NAME or text_of(name) != name or "\n" in name:
        raise QuestionnaireRefused(f"The name of {what} is missing, too long or no plain text. Give it a short name.")
    return name


def _page(reading: _Reading, page: dict[str, Any]) -> Page:
    reading.asked, reading.notes = [], []
    place = _inside(reading, page, _Place(()), READ["page"])
    texts = _texts(reading, page.get("title"), place, "title")
    if description := _texts(reading, page.get("description"), place, "description"):
        reading.pending.append(Note(page["name"], description, place.show))
    _read_elements(reading, page, place)
    reading.notes += reading.pending
    reading.pending = []
    return Page(page["name"], texts, tuple(reading.asked), tuple(reading.notes))


def _read_elements(reading: _Reading, parent: dict[str, Any], above: _Place) -> None:
    for element in parent.get("elements", []):
        kind = element.get("type")
        if kind == "panel":
            place = _inside(reading, element, above, READ["panel"])
            if heading := _joined(reading, element, place, ("title", "description")):
                reading.pending.append(Note(element["name"], heading, place.show))
            _read_elements(reading, element, place)
        elif kind == "html":
            place = _inside(reading, element, above, READ["html"])
            if texts := _texts(reading, element.get("html"), place, "html"):
                reading.pending.append(Note(element["name"], texts, place.show))
        else:
            _read_question(reading, element, above)


def _read_question(reading: _Reading, element: dict[str, Any], above: _Place) -> None:
    name, kind = element["name"], str(element.get("type"))
    fact_type = _TYPES.get(kind, FactType.LINE)
    if kind == "text":
        fact_type = _INPUTS.get(str(element.get("inputType")), FactType.LINE)
    # Of a type that is not known, neither is any attribute; one finding says so.
    known = READ["question"] | READ["choices"] if fact_type in _WITH_CHOICES else READ["question"]
    place = _inside(reading, element, above, known if kind in _TYPES else frozenset(element))
    show = place.show
    if kind not in _TYPES:
        reading.note(place, f"an element of type {kind!r} is not known here and is never shown")
        show = NEVER
    choices: tuple[Choice, ...] = ()
    if fact_type in _WITH_CHOICES:
        choices, all_known = _choices(reading, element, place)
        show = show if all_known else NEVER
    question = reading.questions[name] = Question(
        id=name,
        type=fact_type,
        texts=_texts(reading, element.get("title"), place, "title") or {reading.locale: name},
        show=show,
        choices=choices,
        help=_joined(reading, element, place, ("description", "help")),
        required=element.get("isRequired") is True,
        scale=place.scale if choices else "",
    )
    reading.asked.append(question)
    # A note stands above the question that follows it.
    reading.notes += [Note(note.id, note.texts, note.show, name) for note in reading.pending]
    reading.pending = []


def _inside(reading: _Reading, element: dict[str, Any], above: _Place, known: frozenset[str]) -> _Place:
    """Return the place of an element under `above`, with everything that decides whether it is shown."""
    name = element["name"]
    place = _Place((*above.names, name), scale=above.scale)
    scale = reading.names.scale_of(name) if reading.names else None
    shows: list[Condition] = [above.show]
    comparisons = above.comparisons
    for attribute in sorted(set(element) - known - DECIDING_NOTHING):
        what = "the questions do without it" if attribute in NOT_KEPT else "what it stands with is never shown"
        reading.note(place, f"`{attribute}` is not known here; {what}")
        if attribute not in NOT_KEPT:
            shows = [NEVER]
    if "visibleIf" in element:
        condition = _condition(reading, element["visibleIf"], place)
        comparisons += sum(1 for _ in comparisons_in(condition))
        shows.append(condition)
    elif element.get("visible") not in {None, True}:
        shows = [NEVER]
    reading.comparisons += comparisons
    if reading.comparisons > MOST_COMPARISONS:
        raise QuestionnaireRefused(
            f"{place}: what is shown up to here rests on more than {MOST_COMPARISONS:,} comparisons. "
            "Simplify `visibleIf`."
        )
    return _Place(place.names, _all(shows), comparisons, above.scale if scale is None else scale)


def _all(shows: list[Condition]) -> Condition:
    if NEVER in shows:
        return NEVER
    deciding = tuple(show for show in shows if show is not ALWAYS)
    return All(deciding) if len(deciding) > 1 else next(iter(deciding), ALWAYS)


def _condition(reading: _Reading, expression: Any, place: _Place) -> Condition:
    def type_of(name: str) -> FactType:
        if name in reading.questions:
            return reading.questions[name].type
        if name == place.names[-1]:
            raise ExpressionRefused(f"{{{name}}} refers to itself")
        if name in reading.places:
            raise ExpressionRefused(f"{{{name}}} is only asked later")
        raise ExpressionRefused(f"there is no question {{{name}}}")

    try:
        if not isinstance(expression, str):
            raise ExpressionRefused("it is no text")
        condition = read_expression(expression, type_of)
    except ExpressionRefused as refusal:
        reading.note(place, f"`visibleIf` cannot be read: {refusal}; what it stands with is never shown")
        return NEVER
    for compared in comparisons_in(condition):
        _tell_unless_possible(reading, compared, place)
    return condition


def _tell_unless_possible(reading: _Reading, compared: Compared, place: _Place) -> None:
    question = reading.questions[compared.fact]
    several = question.type is FactType.CHOICES
    if not question.choices or (several and compared.operator == "is"):
        return
    reading.looks += len(question.choices)
    if reading.looks > MOST_LOOKS:
        raise QuestionnaireRefused(f"{place}: `visibleIf` compares with too many choices up to here. Simplify it.")
    if not any(compared.test([choice.id] if several else choice.id) for choice in question.choices):
        reading.note(place, f"`visibleIf`: no option of {{{compared.fact}}} is ever {compared.operand!r}")


def _choices(reading: _Reading, element: dict[str, Any], place: _Place) -> tuple[tuple[Choice, ...], bool]:
    """Return the options of a question, and whether all of them are known."""
    items = element.get("choices")
    if not isinstance(items, list) or not items:
        reading.note(place, "it has no `choices`; it is never shown")
        return (), False
    if len(items) > MOST_CHOICES:
        raise QuestionnaireRefused(f"{place}: it has {len(items):,} choices and may have {MOST_CHOICES}. Divide it.")
    choices = {}
    known = True
    for item in items:
        said = item if isinstance(item, dict) else {"value": item}
        choice_id = _choice_id(said.get("value"), place)
        if choice_id in choices:
            raise QuestionnaireRefused(f"{place}: the choice {choice_id!r} is there twice. Keep one of the two.")
        for attribute in sorted(set(said) - OF_A_CHOICE):
            reading.note(place, f"`{attribute}` of choice {choice_id!r} is not known here; the question is never shown")
            known = False
        texts = _texts(reading, said.get("text"), place, f"text of choice {choice_id!r}")
        choices[choice_id] = Choice(choice_id, texts or {reading.locale: choice_id}, _points(reading, choice_id, place))
    return tuple(choices.values()), known


def _choice_id(value: Any, place: _Place) -> str:
    choice_id = str(value).lower() if isinstance(value, bool) else str(value)
    if (
        not isinstance(value, str | int | float)
        or text_of(choice_id) != choice_id
        or not 0 < len(choice_id) <= _MOST_NAME
    ):
        raise QuestionnaireRefused(f"{place}: the value of a choice is missing, too long or no plain text. Correct it.")
    return choice_id


def _points(reading: _Reading, choice_id: str, place: _Place) -> int:
    if reading.names is None or not place.scale:
        return 0
    points = reading.names.points_of(choice_id)
    if points is None:
        reading.note(place, f"what choice {choice_id!r} weighs is no number; it counts for nothing")
    return points or 0


def _joined(reading: _Reading, element: dict[str, Any], place: _Place, attributes: tuple[str, ...]) -> Texts:
    pieces = [_texts(reading, element.get(attribute), place, attribute) for attribute in attributes]
    languages = dict.fromkeys(language for piece in pieces for language in piece)
    return {language: "\n\n".join(piece[language] for piece in pieces if language in piece) for language in languages}


def _texts(reading: _Reading, raw: Any, place: _Place, what: str) -> Texts:
    """Return a text per language, without markup. What that took away is a finding, unless it was an `html` element."""
    said = raw if isinstance(raw, dict) else {"default": raw}
    texts = [text for text in said.values() if isinstance(text, str)]
    if any(_SCRIPT.search(text) for text in texts):
        reading.note(place, f"the {what} has script or active content in it, which was left out")
    elif what != "html" and any(plain_text(text)[1] for text in texts):
        reading.note(place, f"the {what} has markup in it, which was left out")
    languages = {key: key for key in said if isinstance(key, str) and _LANGUAGE.fullmatch(key)}
    return texts_of(said, {"default": reading.locale, **languages})
