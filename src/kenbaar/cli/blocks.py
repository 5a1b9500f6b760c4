"""A report as blocks of lines and tables, shown in a terminal or written as Markdown."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text


@dataclass(frozen=True, slots=True)
class Block:
    """A title with lines under it, or a table. A table without headings is a list of names with values."""

    title: str
    lines: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def show(blocks: Iterable[Block], console: Console) -> None:
    """Show blocks in a terminal. Nothing in them is markup."""
    for block in blocks:
        console.print(Text(block.title, style="bold"))
        for line in block.lines:
            console.print(Text(line))
        if block.rows:
            console.print(_table(block))
        console.print()


def to_markdown(blocks: Iterable[Block]) -> str:
    """Return blocks as Markdown."""
    return "\n".join(line for block in blocks for line in _markdown(block))


def _table(block: Block) -> Table:
    width = len(block.rows[0])
    headings = block.headings or ("",) * width
    table = Table(show_header=bool(block.headings), box=None, padding=(0, 2, 0, 0), header_style="italic")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in block.rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _markdown(block: Block) -> Iterable[str]:
    yield f"## {_escaped(block.title)}"
    yield ""
    for line in block.lines:
        yield f"- {_escaped(line)}"
    if block.lines:
        yield ""
    if not block.rows:
        return
    headings = block.headings or ("",) * len(block.rows[0])
    yield _row(headings)
    yield _row("---" for _heading in headings)
    yield from (_row(map(_escaped, row)) for row in block.rows)
    yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    """Return a text that Markdown and HTML leave as it is, on one line."""
    flat = " ".join(text.split())
    for mark in "\\`*_[]|#":
        flat = flat.replace(mark, "\\" + mark)
    return flat.replace("<", "&lt;")
