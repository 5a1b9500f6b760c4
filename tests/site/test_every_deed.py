"""Whole-site tests: every write journals, and a write that fails leaves nothing behind."""

import datetime as dt
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db import connection

import kenbaar
from kenbaar.assessments.actions.classifying import classify_entry, classify_latest
from kenbaar.assessments.actions.kader import record_kader
from kenbaar.assessments.actions.reclassifying import Order, reclassify_all
from kenbaar.casework.actions import comments, publication, review, rules
from kenbaar.casework.actions.duties import bring_duties_up_to
from kenbaar.casework.models import Mention
from kenbaar.journal import actions as journal_actions
from kenbaar.journal.events import Event
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.sealing import seal
from kenbaar.journal.models import JournalLine, LogLeaf
from kenbaar.law.kader.shape import Kader
from kenbaar.outbox.actions import inviting, pausing, subscriptions
from kenbaar.people.actions import bodies, invitations, persons, sign_in, tokens
from kenbaar.people.actors import ANYONE, actor_of
from kenbaar.people.models import Role
from kenbaar.register.actions import (
    arranging,
    beginning,
    bulk,
    drafting,
    listing,
    preparing,
    presence,
    steps,
    stopping,
    writing,
)
from kenbaar.register.bulk import BulkOrder, Plan, Planned, What
from kenbaar.register.errors import EntryNotFound, NotAllowed, PreparedChangeNotFound, SavedListNotFound
from kenbaar.register.filtering import Filter
from kenbaar.register.importing.into_drafts import DraftOrder, import_into_drafts, take_in_prepared
from kenbaar.register.importing.running import ImportOrder, import_rows
from kenbaar.register.lifecycle import Access, State
from kenbaar.register.preparing import Kind
from kenbaar.register.recording import record_missing
from kenbaar.register.sample import load_sample
from tests import make
from tests.casework import deeds as casework
from tests.notices import profile_deeds
from tests.notices.deeds import DEEDS as DEEDS_WITH_NOTICES
from tests.suppliers.deeds import DEEDS as DEEDS_WITH_TEMPLATES
from tests.support.tampering import lift_guard

pytestmark = pytest.mark.django_db


def _import_nothing(by: Any = make.OPERATOR) -> None:
    import_rows([], ImportOrder("nothing.csv", by=by, now=make.NOON), repairs=lambda _repair: None)


def _facts(slug: str) -> bodies.BodyFacts:
    return bodies.BodyFacts(slug=slug, type="gemeente", name_nl="Lindewaarde", name_en="Lindewaarde")


# One example of each deed. Making the world comes first; the deed itself is what is measured.
DEEDS: dict[Callable[..., Any], Callable[[], Callable[[], Any]]] = {
    bodies.record_bodies: lambda: lambda: bodies.record_bodies([_facts("new")], by=make.OPERATOR, now=make.NOON),
    persons.add_person: lambda: lambda: persons.add_person("a@b.example", "A", by=make.OPERATOR, now=make.NOON),
    persons.give_role: lambda: _give_role(make.body()),
    sign_in.add_person_by_claim: lambda: lambda: sign_in.add_person_by_claim("a@b.example", "A", now=make.NOON),
    sign_in.set_password: lambda: _set_password(make.somebody()),
    sign_in.reset_factors: lambda: _with_person(sign_in.reset_factors),
    sign_in.leave_to_provider: lambda: _leave_to_provider(make.somebody()),
    sign_in.choose_language: lambda: _by_oneself(sign_in.choose_language, "en"),
    sign_in.end_session: lambda: _end_session(make.somebody()),
    persons.take_role: lambda: _with_person(persons.take_role, Role.EDITOR, make.body()),
    persons.follow_claims: lambda: _follow_claims(make.body()),
    persons.deactivate: lambda: _with_person(persons.deactivate),
    persons.sign_out_everywhere: lambda: _with_person(persons.sign_out_everywhere),
    invitations.invite: lambda: _after(make.body(), _invite),
    invitations.accept_invitation: lambda: _after(
        _invite(make.body()), lambda: invitations.accept_invitation("a code", name="A", now=make.NOON)
    ),
    invitations.withdraw_invitation: lambda: _done_to(_invite(make.body()), invitations.withdraw_invitation),
    inviting.invite_by_mail: lambda: _after(make.body(), _invite_by_mail),
    subscriptions.subscribe: lambda: _after(make.body(), _subscribe),
    subscriptions.send_test: lambda: _done_to(_subscribe(make.body()), subscriptions.send_test),
    subscriptions.stop: lambda: _done_to(_subscribe(make.body()), subscriptions.stop),
    subscriptions.start: lambda: _started(_subscribe(make.body())),
    subscriptions.remove: lambda: _done_to(_subscribe(make.body()), subscriptions.remove),
    subscriptions.renew_secret: lambda: _done_to(_subscribe(make.body()), subscriptions.renew_secret, secret="kbw_b"),
    pausing.pause: lambda: _paused(_subscribe(make.body())),
    tokens.make_token: lambda: _after(make.body(), _make_token),
    tokens.revoke_token: lambda: _done_to(_make_token(make.body()), tokens.revoke_token),
    drafting.save_answers: lambda: _on(make.entry(), drafting.save_answers, changes=[make.change()]),
    drafting.discard_draft: lambda: _on(make.drafted(), drafting.discard_draft),
    drafting.settle_conflict: lambda: _settle(make.drafted()),
    arranging.set_owner: lambda: _with_colleague(make.entry(), arranging.set_owner),
    arranging.set_access: lambda: _on(make.entry(), arranging.set_access, access=Access.INTERNAL),
    arranging.name_reader: lambda: _with_colleague(make.entry(), arranging.name_reader),
    arranging.unname_reader: lambda: _unname(make.entry()),
    beginning.begin_entry: lambda: _begin(make.body()),
    stopping.stop_use: lambda: _on(make.entry(), stopping.stop_use, end="2026", reason={"nl": "Te duur."}, seen={}),
    listing.save_list: lambda: _at_body(listing.save_list, "Lijst", Filter(), shared=False),
    listing.rename_list: lambda: _with_list(listing.rename_list, "Anders"),
    listing.delete_list: lambda: _with_list(listing.delete_list),
    preparing.prepare_change: lambda: _at_body(preparing.prepare_change, Kind.FILE, b""),
    preparing.drop_change: lambda: _prepared(preparing.drop_change, Kind.FILE, b""),
    bulk.change_many: lambda: _change_many(make.entry()),
    import_into_drafts: lambda: _import_nothing_into_drafts,
    take_in_prepared: lambda: _prepared(take_in_prepared, Kind.FILE, b"name,organization,goal\r\n"),
    writing.create_entry: lambda: _create(make.body()),
    writing.add_version: lambda: _on(make.entry(), writing.add_version, sheet=make.sheet("Anders")),
    steps.submit_for_review: lambda: _on(make.entry(), steps.submit_for_review),
    steps.return_to_editor: lambda: _on(make.entry(State.REVIEW), steps.return_to_editor),
    steps.publish: lambda: _on(make.entry(State.REVIEW), steps.publish),
    steps.withdraw: lambda: _on(make.entry(State.PUBLISHED), steps.withdraw, reason={"nl": "Gestopt."}),
    steps.archive: lambda: _on(make.entry(State.PUBLISHED), steps.archive),
    import_rows: lambda: _import_nothing,
    load_sample: lambda: lambda: load_sample(by=make.OPERATOR),
    classify_entry: lambda: _on(make.entry(), classify_entry, on=make.NOON.date()),
    reclassify_all: lambda: _after(make.entry(), _classify_everything),
    record_kader: lambda: _record_kader,
    review.ask_review: lambda: _on(make.entry(), review.ask_review),
    review.take_back: lambda: _on(_reviewed(), review.take_back),
    review.request_changes: lambda: _on(_reviewed(), review.request_changes, answer="Anders."),
    review.approve: lambda: _on(_reviewed(), review.approve),
    review.check_off: lambda: _on(_reviewed(centrally=True), review.check_off),
    publication.publish_planned: lambda: _after(_planned(), lambda: publication.publish_planned(_LATER)),
    publication.withdraw_entry: lambda: _on(
        make.entry(State.PUBLISHED), publication.withdraw_entry, reason={"nl": "Gestopt."}
    ),
    publication.archive_entry: lambda: _on(make.entry(State.PUBLISHED), publication.archive_entry),
    comments.add_comment: lambda: _on(make.entry(), comments.add_comment, text="Waarom?"),
    comments.resolve_comment: lambda: _resolve(make.entry()),
    comments.see_mention: lambda: _see(make.entry()),
    rules.set_rules: lambda: _set_rules(make.body()),
    record_missing: lambda: _record_the_past(make.entry(State.PUBLISHED)),
    seal: lambda: _after(make.entry(State.PUBLISHED), lambda: seal(Log.REGISTER, now=make.NOON)),
    **casework.EXAMPLES,
    **DEEDS_WITH_TEMPLATES,
    **profile_deeds.DEEDS,
    **DEEDS_WITH_NOTICES,
}
# Helpers of deeds: they read or compute, or write inside the deed that calls them. That somebody has a page open is no
# deed either: it changes nothing that anybody may see or do.
NO_DEEDS = {
    presence.note_editing,
    classify_latest,
    bring_duties_up_to,
    writing.locked_entry,
    writing.digest_of,
    writing.append_version,
    writing.put_plate,
    drafting.answer_digest,
    drafting.changes_of,
    drafting.choice_digest,
    drafting.sorted_changes,
    drafting.origin,
    drafting.version_of_draft,
    *profile_deeds.NO_DEEDS,
}


def _give_role(body: Any) -> Callable[[], Any]:
    person = persons.add_person("c@d.example", "C", by=make.OPERATOR, now=make.NOON)
    return lambda: persons.give_role(person, Role.EDITOR, body, by=make.OPERATOR, now=make.NOON)


def _with_person(deed: Callable[..., Any], *more: Any) -> Callable[[], Any]:
    person = make.somebody(Role.EDITOR, at=make.body())
    return lambda: deed(person, *more, by=make.OPERATOR, now=make.NOON)


def _set_password(person: Any) -> Callable[[], Any]:
    return lambda: sign_in.set_password(person, "a long enough sentence", by=actor_of(person), now=make.NOON)


def _leave_to_provider(person: Any) -> Callable[[], Any]:
    _set_password(person)()
    return lambda: sign_in.leave_to_provider(person, now=make.NOON)


def _by_oneself(deed: Callable[..., Any], *more: Any) -> Callable[[], Any]:
    person = make.somebody()
    return lambda: deed(person, *more, by=actor_of(person), now=make.NOON)


def _end_session(person: Any) -> Callable[[], Any]:
    session = UserSession.objects.create(user=person, ip="192.0.2.1", session_key="a", user_agent="A")
    return lambda: sign_in.end_session(person, session.pk, by=actor_of(person), now=make.NOON)


def _follow_claims(body: Any) -> Callable[[], Any]:
    person = make.somebody()
    return lambda: persons.follow_claims(person, [(Role.EDITOR, body)], now=make.NOON)


def _invite(body: Any = None) -> Any:
    where = body or make.body()
    return invitations.invite("e@f.example", Role.EDITOR, where, code="a code", by=make.OPERATOR, now=make.NOON)


def _make_token(body: Any = None) -> Any:
    tomorrow = make.NOON + dt.timedelta(days=1)
    return tokens.make_token(
        "A", body or make.body(), [], code="a code", until=tomorrow, by=make.OPERATOR, now=make.NOON
    )


def _invite_by_mail() -> Any:
    return inviting.invite_by_mail(
        "e@f.example", Role.EDITOR, make.body(), code="a code", by=make.OPERATOR, now=make.NOON
    )


def _subscribe(body: Any = None) -> Any:
    return subscriptions.subscribe(
        "A", body or make.body(), "https://a.example/", [], secret="kbw_a", by=make.OPERATOR, now=make.NOON
    )


def _started(subscription: Any) -> Callable[[], Any]:
    subscriptions.stop(subscription, by=make.OPERATOR, now=make.NOON)
    return _done_to(subscription, subscriptions.start)


def _paused(subscription: Any) -> Callable[[], Any]:
    return lambda: pausing.pause(subscription, now=make.NOON)


def _done_to(thing: Any, deed: Callable[..., Any], **more: Any) -> Callable[[], Any]:
    return lambda: deed(thing, by=make.OPERATOR, now=make.NOON, **more)


def _with_colleague(entry: Any, deed: Callable[..., Any]) -> Callable[[], Any]:
    colleague = make.somebody(Role.READER, at=entry.body)
    return lambda: deed(entry.reference, colleague, by=make.OPERATOR, now=make.NOON)


def _unname(entry: Any) -> Callable[[], Any]:
    colleague = make.somebody(Role.READER, at=entry.body)
    arranging.name_reader(entry.reference, colleague, by=make.OPERATOR, now=make.NOON)
    return lambda: arranging.unname_reader(entry.reference, colleague, by=make.OPERATOR, now=make.NOON)


def _settle(entry: Any) -> Callable[[], Any]:
    late = drafting.save_answers(entry.reference, [make.change("Later.")], by=make.OPERATOR, now=make.NOON)
    (conflict,) = late.conflicts
    said: dict[str, Any] = {"mine": True, "seen": make.choice(entry), "by": make.OPERATOR, "now": make.NOON}
    return lambda: drafting.settle_conflict(entry.reference, conflict.pk, **said)


_LATER = make.NOON + dt.timedelta(days=2)


def _reviewed(*, centrally: bool = False) -> Any:
    """Make an entry under review; with a central check, one that an approver passed on."""
    body = make.body()
    entry = make.under_review(make.person(Role.EDITOR, at=body), at=body)
    if centrally:
        _set_rules(body, central_check=True)()
        review.approve(entry.reference, by=make.OPERATOR, now=make.NOON)
    return entry


def _planned() -> Any:
    entry = _reviewed()
    review.approve(entry.reference, planned_on=_LATER.date(), by=make.OPERATOR, now=make.NOON)
    return entry


def _resolve(entry: Any) -> Callable[[], Any]:
    said = comments.add_comment(entry.reference, "Waarom?", by=make.OPERATOR, now=make.NOON)
    return lambda: comments.resolve_comment(entry.reference, said.pk, by=make.OPERATOR, now=make.NOON)


def _see(entry: Any) -> Callable[[], Any]:
    who = make.somebody(Role.READER, at=entry.body)
    comments.add_comment(entry.reference, "Kijk.", mentions=[who.pk], by=make.OPERATOR, now=make.NOON)
    return lambda: comments.see_mention(Mention.objects.get().pk, by=actor_of(who), now=make.NOON)


def _set_rules(body: Any, *, central_check: bool = False) -> Callable[[], Any]:
    asked: dict[str, Any] = {"target_days": 5, "required_facts": [], "central_check": central_check}
    return lambda: rules.set_rules(body, **asked, by=make.OPERATOR, now=make.NOON)


def _create(body: Any) -> Callable[[], Any]:
    return lambda: writing.create_entry("test:new", body=body, sheet=make.sheet(), by=make.OPERATOR, now=make.NOON)


def _begin(body: Any) -> Callable[[], Any]:
    return lambda: beginning.begin_entry("test:new", {"nl": "Nieuw"}, body=body, by=make.OPERATOR, now=make.NOON)


def _at_body(deed: Callable[..., Any], *words: Any, **more: Any) -> Callable[[], Any]:
    body, editor = make.body(), make.person(Role.EDITOR, at=make.body())
    return lambda: deed(body, *words, by=editor, now=make.NOON, **more)


def _with_list(deed: Callable[..., Any], *words: Any) -> Callable[[], Any]:
    body, editor = make.body(), make.person(Role.EDITOR, at=make.body())
    saved = listing.save_list(body, "Lijst", Filter(), shared=False, by=editor, now=make.NOON)
    return lambda: deed(body, saved.pk, *words, by=editor, now=make.NOON)


def _prepared(deed: Callable[..., Any], kind: Kind, content: bytes) -> Callable[[], Any]:
    body, editor = make.body(), make.person(Role.EDITOR, at=make.body())
    prepared = preparing.prepare_change(body, kind, content, by=editor, now=make.NOON)
    return lambda: deed(body, prepared.pk, by=editor, now=make.NOON)


def _change_many(entry: Any) -> Callable[[], Any]:
    line = Planned(entry.pk, entry.reference, {}, None, "")
    plan = Plan(BulkOrder(What.FACT, fact="contact", answer={"value": "a@b.example"}), (line,))
    return _prepared(bulk.change_many, Kind.CHANGE, plan.to_json())


def _import_nothing_into_drafts() -> None:
    order = DraftOrder(make.body(), "nothing.csv", make.OPERATOR, make.NOON)
    import_into_drafts([], order, repairs=lambda _repair: None)


def _on(entry: Any, deed: Callable[..., Any], **more: Any) -> Callable[[], Any]:
    return lambda: deed(entry.reference, by=make.OPERATOR, now=make.NOON, **more)


def _after(_world: Any, deed: Callable[[], Any]) -> Callable[[], Any]:
    return deed


def _classify_everything(by: Any = make.OPERATOR) -> None:
    reclassify_all(Order(by=by, now=make.NOON, on=make.NOON.date()))


def _record_kader(by: Any = make.OPERATOR) -> None:
    record_kader(Kader(tag="v0", items=()), by=by, now=make.NOON)


def _record_the_past(_entry: Any) -> Callable[[], Any]:
    lift_guard(LogLeaf)
    LogLeaf.objects.all().delete()
    return lambda: record_missing(by=make.OPERATOR, now=make.NOON)


def _every_deed() -> Iterator[Callable[..., Any]]:
    """Give the public functions of every `actions` module, and the deeds that live elsewhere."""
    yield from (import_rows, import_into_drafts, take_in_prepared, load_sample, record_missing, seal)
    for module in pkgutil.walk_packages(kenbaar.__path__, "kenbaar."):
        parts = module.name.split(".")
        if "actions" not in parts or module.name == journal_actions.__name__:
            continue
        loaded = importlib.import_module(module.name)
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if not name.startswith("_") and function.__module__ == loaded.__name__:
                yield function


def test_every_deed_has_an_example_here() -> None:
    assert set(_every_deed()) - NO_DEEDS == set(DEEDS)


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: f"{deed.__module__}.{deed.__name__}")
def test_every_write_journals_under_an_event_that_is_known(deed: Callable[..., Any]) -> None:
    perform = DEEDS[deed]()
    before = JournalLine.objects.count()
    perform()
    added = JournalLine.objects.order_by("sequence")[before:]
    assert added
    assert {line.event for line in added} <= {event.name for event in every_event()}
    assert all(line.actor and line.subject for line in added)


@pytest.mark.parametrize(
    "deed",
    [deed for deed in DEEDS if deed.__module__.startswith("kenbaar.register.actions")]
    + [classify_entry, comments.add_comment, comments.resolve_comment]
    + [deed for deed in DEEDS if deed.__module__.startswith("kenbaar.casework.actions.review")]
    + [publication.withdraw_entry, publication.archive_entry],
    ids=lambda d: d.__name__,
)
def test_a_stranger_changes_nothing(deed: Callable[..., Any]) -> None:
    def as_a_stranger() -> None:
        entry, somebody = make.entry(State.PUBLISHED), make.somebody()
        before.append(_rows())
        if deed is writing.create_entry:
            writing.create_entry("test:other", body=entry.body, sheet=make.sheet(), by=ANYONE, now=make.NOON)
            return
        if deed is beginning.begin_entry:
            beginning.begin_entry("test:other", {"nl": "Nieuw"}, body=entry.body, by=ANYONE, now=make.NOON)
            return
        needed: dict[str, Any] = {
            "sheet": make.sheet("Anders"),
            "reason": {"nl": "Zomaar."},
            "on": make.NOON.date(),
            "changes": [make.change()],
            "number": 1,
            "mine": True,
            "owner": None,
            "access": Access.INTERNAL,
            "person": somebody,
            "kind": Kind.CHANGE,
            "content": b"",
            "name": "Lijst",
            "wanted": Filter(),
            "shared": True,
            "end": "2026",
            "seen": {},
            "text": "Waarom?",
        }
        asked = inspect.signature(deed).parameters
        wanted = {name: needed[name] for name in asked if name in needed}
        deed(entry.body if "body" in asked else entry.reference, by=ANYONE, now=make.NOON, **wanted)

    before: list[dict[str, int]] = []
    with pytest.raises((NotAllowed, EntryNotFound, PreparedChangeNotFound, SavedListNotFound)):
        as_a_stranger()
    assert [_rows()] == before


def _record_nothing(by: Any = make.OPERATOR) -> None:
    record_missing(by=by, now=make.NOON)


@pytest.mark.parametrize("deed", [_import_nothing, _classify_everything, _record_kader, _record_nothing])
def test_a_stranger_does_nothing_that_takes_an_operator(deed: Callable[..., Any]) -> None:
    make.entry()
    before = _rows()
    with pytest.raises(NotAllowed):
        deed(by=ANYONE)
    assert _rows() == before


def every_event() -> list[Event]:
    found: list[Event] = []
    for config in apps.get_app_configs():
        if config.name.startswith("kenbaar."):
            try:
                found += importlib.import_module(f"{config.name}.events").__dict__.get("EVENTS", ())
            except ModuleNotFoundError:
                continue
    return found


def _rows() -> dict[str, int]:
    rooms = ("register_", "people_", "journal_", "outbox_", "assessments_", "casework_", "suppliers_", "notices_")
    tables = [name for name in connection.introspection.table_names() if name.startswith(rooms)]
    return {name: _count(name) for name in tables}


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]
