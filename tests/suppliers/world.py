"""The world of suppliers: a company, somebody of it, and a template with its versions."""

from kenbaar.people.actors import OPERATOR, Actor
from kenbaar.people.models import COMPANY, Body, Role
from kenbaar.register.actions.drafting import changes_of
from kenbaar.rules.answers import Answer, Sheet, known
from kenbaar.suppliers.actions.templates import add_template, change_template
from kenbaar.suppliers.content import Content
from kenbaar.suppliers.models import Template
from tests import make

KEEPER, SLUG = "babbelbrug", "chatbot"
METHODS, PURPOSE = known({"nl": "Het zoekt woorden op."}), known({"nl": "Sneller antwoord geven."})


def company(slug: str = KEEPER) -> Body:
    """Make a company, once."""
    return make.body(slug, type=COMPANY)


def supplier(at: Body | None = None) -> Actor:
    """Make somebody who keeps the templates of a company."""
    return make.person(Role.SUPPLIER, at=at or company())


def editor(at: Body | None = None) -> Actor:
    """Make somebody who writes entries."""
    return make.person(Role.EDITOR, at=at or make.body())


def says(**answers: Answer) -> Content:
    """Make what a template says."""
    first = {"name": known({"nl": "Chatbot"}), "methods": METHODS, "purpose": PURPOSE}
    return Content(Sheet({**first, **answers}))


def template(slug: str = SLUG, *, keeper: str = KEEPER, **answers: Answer) -> Template:
    """Make a template."""
    return add_template(company(keeper), slug, says(**answers), by=OPERATOR, now=make.NOON)


def changed(slug: str = SLUG, *, keeper: str = KEEPER, **answers: Answer | None) -> int:
    """Give a template its next version; return its number."""
    seen = Template.objects.get(keeper__slug=keeper, slug=slug).latest
    assert seen is not None
    changes = changes_of(seen.answers(), answers)
    return change_template(keeper, slug, changes, by=OPERATOR, now=make.NOON).number
