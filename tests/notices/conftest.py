"""What tests of runs begin with."""

from pathlib import Path

import pytest

from kenbaar.notices.streaming import running
from tests.notices.run_world import Place


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Give a body with a folder to work in; parts of a run are small."""
    monkeypatch.setattr(running, "ROWS_IN_PART", 3)
    return Place(tmp_path)
