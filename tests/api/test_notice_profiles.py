"""A system of a body writes notice profiles, and approves none that it wrote itself."""

from typing import Any

import pytest

from kenbaar.people.models import Scope
from tests import make
from tests.api.tokens import Service
from tests.decisions.profiles import content
from tests.notices.profile_world import SLUG, ProfileWorld, deciding_sheet

pytestmark = pytest.mark.django_db
ADDRESS = f"/api/v1/notice-profiles/{SLUG}"


@pytest.fixture
def world() -> ProfileWorld:
    return ProfileWorld()


def _put(client: Service, said: Any, path: str = "", method: str = "put") -> Any:
    return getattr(client, method)(f"{ADDRESS}{path}", said, content_type="application/json")


def test_a_profile_is_written_handed_in_mended_and_approved(world: ProfileWorld) -> None:
    writer = Service(world.body, Scope.WRITE_ENTRIES, Scope.READ_ENTRIES)
    second = Service(world.body, Scope.APPROVE_ENTRIES, Scope.READ_ENTRIES)
    made = _put(writer, {"content": content(), "entry": world.reference})
    assert made.status_code == 200, made.content
    assert made.json()["content"]["entry"] == world.reference
    handed_in = _put(writer, {"revision": 0}, "/submission", "post").json()
    assert (handed_in["stage"], len(handed_in["digest"])) == ("submitted", 64)
    assert _put(second, {"answer": "Korter."}, "/changes", "post").json()["answer"] == "Korter."
    revision = writer.get(ADDRESS).json()["revision"]
    mended = _put(writer, {"content": content(purpose={"nl": "Kort."}), "revision": revision}).json()
    digest = _put(writer, {"revision": mended["revision"]}, "/submission", "post").json()["digest"]
    assert _put(second, {"digest": "0" * 64}, "/approval", "post").status_code == 409
    done = _put(second, {"digest": digest}, "/approval", "post").json()
    assert (done["stage"], done["approved"]) == ("approved", 1)
    (line,) = writer.get("/api/v1/notice-profiles").json()["items"]
    assert (line["approved"], line["open"], line["stage"], line["behind"]) == (1, None, "approved", False)


def test_no_system_approves_what_it_or_its_maker_wrote(world: ProfileWorld) -> None:
    both = Service(world.body, Scope.WRITE_ENTRIES, Scope.READ_ENTRIES, Scope.APPROVE_ENTRIES)
    _put(both, {"content": content(), "entry": world.reference})
    digest = _put(both, {"revision": 0}, "/submission", "post").json()["digest"]
    refused = _put(both, {"digest": digest}, "/approval", "post")
    assert (refused.status_code, refused.json()["title"]) == (403, "Second person needed")
    assert both.get(ADDRESS).json()["can"]["involved"]
    assert _put(both, None, "/submission", "delete").json()["stage"] == "draft"
    assert both.delete(f"{ADDRESS}/draft?revision=9").status_code == 409
    assert both.delete(f"{ADDRESS}/draft?revision=1").status_code == 204
    assert both.get(ADDRESS).status_code == 404


def test_what_does_not_fit_or_lacks_is_named_by_its_place(world: ProfileWorld) -> None:
    writer = Service(world.body, Scope.WRITE_ENTRIES, Scope.READ_ENTRIES)
    new = {"entry": world.reference}
    refused = _put(writer, {"content": content(extra=1), **new})
    assert (refused.status_code, [each["in"] for each in refused.json()["errors"]]) == (422, ["extra"])
    made = _put(writer, {"content": content(name={}), **new}).json()
    assert [each["place"] for each in made["lacks"]] == ["name"]
    lacking = _put(writer, {"revision": 0}, "/submission", "post")
    assert (lacking.status_code, [each["in"] for each in lacking.json()["errors"]]) == (422, ["name"])
    _put(writer, {"content": content(), "revision": 0})
    assert _put(writer, {"content": content(purpose={}), "revision": 0}).status_code == 409
    for path, sent, status in (
        ("/changes", {"answer": "Nee."}, 403),
        ("", {"content": content(), "extra": 1}, 400),
        ("", [], 400),
    ):
        method = "post" if path else "put"
        assert _put(writer, sent, path, method).status_code == status
    named = writer.put("/api/v1/notice-profiles/Met_Hoofdletter", {"content": content(), **new}, "application/json")
    assert named.status_code == 422


def test_a_system_sees_the_profiles_of_its_own_body(world: ProfileWorld) -> None:
    world.begun()
    elsewhere = make.body("gemeente-elders")
    there = Service(elsewhere, Scope.READ_ENTRIES, Scope.WRITE_ENTRIES)
    assert there.get(ADDRESS).status_code == 404
    assert there.get("/api/v1/notice-profiles").json()["items"] == []
    put = there.put(ADDRESS, {"content": content(), "entry": world.reference}, "application/json")
    assert put.status_code == 404
    without = make.entry(at=elsewhere, says=deciding_sheet().with_answers({"automation": None}))
    assert _put(there, {"content": content(), "entry": without.reference}).status_code == 409


def test_profiles_are_listed_page_by_page(world: ProfileWorld) -> None:
    writer = Service(world.body, Scope.WRITE_ENTRIES, Scope.READ_ENTRIES)
    for name in ("een", "twee", "drie"):
        address = f"/api/v1/notice-profiles/{name}"
        writer.put(address, {"content": content(), "entry": world.reference}, "application/json")
    first = writer.get("/api/v1/notice-profiles?limit=2").json()
    rest = writer.get(f"/api/v1/notice-profiles?limit=2&cursor={first['next']}").json()
    assert [each["profile"] for each in first["items"] + rest["items"]] == ["een", "twee", "drie"]
    assert rest["next"] is None
