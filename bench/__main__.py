"""`make bench`: print every figure; `python -m bench search --sizes 1500,100000` prints some."""

import os
import tempfile
from typing import Annotated

import typer

SECTIONS = (
    "start",
    "files",
    "pages",
    "search",
    "law",
    "ledger",
    "desk",
    "letters",
    "notices",
    "notices-api",
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
            pages,
            sealing,
            searching,
            starting,
        )

        if "start" in chosen:
            starting.measure()
        if "files" in chosen:
            files.measure(records)
        if "pages" in chosen:
            pages.measure()
        if "search" in chosen:
            searching.measure([int(size) for size in sizes.split(",")])
        if "law" in chosen:
            law.measure(records)
        if "ledger" in chosen:
            ledger.measure(leaves)
            sealing.measure(leaves // 20)
        if "desk" in chosen:
            desk.measure()
        if "letters" in chosen:
            letters.measure()
        if "notices" in chosen:
            notices.measure(decisions)
        if "notices-api" in chosen:
            notices_api.measure()
        if "killing" in chosen:
            killing.measure(decisions)


if __name__ == "__main__":
    typer.run(main)
