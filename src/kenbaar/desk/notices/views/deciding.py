"""A profile at a glance: what it says, what the law makes of it, what was done, and what one may do now."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kenbaar.decisions.profile_files import profile_of
from kenbaar.decisions.reporting import MEANS, VERDICTS
from kenbaar.desk.entrance import staff
from kenbaar.desk.entry.history import told
from kenbaar.desk.notices import names
from kenbaar.desk.notices.sections import sections_of
from kenbaar.desk.notices.showing import language_of_page, named, regimes_shown, sections_shown
from kenbaar.desk.notices.wording import said, stage_names
from kenbaar.desk.numbers import whole_number
from kenbaar.desk.rendering import page
from kenbaar.notices.actions import deciding, profiles
from kenbaar.notices.actions.deciding import MOST_WORDS
from kenbaar.notices.profile_errors import ProfileError, ProfileNotFound
from kenbaar.notices.queries.profiles import checked, profile_seen, version_numbered
from kenbaar.people.actors import Actor
from kenbaar.register.errors import SecondPersonNeeded

Deed = Callable[[], object]


@staff
@require_safe
def profile(request: HttpRequest, *, by: Actor, slug: str, profile: str) -> HttpResponse:
    """Show a profile, and what one may do with it."""
    return _page(request, by=by, slug=slug, profile=profile)


@staff
@require_safe
def version(request: HttpRequest, *, by: Actor, slug: str, profile: str, number: int) -> HttpResponse:
    """Show a version of a profile as it is, or was."""
    found = version_numbered(by, slug, profile, number)
    sections = sections_of(profile_of(found.content), language_of_page())
    return page(
        request,
        "notices/version",
        by=by,
        version=found,
        profile=found.profile,
        sections=sections_shown(sections, found.content),
        spoken=found.content["languages"],
        stages=stage_names(),
        tongues=names.tongue_names(),
    )


@staff
@require_POST
def submit(request: HttpRequest, *, by: Actor, slug: str, profile: str) -> HttpResponse:
    """Hand in the draft for a second person."""
    revision = _revision(request)
    deed = lambda: deciding.submit_profile(slug, profile, revision=revision, **_now(by))  # noqa: E731  # one line says it
    return _done(request, deed, by=by, slug=slug, profile=profile)


@staff
@require_POST
def take_back(request: HttpRequest, *, by: Actor, slug: str, profile: str) -> HttpResponse:
    """Take back what was handed in."""
    deed = lambda: deciding.take_back_profile(slug, profile, **_now(by))  # noqa: E731  # as above
    return _done(request, deed, by=by, slug=slug, profile=profile)


@staff
@require_POST
def request_changes(request: HttpRequest, *, by: Actor, slug: str, profile: str) -> HttpResponse:
    """Give the version back to its editors."""
    answer = request.POST.get("answer", "")
    deed = lambda: deciding.ask_changes(slug, profile, answer, **_now(by))  # noqa: E731  # as above
    return _done(request, deed, by=by, slug=slug, profile=profile)


@staff
@require_POST
def approve(request: HttpRequest, *, by: Actor, slug: str, profile: str) -> HttpResponse:
    """Approve as second person."""
    seen = request.POST.get("seen", "")[:64]
    deed = lambda: deciding.approve_profile(slug, profile, seen=seen, **_now(by))  # noqa: E731  # as above
    return _done(request, deed, by=by, slug=slug, profile=profile)


@staff
@require_POST
def discard(request: HttpRequest, *, by: Actor, slug: str, profile: str) -> HttpResponse:
    """Throw the draft away, and the profile with it when nothing of it was ever approved."""
    revision = _revision(request)
    deed = lambda: deciding.discard_profile_draft(slug, profile, revision=revision, **_now(by))  # noqa: E731  # as above
    return _done(request, deed, by=by, slug=slug, profile=profile, then="desk:body_notices")


@staff
@require_POST
def follow(request: HttpRequest, *, by: Actor, slug: str, profile: str) -> HttpResponse:
    """Have the draft follow the newest version of its entry."""
    return _done(request, lambda: profiles.follow_entry(slug, profile, **_now(by)), by=by, slug=slug, profile=profile)


@staff
@require_POST
def begin_anew(request: HttpRequest, *, by: Actor, slug: str, profile: str) -> HttpResponse:
    """Begin a new version of an approved profile."""
    return _done(request, lambda: profiles.begin_version(slug, profile, **_now(by)), by=by, slug=slug, profile=profile)


def _done(request: HttpRequest, deed: Deed, *, by: Actor, slug: str, profile: str, then: str = "") -> HttpResponse:
    """Do a deed and go on; where it is refused, show the page again with the reason and with what was typed."""
    try:
        deed()
    except ProfileNotFound:
        raise
    except (ProfileError, SecondPersonNeeded) as refused:
        answer = request.POST.get("answer", "")
        return _page(request, by=by, slug=slug, profile=profile, wrong=said(refused), answer=answer)
    return redirect(then, slug=slug) if then else redirect("desk:notice_profile", slug=slug, profile=profile)


def _page(
    request: HttpRequest, *, by: Actor, slug: str, profile: str, wrong: str = "", answer: str = ""
) -> HttpResponse:
    seen = profile_seen(by, slug, profile)
    today = timezone.localdate()
    sections = sections_of(seen.content, language_of_page())
    before = seen.before.content if seen.before else None
    return page(
        request,
        "notices/profile",
        by=by,
        status=400 if wrong else 200,
        seen=seen,
        profile=seen.profile,
        sections=sections_shown(sections, seen.version.content, before=before, lacks=seen.lacks),
        spoken=seen.content.languages,
        regimes=regimes_shown(checked(seen.content, on=today)),
        lacks=named(sections, seen.lacks, seen.content.languages[0]),
        history=told(seen.lines),
        automation=names.automation_names()[seen.content.automation],
        says_how_itself=any(slot.startswith("decided_") for slot in seen.content.wording.own),
        means=MEANS,
        verdicts=VERDICTS,
        stages=stage_names(),
        tongues=names.tongue_names(),
        today=today,
        most=MOST_WORDS,
        wrong=wrong,
        answer=answer,
    )


def _revision(request: HttpRequest) -> int:
    """Return the revision that the page showed; what names none is not the one that lies there."""
    number = whole_number(request.POST.get("revision", ""))
    return -1 if number is None else number


def _now(by: Actor) -> dict[str, Any]:
    return {"by": by, "now": timezone.now()}
