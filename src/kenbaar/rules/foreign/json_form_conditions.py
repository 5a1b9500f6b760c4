"""From schemas that answers must fit to conditions over answers, once all questions of a form are known.

JSON Schema lets a condition hold while its question has no answer yet (`if` without `required`). Here it waits for the
answer, and that is a finding: nothing is shown because of an answer that nobody gave.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from kenbaar.rules.conditions import NEVER, All, AnyOf, Compared, Condition, Not
from kenbaar.rules.facts import FactType
from kenbaar.rules.foreign.guarding import QuestionnaireRefused
from kenbaar.rules.foreign.json_form_groups import Answered, Branch, Fork, Group, Test, Wish, Wishes
from kenbaar.rules.foreign.json_form_questions import Asked, spelled
from kenbaar.rules.foreign.json_form_schema import Notes, Schema, short

_TELLING = {"title", "description", "default", "$comment", "uniqueItems"}
_TYPES = {"string", "boolean", "array", "object", "integer"}
_ONE = {FactType.CHOICE, FactType.YES_NO}
_MOST_FITTING = 20
MOST_COMPARED: Final = 20_000


class _Unclear(Exception):
    """A condition cannot be understood: where, and why."""

    def __init__(self, place: str, what: str) -> None:
        super().__init__(place, what)
        self.place, self.what = place, what


def answered(question: str) -> Condition:
    """Return the condition that a question was shown and has an answer."""
    return Compared(question, "answered", True, lambda _value: True)


class Conditions:
    """Makes conditions for the questions in `groups`, whose ids are in `ids` by group and name."""

    def __init__(self, groups: Mapping[str, Group], ids: Mapping[tuple[str, str], str], notes: Notes) -> None:
        self.groups, self.ids, self.notes = groups, ids, notes
        self._made: dict[int, Condition] = {}
        self._forks: dict[Fork, tuple[Condition, ...]] = {}
        self._spent = 0

    def of(self, wishes: Wishes) -> tuple[Condition, ...]:
        """Return the conditions for what a form wishes; NEVER, with a finding, where it cannot be understood."""
        return tuple(self._once(wish) for wish in wishes)

    def _once(self, wish: Wish) -> Condition:
        # The wishes of an object are those of everything in it, and live as long as their groups do.
        if id(wish) not in self._made:
            try:
                self._made[id(wish)] = self._wished(wish)
            except _Unclear as unclear:
                self.notes.note(unclear.place, f"{unclear.what}; what depends on it is never shown")
                self._made[id(wish)] = NEVER
        return self._made[id(wish)]

    def _wished(self, wish: Wish) -> Condition:
        match wish:
            case Branch(fork, chosen):
                if fork not in self._forks:
                    self._forks[fork] = self._forked(fork)
                return self._forks[fork][chosen]
            case Test(group, schema, negated):
                return self._tested(group, schema, negated=negated)
            case Answered(group, name, place):
                return answered(self._asked(group, name, place)[0])
            case _:
                return NEVER

    def _asked(self, group: str, name: str, place: str) -> tuple[str, Asked]:
        found = self.groups[group].questions.get(name)
        if found is None:
            raise _Unclear(place, f"{short(name)!r} is no question of the same group")
        if found.barred:
            raise _Unclear(place, f"this rests on {short(name)!r}, which is never shown")
        return self.ids[group, name], found

    def _forked(self, fork: Fork) -> tuple[Condition, ...]:
        """Return a condition per branch. Where an answer fits several branches, the form follows none of them."""
        try:
            question, about = self._asked(fork.group, fork.name, fork.place)
            if about.question.type in _ONE:
                return self._divided(fork, question, about)
            fitting = [self._fits(question, about, branch) for branch in fork.branches]
            if len(fitting) > _MOST_FITTING:
                raise _Unclear(fork.place, f"more than {_MOST_FITTING} branches can hold at once")
        except _Unclear as unclear:
            self.notes.note(unclear.place, f"{unclear.what}; what depends on it is never shown")
            return (NEVER,) * len(fork.branches)
        return tuple(_only(fit, [other for other in fitting if other is not fit]) for fit in fitting)

    def _divided(self, fork: Fork, question: str, about: Asked) -> tuple[Condition, ...]:
        chosen = [self._allowed(about, branch) for branch in fork.branches]
        times = Counter(value for values in chosen for value in values)
        several = {value for value, count in times.items() if count > 1}
        for value in sorted(several):
            self.notes.note(fork.place, f"the answer {short(value)} fits several branches, so the form follows none")
        return tuple(_one_of(question, about, values - several) for values in chosen)

    def _fits(self, question: str, about: Asked, schema: Schema) -> Condition:
        """Return the condition that the answer to a question fits a schema."""
        if about.question.type in _ONE:
            return _one_of(question, about, self._allowed(about, schema))
        if about.question.type is FactType.CHOICES:
            return self._several(question, about, schema)
        for keyword in schema.data:
            if not _is_telling(schema, keyword):
                raise _Unclear(schema.pointer, f"{short(keyword)!r} about an answer without options is not known")
        return answered(question)

    def _allowed(self, about: Asked, schema: Schema) -> set[str]:
        """Return the options, as the file spells them, that fit a schema."""
        schema = self._read(schema)
        allowed = set(about.options)
        for keyword in schema.data:
            match keyword:
                case "enum" | "const":
                    allowed &= self._options(about, schema, keyword)
                case "not":
                    allowed -= self._allowed(about, schema.at("not"))
                case "allOf":
                    for part in schema.each(keyword):
                        allowed &= self._allowed(about, part)
                case "anyOf":
                    allowed &= set().union(*(self._allowed(about, part) for part in schema.each(keyword)))
                case _ if not _is_telling(schema, keyword):
                    raise _Unclear(schema.pointer, f"{short(keyword)!r} about one answer is not known to this reader")
        return allowed

    def _several(self, question: str, about: Asked, schema: Schema) -> Condition:
        """Return the condition that a list of options fits a schema."""
        schema = self._read(schema)
        parts: list[Condition] = [answered(question)]
        for keyword in schema.data:
            match keyword:
                case "contains":
                    parts.append(_has(question, about, self._allowed(about, schema.at(keyword))))
                case "not":
                    parts.append(Not(self._several(question, about, schema.at(keyword))))
                case "allOf":
                    parts += [self._several(question, about, part) for part in schema.each(keyword)]
                case "anyOf":
                    parts.append(AnyOf(tuple(self._several(question, about, part) for part in schema.each(keyword))))
                case _ if not _is_telling(schema, keyword):
                    raise _Unclear(schema.pointer, f"{short(keyword)!r} about a list of answers is not known")
        return parts[1] if len(parts) == 2 and isinstance(parts[1], Compared) else All(tuple(parts))

    def _options(self, about: Asked, schema: Schema, keyword: str) -> set[str]:
        said = schema.data[keyword]
        values = said if keyword == "enum" and isinstance(said, list) else [said]
        self._spend(len(values), schema.pointer)
        spelling = {spelled(value) for value in values}
        for value in sorted(spelling - set(about.options)):
            self.notes.note(schema.pointer, f"{short(value)} is no option of the question, so no answer leads here")
        return spelling

    def _tested(self, group: str, schema: Schema, *, negated: bool) -> Condition:
        """Return the condition that the answers of a group fit a schema, or that they do not."""
        schema = self._read(schema)
        parts: list[Condition] = []
        for keyword in schema.data:
            match keyword:
                case "properties":
                    parts += self._answers(group, schema, negated=negated)
                case "required":
                    names = [name for name in schema.names(keyword) if name not in schema.at("properties").data]
                    given = [answered(self._asked(group, name, schema.pointer)[0]) for name in names]
                    parts += [Not(each) for each in given] if negated else given
                case "allOf" | "anyOf":
                    inside = tuple(self._tested(group, part, negated=negated) for part in schema.each(keyword))
                    parts.append(All(inside) if (keyword == "allOf") is not negated else AnyOf(inside))
                case "not":
                    parts.append(self._tested(group, schema.at(keyword), negated=not negated))
                case _ if not _is_telling(schema, keyword):
                    raise _Unclear(schema.pointer, f"{short(keyword)!r} is not known to this reader")
        if not parts:
            raise _Unclear(schema.pointer, "this condition says nothing")
        return AnyOf(tuple(parts)) if negated else All(tuple(parts))

    def _answers(self, group: str, schema: Schema, *, negated: bool) -> list[Condition]:
        parts = []
        for name in schema.at("properties").data:
            part = schema.at("properties", name)
            question, about = self._asked(group, name, part.pointer)
            fits = self._fits(question, about, part)
            if name in schema.names("required"):
                parts.append(Not(fits) if negated else fits)
                continue
            if not negated:
                what = f"holds in the file while {short(name)!r} has no answer; here it waits for the answer"
                self.notes.note(schema.pointer, what)
            parts.append(All((answered(question), Not(fits))) if negated else fits)
        return parts

    def _read(self, schema: Schema) -> Schema:
        self._spend(1, schema.pointer)
        found = schema.followed(self.notes)
        if found is None:
            raise _Unclear(schema.pointer, "this condition is not in the file")
        return found

    def _spend(self, count: int, place: str) -> None:
        self._spent += count
        if self._spent > MOST_COMPARED:
            raise QuestionnaireRefused(f"{place}: the form compares more than {MOST_COMPARED:,} values. Divide it.")


def _is_telling(schema: Schema, keyword: str) -> bool:
    # A type that an answer has anyway asks nothing of it; another ("null") does.
    return keyword in _TELLING or (keyword == "type" and str(schema.data["type"]) in _TYPES)


def _one_of(question: str, about: Asked, values: set[str]) -> Condition:
    """Return the condition that the answer is one of these options; `values` as the file spells them."""
    ids = tuple(id for value, id in about.options.items() if value in values)
    if not ids:
        return NEVER
    if len(ids) == 1:
        return Compared(question, "is", ids[0], lambda value: value == ids[0])
    if len(ids) == len(about.options):
        return answered(question)
    return Compared(question, "in", ids, lambda value: value in ids)


def _has(question: str, about: Asked, values: set[str]) -> Condition:
    ids = tuple(id for value, id in about.options.items() if value in values)
    if not ids:
        return NEVER
    if len(ids) == 1:
        return Compared(question, "has", ids[0], lambda chosen: ids[0] in chosen)
    return Compared(question, "has_any", ids, lambda chosen: any(id in chosen for id in ids))


def _only(fit: Condition, others: list[Condition]) -> Condition:
    return All((fit, Not(AnyOf(tuple(others))))) if others else fit
