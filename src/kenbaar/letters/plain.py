"""An explanation as plain text, for an answer to who asks for it."""

from collections.abc import Collection, Iterator

from kenbaar.letters.explanation import Explanation, Section

# What is owed to who asks: the decision, the algorithm and its rules, data, weights, group, the human, and the routes.
ON_REQUEST = ("decided", "algorithm", "data", "weights", "class", "human", "routes")


def text_of(made: Explanation, sections: Collection[str] = ON_REQUEST) -> str:
    """Return these sections as text: a heading, its paragraphs, rows of its table as `name: ...`, and its routes."""
    parts = ["\n".join(_lines(each)) for each in made.sections if each.id in sections]
    return "\n\n".join([made.about, *(each.text for each in made.happened), *parts])


def _lines(section: Section) -> Iterator[str]:
    yield section.heading
    yield from (each.text for each in section.paragraphs)
    if section.table:
        _name, *columns = section.table.columns
        for first, *cells in section.table.rows:
            told = [f"{column}: {cell.text}" for column, cell in zip(columns, cells, strict=True) if cell.text]
            yield f"- {first.text}. {'; '.join(told)}"
    yield from (f"- {each.paragraph.text}" for each in section.routes)
