"""A small world for the table of permissions: two bodies, an entry of each kind, somebody of each role, their tokens.

What an address is filled with stands here, by the name of its parameter; so does what is sent to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from kenbaar.casework.actions.comments import add_comment
from kenbaar.casework.actions.evidence import add_file
from kenbaar.casework.actions.review import ask_review
from kenbaar.casework.actions.tasks import add_task
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.sealing import seal
from kenbaar.law.term_shapes import Requested
from kenbaar.notices.actions.requests import Asked, receive
from kenbaar.outbox.actions.subscriptions import subscribe
from kenbaar.people.actions.invitations import invite
from kenbaar.people.actions.persons import give_role
from kenbaar.people.actors import OPERATOR, Actor, actor_of_token
from kenbaar.people.codes import new_code
from kenbaar.people.models import WIDE, Body, Role, Scope
from kenbaar.register.actions.arranging import set_access
from kenbaar.register.actions.drafting import Change, save_answers
from kenbaar.register.actions.listing import save_list
from kenbaar.register.actions.preparing import prepare_change
from kenbaar.register.bulk import BulkOrder, What
from kenbaar.register.filtering import Filter
from kenbaar.register.lifecycle import Access, State
from kenbaar.register.models import Draft, Entry, EntryReader
from kenbaar.register.preparing import Kind
from kenbaar.register.queries.bulk import plan_of
from kenbaar.register.queries.inventory import entries_chosen
from kenbaar.rules.answers import known
from kenbaar.suppliers.actions.following import adopt
from kenbaar.suppliers.actions.templates import add_template
from kenbaar.suppliers.content import Content
from tests import make
from tests.api.tokens import Service, token_for
from tests.casework.world import PDF
from tests.desk.signing_in import signed_in
from tests.notices import world as notices
from tests.notices.profile_world import written_for

VISITOR, HALF_IN, NOBODY = "visitor", "half in", "nobody"


class Place(StrEnum):
    """What an address is about, in the order in which a cell tells of it."""

    OWN = "own"
    OTHER = "other"
    RESTRICTED = "restricted"
    NAMED = "named"


HOOK = "https://lindewaarde.example/hook"
TEMPLATE, KEEPER = "chatbot", "gemeente-lindewaarde"
NOTICES = "woonbijdrage"
NOTICE = {
    "reference": "2026-000123",
    "decided_on": "2026-11-20",
    "outcome": "refused",
    "data": {"income": "31234.56", "household": "3"},
}
# What each parameter of an address is filled with, beside what the world itself has to give (see `fillings_of`). A name
# can have the word before it: `versions/number` goes before `number`.
FILLINGS: Mapping[str, str] = {
    "provider_id": "oidc",
    "file_format": "csv",
    "id": "ai-act-check",
    "version": "2",
    "code": "none",
    "pk": "1",
    "a": "1",
    "b": "2",
    "fact": "summary",
    "section": "general",
    "part": "wat",
    "old": "1",
    "new": "concept",
    "template": TEMPLATE,
    "task": "1",
    "digest": "0" * 64,
    "versions/number": "1",
    "versie/number": "1",
    "onderdeel/section": "wat",
    "afmelden/number": "1",
    "listed": "late",
    "guide": "redacteur",
    "role": Role.EDITOR,
}

# What is sent to an address of the desk, by its name, and to an operation, by method and path; nothing unless said.
# What stands in braces is filled in like an address; as of another body, it must not reach anything.
CONTENTS: Mapping[str, Mapping[str, Any]] = {
    "send_invitation": {"role": Role.EDITOR, "email": "a@b.example"},
    "add_role": {"role": Role.EDITOR},
    "remove_role": {"role": Role.READER},
    "add_token": {"name": "Zaaksysteem", "days": "1", "scope": Scope.READ_ENTRIES},
    "invitation": {"name": "Nieuw"},
    "use_template_as_new": {"name": "Nieuw", "body": KEEPER},
    "add_template": {"name": "Nieuw"},
    "new_entry": {"name": "Nieuw"},
    "save_list": {"list_name": "Lijst van mij"},
    "change_many": {"what": "fact.contact", "scope": "rows", "row": ["{reference}"], "value": "a@b.example"},
    "give_owner": {"person": "{person}"},
    "give_access": {"access": "public"},
    "add_reader": {"person": "{person}"},
    "stop_use": {"end": "2026", "reason": "Te duur."},
    "add_subscription": {"name": "Zaaksysteem", "address": HOOK},
    "tour": {"go": "begin"},
    "take_over": {"van": "{another}", "fact": "experiment", "f.experiment.seen": ""},
    "section": {"only": "stop_reason"},
    "POST /webhooks": {"name": "Zaaksysteem", "address": HOOK},
    "PATCH /webhooks/{number}": {"active": False},
    "POST /notices": {"profile": NOTICES, "decision": {**NOTICE, "reference": "2026-000124"}},
    "answer_request": {"words": "Er hielp geen algoritme."},
    "POST /requests/{number}/answer": {"words": "Er hielp geen algoritme."},
    "POST /notices/{number}/correction": {"decision": {**NOTICE, "outcome": "granted"}},
    "review_approve": {"version": "2"},
    "review_changes": {"answer": "Schrijf korter.", "version": "2"},
    "review_withdraw": {"reason_nl": "Gestopt."},
    "comment_add": {"text": "Voor wie?", "bij": "summary"},
    "review_rules": {"target_days": "5"},
    "POST /inventory/{reference}/review": {},
    "POST /inventory/{reference}/review/changes": {"answer": "Schrijf korter.", "version": 2},
    "POST /inventory/{reference}/review/approval": {"version": 2},
    "POST /inventory/{reference}/withdrawal": {"reason": {"nl": "Gestopt."}},
    "POST /inventory/{reference}/comments": {"text": "Voor wie?", "mentions": ["{email}"]},
    "divide_tasks": {"t": "{some_task}", "deed": "plan", "target": "2030-01-01"},
    "choose_reminders": {"how": "digest", "days": "7"},
    "give_task": {"person": "{person}"},
    "plan_task": {"target": "2030-01-01"},
    "set_task_aside": {"reason": "Nee."},
    "add_link": {"address": "https://a.example"},
    "remove_evidence": {"reason": "Fout."},
    "add_task": {"title": "Bel", "person": "none"},
    "change_terms": {"target_weeks": "8", "spare_weeks": "2", "recheck_months": "6", "recheck_weeks": "3"},
    "PATCH /tasks/{number}": {"state": "doing"},
    "POST /changes": {
        "order": {"what": "fact", "fact": "contact", "answer": {"value": "a@b.example"}},
        "references": ["{another}"],
    },
    # The file is as much one as it is JSON.
    "POST /files": [{"name": "Nieuw", "organization": "", "status": "In gebruik", "goal": "Tellen"}],
    "POST /lists": {"name": "Lijst van ons", "where": {}},
    "PATCH /lists/{number}": {"name": "Anders"},
    "PUT /rules": {"target_days": 5, "required_facts": ["contact"], "central_check": False},
    "PUT /terms": {"target_weeks": 8, "spare_weeks": 2, "recheck_months": 6, "recheck_weeks": 3},
    "POST /invitations": {"email": "a@b.example", "role": "editor"},
    "POST /tasks/{number}/links": {"address": "https://a.example"},
    "POST /inventory": {"facts": {"name": {"value": {"nl": "Nieuw"}}}},
    "PATCH /inventory/{reference}/working-copy": {
        "changes": [{"fact": "experiment", "answer": {"blank": "unknown"}, "seen": ""}]
    },
    "POST /inventory/{reference}/conflicts/{number}": {"keep": "late", "seen": "{choice}"},
    "PUT /inventory/{reference}/owner": {"email": "{email}"},
    "PUT /inventory/{reference}/access": {"access": "public"},
    "POST /inventory/{reference}/readers": {"email": "{email}"},
    "PUT /inventory/{reference}/template": {"keeper": KEEPER, "template": TEMPLATE},
    "POST /inventory/{reference}/proposals": {"version": 1},
    "PUT /templates/{keeper}/{template}": {"facts": {"name": {"nl": "Nieuw"}}},
    "begin_profile": {"name": "Besluit op bezwaar"},
    "profile_section": {"go": "stay", "languages": "nl"},
    "submit_profile": {"revision": "0"},
    "profile_changes": {"answer": "Schrijf korter."},
    "discard_profile": {"revision": "0"},
    "PUT /notice-profiles/{profile}": {"content": {}},
    "POST /notice-profiles/{profile}/submission": {"revision": 0},
    "POST /notice-profiles/{profile}/changes": {"answer": "Schrijf korter."},
    "POST /notice-profiles/{profile}/approval": {"digest": ""},
    "POST /classify": {"facts": {"ai_system": "yes"}},
    "POST /duties": {"facts": {"ai_system": "yes"}},
}
# What an operation asks for in the query.
QUERIES: Mapping[str, str] = {
    "DELETE /inventory/{reference}/working-copy": "?revision=1",
    "GET /inventory/{reference}/differences": "?old=1",
    "change_many": "?what=fact.contact&scope=all",
    "DELETE /notice-profiles/{profile}/draft": "?revision=0",
    "GET /search": "?q=parkeren",
    "POST /tasks/{number}/files": "?name=a.pdf",
    "GET /suggestions": "?q=park",
}


@dataclass(frozen=True)
class World:
    """Who can call, and what addresses are filled with, per place."""

    desk: Mapping[str, Client]
    api: Mapping[str, Client]
    fillings: Mapping[Place, Mapping[str, str]]


def build() -> World:
    """Build the world."""
    here, elsewhere = make.body(KEEPER), make.body("gemeente-elders")
    for body in (here, elsewhere):
        says = Content(make.sheet().with_answers({"status": None}))
        add_template(body, TEMPLATE, says, by=OPERATOR, now=make.NOON)
    own, other = _busy_entry(here), make.entry(at=elsewhere)
    # Also outside the desk, something that belongs to another body has a draft and a conflict.
    _draft(other)
    closed, named = make.entry(at=here), make.entry(at=here)
    for entry in (closed, named):
        _draft(entry)
        set_access(entry.reference, Access.RESTRICTED, by=OPERATOR, now=make.NOON)
    # Whoever made a token is somebody else than who wrote: see `policies.wrote`.
    maker = make.person(Role.ADMINISTRATOR, at=here)
    entries = {Place.OWN: own, Place.OTHER: other, Place.RESTRICTED: closed, Place.NAMED: named}
    systems = {scope.value: Service(here, scope, by=maker) for scope in Scope}
    fillings = {place: fillings_of(entry) for place, entry in entries.items()}
    fillings[Place.OWN] |= _of_a_system(here, actor_of_token(systems[Scope.WRITE_ENTRIES].token))
    return World(
        desk={VISITOR: Client(), HALF_IN: _half_in(here), **{name: _of(name, here, named) for name in (NOBODY, *Role)}},
        api={VISITOR: Client(), **systems},
        fillings=fillings,
    )


def filled(parameters: list[tuple[str, str]], values: Mapping[str, str], address: str) -> dict[str, str]:
    """Return a value for each parameter, given as `(word before it, name)`. Raises LookupError for one without."""
    found = {}
    for before, name in parameters:
        value = values.get(f"{before}/{name}", values.get(name))
        if value is None:
            raise LookupError(
                f"{address} has a parameter {name!r} for which FILLINGS in {__name__} has no value: add one"
            )
        found[name] = value
    return found


def filled_content(content: Any, values: Mapping[str, str]) -> Any:
    """Return what is sent with the names in braces filled in."""
    if isinstance(content, str):
        return values[content[1:-1]] if content.startswith("{") and content.endswith("}") else content
    if isinstance(content, Mapping):
        return {name: filled_content(part, values) for name, part in content.items()}
    return [filled_content(part, values) for part in content] if isinstance(content, list) else content


def _busy_entry(body: Body) -> Entry:
    """Make an entry that has everything at once: a public version, one under review, a draft and a conflict."""
    entry = make.entry(State.PUBLISHED, at=body, says=make.whole_sheet())
    adopt(entry.reference, KEEPER, TEMPLATE, by=OPERATOR, now=make.NOON)
    save_answers(entry.reference, [Change("impact", known({"nl": "Groot."}), "")], by=OPERATOR, now=make.NOON)
    ask_review(entry.reference, by=OPERATOR, now=make.NOON)
    _draft(entry)
    return entry


def _draft(entry: Entry) -> None:
    for purpose in ("Eerlijk parkeren.", "Iets anders."):
        save_answers(entry.reference, [make.change(purpose)], by=OPERATOR, now=make.NOON)


def fillings_of(entry: Entry) -> dict[str, str]:
    """Return what an address is filled with that is about this entry, or about its body."""
    body, now = entry.body, timezone.now()
    # A second administrator, so that a role can be taken from anybody.
    make.somebody(Role.ADMINISTRATOR, at=body)
    colleague = make.somebody(Role.READER, at=body)
    EntryReader.objects.create(entry=entry, person=colleague)
    code = new_code()
    another = make.entry(at=body, says=make.sheet(experiment=known(False)))
    told = subscribe("Zaaksysteem", body, HOOK, [], secret="secret", by=OPERATOR, now=now)
    invitation = invite(f"{entry.reference}@y.example", Role.READER, body, code=code, by=OPERATOR, now=now)
    conflict = Draft.objects.get(entry=entry).conflicts.get()
    editor = make.person(Role.EDITOR, at=body)
    comment = add_comment(entry.reference, "Voor wie is dit?", by=OPERATOR, now=now)
    prepared = prepare_change(body, Kind.FILE, b"", by=editor, now=now)
    saved = save_list(body, "Lijst", Filter(), shared=True, by=editor, now=now)
    return {
        **FILLINGS,
        "slug": body.slug,
        "keeper": body.slug,
        "reference": entry.reference,
        "number": str(colleague.pk),
        "person": str(colleague.pk),
        "email": colleague.email,
        "another": another.reference,
        "berichten-aan-systemen/number": str(told.pk),
        "webhooks/number": str(told.pk),
        "notices/number": str(_notice(body)),
        "vragen/number": str(_asked(body)),
        "requests/number": str(_asked(body)),
        "koppelingen/number": str(token_for(body)[1].pk),
        # What a colleague is about to do is there for nobody else.
        "klaar/number": str(prepared.pk),
        "lijsten/number": str(saved.pk),
        "changes/number": str(prepared.pk),
        "files/number": str(prepared.pk),
        "lists/number": str(saved.pk),
        "invitations/number": str(invitation.pk),
        "uitnodiging/number": str(invitation.pk),
        "uitnodiging/code": code,
        "opmerking/number": str(comment.pk),
        "comments/number": str(comment.pk),
        "conflicts/number": str(conflict.pk),
        "choice": make.choice(entry),
        "profile": written_for(entry, f"melding-{entry.reference}").slug,
        **_task_fillings(entry),
    }


def _of_a_system(body: Body, by: Actor) -> dict[str, str]:
    """Return the numbers of what a token of the body has waiting and keeps; it is there for no other token."""
    now = timezone.now()
    order = BulkOrder(What.FACT, fact="contact", answer=known("a@b.example"))
    everything = entries_chosen(by, body, references=None, wanted=Filter(), now=now)
    change = prepare_change(body, Kind.CHANGE, plan_of(by, body, everything, order).to_json(), by=by, now=now)
    file = prepare_change(body, Kind.FILE, b"name,status,goal\r\nNieuw,In gebruik,Tellen\r\n", by=by, now=now)
    saved = save_list(body, "Lijst", Filter(), shared=False, by=by, now=now)
    return {"changes/number": str(change.pk), "files/number": str(file.pk), "lists/number": str(saved.pk)}


def _notice(body: Body) -> int:
    """Return the number of a notice of a body."""
    version = notices.approved(body, NOTICES)
    notices.key_of(body)
    number = notices.issue_one(version).number
    seal(Log.NOTICES, now=make.NOON)
    return number


def _asked(body: Body) -> int:
    """Return the number of what somebody asks a body."""
    return receive(body, Asked(Requested.NO_NOTICE, "Er stond niets bij."), now=make.NOON).number


def _task_fillings(entry: Entry) -> dict[str, str]:
    task = add_task(entry.reference, title="Bel", by=OPERATOR, now=make.NOON)
    file = add_file(task.pk, title="", name="a.pdf", data=PDF, by=OPERATOR, now=make.NOON)
    number = str(task.pk)
    return {"taken/number": number, "tasks/number": number, "some_task": number, "bewijs/number": str(file.pk)}


def _of(name: str, here: Body, named: Entry) -> Client:
    # So many sign in here that they would have to wait.
    cache.clear()
    person = make.somebody()
    if name != NOBODY:
        give_role(person, Role(name), None if Role(name) in WIDE else here, by=OPERATOR, now=make.NOON)
    # Being named gives nothing to who has no role at the body.
    EntryReader.objects.create(entry=named, person=person)
    return signed_in(person)


def _half_in(here: Body) -> Client:
    """Return a client of somebody who took up an invitation and has no second factor yet."""
    client, code = Client(), new_code()
    invite("nieuw@lindewaarde.example", Role.ADMINISTRATOR, here, code=code, by=OPERATOR, now=timezone.now())
    client.post(f"/desk/uitnodiging/{code}/", {"name": "Nieuw"})
    return client
