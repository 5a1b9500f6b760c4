"""The page about facts says what the content says."""

from tools import reference


def test_the_page_about_facts_is_not_stale() -> None:
    assert reference.PAGE.read_text() == reference.page(), "run `python -m tools.reference`"
