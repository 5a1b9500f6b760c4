"""`kenbaar import-kader`: a checkout of the Algoritmekader becomes a snapshot, with a list of what is wrong in it."""

import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from kenbaar.cli import kader_wording as wording
from kenbaar.cli.screen import complain, console, csv_file, errors, one_sentence, progress, show_counts
from kenbaar.law.kader.findings import Finding, FindingKind, finding
from kenbaar.law.kader.linking import Link, linked
from kenbaar.law.kader.reading import MOST_BYTES_IN_FILE, is_wanted, read_kader
from kenbaar.law.kader.renumbering import Renumbering, renumbered
from kenbaar.law.kader.shape import Kader, KaderRefused, Kind
from kenbaar.law.kader.storing import to_json
from kenbaar.values import Language

# Keeps the snapshot of a tag; gives the duties of Kenbaar as (id, law, article).
Keep = Callable[[dict[str, Any]], object]
Duties = Callable[[], Iterable[tuple[str, str, str]]]

_MOST_VISITED = 100_000
_MOST_IN_TAG = 100
_NOT_IN_TAG = re.compile(r"[^\w.-]+")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_BRANCH = re.compile(r"ref: (refs/heads/[\w.-]+(?:/[\w.-]+)*)")


def add_to(app: typer.Typer, *, keep: Keep, duties: Duties) -> None:
    """Add the command, with what keeps a snapshot and what knows the duties."""

    @app.command("import-kader")
    def import_kader(
        folder: Annotated[Path, typer.Argument(metavar="DIR", help="Checkout of MinBZK/Algoritmekader.")],
        *,
        tag: Annotated[str, typer.Option(help="Version that it is, such as v2.5.1; else its commit or its name.")] = "",
        previous: Annotated[Path | None, typer.Option(help="Checkout of an older version, to compare with.")] = None,
        findings: Annotated[Path | None, typer.Option(help="Write the findings to this CSV file.")] = None,
        dry_run: Annotated[bool, typer.Option("--dry-run", help="Do everything, then keep nothing.")] = False,
        speak: Annotated[Language, typer.Option(help="Language of the report.")] = Language.NL,
    ) -> None:
        """Read a checkout of the Algoritmekader. What is wrong in it is a finding and stops nothing."""
        with one_sentence(speak=speak), _in_one_sentence(speak):
            kader = read_folder(folder, tag=tag)
            changes = renumbered(read_folder(previous, tag=""), kader) if previous else None
            found = (*kader.findings, *(changes.findings if changes else ()))
            links = linked(kader, duties())
            if findings is not None:
                _write_findings(findings, found, speak)
            if not dry_run:
                keep(to_json(kader))
        title = wording.DRY_RUN if dry_run else wording.KEPT
        console.print(Text(title.to(speak).format(tag=kader.tag), style="bold"))
        show(kader, links, changes, found, speak)
        _say_where(findings, found, speak)


def read_folder(folder: Path, *, tag: str) -> Kader:
    """Read a checkout from disk, with a progress bar. Links are not followed. Raises KaderRefused."""
    if not folder.is_dir():
        raise KaderRefused(wording.filled(wording.NO_FOLDER, path=folder))
    problems: list[Finding] = []
    with progress() as bar:
        task = bar.add_task(folder.name, total=None)

        def contents() -> Iterator[tuple[str, bytes]]:
            for path in _wanted_in(folder, problems):
                content = _content(folder, path, problems)
                bar.advance(task)
                if content is not None:
                    yield path, content

        kader = read_kader(contents(), tag=tag or _version_of(folder))
        bar.update(task, total=bar.tasks[task].completed)
    return kader.with_findings(tuple(problems))


def show(
    kader: Kader, links: tuple[Link, ...], changes: Renumbering | None, found: tuple[Finding, ...], speak: Language
) -> None:
    """Show the items with their links, what changed, and the findings by kind."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("")
    for heading in (wording.NUMBER, wording.LINKED, wording.LINKS):
        table.add_column(heading.to(speak), justify="right")
    for kind in Kind:
        of_kind = [link for link in links if link.kind is kind]
        linked_items, pairs = {link.slug for link in of_kind}, {(link.slug, link.duty) for link in of_kind}
        table.add_row(wording.ITEMS[kind].to(speak), str(len(kader.of(kind))), str(len(linked_items)), str(len(pairs)))
    console.print(table)
    if changes is not None:
        show_counts(
            wording.filled(wording.CHANGES, old=changes.old_tag, new=changes.new_tag).to(speak),
            {label.to(speak): len(getattr(changes, name)) for name, label in wording.CHANGED.items()},
        )
    counts = Counter(each.kind for each in found)
    show_counts(wording.FINDINGS.to(speak), {kind.label.to(speak): count for kind, count in counts.most_common()})


def _say_where(findings: Path | None, found: tuple[Finding, ...], speak: Language) -> None:
    if not found and findings is None:
        return
    where = wording.filled(wording.WHOLE_LIST, file=findings) if findings else wording.GET_LIST
    errors.print(where.to(speak), markup=False, highlight=False, soft_wrap=True)


def _wanted_in(folder: Path, problems: list[Finding]) -> Iterator[str]:
    """Give the files that matter, in the order of their names; of folders and files that are links, none."""

    def unlisted(error: OSError) -> None:
        problems.append(
            finding(FindingKind.UNREADABLE, Path(error.filename).relative_to(folder).as_posix(), why=error.strerror)
        )

    visited = 0
    for here, folders, files in os.walk(folder, onerror=unlisted):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        visited += len(folders) + len(files)
        if visited > _MOST_VISITED:
            raise KaderRefused(wording.filled(wording.TOO_MANY, most=f"{_MOST_VISITED:,}"))
        at = Path(here).relative_to(folder)
        for name in folders:
            if Path(here, name).is_symlink() and is_wanted((at / name / "page.md").as_posix()):
                problems.append(finding(FindingKind.NOT_A_FILE, (at / name).as_posix()))
        for name in sorted(files):
            if is_wanted(path := (at / name).as_posix()):
                yield path


def _content(folder: Path, path: str, problems: list[Finding]) -> bytes | None:
    """Return what is in a file, and one byte more than fits at most; None, with a finding, for no regular file."""
    try:
        # Neither a link nor something that makes the reader wait.
        handle = os.open(folder / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        is_link = (folder / path).is_symlink()
        problems.append(
            finding(FindingKind.NOT_A_FILE, path)
            if is_link
            else finding(FindingKind.UNREADABLE, path, why=error.strerror)
        )
        return None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            problems.append(finding(FindingKind.NOT_A_FILE, path))
            return None
        return file.read(MOST_BYTES_IN_FILE + 1)


def _version_of(folder: Path) -> str:
    """Return the commit that a checkout stands on; the name of the folder when it does not tell."""
    head = _first_line(folder / ".git" / "HEAD")
    if branch := _BRANCH.fullmatch(head):
        head = _first_line(folder / ".git" / branch[1])
    name = _NOT_IN_TAG.sub("-", folder.resolve().name)[:_MOST_IN_TAG].lstrip("-.")
    return head[:12] if _COMMIT.fullmatch(head) else name or "checkout"


@contextmanager
def _in_one_sentence(speak: Language) -> Iterator[None]:
    """Show why a checkout is refused in the language of the report, and leave with status 1."""
    try:
        yield
    except KaderRefused as error:
        complain(error.message.to(speak))
        raise typer.Exit(1) from error


def _first_line(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(300).split(b"\n")[0].decode(errors="replace")
    except OSError:
        return ""


def _write_findings(path: Path, found: tuple[Finding, ...], speak: Language) -> None:
    with csv_file(path, [label.to(speak) for label in wording.COLUMNS]) as write:
        for each in found:
            line = str(each.line) if each.line else ""
            write((each.kind.value, each.file, line, each.what.to(speak), each.remedy.to(speak)))
