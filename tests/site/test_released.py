"""A released questionnaire never changes: whoever filled it in must find the same questions again."""

from tools import release


def test_every_questionnaire_is_released_and_none_has_changed() -> None:
    assert release.changed() == [], "make the change in a new version, and put the released one back"
    assert set(release.present()) == set(release.released()), "release a new version with `python -m tools.release`"
