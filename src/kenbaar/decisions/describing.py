"""A notice as a file or a message describes it: the fields of any letter, or a profile of Kenbaar with a decision.

Hostile until it was read here: whatever is wrong is named with its place and what helps, all in one go. The format is
in `docs/reference/notice-format.md`.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

from pydantic import Field, StringConstraints, ValidationError

from kenbaar.decisions.checking import Notice, Withholding
from kenbaar.decisions.decision import Decision
from kenbaar.decisions.profile import FieldId, Line, Profile
from kenbaar.decisions.profile_files import ProfileRefused, profile_of
from kenbaar.decisions.reading import Reader, row_of
from kenbaar.decisions.telling import Told, told
from kenbaar.law.notice_shapes import Place
from kenbaar.law.requesting import LONGEST_ID, Asked, asked_of
from kenbaar.rules.answers import Sheet, known
from kenbaar.rules.fact_files import read_facts
from kenbaar.rules.facts import vocabulary
from kenbaar.rules.loose import FactsRefused
from kenbaar.values import Frozen, LocalText, both

MOST_BYTES = 1024 * 1024
FORMAT = "kenbaar-notice-check/1"
_MOST_PROBLEMS = 50
_LONGEST, _LONGEST_STEP = 400, 80
_BESIDE = {"on", "known", "id", "the file"}
_DAYS = {"on", "known", "id"}
_NO_GROUP = ("this is no group of names with values", "write each as name: value, or leave it out")
# What pydantic finds, said to somebody who never heard of it.
_SENTENCES = {
    "extra_forbidden": ("this is not known here", "take it out, or mind its spelling"),
    "missing": ("this lacks", "add it"),
    "mapping_type": _NO_GROUP,
    "dict_type": _NO_GROUP,
    "model_type": _NO_GROUP,
    "tuple_type": ("this is no list", "put each on a line of its own, behind a dash"),
    "enum": ("this is no place", f"choose from {', '.join(Place)}"),
    "string_type": ("this is no text", "write it as a text, in quotes, or leave it out"),
    "string_too_long": ("this text is too long", "make it shorter"),
    "string_pattern_mismatch": (
        "this is written otherwise",
        "mind its spelling; docs/reference/notice-format.md says it",
    ),
    "too_long": ("these are too many", "leave some out"),
}
_ELSE = "mend it; docs/reference/notice-format.md says what it can be"
_Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)]


class NoticeProblem(NamedTuple):
    """A place in a description that cannot be read, what is wrong there and what helps."""

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


class NoticeRefused(ValueError):
    """A description of a notice cannot be read; `problems` lists everything that is wrong."""

    def __init__(self, problems: list[NoticeProblem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class WithheldFields(Frozen):
    """Fields that the notice does not tell, and the law and article that allow it."""

    fields: tuple[FieldId, ...] = Field(min_length=1)
    law: Line = ""
    article: Line = ""


class _Asking(Frozen):
    """What every description has: perhaps the days to check for, and a name that comes back in the answer."""

    format: Literal["kenbaar-notice-check/1"] = "kenbaar-notice-check/1"
    id: str | int | None = Field(None, description=f"Comes back in the answer; at most {LONGEST_ID} characters.")
    on: str | None = Field(None, description="Day for which to check, as 2026-11-29; today unless said.")
    known: str | None = Field(None, description="Go by the law as it was known on this day; today unless said.")


class DescribedLetter(_Asking):
    """Any letter: facts about the system, and which field is told where, in the language of the letter."""

    facts: Mapping[str, Any] = Field(description="Facts by id; docs/reference/facts.md says what each can be.")
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")] = "nl"
    told: Mapping[Place, Mapping[FieldId, _Words]] = Field(
        description="Words by field, by the place where they stand; docs/reference/notice-fields.md lists the fields."
    )
    withheld: tuple[WithheldFields, ...] = Field((), max_length=40)


class DescribedProfile(_Asking):
    """A profile of Kenbaar, and perhaps a decision with it: `reference`, `decided_on`, `outcome` and so on."""

    profile: Profile
    decision: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in a description to look at again, beside what the law finds."""

    id: str
    text: LocalText


@dataclass(frozen=True, slots=True)
class Described:
    """A description that was read: the notice, and what it asks: facts, and perhaps the days."""

    notice: Notice
    asked: Asked
    remarks: tuple[Remark, ...] = ()


_Shape = TypeVar("_Shape", DescribedLetter, DescribedProfile)


def described(content: bytes, *, name: str = "", today: dt.date) -> Described:
    """Return the notice that a file describes, JSON or YAML by its name. Raises NoticeRefused."""
    try:
        return described_in(read_facts(content, name=name, most=MOST_BYTES), today=today)
    except FactsRefused as error:
        raise _of_facts(error) from error


def described_in(raw: Any, *, today: dt.date) -> Described:
    """Return the notice that data describe. `today` bounds the day of a decision. Raises NoticeRefused."""
    if not isinstance(raw, dict) or not ({"told", "profile"} & set(raw)):
        what = "expected `facts` and `told`, or a `profile`; docs/reference/notice-format.md has examples"
        raise NoticeRefused([NoticeProblem("the notice", what)])
    # YAML makes a truth value of the key `on`, and a day of what looks like one.
    plain = {"on" if key is True else str(key): _plain(value) for key, value in raw.items()}
    if "profile" in plain:
        return _of_profile(_read(DescribedProfile, {**plain, "profile": _profile(plain["profile"])}), today)
    return _of_letter(_read(DescribedLetter, plain))


def notice_of(profile: Profile, decision: Decision | None = None) -> Notice:
    """Return what a profile tells of all its decisions, or of one."""
    withheld = tuple(Withholding(tuple(each.fields), each.law, each.article) for each in profile.withheld)
    languages = (decision.language,) if decision else tuple(str(each) for each in profile.languages)
    return Notice(languages, told(profile, decision), withheld)


def facts_of(profile: Profile) -> Sheet:
    """Return the facts of a profile that the law looks at; its own `automation` goes first. Raises NoticeRefused."""
    return _with_automation(_asked(profile.facts, {}, "profile.facts.").facts, profile)


_NO_GROUND = Remark(
    "withheld_without_ground",
    both(
        "De melding houdt iets geheim en noemt geen wet en artikel. Noem die, of vertel het alsnog.",
        "The notice withholds something and names no law and article. Name these, or tell it after all.",
    ),
)
_NOT_IN_FACTS = Remark(
    "withheld_not_in_facts",
    both(
        "De melding houdt iets geheim en de feiten zeggen niet waarom. Vul bij de feiten `withheld` in.",
        "The notice withholds something and the facts do not say why. Answer the fact `withheld`.",
    ),
)
_AUTOMATION = Remark(
    "automation_differs",
    both(
        "Het profiel en de feiten zeggen iets anders over `automation`. Er is gerekend met het profiel.",
        "The profile and the facts differ about `automation`. The profile was gone by.",
    ),
)


def _of_letter(letter: DescribedLetter) -> Described:
    words: dict[str, Told] = {}
    for place, fields in letter.told.items():
        for name, text in fields.items():
            # What nobody sees tells nobody anything.
            if any(sign.isprintable() and not sign.isspace() for sign in text):
                before = words.get(name, Told(name, (), {letter.language: text}))
                words[name] = replace(before, places=(*before.places, place))
    withheld = tuple(Withholding(each.fields, each.law, each.article) for each in letter.withheld)
    asked = _asked(letter.facts, letter.model_dump(include=_DAYS), "facts.")
    notice = Notice((letter.language,), words, withheld)
    return Described(notice, asked, tuple(_remarks(notice, asked.facts)))


def _of_profile(said: DescribedProfile, today: dt.date) -> Described:
    profile = said.profile
    asked = _asked(profile.facts, said.model_dump(include=_DAYS), "profile.facts.")
    decision = _decision(profile, said.decision, today) if said.decision is not None else None
    notice = notice_of(profile, decision)
    remarks = list(_remarks(notice, asked.facts))
    if asked.facts.value("automation") not in {None, profile.automation.value}:
        remarks.append(_AUTOMATION)
    return Described(notice, replace(asked, facts=_with_automation(asked.facts, profile)), tuple(remarks))


def _profile(raw: Any) -> Profile:
    try:
        return profile_of(raw)
    except ProfileRefused as error:
        places = ((".".join(filter(None, ("profile", each.place))), each.what.en) for each in error.misfits)
        raise NoticeRefused([NoticeProblem(*each) for each in places][:_MOST_PROBLEMS]) from error


def _with_automation(facts: Sheet, profile: Profile) -> Sheet:
    return facts.with_answers({"automation": known(profile.automation.value)})


def _remarks(notice: Notice, facts: Sheet) -> Iterator[Remark]:
    if any(not each.grounded for each in notice.withheld):
        yield _NO_GROUND
    if notice.withheld and (facts.value("withheld") or ["none"]) == ["none"]:
        yield _NOT_IN_FACTS


def _decision(profile: Profile, row: Mapping[str, Any], today: dt.date) -> Decision:
    found = Reader(profile, today=today).read(row_of(row))
    if isinstance(found, Decision):
        return found
    raise NoticeRefused(
        [
            NoticeProblem(f"decision.{each.field}", f"{each.message.en} {each.remedy.en}")
            for each in found.faults[:_MOST_PROBLEMS]
        ]
    )


def _asked(facts: Mapping[str, Any], beside: Mapping[str, Any], place: str) -> Asked:
    try:
        return asked_of({**beside, "facts": dict(facts)}, vocabulary())
    except FactsRefused as error:
        raise _of_facts(error, place) from error


def _of_facts(error: FactsRefused, place: str = "") -> NoticeRefused:
    """Return the refusal with its places as they stand in the description."""
    problems = error.problems[:_MOST_PROBLEMS]
    return NoticeRefused(
        [NoticeProblem(each.fact if each.fact in _BESIDE else f"{place}{each.fact}", each.what) for each in problems]
    )


def _read(shape: type[_Shape], raw: Mapping[str, Any]) -> _Shape:
    try:
        return shape.model_validate(raw)
    except ValidationError as error:
        issues = error.errors(include_url=False, include_input=False)[:_MOST_PROBLEMS]
        raise NoticeRefused([_problem(issue) for issue in issues]) from error


def _problem(issue: Any) -> NoticeProblem:
    steps = [str(step)[:_LONGEST_STEP] for step in issue["loc"] if step != "[key]"]
    what, remedy = _SENTENCES.get(issue["type"], (issue["msg"].removeprefix("Value error, "), _ELSE))
    return NoticeProblem(".".join(steps) or "the notice", f"{what}; {remedy}"[:_LONGEST])


def _plain(value: Any) -> Any:
    """Return what YAML made a day of as the text that stood there."""
    return value.isoformat() if isinstance(value, dt.date) else value
