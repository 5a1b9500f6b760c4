"""Reads forms in JSON Schema with a `uiSchema`, as react-jsonschema-form shows them, into `rules.questionnaires`.

A form shows a part when the answers fit a branch: `dependencies` with `oneOf`, `if` with `then` and `else`. Each such
part becomes questions with a condition, and each outcome that it tells an ending. See `json_form_groups.py` for what
is one question and what is two, and `json_form_questions.py` for the types.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from kenbaar.rules.conditions import ALWAYS, NEVER, All, AnyOf, Compared, Condition, Named, Not
from kenbaar.rules.foreign.guarding import MOST_DEEP, QuestionnaireRefused, Read, digest_of
from kenbaar.rules.foreign.json_form_conditions import Conditions
from kenbaar.rules.foreign.json_form_groups import Group, Walker
from kenbaar.rules.foreign.json_form_schema import Notes, form_of, looping, too_deep, unused
from kenbaar.rules.foreign.json_form_texts import Words
from kenbaar.rules.questionnaires import Ending, Page, Question, Questionnaire


def read_json_form(content: bytes, *, id: str, language: str = "en", second: bytes | None = None) -> Read:
    """Return the form in `content` as a questionnaire, with everything that was noticed.

    `language` is that of its texts. `second` is the same form in the other language, English or Dutch; its texts are
    taken by position. Raises QuestionnaireRefused for a file that is no form, never ends or is too big, and when the
    two files are not the same form.
    """
    read = _read(content, id, language)
    if second is None:
        return read
    other = _read(second, id, "nl" if language == "en" else "en")
    both = _in_both(read.questionnaire, other.questionnaire)
    return Read(
        replace(both, digest=digest_of(content + second)), tuple(dict.fromkeys((*read.findings, *other.findings)))
    )


def _read(content: bytes, id: str, language: str) -> Read:
    form, notes = form_of(content), Notes()
    words = Words(language, notes)
    walker = Walker(form, words)
    groups = _in_order(walker.groups)
    ids = _ids(groups, notes)
    conditions = Conditions(groups, ids, notes)
    reached = _reached(groups, conditions, notes)
    asked = {id: _questions(group, ids, reached[id], conditions, notes) for id, group in groups.items()}
    digest = digest_of(content)
    questionnaire = Questionnaire(
        id=id,
        version=digest[:12],
        texts=words.texts(groups[""].title),
        pages=tuple(Page(id or "start", words.texts(groups[id].title), each) for id, each in asked.items() if each),
        digest=digest,
        endings=tuple(_endings(walker, reached, conditions)),
    )
    return Read(questionnaire, notes.summary())


def _in_order(groups: Mapping[str, Group]) -> dict[str, Group]:
    """Return the groups so that each follows all those that lead to it, and otherwise as they were met.

    Raises QuestionnaireRefused when groups lead to one another, or in too long a row.
    """
    placed: dict[str, int] = {}
    waiting = list(groups.values())
    while waiting:
        ready = next((group for group in waiting if all(way.parent in placed for way in group.ways)), None)
        if ready is None:
            raise looping(waiting[0].schema.pointer, waiting[0].id)
        placed[ready.id] = 1 + max((placed[way.parent] for way in ready.ways), default=0)
        if placed[ready.id] > MOST_DEEP:
            raise too_deep(ready.schema.pointer)
        waiting.remove(ready)
    return {id: groups[id] for id in placed}


def _ids(groups: Mapping[str, Group], notes: Notes) -> dict[tuple[str, str], str]:
    """Return the ids of the questions by group and name: the name alone where no other group has it."""
    homes: dict[str, list[str]] = {}
    for group in groups.values():
        for name in group.questions:
            homes.setdefault(name, []).append(group.id)
    ids = {}
    for name, found in homes.items():
        for group_id in found:
            ids[group_id, name] = name if len(found) == 1 or not group_id else f"{group_id}.{name}"
        if len(found) > 1:
            listed = ", ".join(ids[group_id, name] for group_id in found)
            notes.note(groups[found[0]].questions[name].pointer, f"several groups ask {name!r}; here they are {listed}")
    if len(set(ids.values())) < len(ids):
        twice = next(id for id in ids.values() if list(ids.values()).count(id) > 1)
        raise QuestionnaireRefused(f"Two questions would both be called {twice!r}. Rename one of them.")
    return ids


def _reached(groups: Mapping[str, Group], conditions: Conditions, notes: Notes) -> dict[str, Condition]:
    """Return for each group when it is reached: over one of its ways, from a group that is reached itself."""
    reached: dict[str, Condition] = {}
    for group in groups.values():
        if len({way.parent for way in group.ways}) > 1:
            what = "several parts of the form lead here; it is asked once, even when more than one of them does"
            notes.note(group.schema.pointer, what)
        ways = [_all((reached[way.parent], *conditions.of(way.wishes))) for way in group.ways]
        condition = _any(ways) if ways else ALWAYS
        reached[group.id] = condition if condition is ALWAYS else Named(f"reached {group.id}", condition)
    return reached


def _questions(
    group: Group, ids: Mapping[tuple[str, str], str], reached: Condition, conditions: Conditions, notes: Notes
) -> tuple[Question, ...]:
    """Return the questions of a group, each after those on which it rests."""
    questions = {}
    for name in _as_listed(group):
        found, spots, id = group.questions[name], group.spots[name], ids[group.id, name]
        wished = [conditions.of(spot.wishes) for spot in spots]
        # Where a question stands again among what its own answer shows, it is on the page already.
        first = [parts for parts in wished if not any(id in part.facts for part in parts)]
        show = _any(_all((reached, *parts)) for parts in first or wished) if () not in first else reached
        required = any(spot.required for spot in spots)
        if not all(spot.required is required for spot in spots):
            notes.note(found.pointer, "required in one place and not in another; here it is required")
        questions[id] = replace(found.question, id=id, required=required, show=NEVER if found.barred else show)
    return tuple(_earlier_first(questions, group.schema.pointer))


def _as_listed(group: Group) -> list[str]:
    """Return the names of the questions in the order of `ui:order`; "*" stands for those that it does not name."""
    order = group.shown.get("ui:order")
    named = [name for name in order if isinstance(name, str)] if isinstance(order, list) else []
    at = named.index("*") if "*" in named else len(named)
    rest = [name for name in group.questions if name not in set(named)]
    return [name for name in dict.fromkeys((*named[:at], *rest, *named[at:])) if name in group.questions]


def _earlier_first(questions: dict[str, Question], place: str) -> Iterator[Question]:
    """Give the questions so that each follows those on which its condition rests.

    Raises QuestionnaireRefused when they wait for one another.
    """
    waiting = dict(questions)
    while waiting:
        ready = next((id for id, question in waiting.items() if not question.show.facts & waiting.keys()), None)
        if ready is None:
            raise QuestionnaireRefused(
                f"{place or '/'}: the questions {', '.join(waiting)} wait for one another or for themselves, so none "
                "can be the first. Take one of their conditions away."
            )
        yield waiting.pop(ready)


def _endings(walker: Walker, reached: Mapping[str, Condition], conditions: Conditions) -> Iterator[Ending]:
    """Give each outcome once, with all the ways that lead to it. The same name with another text is another one."""
    whens: dict[tuple[str, str], list[Condition]] = {}
    first: dict[tuple[str, str], Ending] = {}
    for ending, group, wishes in walker.told:
        key = (ending.id, "".join(ending.texts.values()))
        first.setdefault(key, ending)
        whens.setdefault(key, []).append(_all((reached[group], *conditions.of(wishes))))
    taken: dict[str, int] = {}
    for key, ending in first.items():
        yield replace(ending, id=unused(ending.id, taken), when=_any(whens[key]))


def _all(parts: Iterable[Condition]) -> Condition:
    held = tuple(part for part in parts if part is not ALWAYS)
    if any(part is NEVER for part in held):
        return NEVER
    return held[0] if len(held) == 1 else All(held) if held else ALWAYS


def _any(parts: Iterable[Condition]) -> Condition:
    held = tuple(part for part in parts if part is not NEVER)
    if any(part is ALWAYS for part in held):
        return ALWAYS
    return held[0] if len(held) == 1 else AnyOf(held) if held else NEVER


def _in_both(first: Questionnaire, second: Questionnaire) -> Questionnaire:
    """Return the first with the texts of both. Raises QuestionnaireRefused when they are not the same form."""
    for mine, its in zip_longest(_shape(first), _shape(second)):
        if mine != its:
            what = (mine or its or ("",))[0]
            raise QuestionnaireRefused(
                f"The two files are not the same form: they differ at {what}. Give two translations of one form."
            )
    other = second.questions
    pages = tuple(
        replace(
            page,
            texts={**page.texts, **translated.texts},
            questions=tuple(_question_in_both(question, other[question.id]) for question in page.questions),
        )
        for page, translated in zip(first.pages, second.pages, strict=True)
    )
    endings = tuple(
        replace(ending, texts={**ending.texts, **translated.texts})
        for ending, translated in zip(first.endings, second.endings, strict=True)
    )
    return replace(first, texts={**first.texts, **second.texts}, pages=pages, endings=endings)


def _question_in_both(mine: Question, its: Question) -> Question:
    choices = tuple(
        replace(choice, texts={**choice.texts, **other.texts}, help={**choice.help, **other.help})
        for choice, other in zip(mine.choices, its.choices, strict=True)
    )
    return replace(mine, texts={**mine.texts, **its.texts}, help={**mine.help, **its.help}, choices=choices)


def _shape(questionnaire: Questionnaire) -> Iterator[tuple[Any, ...]]:
    """Give everything in a form that is no text, each with a name for people first."""
    seen: set[str] = set()
    for page in questionnaire.pages:
        yield (f"group {page.id!r}",)
        for question in page.questions:
            options = tuple(choice.id for choice in question.choices)
            show = _spelled(question.show, seen)
            yield f"question {question.id!r}", question.type, question.required, options, show
    for ending in questionnaire.endings:
        yield f"outcome {ending.id!r}", _spelled(ending.when, seen)


def _spelled(condition: Condition, seen: set[str]) -> tuple[Any, ...]:
    """Return a condition as what can be compared. One with a name is written out where it is met first."""
    match condition:
        case Compared():
            return condition.fact, condition.operator, condition.operand
        case Named():
            if condition.id in seen:
                return (condition.id,)
            seen.add(condition.id)
            return condition.id, _spelled(condition.condition, seen)
        case Not():
            return "not", _spelled(condition.part, seen)
    assert isinstance(condition, All | AnyOf), "a form has no other conditions"
    return type(condition).__name__, *(_spelled(part, seen) for part in condition.parts)
