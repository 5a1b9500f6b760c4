"""`kenbaar notice check`: what the law asks of a notice and lacks in it. It needs no database."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from kenbaar.cli.blocks import Block, show
from kenbaar.cli.classification_wording import STATUSES, word
from kenbaar.cli.days import WRONG, day_given, today
from kenbaar.cli.screen import complain, console
from kenbaar.decisions.checking import LACKS, Check, Finding, Means, Verdict
from kenbaar.decisions.describing import MOST_BYTES, Described, NoticeRefused, described
from kenbaar.decisions.reporting import MEANS, PLACES, VERDICTS, check_told, checked, remarks_on
from kenbaar.law.reading import law_book
from kenbaar.law.results import NoticeDutyFound
from kenbaar.values import Language, LocalText, both

_STANDARD_INPUT = "-"
# What stands in the law where no article was found; the regime itself is shown.
_NO_ARTICLE = "-"
# 0: complete, or nothing is owed.
_STATUS = {Verdict.LACKS: 1, Verdict.UNSURE: 3}
_TITLES: tuple[tuple[LocalText, frozenset[Means]], ...] = (
    (both("Wat ontbreekt", "What lacks"), LACKS),
    (both("Wat nog niet te zeggen is", "What cannot be said yet"), frozenset({Means.UNSURE})),
    (both("Wat geheim blijft", "What is withheld"), frozenset({Means.WITHHELD})),
    (both("Vroeg of nog niet verplicht", "Early or not owed yet"), frozenset({Means.EARLY_VOLUNTARY, Means.NOT_YET})),
    (both("Beleid, geen wet", "Policy, no statute"), frozenset({Means.POLICY})),
    (both("Komt met elk besluit", "Comes with each decision"), frozenset({Means.AWAITS_DECISION})),
)
_HEADS = (
    both("veld", "field"),
    both("wat", "what"),
    both("volgens", "by"),
    both("hoe gevraagd", "how asked"),
    both("betekent", "means"),
)
_IN_ORDER = both("In orde: {fields}.", "In order: {fields}.")
_ELSEWHERE = both("staat {found}, hoort {asked}", "stands {found}, belongs {asked}")
_LANGUAGES = both("niet in {languages}", "not in {languages}")
_OR = both(" of ", " or ")
_DEPENDS = both("hangt af van: {facts}", "depends on: {facts}")
_FROM = both("vanaf {day}", "from {day}")
_TOLD = both("staat erin", "is there")
_NOT_TOLD = both("staat er niet in", "is not there")
_NO_GROUND = both("geheim zonder geldige grond", "withheld without a ground that counts")
_DAYS = both("Op {on}, met de wet zoals bekend op {known}.", "On {on}, by the law as known on {known}.")
_ASSUMED = both(
    "Niet gezegd, en aangenomen: {facts}. Een ander antwoord kan veranderen wat ontbreekt.",
    "Not said, and taken for granted: {facts}. Another answer can change what lacks.",
)
_REGIMES = both("Per regel", "By regime")
_WHETHER = {
    Verdict.LACKS: both("er ontbreekt iets", "something lacks"),
    Verdict.UNSURE: both("nog niet te zeggen", "cannot be said yet"),
    Verdict.COMPLETE: both("volledig", "complete"),
    Verdict.NOTHING_OWED: both("vraagt hier niets", "asks for nothing here"),
}


def add_to(app: typer.Typer) -> None:
    """Add the group of commands about one notice."""
    group = typer.Typer(name="notice", help="Check what a notice tells.", no_args_is_help=True)
    group.command("check")(check_file)
    group.callback()(lambda: None)
    app.add_typer(group)


def check_file(
    file: Annotated[Path, typer.Argument(help="Description of a notice (YAML or JSON); `-` reads standard input.")],
    *,
    on: Annotated[str, typer.Option(help="Day for which to check; today unless said.")] = "",
    known: Annotated[str, typer.Option(help="Go by the law as it was known on this day; today unless said.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    language: Annotated[Language, typer.Option(help="Language of the report.")] = Language.NL,
) -> None:
    """Say what each law asks of a notice, and what it means when something lacks."""
    days = {"on": day_given(on, "--on"), "known": day_given(known, "--known")}
    now = today()
    try:
        read = described(_content(file), name=file.name, today=now)
    except NoticeRefused as error:
        for problem in error.problems:
            complain(str(problem))
        complain("Nothing was checked. docs/reference/notice-format.md says what a description can hold.")
        raise typer.Exit(WRONG) from error
    found = checked(read, today=now, **days)
    if as_json:
        told = check_told(found, read)
        sys.stdout.buffer.write(orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
        sys.stdout.flush()
    else:
        show(_blocks(found, read, language), console)
    raise typer.Exit(_STATUS.get(found.verdict, 0))


def _content(file: Path) -> bytes:
    """Return what stands in a file, and of one that is too large only so much that it is refused."""
    if str(file) == _STANDARD_INPUT:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with file.open("rb") as handle:
            return handle.read(MOST_BYTES + 1)
    except OSError as error:
        complain(f"The file {file} cannot be read ({error.strerror}). Mind its name; `-` reads standard input.")
        raise typer.Exit(WRONG) from error


def _blocks(found: Check, read: Described, speak: Language) -> Iterator[Block]:
    law = found.classification
    remarks = tuple(each.text.to(speak) for each in remarks_on(found, read))
    days = _DAYS.to(speak).format(on=law.on, known=law.known)
    assumed = (_ASSUMED.to(speak).format(facts=", ".join(found.assumed)),) if found.assumed else ()
    yield Block(VERDICTS[found.verdict].to(speak), (days, *assumed, *remarks))
    yield Block(_REGIMES.to(speak), rows=tuple(_regimes(check_told(found, read), speak)))
    for title, means in _TITLES:
        rows = tuple(_row(each, speak) for each in found.findings if each.means in means)
        if rows:
            yield Block(title.to(speak), headings=tuple(head.to(speak) for head in _HEADS), rows=rows)
    in_order = dict.fromkeys(each.duty.field.id for each in found.findings if each.means is Means.FULFILLED)
    if in_order:
        yield Block(_IN_ORDER.to(speak).format(fields=", ".join(in_order)))


def _regimes(told: dict[str, Any], speak: Language) -> Iterator[tuple[str, str]]:
    for each in told["regimes"]:
        yield each["label"][speak], _WHETHER[Verdict(each["verdict"])].to(speak)


def _row(each: Finding, speak: Language) -> tuple[str, ...]:
    duty = each.duty
    return (
        duty.field.id,
        duty.field.label.to(speak),
        duty.status.article if duty.status.article != _NO_ARTICLE else _regime(duty.status.regime).to(speak),
        _how(duty, speak),
        "; ".join(_meaning(each, speak)),
    )


def _regime(regime: str) -> LocalText:
    return law_book().latest.regimes[regime].label


def _how(duty: NoticeDutyFound, speak: Language) -> str:
    """Return how a regime asks for a field, with the places where they are not the usual ones."""
    asked = word(STATUSES, duty.status.status, speak)
    return f"{asked}: {_places(duty.status.where, speak)}" if duty.status.where else asked


def _meaning(each: Finding, speak: Language) -> Iterator[str]:
    """Give what it means, and what somebody who mends it should know."""
    duty = each.duty
    if each.means is not Means.POLICY:
        yield MEANS[each.means].to(speak)
    else:
        yield (_TOLD if each.told else _NOT_TOLD).to(speak)
    if each.elsewhere:
        found, asked = _places(each.elsewhere, speak), _places(duty.status.told_in, speak)
        yield _ELSEWHERE.to(speak).format(found=found, asked=asked)
    elif each.partly:
        yield _LANGUAGES.to(speak).format(languages=", ".join(each.lacking))
    if each.withheld and each.means in LACKS:
        yield _NO_GROUND.to(speak)
    if each.means in {Means.EARLY_VOLUNTARY, Means.NOT_YET} and duty.binds_from:
        yield _FROM.to(speak).format(day=duty.binds_from)
    if each.means is Means.UNSURE and not duty.certainty.holds:
        yield _DEPENDS.to(speak).format(facts=", ".join(duty.missing))
    if duty.status.note:
        yield duty.status.note.to(speak)


def _places(places: Iterable[Any], speak: Language) -> str:
    return _OR.to(speak).join(PLACES[each].to(speak) for each in places)
