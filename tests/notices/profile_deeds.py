"""One example of each deed on notice profiles, for the tests that walk all deeds."""

from collections.abc import Callable
from typing import Any

from kenbaar.notices.actions import deciding, profiles
from kenbaar.notices.actions.profiles import PartChange, part_digest
from tests import make
from tests.decisions.profiles import content
from tests.notices.profile_world import NAME, SLUG, ProfileWorld, deciding_sheet

_BY: dict[str, Any] = {"by": make.OPERATOR, "now": make.NOON}
Example = Callable[[], Callable[[], Any]]


def _to(deed: Callable[..., Any], stage: str, *words: Any, **more: Any) -> Example:
    def example() -> Callable[[], Any]:
        world = ProfileWorld()
        getattr(world, stage)()
        return lambda: deed(world.slug, SLUG, *words, **more, **_BY)

    return example


def _begin() -> Callable[[], Any]:
    world = ProfileWorld()
    return lambda: profiles.begin_profile(world.reference, NAME, **_BY)


def _put() -> Callable[[], Any]:
    world = ProfileWorld()
    return lambda: profiles.put_profile(world.slug, "bijdrage", content(), reference=world.reference, **_BY)


def _follow() -> Callable[[], Any]:
    world = ProfileWorld()
    world.begun()
    make.version_of(world.entry, deciding_sheet().with_answers({"department": None, "impact": make.change().answer}))
    return lambda: profiles.follow_entry(world.slug, SLUG, **_BY)


def _approve() -> Callable[[], Any]:
    world = ProfileWorld()
    digest = world.submitted().digest
    return lambda: deciding.approve_profile(world.slug, SLUG, seen=digest, **_BY)


_CHANGE = PartChange("logic", {"nl": "Regels."}, part_digest({}))
DEEDS: dict[Callable[..., Any], Example] = {
    profiles.begin_profile: _begin,
    profiles.begin_version: _to(profiles.begin_version, "approved"),
    profiles.save_parts: _to(profiles.save_parts, "begun", [_CHANGE]),
    profiles.follow_entry: _follow,
    profiles.put_profile: _put,
    deciding.submit_profile: _to(deciding.submit_profile, "whole"),
    deciding.take_back_profile: _to(deciding.take_back_profile, "submitted"),
    deciding.ask_changes: _to(deciding.ask_changes, "submitted", "Korter."),
    deciding.approve_profile: _approve,
    deciding.discard_profile_draft: _to(deciding.discard_profile_draft, "begun"),
}
# Helpers of deeds, which write inside the deed that calls them.
NO_DEEDS = {
    profiles.part_digest,
    profiles.locked_profile,
    profiles.lock,
    profiles.open_draft,
    profiles.source_of,
    profiles.tell,
}
