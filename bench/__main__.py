"""`make bench`: print every figure; `python -m bench search --sizes 1500,100000` prints some."""

import os
import tempfile
from collections.abc import Callable
from typing import Annotated

import typer

SECTIONS = (
    "start",
    "files",
    "pages",
    "search",
    "law",
    "ledger",
    "sealing",
    "desk",
    "letters",
    "notices",
    "notices-api",
    "notices-spark",
    "killing",
)


def main(
    sections: Annotated[list[str] | None, typer.Argument(help=f"Some of: {', '.join(SECTIONS)}.")] = None,
    sizes: Annotated[
        str, typer.Option(help="Sizes of the register for the search, with commas.")
    ] = "1500,100000,1000000",
    records: Annotated[int, typer.Option(help="Number of invented records to import, export and classify.")] = 100_000,
    decisions: Annotated[int, typer.Option(help="Number of invented decisions to issue.")] = 1_000_000,
    leaves: Annotated[int, typer.Option(help="Number of leaves of the log.")] = 10_000_000,
) -> None:
    """Measure."""
    chosen = sections or list(SECTIONS)
    if unknown := set(chosen) - set(SECTIONS):
        raise typer.BadParameter(f"there is no section {', '.join(sorted(unknown))}; choose from {', '.join(SECTIONS)}")
    with tempfile.TemporaryDirectory(prefix="kenbaar-bench-") as folder:
        os.environ.setdefault("KENBAAR_DATA_DIR", folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kenbaar.site.settings")
        import django

        django.setup()
        from bench import (
            desk,
            files,
            killing,
            law,
            ledger,
            letters,
            notices,
            notices_api,
            notices_spark,
            pages,
            sealing,
            searching,
            starting,
        )

        deeds: dict[str, Callable[[], None]] = {
            "start": starting.measure,
            "files": lambda: files.measure(records),
            "pages": pages.measure,
            "search": lambda: searching.measure([int(size) for size in sizes.split(",")]),
            "law": lambda: law.measure(records),
            "ledger": lambda: ledger.measure(leaves),
            "sealing": lambda: sealing.measure(leaves // 20),
            "desk": desk.measure,
            "letters": letters.measure,
            "notices": lambda: notices.measure(decisions),
            "notices-api": notices_api.measure,
            "notices-spark": lambda: notices_spark.measure(decisions),
            "killing": lambda: killing.measure(decisions),
        }
        for section in SECTIONS:
            if section in chosen:
                deeds[section]()


if __name__ == "__main__":
    typer.run(main)
