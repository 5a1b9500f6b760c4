"""Facts, conditions and questionnaires as plain data, for machines that want to show or check them themselves."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from kenbaar.rules.conditions import All, AnyOf, Compared, Condition, Named, Not
from kenbaar.rules.facts import Fact, Option, Vocabulary
from kenbaar.rules.questionnaires import Page, Question, Questionnaire
from kenbaar.values import LocalText

Json = dict[str, Any]


def vocabulary_told(facts: Vocabulary, *, used: frozenset[str], assumed: Mapping[str, list[Json]]) -> Json:
    """Return all facts by section. `used` are those that the law looks at; `assumed` what it takes for granted."""
    return {
        "sections": [
            {
                "id": section.id,
                "label": text_told(section.label),
                "facts": [_fact(fact, used, assumed) for fact in section.facts],
            }
            for section in facts.sections
        ]
    }


def questionnaire_told(questionnaire: Questionnaire) -> Json:
    """Return a whole questionnaire: what is asked on which page, when, and with which answers."""
    return {
        **questionnaire_line(questionnaire),
        "pages": [_page(page) for page in questionnaire.pages],
        "endings": [
            {"id": each.id, "title": dict(each.texts), "when": condition_told(each.when)}
            for each in questionnaire.endings
        ],
    }


def questionnaire_line(questionnaire: Questionnaire) -> Json:
    """Return which questionnaire it is."""
    return {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "title": dict(questionnaire.texts),
        "digest": questionnaire.digest,
        "questions": len(questionnaire.questions),
    }


def condition_told(condition: Condition) -> Json:
    """Return a condition as it would stand in a file; one with a name by what it says."""
    match condition:
        case Compared():
            return {condition.fact: {condition.operator: operand_told(condition.operand)}}
        case Named():
            return condition_told(condition.condition)
        case Not():
            return {"not": condition_told(condition.part)}
        case All(parts=parts) if parts:
            return {"all": [condition_told(part) for part in parts]}
        case AnyOf(parts=parts) if parts:
            return {"any": [condition_told(part) for part in parts]}
        case _:
            return {"always": isinstance(condition, All)}


def _fact(fact: Fact, used: frozenset[str], assumed: Mapping[str, list[Json]]) -> Json:
    return {
        "id": fact.id,
        "type": fact.type.value,
        "visibility": fact.visibility.value,
        "label": text_told(fact.label),
        "help": text_told(fact.help),
        "options": [_option(option) for option in fact.options],
        "parts": [{"id": part.id, "type": part.type.value, "label": text_told(part.label)} for part in fact.parts],
        "unit": text_told(fact.unit),
        "source": fact.source,
        "used_by_law": fact.id in used,
        "assumed": assumed.get(fact.id, []),
    }


def _option(option: Option) -> Json:
    return {
        "id": option.id,
        "label": text_told(option.label),
        "help": text_told(option.help),
        "provision": option.provision,
        "alone": option.alone,
    }


def _page(page: Page) -> Json:
    return {
        "id": page.id,
        "title": dict(page.texts),
        "questions": [_question(question) for question in page.questions],
        "notes": [{"id": each.id, "text": dict(each.texts), "show": condition_told(each.show)} for each in page.notes],
    }


def _question(question: Question) -> Json:
    return {
        "id": question.id,
        "fact": question.fact or None,
        "type": question.type.value,
        "label": dict(question.texts),
        "help": dict(question.help),
        "show": condition_told(question.show),
        "required": question.required,
        "choices": [
            {"id": each.id, "label": dict(each.texts), "help": dict(each.help), "points": each.points}
            for each in question.choices
        ],
    }


def text_told(text: LocalText | None) -> Json | None:
    """Return a text in both languages; None for none."""
    return None if text is None else {"nl": text.nl, "en": text.en}


def operand_told(operand: Any) -> Any:
    """Return what a fact is compared with: days as text, several as a list."""
    if isinstance(operand, dt.date):
        return operand.isoformat()
    return list(operand) if isinstance(operand, tuple) else operand
