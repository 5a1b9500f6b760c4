"""The commands in the documentation run as they stand there, page by page, each page in a folder of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def steps_of(page: Path) -> Iterator[tuple[str, list[str]]]:
    """Give each command of a page with the lines that its output must have."""
    lines = "".join(_CONSOLE.findall(page.read_text())).splitlines()
    for at, line in enumerate(lines):
        if line.startswith("$ "):
            shown = [other for other in lines[at + 1 :] if other]
            until = next((index for index, other in enumerate(shown) if other.startswith("$ ")), len(shown))
            yield line[2:], shown[:until]


@pytest.mark.parametrize(
    "page", [page for page in PAGES if _CONSOLE.search(page.read_text())], ids=lambda page: str(page.relative_to(ROOT))
)
def test_the_commands_of_a_page_do_what_it_says(page: Path, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "KENBAAR_DATA_DIR": str(tmp_path / "data"),
        "KENBAAR_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "kenbaar.site.settings",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "160",
    }
    for command, expected in steps_of(page):
        ran = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command],
            cwd=tmp_path,
            env=environment,
            check=False,
            capture_output=True,
            text=True,
        )
        said = ran.stdout + ran.stderr
        assert ran.returncode == 0, f"$ {command}\n{said}"
        for line in expected:
            assert line in said, f"$ {command}\nshould show {line!r}, and shows\n{said}"


def test_pages_have_commands_to_run() -> None:
    assert sum(1 for page in PAGES for _ in steps_of(page)) >= 10
