"""Decision trees of our own to read, and where the real one is."""

from pathlib import Path as File
from typing import Any

import pytest
import yaml

from kenbaar.rules.foreign.decision_tree import read_decision_tree
from kenbaar.rules.foreign.guarding import Read
from kenbaar.rules.foreign.paths import paths
from kenbaar.rules.questionnaires import Questionnaire

BESLISHULP = File(__file__).parents[2].parent / "shared" / "data" / "beslishulp"
needs_beslishulp = pytest.mark.skipif(
    not BESLISHULP.is_dir(), reason=f"the real decision tree is not beside the project, in {BESLISHULP}"
)

SMALL = """\
version: "1"
name: Mag ik parkeren?
questions:
  - questionId: "1"
    question: Heb je een <b>vergunning</b>?
    explanation: "Kijk op de brief.<br>Daar staat het.<script>alert(1)</script>"
    category: papier
    subcategory: vergunning
    sources:
      - {source: Verordening, url: "https://example.org/verordening"}
      - {source: Brief}
    answers:
      - {answer: Ja, labels: [vergund, vergund], nextQuestionId: "2.1"}
      - {answer: Nee, labels: ["niet <i>vergund</i>"], subresult: "Vraag er <b>een</b> aan", nextQuestionId: "2.1"}
      - {answer: Ik heb geen auto, nextConclusionId: "9.0"}
  - questionId: "2.1"
    question: Is het zondag?
    category: dag
    answers:
      - {answer: Ja, nextConclusionId: "9.1"}
      - answer: Nee
        redirects:
          - nextConclusionId: "9.1"
            if: '"vergund" in labels'
          - nextConclusionId: "9.2"
            if: '!("vergund" in labels) && "niet vergund" in labels'
conclusions:
  - {conclusionId: "9.0", conclusion: Je hoeft niet te parkeren.}
  - {conclusionId: "9.1", conclusion: Je mag, obligation: "Niet <em>op</em> de stoep.", sources: [{source: Bord}]}
  - {conclusionId: "9.2", conclusion: Je mag niet parkeren.}
"""


def read(text: str) -> Read:
    return read_decision_tree(text.encode(), file="parking.yaml")


def question(id: str, *answers: dict[str, Any]) -> dict[str, Any]:
    return {"questionId": id, "question": f"Question {id}?", "answers": list(answers)}


def answer(*redirects: tuple[Any, str], to: str = "", labels: tuple[str, ...] = ()) -> dict[str, Any]:
    """An answer that leads to an id, or by redirects of a condition and an id. Conclusions are in capitals."""
    said: dict[str, Any] = {"answer": "Yes", "labels": list(labels)}
    if to:
        return {**said, **lead(to)}
    return {**said, "redirects": [{"if": condition, **lead(target)} for condition, target in redirects]}


def lead(to: str) -> dict[str, str]:
    return {"nextConclusionId" if to.isupper() else "nextQuestionId": to}


def tree_bytes(*questions: dict[str, Any], conclusions: str = "ABC") -> bytes:
    tree = {
        "version": "1",
        "name": "Tree",
        "questions": list(questions),
        "conclusions": [{"conclusionId": id, "conclusion": f"Conclusion {id}."} for id in conclusions],
    }
    return yaml.safe_dump(tree, sort_keys=False).encode()


def tree(*questions: dict[str, Any], conclusions: str = "ABC") -> Read:
    return read_decision_tree(tree_bytes(*questions, conclusions=conclusions))


def ends(questionnaire: Questionnaire) -> list[tuple[str, str]]:
    """The choices of each complete path, and its ending."""
    return [("".join(path.answers.values()), path.ending) for path in paths(questionnaire)]


def changed(old: str, new: str) -> str:
    assert old in SMALL
    return SMALL.replace(old, new, 1)
