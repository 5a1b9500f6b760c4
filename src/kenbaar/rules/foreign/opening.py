"""Which format a foreign questionnaire has is told by what stands in it, not by its name."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kenbaar.rules.foreign.decision_tree import read_decision_tree
from kenbaar.rules.foreign.guarding import Finding, QuestionnaireRefused, Read, untrusted_json
from kenbaar.rules.foreign.json_forms import read_json_form
from kenbaar.rules.foreign.path_findings import checks_of_beslishulp, findings_of_paths
from kenbaar.rules.foreign.paths import TooManyPaths, paths
from kenbaar.rules.foreign.survey import read_survey
from kenbaar.rules.foreign.tracing import TooManyWays, trace
from kenbaar.rules.scoring import Scoring


class Format(StrEnum):
    """A format that is read: of the Dutch beslishulp, of SurveyJS, or a JSON Schema form with a uiSchema."""

    DECISION_TREE = "decision-tree"
    SURVEY = "survey"
    JSON_FORM = "json-form"


@dataclass(frozen=True, slots=True)
class Opened:
    """A foreign questionnaire that was read, and in which format it was."""

    format: Format
    read: Read


@dataclass(frozen=True, slots=True)
class Walked:
    """All ways through a questionnaire: how many, how many lead to each ending, and what was noticed."""

    ways: int
    endings: dict[str, int]
    findings: tuple[Finding, ...]


def open_questionnaire(content: bytes, *, name: str, scoring: Scoring | None = None, language: str = "en") -> Opened:
    """Read a questionnaire in whichever format it has. Raises QuestionnaireRefused.

    `name` is that of the file, for findings; `scoring` gives meaning to the names in a survey; `language` is that of
    the texts of a form.
    """
    if content.lstrip()[:1] not in {b"{", b"["}:
        return Opened(Format.DECISION_TREE, read_decision_tree(content, file=name))
    data = untrusted_json(content)
    if _has(data, "JSONSchema"):
        return Opened(Format.JSON_FORM, read_json_form(content, id=name, language=language))
    if _has(data, "pages") or _has(data, "elements"):
        names = scoring.names if scoring else None
        version = scoring.version if scoring else ""
        return Opened(Format.SURVEY, read_survey(content, id=name, version=version, names=names))
    raise QuestionnaireRefused(
        "The file is no questionnaire that Kenbaar can read: no decision tree, no SurveyJS survey (`pages`), no form "
        "(`JSONSchema` with `uiSchema`). Save it in one of these formats."
    )


def walk_through(opened: Opened, *, name: str) -> Walked | None:
    """Follow all ways through a questionnaire; None for a survey, in which anything can be typed, or for too many."""
    questionnaire = opened.read.questionnaire
    try:
        if opened.format is Format.DECISION_TREE:
            endings: dict[str, int] = {}
            for path in paths(questionnaire):
                endings[path.ending] = endings.get(path.ending, 0) + 1
            found = findings_of_paths(questionnaire, file=name, checks=checks_of_beslishulp())
            return Walked(sum(endings.values()), endings, found)
        if opened.format is Format.JSON_FORM:
            traced = trace(questionnaire)
            told = {" + ".join(outcome.endings) or "-": outcome.ways for outcome in traced.outcomes}
            return Walked(traced.ways, told, traced.findings())
    except (TooManyPaths, TooManyWays):
        return None
    return None


def _has(data: Any, key: str) -> bool:
    return isinstance(data, dict) and isinstance(data.get(key), (dict, list))
