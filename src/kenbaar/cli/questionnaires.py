"""`kenbaar questionnaire`: read somebody else's questionnaire, say what is in it and what is wrong, and fill it in."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from kenbaar.cli.screen import console, one_sentence
from kenbaar.rules.fact_files import read_facts
from kenbaar.rules.foreign.guarding import MOST_BYTES, Finding, QuestionnaireRefused
from kenbaar.rules.foreign.opening import Opened, Walked, open_questionnaire, walk_through
from kenbaar.rules.loose import FactsRefused
from kenbaar.rules.questionnaires import AnswersRefused, Run, run
from kenbaar.rules.scoring import Scorer, Scoring, scoring
from kenbaar.values import Language, LocalText, both

_COUNTS = {
    "format": both("vorm", "format"),
    "digest": both("vingerafdruk", "digest"),
    "pages": both("pagina's", "pages"),
    "questions": both("vragen", "questions"),
    "choices": both("antwoorden", "answers"),
    "endings": both("uitkomsten", "endings"),
    "ways": both("volledige paden", "complete paths"),
}
_FINDINGS = both("Wat opviel", "What was noticed")
_NONE = both("Er viel niets op.", "Nothing was noticed.")
_PER_ENDING = both("Paden per uitkomst", "Paths per ending")
_TOO_MANY = both("te veel om te volgen", "too many to follow")
_ANSWERED = {
    "shown": both("getoonde vragen", "questions shown"),
    "open": both("nog open", "still open"),
    "cleared": both("gewist, want niet getoond", "cleared, because not shown"),
    "endings": both("uitkomsten", "endings"),
    "labels": both("labels", "labels"),
}
_LEVEL = both("Niveau: {level} ({points} van {most} punten tellen)", "Level: {level} ({points} of {most} points count)")
_NO_SCORING = both("Er is geen puntentelling {name}.", "There is no scoring {name}.")
_NO_MAPPING = both("De antwoorden horen een lijst van vraag en antwoord te zijn.", "Answers are questions with values.")
_MOST_SHOWN = 25
_MOST_NAMED = 8


def add_to(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("questionnaire")
    def questionnaire(
        file: Annotated[
            Path,
            typer.Argument(exists=True, dir_okay=False, help="A decision tree, a SurveyJS survey or a JSON form."),
        ],
        *,
        answers: Annotated[
            Path | None,
            typer.Option(exists=True, dir_okay=False, help="Answers by question, YAML or JSON: fill it in."),
        ] = None,
        scoring: Annotated[str, typer.Option(help="How to score it, such as canada-aia/1.0.1.")] = "",
        text: Annotated[str, typer.Option(help="Language of the texts of a form.")] = "en",
        as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
        speak: Annotated[Language, typer.Option(help="Language of the report.")] = Language.NL,
    ) -> None:
        """Read a questionnaire of somebody else and say what is in it, and what is wrong with it."""
        refusals = (QuestionnaireRefused, AnswersRefused, FactsRefused, typer.BadParameter)
        with one_sentence(*refusals, speak=speak):
            rules = _scoring(scoring, speak)
            opened = open_questionnaire(_content(file), name=file.name, scoring=rules, language=text)
            filled = run(opened.read.questionnaire, _answers(answers, speak)) if answers else None
            walked = walk_through(opened, name=file.name) if filled is None else None
        told = _told(opened, walked, filled, rules)
        if as_json:
            typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
            return
        _show(told, speak)


def _content(file: Path) -> bytes:
    """Return what a file holds; of one that is too big no more than shows that it is."""
    with file.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def _answers(file: Path | None, speak: Language) -> dict[str, Any]:
    data = read_facts(_content(file), name=file.name) if file else {}
    if not isinstance(data, dict):
        raise AnswersRefused(_NO_MAPPING.to(speak))
    return {str(key): value for key, value in data.items()}


def _scoring(name: str, speak: Language) -> Scoring | None:
    if not name:
        return None
    questionnaire_id, _, version = name.partition("/")
    try:
        return scoring(questionnaire_id, version)
    except OSError as error:
        raise QuestionnaireRefused(_NO_SCORING.to(speak).format(name=name)) from error


def _told(opened: Opened, walked: Walked | None, filled: Run | None, rules: Scoring | None) -> dict[str, Any]:
    questionnaire = opened.read.questionnaire
    findings = [*opened.read.findings, *(walked.findings if walked else ())]
    told: dict[str, Any] = {
        "format": opened.format.value,
        "digest": questionnaire.digest,
        "pages": len(questionnaire.pages),
        "questions": len(questionnaire.questions),
        "choices": sum(len(question.choices) for question in questionnaire.questions.values()),
        "endings": len(questionnaire.endings),
        "ways": walked.ways if walked else None,
        "ways_per_ending": walked.endings if walked else {},
        "findings": [finding._asdict() for finding in findings],
    }
    if filled is not None:
        told["run"] = {name: _plain(getattr(filled, name)) for name in _ANSWERED}
        if rules is not None:
            told["score"] = _scored(Scorer(questionnaire, rules), filled)
    return told


def _scored(scorer: Scorer, filled: Run) -> dict[str, Any]:
    scored = scorer.scored(filled)
    return {
        "problems": list(scorer.problems),
        "scores": {scale: {"points": each.points, "most": each.most} for scale, each in scored.scores.items()},
        "counts": scored.counts,
        "most": scored.scores[scorer.scoring.leads].most,
        "reduced": scored.reduced,
        "level": scored.level.text.model_dump(),
        "duties": {duty: text.model_dump() for duty, text in scored.duties.items()},
    }


def _plain(value: Any) -> Any:
    return dict(value) if hasattr(value, "items") else list(value)


def _show(told: dict[str, Any], speak: Language) -> None:
    table = _table()
    for name, label in _COUNTS.items():
        value = told[name]
        if value is None and ("run" in told or told["format"] == "survey"):
            continue
        table.add_row(label.to(speak), Text(_TOO_MANY.to(speak) if value is None else _number(value)))
    console.print(table)
    _show_pairs(_PER_ENDING, {name: str(count) for name, count in told["ways_per_ending"].items()}, speak)
    if "run" in told:
        _show_run(told, speak)
    _show_findings([Finding(**each) for each in told["findings"]], speak)


def _show_run(told: dict[str, Any], speak: Language) -> None:
    table = _table()
    for name, label in _ANSWERED.items():
        found = told["run"][name]
        listed = ", ".join(found)
        table.add_row(
            label.to(speak), Text(f"{len(found)}: {listed}" if name != "shown" and found else str(len(found)))
        )
    console.print(table)
    if score := told.get("score"):
        level = score["level"][speak]
        line = _LEVEL.to(speak).format(level=level, points=score["counts"], most=score["most"])
        console.print(Text(line, style="bold"))
        for problem in score["problems"]:
            console.print(Text(problem))
        for duty in score["duties"].values():
            console.print(Text(f"- {duty[speak]}"))


def _show_findings(findings: list[Finding], speak: Language) -> None:
    if not findings:
        console.print(_NONE.to(speak))
        return
    console.print(Text(f"{_FINDINGS.to(speak)} ({len(findings)})", style="bold"))
    for finding in findings:
        console.print(Text(f"- {finding}"), soft_wrap=True)


def _show_pairs(title: LocalText, pairs: dict[str, str], speak: Language) -> None:
    if not pairs:
        return
    table = _table()
    for name, value in sorted(pairs.items(), key=lambda pair: -int(pair[1]))[:_MOST_SHOWN]:
        table.add_row(Text(name), value)
    console.print(Text(title.to(speak), style="bold"))
    console.print(table)


def _table() -> Table:
    return Table(show_header=False, box=None, padding=(0, 2, 0, 0))


def _number(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
