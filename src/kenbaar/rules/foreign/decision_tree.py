"""Decision trees in the format of the Dutch "beslishulp AI-verordening", read into the one model.

A question is shown when one of the ways that lead to it was taken; a conclusion is an ending that holds when one was.
Redirects are tried in their order: one is taken only when none before it in the same answer was. Its condition
looks at labels, which are those of the answers so far. Where no redirect is taken the tree has no answer, and an ending
of its own says so.
"""

import heapq
import re
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import groupby

from kenbaar.rules.conditions import ALWAYS, AnyOf, Condition, Named
from kenbaar.rules.facts import FactType
from kenbaar.rules.foreign.guarding import Finding, QuestionnaireRefused, Read, digest_of, text_of, untrusted_yaml
from kenbaar.rules.foreign.tree_shape import (
    LANGUAGE,
    MOST_QUESTIONS,
    Tree,
    TreeQuestion,
    id_of,
    items,
    place_of,
    refuse,
    tree_of,
)
from kenbaar.rules.foreign.tree_walk import Walk, expressions_of, walk
from kenbaar.rules.foreign.tree_ways import Ways, targets_of
from kenbaar.rules.questionnaires import Ending, Page, Question, Questionnaire


def read_decision_tree(content: bytes, *, file: str = "decision-tree.yaml", categories: bytes | None = None) -> Read:
    """Return the questionnaire that a decision tree comes to. Raises QuestionnaireRefused.

    `categories` is the file that gives beginnings of question ids the title of their page; without it the category of
    each question is that title. `questionnaire.branches` holds a `Redirect` for every redirect and a `Branch` for
    every other way.
    """
    findings: list[Finding] = []
    tree = tree_of(untrusted_yaml(content, file), findings)
    titles = {} if categories is None else _titles(categories)
    expressions = expressions_of(tree, findings)
    found = walk(tree, expressions)
    if found is None:
        findings.append(Finding(file, "the labels go together in too many ways to see which redirects can be taken"))
    order = _in_order(tree.questions, found)
    ways = Ways(order, expressions, found, findings)
    branches = {question.id: tuple(ways.branches_of(question)) for question in order}
    _note_unreachable(tree, ways.leading, findings)
    questionnaire = Questionnaire(
        id=re.sub(r"[^a-z0-9]+", "-", tree.name.lower()).strip("-") or "decision-tree",
        version=tree.version,
        texts={LANGUAGE: tree.name},
        pages=tuple(_pages(order, ways.leading, titles, first=tree.questions[0].id)),
        digest=digest_of(content),
        endings=(*_conclusions(tree, ways.leading), *ways.stuck_endings()),
        branches=tuple(branch for question in tree.questions for branch in branches[question.id]),
        labels=tuple(ways.labels()),
    )
    return Read(questionnaire, tuple(dict.fromkeys(findings)))


def _in_order(questions: tuple[TreeQuestion, ...], found: Walk | None) -> tuple[TreeQuestion, ...]:
    """Return the questions so that each comes after all that lead to it, and else as they stand."""
    by_id = {question.id: question for question in questions}
    places = {question.id: at for at, question in enumerate(questions)}
    sorter = TopologicalSorter(dict.fromkeys(by_id, ()))
    for question in questions:
        for target in sorted(targets_of(question, found) & by_id.keys()):
            sorter.add(target, question.id)
    try:
        sorter.prepare()
    except CycleError as error:
        # graphlib names the first of a loop again at its end.
        loop = [by_id[id] for id in error.args[1]]
        steps = " to ".join(f"{question.id} (line {question.place.line})" for question in loop)
        refuse(loop[0].place, f"the questions form a loop, from {steps}", "Let each way end at a conclusion.")
    ready: list[int] = []
    ordered: list[TreeQuestion] = []
    while sorter.is_active():
        for id in sorter.get_ready():
            heapq.heappush(ready, places[id])
        ordered.append(questions[heapq.heappop(ready)])
        sorter.done(ordered[-1].id)
    return tuple(ordered)


def _pages(
    order: Iterable[TreeQuestion], leading: Mapping[str, list[Condition]], titles: Mapping[str, str], *, first: str
) -> Iterator[Page]:
    """Give a page for each row of questions with one title."""
    rows = groupby(order, key=lambda question: _title(question, titles))
    for at, (title, questions) in enumerate(rows, start=1):
        shown = (
            Question(
                id=question.id,
                type=FactType.CHOICE,
                texts=question.texts,
                show=ALWAYS if question.id == first else _reached(question.id, leading),
                choices=tuple(answer.choice for answer in question.answers),
                help=question.help,
                sources=question.sources,
                required=True,
            )
            for question in questions
        )
        yield Page(str(at), {LANGUAGE: title} if title else {}, tuple(shown))


def _conclusions(tree: Tree, leading: Mapping[str, list[Condition]]) -> Iterator[Ending]:
    for conclusion in tree.conclusions:
        when = _reached(conclusion.id, leading)
        yield Ending(conclusion.id, conclusion.texts, when, conclusion.sources, conclusion.help)


def _reached(id: str, leading: Mapping[str, list[Condition]]) -> Named:
    return Named(f"reached:{id}", AnyOf(tuple(leading.get(id, ()))))


def _note_unreachable(tree: Tree, leading: Mapping[str, list[Condition]], findings: list[Finding]) -> None:
    for question in tree.questions[1:]:
        if question.id not in leading:
            findings.append(Finding(place_of(question.place), f"no way leads to question {question.id}"))
    for conclusion in tree.conclusions:
        if conclusion.id not in leading:
            findings.append(Finding(place_of(conclusion.place), f"no way leads to conclusion {conclusion.id}"))


def _titles(content: bytes) -> dict[str, str]:
    said = untrusted_yaml(content, "categories.yaml")
    if not isinstance(said.data, list):
        raise QuestionnaireRefused("categories.yaml, line 1: this is no list of categories. Begin each with a dash.")
    rows = items(said, "categories", MOST_QUESTIONS)
    return {id_of(row, "questionId"): text_of(row.data.get("category")) for row in rows}


def _title(question: TreeQuestion, titles: Mapping[str, str]) -> str:
    """Return the title for the longest beginning of an id, in whole parts, that has one."""
    parts = question.id.split(".")
    beginnings = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((titles[beginning] for beginning in beginnings if beginning in titles), question.category)
