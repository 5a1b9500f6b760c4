"""A profile comes from outside: what does not fit is refused by its place, with what helps."""

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenbaar.decisions.profile_files import ProfileRefused, profile_of, read_profile
from kenbaar.decisions.wholeness import lacks
from tests.decisions.profiles import content

_TOO_DEEP = b'{"a":' * 40 + b"1" + b"}" * 40


def _places(**changes: Any) -> list[str]:
    with pytest.raises(ProfileRefused) as refused:
        profile_of(content(**changes))
    assert all(each.what.nl and each.what.en and "{" not in each.what.nl for each in refused.value.misfits)
    return [each.place for each in refused.value.misfits]


def test_a_profile_and_its_content_say_the_same() -> None:
    profile = profile_of(content())
    assert profile_of(profile.content()) == profile
    assert profile_of(profile.content()).digest() == profile.digest()
    assert profile_of(content(name={"nl": "Anders"})).digest() != profile.digest()


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"name": {"nl": "x" * 4001}}, "name.nl"),
        ({"name": {"de": "Bescheid"}}, "name"),
        ({"languages": []}, "languages"),
        ({"languages": ["nl", "en", "fr", "nl"]}, "languages"),
        ({"automation": "perhaps"}, "automation"),
        ({"version": "one"}, "version"),
        ({"version": 0}, "version"),
        ({"extra": 1}, "extra"),
        ({"name": 5}, "name"),
        ({"entry": 5}, "entry"),
        ({"format": "kenbaar-profile/2"}, "format"),
        ({"public_page": "javascript:alert(1)"}, "public_page"),
        ({"fria_summary": "zie bijlage"}, "fria_summary"),
        ({"wording": {"template": "../../etc"}}, "wording.template"),
        ({"data": [{"id": "Inkomen", "label": {}, "source": {}}]}, "data.0.id"),
        ({"data": [{"id": "a", "label": {}, "source": {}, "kind": "choice"}]}, "data.0"),
        ({"data": [{"id": "a", "label": {}, "source": {}, "least": "1"}]}, "data.0"),
        ({"data": [{"id": "a", "label": {}, "source": {}, "kind": "money", "least": "2", "most": "1"}]}, "data.0"),
        ({"data": [{"id": "a", "label": {}, "source": {}, "kind": "money", "least": "1e9"}]}, "data.0.least"),
        ({"outcomes": [{"id": "granted", "label": {}}] * 2}, ""),
        ({"data": []}, ""),
        (
            {"routes": [{"kind": "objection", "body": {}, "term": {"count": 600, "unit": "weeks"}}]},
            "routes.0.term.count",
        ),
        (
            {"routes": [{"kind": "objection", "body": {}, "ways": [{"channel": "web", "address": "javascript:1"}]}]},
            "routes.0.ways.0",
        ),
        ({"selection": {"classes": [{"id": "a", "label": {}, "meaning": {}}], "basis": "law"}}, "selection"),
        ({"selection": {"classes": [], "basis": "policy"}}, "selection.classes"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_place(changes: dict[str, Any], place: str) -> None:
    assert _places(**changes) == [place]


@pytest.mark.parametrize(
    "file", [b"", b"[]", b"\xff\xfe", b'{"a":1,"a":2}', b"{" * 10, b"x" * 300_000, _TOO_DEEP, b"a: &a [*a]"]
)
def test_a_file_that_is_no_profile_is_refused_with_a_sentence(file: bytes) -> None:
    with pytest.raises(ProfileRefused) as refused:
        read_profile(file)
    assert refused.value.misfits[0].what.nl


def test_a_file_says_the_same_in_json_and_in_yaml() -> None:
    said = content()
    assert read_profile(orjson.dumps(said)) == profile_of(said)
    text = "\n".join(f"{name}: {orjson.dumps(part).decode()}" for name, part in said.items())
    assert read_profile(text.encode(), name="profiel.yaml") == profile_of(said)


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(content())), _ANYTHING)
def test_whatever_stands_in_a_part_it_is_read_or_refused(part: str, value: Any) -> None:
    try:
        profile_of(content(**{part: value}))
    except ProfileRefused as refused:
        assert refused.misfits


def test_a_text_lacks_where_people_get_the_notice_in_a_language_that_it_does_not_have() -> None:
    assert lacks(profile_of(content())) == ()
    both = {"nl": "Ja", "en": "Yes"}
    own = {"template": "decision/1", "own": {"closing": {"nl": "Dank u."}}}
    said = content(languages=["nl", "en"], name=both, algorithm=both, wording=own)
    said["outcomes"] = [{"id": "granted", "label": {}}]
    found = {each.place: each.what.en for each in lacks(profile_of(said))}
    assert "name" not in found
    assert found["purpose"] == "This text lacks in English. Add it."
    assert found["outcomes.0.label"] == "This text lacks in Dutch, English. Add it."
    assert {"responsible.name", "data.1.source", "routes.0.body", "wording.own.closing"} <= set(found)
    # A text that a profile need not have lacks nowhere.
    assert "consequences" not in found
