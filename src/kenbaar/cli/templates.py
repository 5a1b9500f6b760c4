"""`kenbaar template`: bringing in templates of suppliers from files, and listing them."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from django.db import transaction
from django.utils import timezone
from rich.table import Table
from rich.text import Text

from kenbaar.cli.screen import complain, console, one_sentence, show_counts
from kenbaar.people.actors import OPERATOR
from kenbaar.standards.files.opening import open_source
from kenbaar.standards.files.refusals import shown
from kenbaar.suppliers.actions.importing import ImportedTemplate, TemplatesReport, import_templates, record_keeper
from kenbaar.suppliers.queries.templates import find_templates
from kenbaar.values import Language, LocalText, both

_FILE_BYTES = 16 * 1024 * 1024
_MOST_LISTED = 1000
_OUTCOMES = {
    "added": both("nieuw", "new"),
    "changed": both("gewijzigd", "changed"),
    "unchanged": both("ongewijzigd", "unchanged"),
    "refused": both("niet ingelezen", "not read"),
}
_KINDS = {
    "own": both("alleen de organisatie kan dit zeggen", "only the body can say this"),
    "gap": both("tekst met iets om in te vullen", "text with something to fill in"),
    "html_in_text": both("opmaak (HTML) in de tekst", "markup (HTML) in the text"),
    "unknown_field": both("onbekend veld, bewaard", "unknown field, kept"),
}
_OTHER = both("iets anders", "something else")
_DRY_RUN = both("Proef: er is niets bewaard", "Dry run: nothing was kept")
_IMPORTED = both("Ingelezen sjablonen", "Templates read")
_NOTICED = both("Wat er is opgemerkt", "What was noticed")
_FACTS = both("{count} gegevens", "{count} facts")
_LINE = both("{name} ({keeper}/{slug}): {what}", "{name} ({keeper}/{slug}): {what}")
_NONE = both("Er zijn nog geen sjablonen.", "There are no templates yet.")
_COLUMNS = (
    both("sjabloon", "template"),
    both("naam", "name"),
    both("versie", "version"),
    both("van", "of"),
)


def add_to(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="Templates of suppliers.", no_args_is_help=True)
    group.command("import")(import_files)
    group.command("list")(list_templates)
    app.add_typer(group, name="template")


def import_files(
    files: Annotated[list[Path], typer.Argument(help="Files with templates, in the fields of a known standard.")],
    *,
    keeper: Annotated[
        str, typer.Option(help="Organisation that keeps them, by slug or name; else each file is named after it.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do everything, then let nothing stand.")] = False,
    speak: Annotated[Language, typer.Option(help="Language of the report.")] = Language.NL,
) -> None:
    """Bring in files of templates, each file whole. An organisation that nobody knows is recorded as a company."""
    found: list[tuple[str, TemplatesReport]] = []
    for file in files:
        with one_sentence(speak=speak), open_source(file, limit=_FILE_BYTES) as source, transaction.atomic():
            now = timezone.now()
            body = record_keeper(keeper or file.stem, by=OPERATOR, now=now)
            report = import_templates(source.rows(), body, source=file.name, by=OPERATOR, now=now)
            found.append((body.slug, report))
            # The organisation goes with the templates: a dry run records neither.
            transaction.set_rollback(dry_run)
    _show(found, dry_run=dry_run, speak=speak)


def list_templates(
    words: Annotated[str, typer.Argument(help="Words of a product or supplier.")] = "",
    speak: Annotated[Language, typer.Option(help="Language of the report.")] = Language.NL,
) -> None:
    """List the templates that bodies can use."""
    with one_sentence(speak=speak):
        lines, _total = find_templates(OPERATOR, words, page=1, size=_MOST_LISTED)
    if not lines:
        complain(_NONE.to(speak))
        return
    table = Table(*(column.to(speak) for column in _COLUMNS))
    for line in lines:
        name = line.name.get(speak) or next(iter(line.name.values()), "")
        # As text: a name may look like the markup of the screen.
        table.add_row(
            Text(f"{line.keeper}/{line.slug}"), Text(name), str(line.version), line.written_at.date().isoformat()
        )
    console.print(table)


def _show(found: list[tuple[str, TemplatesReport]], *, dry_run: bool, speak: Language) -> None:
    for keeper, report in found:
        for each in report.templates:
            name = next(iter(each.read.name.values()), each.read.place.to(speak))
            line = _LINE.to(speak).format(
                name=shown(name), keeper=keeper, slug=each.read.slug or "-", what=_outcome(each, speak)
            )
            console.print(line, markup=False, highlight=False, soft_wrap=True)
    total: Counter[str] = Counter()
    for _keeper, report in found:
        total.update(report.as_details())
    title = _DRY_RUN if dry_run else _IMPORTED
    show_counts(title.to(speak), {_OUTCOMES[name].to(speak): total[name] for name in _OUTCOMES})
    kinds = Counter(
        notice.kind for _keeper, report in found for each in report.templates for notice in each.read.noticed
    )
    if kinds:
        show_counts(
            _NOTICED.to(speak), {_KINDS.get(kind, _OTHER).to(speak): count for kind, count in kinds.most_common()}
        )


def _outcome(each: ImportedTemplate, speak: Language) -> str:
    if each.outcome is None:
        refusal: LocalText | None = each.read.refusal
        return f"{_OUTCOMES['refused'].to(speak)}. {refusal.to(speak) if refusal else ''}"
    facts = _FACTS.to(speak).format(count=len(each.read.content.sheet))
    return f"{_OUTCOMES[each.outcome].to(speak)}, {facts}"
