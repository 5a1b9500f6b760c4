"""A released questionnaire or letter never changes: people must find the same questions and the same words again."""

from tools import release


def test_every_questionnaire_and_letter_is_released_and_none_has_changed() -> None:
    assert release.changed() == [], "make the change in a new version, and put the released one back"
    assert set(release.present()) == set(release.released()), "release a new version with `python -m tools.release`"
