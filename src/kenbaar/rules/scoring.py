"""Scores of a questionnaire: points on scales, the most that a scale can give, a reduction, a level with its duties.

Which scale, which threshold and which duty is data (`content/questionnaires/<id>/<version>/scoring.yaml`), and so is
what the names in a foreign survey mean for a score. All arithmetic is in whole numbers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import Field, ValidationError, model_validator

from kenbaar.rules.content_files import ContentError, explained, load_yaml
from kenbaar.rules.questionnaires import Question, Questionnaire, Run, chosen, most_points
from kenbaar.values import Frozen, LocalText

Percent = Annotated[int, Field(ge=0, le=100)]


class Names(Frozen):
    """What the names in a survey mean: behind the last `separator` stand a scale, in a name, or points, in a choice."""

    separator: str = Field(min_length=1)
    scales: Mapping[str, str]

    def scale_of(self, name: str) -> str | None:
        """Return the scale that the name of a panel or a question names ("" for none); None when it names nothing."""
        _, found, ending = name.rpartition(self.separator)
        return self.scales.get(ending) if found else None

    def points_of(self, choice: str) -> int | None:
        """Return the points of a choice, 0 without any; None when what stands there is no number."""
        _, found, ending = choice.rpartition(self.separator)
        if not found:
            return 0
        return int(ending) if ending.isascii() and ending.isdigit() and len(ending) < 10 else None


class Scale(Frozen):
    """Points of one kind. Of `alternatives`, lists of pages, only one is asked: the most is that of the best.

    `most` is what the whole questionnaire should be able to give; another version of it may give something else.
    """

    id: str
    text: LocalText
    most: int
    alternatives: tuple[tuple[str, ...], ...] = ()


class Level(Frozen):
    """A level, up to and including a percentage of the most."""

    id: str
    text: LocalText
    up_to: Percent


class Reduction(Frozen):
    """From `at_least` percent of the most on the scale `by`, only `keeps` percent of the score counts, rounded."""

    by: str
    at_least: Percent
    keeps: Percent


class Duty(Frozen):
    """What a level asks for, by the id of the level; a level that is not there asks for nothing."""

    id: str
    text: LocalText
    levels: Mapping[str, LocalText]


class Scoring(Frozen):
    """How a version of a questionnaire is scored. The levels are those of the scale `leads`."""

    questionnaire: str
    version: str
    source: str
    names: Names
    scales: tuple[Scale, ...]
    leads: str
    reduction: Reduction | None = None
    levels: tuple[Level, ...] = Field(min_length=1)
    duties: tuple[Duty, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> "Scoring":
        scales, levels = [scale.id for scale in self.scales], [level.id for level in self.levels]
        for ids in (scales, levels, [duty.id for duty in self.duties]):
            if len(ids) != len(set(ids)):
                raise ValueError("a scale, a level or a duty is there twice; keep one of the two")
        named = {
            self.leads,
            *filter(None, self.names.scales.values()),
            *([self.reduction.by] if self.reduction else []),
        }
        if unknown := named - set(scales):
            raise ValueError(f"there is no scale {', '.join(sorted(unknown))}; define it under `scales`")
        if unknown := {level for duty in self.duties for level in duty.levels} - set(levels):
            raise ValueError(f"there is no level {', '.join(sorted(unknown))}; define it under `levels`")
        bounds = [level.up_to for level in self.levels]
        if bounds != sorted(set(bounds)) or bounds[-1] != 100:
            raise ValueError("the levels should go up, each with its own `up_to`, and the last one to 100")
        return self


@dataclass(frozen=True, slots=True)
class Part:
    """Points out of the most that can be had."""

    points: int
    most: int


@dataclass(frozen=True, slots=True)
class Score:
    """The points on a scale, also by page. A page without questions on the scale is not there."""

    scale: str
    points: int
    most: int
    pages: Mapping[str, Part]


@dataclass(frozen=True, slots=True)
class Scored:
    """What answers come to: the scores, what counts of the leading one, whether it was reduced, and the level."""

    scores: Mapping[str, Score]
    counts: int
    reduced: bool
    level: Level
    duties: Mapping[str, LocalText]


class Scorer:
    """A questionnaire with its scoring, and everything about it that no answer changes.

    `problems` says in sentences where the two do not fit: the file is then of another version than the scoring.
    """

    def __init__(self, questionnaire: Questionnaire, scoring: Scoring) -> None:
        self.questionnaire, self.scoring = questionnaire, scoring
        self._page_of = {question.id: page.id for page in questionnaire.pages for question in page.questions}
        self._most = {scale.id: self._most_by_page(scale.id) for scale in scoring.scales}
        self._total = {scale.id: self._total_of(scale) for scale in scoring.scales}
        self.problems = tuple(self._misfits())

    def scored(self, found: Run) -> Scored:
        """Return the scores of answers and the level that they lead to."""
        gained = {scale: dict.fromkeys(pages, 0) for scale, pages in self._most.items()}
        for question, points in self._gains(found):
            gained[question.scale][self._page_of[question.id]] += points
        scores = {
            scale: Score(
                scale,
                sum(pages.values()),
                self._total[scale],
                {page: Part(points, self._most[scale][page]) for page, points in pages.items()},
            )
            for scale, pages in gained.items()
        }
        leading = scores[self.scoring.leads]
        counts, reduced = self._reduced(leading.points, scores)
        level = next((level for level in self.scoring.levels if counts * 100 <= level.up_to * leading.most), None)
        level = level or self.scoring.levels[-1]
        duties = {duty.id: duty.levels[level.id] for duty in self.scoring.duties if level.id in duty.levels}
        return Scored(scores, counts, reduced, level, duties)

    def _gains(self, found: Run) -> Iterator[tuple[Question, int]]:
        for question_id, value in found.answers.items():
            question = self.questionnaire.questions[question_id]
            if question.scale in self._most:
                yield question, sum(choice.points for choice in chosen(question, value))

    def _reduced(self, points: int, scores: Mapping[str, Score]) -> tuple[int, bool]:
        rule = self.scoring.reduction
        if rule is None or scores[rule.by].points * 100 < rule.at_least * scores[rule.by].most:
            return points, False
        # A half goes up, as with JavaScript's Math.round.
        return (points * rule.keeps + 50) // 100, True

    def _most_by_page(self, scale: str) -> dict[str, int]:
        most: dict[str, int] = {}
        for question in self.questionnaire.questions.values():
            if question.scale == scale:
                page = self._page_of[question.id]
                most[page] = most.get(page, 0) + most_points(question)
        return most

    def _total_of(self, scale: Scale) -> int:
        most = self._most[scale.id]
        forked = {page for pages in scale.alternatives for page in pages}
        always = sum(points for page, points in most.items() if page not in forked)
        return always + max((sum(most.get(page, 0) for page in pages) for pages in scale.alternatives), default=0)

    def _misfits(self) -> Iterator[str]:
        where = f"{self.questionnaire.id} {self.questionnaire.version}"
        pages = {page.id for page in self.questionnaire.pages}
        for scale in self.scoring.scales:
            if unknown := sorted({page for pages_ in scale.alternatives for page in pages_} - pages):
                yield f"{where}: scale {scale.id} speaks of {', '.join(unknown)}, and there is no such page."
            if self._total[scale.id] != scale.most:
                yield (
                    f"{where}: scale {scale.id} can give {self._total[scale.id]} points here and {scale.most} in "
                    f"version {self.scoring.version}. Check which version this is."
                )


def read_scoring(content: bytes, file: str) -> Scoring:
    """Return what a file says about scoring. Raises ContentError, with the file and the place."""
    data = None
    try:
        data = load_yaml(content)
        return Scoring.model_validate(data)
    except ContentError as error:
        raise ContentError(f"{file}: {error}") from error
    except ValidationError as error:
        raise ContentError(f"{file}: {explained(error, data)}") from error


@cache
def scoring(questionnaire: str, version: str) -> Scoring:
    """Return a scoring that ships with Kenbaar."""
    file = files("kenbaar.content").joinpath("questionnaires", questionnaire, version, "scoring.yaml")
    return read_scoring(file.read_bytes(), f"{questionnaire}/{version}/scoring.yaml")
