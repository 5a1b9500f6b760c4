"""Entries with everything that the desk can show at one, as after years of work.

The tests ask every page with few of them and with many, and the bench with thousands.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kenbaar.casework.actions.comments import add_comment
from kenbaar.casework.actions.duties import open_duties
from kenbaar.casework.actions.review import ask_review
from kenbaar.casework.actions.tasks import add_task
from kenbaar.law.term_shapes import Requested
from kenbaar.notices.actions.requests import Asked, receive
from kenbaar.people.actors import OPERATOR, actor_of
from kenbaar.people.models import Body, Person
from kenbaar.register.actions import steps
from kenbaar.register.actions.drafting import Change, changes_of, save_answers
from kenbaar.register.actions.preparing import prepare_change
from kenbaar.register.actions.writing import create_entry
from kenbaar.register.bulk import BulkOrder, What
from kenbaar.register.filtering import Filter
from kenbaar.register.models import Entry
from kenbaar.register.preparing import Kind
from kenbaar.register.queries.bulk import plan_of
from kenbaar.register.queries.inventory import entries_chosen
from kenbaar.rules.answers import Sheet, known
from kenbaar.suppliers.actions.following import adopt
from kenbaar.suppliers.actions.templates import add_template, change_template
from kenbaar.suppliers.content import Content
from kenbaar.suppliers.models import Template
from tests.notices.profile_world import written_for

TEMPLATE = "druk"
HIGH_RISK: dict[str, Any] = {
    "ai_system": "yes",
    "annex_iii": ["5a"],
    "profiling": True,
    "roles": ["deployer"],
    "organisation_kind": "public_body",
    "start_date": "2023-05",
}


@dataclass(frozen=True)
class Busy:
    """A body, the person whose desk it is, a colleague who asks them things, and the time."""

    body: Body
    person: Person
    colleague: Person
    now: dt.datetime

    def entry(self, number: int) -> Entry:
        """Make a public high-risk entry from a template that has changed, edited anew, under review, with duties."""
        by: dict[str, Any] = {"by": actor_of(self.colleague), "now": self.now}
        made = self.high_risk(f"druk:{number}")
        for step in (steps.submit_for_review, steps.publish):
            step(made.reference, by=OPERATOR, now=self.now)
        template = self.template(number)
        adopt(made.reference, self.body.slug, template.slug, **by)
        assert template.latest is not None
        new = changes_of(template.latest.answers(), {"methods": known({"nl": "Het zoekt in de tekst."})})
        change_template(self.body.slug, template.slug, new, by=OPERATOR, now=self.now)
        ask_review(made.reference, note="Graag deze week.", **by)
        # Two who had the same words before them: a draft with a conflict.
        for words in ("Sneller beslissen.", "Eerlijker beslissen."):
            save_answers(made.reference, [Change("purpose", known({"nl": words}), "")], **by)
        add_comment(made.reference, "Klopt dit?", fact="summary", mentions=[self.person.pk], **by)
        add_task(made.reference, title="Bel de leverancier", responsible=self.person, **by)
        self.with_duties(made)
        written_for(made, f"melding-{number}", approved=True)
        receive(self.body, Asked(Requested.NO_NOTICE, "Er stond niets bij."), now=self.now)
        return made

    def high_risk(self, key: str, facts: Mapping[str, Any] = HIGH_RISK) -> Entry:
        """Make a high-risk entry of some length."""
        texts = {"name": known({"nl": f"Uitkering {key}"}), "summary": known({"nl": "Rekent een uitkering uit. " * 20})}
        more = {"status": known("in_use"), "contact": known("algoritmes@bench.example")}
        sheet = Sheet({**texts, **more, **{fact: known(value) for fact, value in facts.items()}})
        return create_entry(key, body=self.body, sheet=sheet, by=OPERATOR, now=self.now)

    def with_duties(self, entry: Entry) -> None:
        """Give an entry the tasks that the law asks for."""
        open_duties(entry.reference, by=OPERATOR, now=self.now, on=self.now.date())

    def prepared_change(self) -> int:
        """Put a change of all entries ready, for the person to look over; return its number."""
        by = actor_of(self.person)
        order = BulkOrder(What.FACT, fact="contact", answer=known("a@b.example"))
        everything = entries_chosen(by, self.body, references=None, wanted=Filter(), now=self.now)
        plan = plan_of(by, self.body, everything, order)
        return prepare_change(self.body, Kind.CHANGE, plan.to_json(), by=by, now=self.now).pk

    def template(self, number: int) -> Template:
        """Make a template of this body."""
        says = {"name": known({"nl": f"Rekenhulp {number}"}), "methods": known({"nl": "Het zoekt woorden op."})}
        return add_template(self.body, f"{TEMPLATE}-{number}", Content(Sheet(says)), by=OPERATOR, now=self.now)
