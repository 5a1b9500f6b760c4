"""The form of a section: what its fields hold, what somebody filled in, and what does not fit, by its place.

A field is called after its place in the profile: `purpose.nl`, `data.0.source.nl`, `routes.1.ways.0.address`. What was
typed is read into the shape of a profile first, so that what is shown again stands where its mistakes are.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict
from django.utils.text import slugify

from kenbaar.decisions.profile import MOST_OF_A_KIND, Tongue
from kenbaar.decisions.profile_files import Misfit
from kenbaar.desk.notices.questions import Kind, Question, Section
from kenbaar.notices.actions.profiles import PartChange, part_digest

_LONGEST_ID = 40


class SectionForm:
    """The fields of a section. `beside` has, of each part that came too late, what a colleague wrote."""

    def __init__(self, section: Section, content: Mapping[str, Any]) -> None:
        self.section = section
        self.values: dict[str, Any] = {part: content.get(part) for part in section.parts}
        self.seen = {part: part_digest(value) for part, value in self.values.items()}
        self.tongues = [tongue for tongue in Tongue if tongue in content["languages"]]
        self.misfits: tuple[Misfit, ...] = ()
        self.beside: dict[str, Any] = {}
        # The list to which a row is added, by its name.
        self.grows = ""

    def take(self, sent: QueryDict, *, drop: str = "") -> None:
        """Take what a browser sent, without the row that is called `drop` (`data.2` is the third of the data)."""
        if drop:
            sent = sent.copy()
            for name in [each for each in sent if each.startswith(f"{drop}.")]:
                del sent[name]
        for question in self.section.questions:
            old = self.values[question.id]
            self.values[question.id] = _read(question, question.id, sent, old)
            self.seen[question.id] = sent.get(f"seen.{question.id}", "")[:16]

    def grow(self, name: str) -> None:
        """Show an empty row at the end of a list."""
        if isinstance(self._at(name), list):
            self.grows = name

    def changes(self) -> list[PartChange]:
        """Return what the fields say, part by part."""
        return [PartChange(part, value, self.seen[part]) for part, value in self.values.items()]

    def put_beside(self, late: Iterable[str], content: Mapping[str, Any]) -> None:
        """Show what a colleague wrote beside our words, and count from theirs."""
        self.beside = {part: content.get(part) for part in late}
        self.seen |= {part: part_digest(content.get(part)) for part in self.section.parts}

    def wrong(self, name: str) -> tuple[Misfit, ...]:
        """Return what does not fit in a field."""
        return tuple(each for each in self.misfits if each.place == name)

    @property
    def wrong_elsewhere(self) -> tuple[Misfit, ...]:
        """What does not fit, and is about no field of this section."""
        return tuple(each for each in self.misfits if each.place.split(".")[0] not in self.section.parts)

    def unfolds(self, question: Question, name: str, value: Mapping[str, Any] | None) -> bool:
        """Say whether what is folded away in a row stands open: somebody filled it in, or something is wrong there."""
        filled = any((value or {}).get(part.id) for part in question.folded if part.id != "id")
        places = [f"{name}.{part.id}" for part in question.folded]
        wrong = any(each.place.startswith(place) for each in self.misfits for place in places)
        return filled or wrong or any(self.grows.startswith(place) for place in places)

    def spare(self, question: Question, name: str, value: Any) -> int:
        """Return how many empty rows stand below a list: one in a list without rows, and where one is added."""
        if len(value or ()) >= MOST_OF_A_KIND:
            return 0
        return int(not value or name == self.grows) if question.kind is Kind.ROWS else 0

    def _at(self, name: str) -> Any:
        here: Any = self.values
        for step in name.split("."):
            if isinstance(here, dict):
                here = here.get(step)
            elif isinstance(here, list) and step.isdecimal() and len(step) < 4 and int(step) < len(here):
                here = here[int(step)]
            else:
                return None
        return here


def _read(question: Question, name: str, sent: QueryDict, old: Any) -> Any:
    match question.kind:
        case Kind.TEXT | Kind.TITLE:
            return _texts(name, sent, old)
        case Kind.NUMBER:
            typed = _one(name, sent)
            return int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else typed or None
        case Kind.CHOICES:
            return [each[:80] for each in sent.getlist(name) if each]
        case Kind.YES:
            return name in sent
        case Kind.ROWS:
            return _rows(question, name, sent, old)
        case Kind.GROUP:
            there = old if isinstance(old, dict) else {}
            value = {part.id: _read(part, f"{name}.{part.id}", sent, there.get(part.id)) for part in question.parts}
            if question.may_lack and _is_empty(question.parts, value):
                return None
            # Slots hold texts only, and one without words is not there.
            return {slot: texts for slot, texts in value.items() if texts} if question.id == "own" else value
        case _:
            return _one(name, sent)


def _rows(question: Question, name: str, sent: QueryDict, old: Any) -> list[dict[str, Any]]:
    there = old if isinstance(old, list) else []
    found = []
    for number in _numbers(name, sent):
        before = there[number] if number < len(there) else {}
        row = {part.id: _read(part, f"{name}.{number}.{part.id}", sent, before.get(part.id)) for part in question.parts}
        if not _is_empty(question.parts, row):
            found.append(row)
    if any(part.id == "id" for part in question.parts):
        _name_for_systems(found)
    return found


def _numbers(name: str, sent: QueryDict) -> list[int]:
    """Return the numbers of the rows that a browser sent. What is above the most is for the profile to refuse."""
    numbers = (key[len(name) + 1 :].split(".")[0] for key in sent if key.startswith(f"{name}."))
    return sorted({int(each) for each in numbers if re.fullmatch(r"[0-9]{1,3}", each)})[: 2 * MOST_OF_A_KIND]


def _is_empty(parts: Iterable[Question], row: Mapping[str, Any]) -> bool:
    """Say whether nothing was typed: what is chosen before anybody chooses says nothing."""
    for part in parts:
        value = row.get(part.id)
        if part.kind is Kind.YES or (part.kind is Kind.CHOICE and value in ("", part.options[0][0])):
            continue
        if value:
            return False
    return True


def _name_for_systems(found: list[dict[str, Any]]) -> None:
    """Give each row without one a name that systems use, made of its label."""
    taken = {row["id"] for row in found if row["id"]}
    for row in found:
        if not row["id"]:
            row["id"] = _free(_machine_name(row.get("label") or {}), taken)
            taken.add(row["id"])


def _machine_name(texts: Mapping[str, str]) -> str:
    plain = slugify(next(iter(texts.values()), "")).replace("-", "_").strip("_")
    return (plain if plain[:1].isalpha() else f"x_{plain}".rstrip("_"))[: _LONGEST_ID - 4]


def _free(wanted: str, taken: Iterable[str]) -> str:
    number = 1
    name = wanted
    while name in taken:
        number += 1
        name = f"{wanted}_{number}"
    return name


def _texts(name: str, sent: QueryDict, old: Any) -> dict[str, str]:
    """Return a text per language; one in a language that was not asked stays."""
    there = old if isinstance(old, dict) else {}
    texts = {
        tongue.value: _one(f"{name}.{tongue}", sent) if f"{name}.{tongue}" in sent else there.get(tongue, "")
        for tongue in Tongue
    }
    return {tongue: written for tongue, written in texts.items() if written}


def _one(name: str, sent: QueryDict) -> str:
    # A browser sends a line end as two characters.
    return str(sent.get(name, "")).replace("\r\n", "\n").replace("\x00", "").strip()
