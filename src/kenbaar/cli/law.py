"""`kenbaar law`: show what stands in the law as data, say what changed in it, and check it. It needs no database."""

import datetime as dt
from collections.abc import Sequence
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.table import Table
from rich.text import Text

from kenbaar.cli.days import WRONG, day_given, today
from kenbaar.cli.law_view import change_rows, item_lines
from kenbaar.cli.screen import complain, console
from kenbaar.law.changing import How, changes
from kenbaar.law.reading import LawBook, law_book, read_law
from kenbaar.law.showing import listed, near, shown
from kenbaar.rules.content_files import ContentError
from kenbaar.rules.facts import VocabularyError, vocabulary
from kenbaar.rules.questionnaire_files import questionnaires
from kenbaar.values import Language, both

_COLUMNS = (both("lijst", "list"), both("id", "id"), both("wat", "what"), both("zegt", "says"))
_CHANGED = {
    How.ADDED: both("erbij", "added"),
    How.REMOVED: both("vervallen", "removed"),
    How.CHANGED: both("gewijzigd", "changed"),
}
_NOTHING_CHANGED = both("Er is niets veranderd.", "Nothing changed.")


class Form(StrEnum):
    """How a result is written."""

    TABLE = "table"
    JSON = "json"


Known = Annotated[str, typer.Option(help="Go by the law as it was known on this day; today unless said.")]
On = Annotated[str, typer.Option(help="Day for which to say whether something is reached; today unless said.")]
Speak = Annotated[Language, typer.Option(help="Language of the report.")]
Written = Annotated[Form, typer.Option("--format", help="table or json.")]


def add_to(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="Show, compare and check the law as data.", no_args_is_help=True)
    group.command("show")(show_law)
    group.command("diff")(compare_law)
    group.command("check")(check_content)
    app.add_typer(group, name="law")


def show_law(
    item: Annotated[str, typer.Argument(metavar="ID", help="What to show; without it, a list of everything.")] = "",
    *,
    known: Known = "",
    on: On = "",
    form: Written = Form.TABLE,
    language: Speak = Language.NL,
) -> None:
    """Show a parameter, outcome, duty, clock or anything else in the law, with its source."""
    book, day = _book(), _day(known, "--known")
    if not item:
        _write_list(list(listed(book, day)), form, language)
        return
    found = shown(book, item, known=day, on=_day(on, "--on"))
    if found is None:
        close = get_close_matches(item, near(book, day), n=3)
        meant = f" Did you mean {' or '.join(close)}?" if close else " `kenbaar law show` lists everything."
        complain(f"The law of {day} has nothing with the id '{item[:80]}'.{meant}")
        raise typer.Exit(WRONG)
    if form is Form.JSON:
        _write_json(found)
        return
    for line in item_lines(found, language):
        console.print(line, soft_wrap=True)


def compare_law(
    since: Annotated[str, typer.Option("--from", help="Earlier day on which the law was known.")],
    until: Annotated[str, typer.Option("--to", help="Later day; today unless said.")] = "",
    *,
    form: Written = Form.TABLE,
    language: Speak = Language.NL,
) -> None:
    """Say what changed in the law between two days on which it was known."""
    found = changes(_book(), since=_day(since, "--from"), until=_day(until, "--to"))
    if form is Form.JSON:
        _write_json([_change_told(each) for each in found])
        return
    if not found:
        console.print(_NOTHING_CHANGED.to(language))
        return
    for how in How:
        rows = [row for each in found if each.how is how for row in change_rows(each, language)]
        if rows:
            console.print(Text(_CHANGED[how].to(language), style="bold"))
            console.print(_table(("", "", "", ""), rows))


def check_content(
    folder: Annotated[
        Path | None, typer.Option(exists=True, file_okay=False, help="Check the law in this folder instead of our own.")
    ] = None,
) -> None:
    """Check the vocabulary, the law of every day, and the questionnaires. A mistake has its file, line and remedy."""
    try:
        facts = vocabulary()
        book = read_law(folder, facts) if folder else law_book()
    except (ContentError, VocabularyError) as error:
        _refuse(str(error).splitlines())
    _refuse(list(dict.fromkeys(_mistakes(book))))
    items = sum(map(len, book.items.values()))
    counts = f"{len(facts)} facts, {items} items of law known on {len(book.days)} different days"
    console.print(f"{counts}, {len(questionnaires())} questionnaires: no mistakes.", soft_wrap=True)


def _mistakes(book: LawBook) -> list[str]:
    """Return what is wrong on any day, and in the questionnaires; the same mistake on several days is one."""
    found = []
    for day in book.days:
        try:
            book.at(day)
        except ContentError as error:
            found.extend(str(error).splitlines())
    try:
        questionnaires()
    except ContentError as error:
        found.extend(str(error).splitlines())
    return found


def _refuse(mistakes: list[str]) -> None:
    if not mistakes:
        return
    for mistake in mistakes:
        complain(mistake)
    raise typer.Exit(1)


def _book() -> LawBook:
    try:
        book = law_book()
        book.at(book.days[-1])
    except (ContentError, VocabularyError) as error:
        _refuse(str(error).splitlines())
    return book


def _day(text: str, option: str) -> dt.date:
    return day_given(text, option) or today()


def _write_list(items: list[dict[str, Any]], form: Form, language: Language) -> None:
    if form is Form.JSON:
        _write_json(items)
        return
    rows = [
        (each["list"], each["id"], each["label"][language] if each["label"] else "", each["says"]) for each in items
    ]
    console.print(_table(tuple(column.to(language) for column in _COLUMNS), rows))


def _table(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    table = Table(show_header=any(headings), box=None, padding=(0, 2, 0, 0))
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _change_told(change: Any) -> dict[str, Any]:
    return {
        "list": change.list,
        "id": change.id,
        "how": change.how.value,
        "label": change.label.model_dump() if change.label else None,
        "fields": {name: {"then": old, "now": new} for name, (old, new) in change.fields.items()},
    }


def _write_json(data: Any) -> None:
    typer.echo(orjson.dumps(data, option=orjson.OPT_INDENT_2).decode())
