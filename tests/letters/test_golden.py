"""The words of a notice are as people agreed on them, in every language."""

from tests.support.golden_letters import FOLDER, golden


def test_mention_and_explanation_read_as_they_did() -> None:
    stored = {path.name: path.read_text() for path in FOLDER.iterdir()}

    assert stored == golden(), "when the words should change: python -m tests.support.golden_letters, and read the diff"
