"""`kenbaar person`: inviting somebody, such as the first administrator of a body, and helping who lost their phone."""

from typing import Annotated

import typer
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from kenbaar.cli.screen import complain, console, one_sentence
from kenbaar.outbox.actions.inviting import invite_by_mail
from kenbaar.people.actions.bodies import record_bodies
from kenbaar.people.actions.invitations import VALID_DAYS
from kenbaar.people.actions.invitations import invite as invite_person
from kenbaar.people.actions.sign_in import reset_factors
from kenbaar.people.actors import OPERATOR
from kenbaar.people.addresses import invitation_address
from kenbaar.people.codes import new_code
from kenbaar.people.errors import RoleOutOfPlace
from kenbaar.people.models import Body, Person, Role
from kenbaar.people.organisations import load_organisations
from kenbaar.register.importing.bodies import facts_of
from kenbaar.values import Language, both

_NO_ADDRESS = both("Dit is geen e-mailadres: {email}.", "This is no e-mail address: {email}.")
_NO_BODY = both(
    "Er is geen organisatie met de naam {body}. Zoek de naam in het adres van haar pagina, of in de lijst "
    "src/kenbaar/content/organisations/organisations.csv.",
    "There is no body called {body}. Look up the name in the address of its page, or in the list "
    "src/kenbaar/content/organisations/organisations.csv.",
)
_LINK = both(
    "Breng deze link naar {email}. Hij geldt {days} dagen en werkt één keer:",
    "Bring this link to {email}. It is valid for {days} days and works once:",
)
_NOBODY = both(
    "Niemand hier heeft dit e-mailadres. Kijk het na, of nodig deze persoon uit.",
    "Nobody here has this e-mail address. Check it, or invite this person.",
)
_RESET = both(
    "Wachtwoord, passkeys, app en herstelcodes zijn weg, en alle sessies zijn beëindigd. De rollen blijven. Nodig deze "
    "persoon nu opnieuw uit met `kenbaar person invite`.",
    "Password, passkeys, app and recovery codes are gone, and all sessions have ended. The roles stay. Now invite this "
    "person again with `kenbaar person invite`.",
)
_MAILED = both(
    "De mail met de link staat klaar en gaat nu weg; `kenbaar outbox status` zegt of dat lukte.",
    "The mail with the link is ready and leaves now; `kenbaar outbox status` says whether that worked.",
)


def _body_called(slug: str) -> Body | None:
    """Return a body. One that the list of organisations knows comes in now: its people come before its first entry."""
    found = Body.objects.filter(slug=slug).first()
    if found is None:
        known = [facts_of(organisation) for organisation in load_organisations() if organisation.slug == slug]
        if record_bodies(known, by=OPERATOR, now=timezone.now()):
            found = Body.objects.get(slug=slug)
    return found


def add_to(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="Let people in.", no_args_is_help=True)
    group.command("invite")(invite)
    group.command("reset-factors")(reset)
    app.add_typer(group, name="person")


def reset(
    email: Annotated[str, typer.Argument(help="E-mail address of the person.")],
    speak: Annotated[Language, typer.Option(help="Language of the report.")] = Language.NL,
) -> None:
    """Take away how somebody signs in, and end their sessions: for who lost their phone. Then invite them again."""
    with one_sentence(speak=speak):
        person = Person.objects.with_address(email)
        if person is None:
            complain(_NOBODY.to(speak))
            raise typer.Exit(1)
        reset_factors(person, by=OPERATOR, now=timezone.now())
    console.print(_RESET.to(speak), markup=False, highlight=False, soft_wrap=True)


def invite(
    email: Annotated[str, typer.Argument(help="E-mail address of the person.")],
    role: Annotated[Role, typer.Option(help="Role to take up.")] = Role.ADMINISTRATOR,
    body: Annotated[str, typer.Option(help="Slug of the body; leave it out for a role over all bodies.")] = "",
    mail: Annotated[bool, typer.Option("--mail", help="Send the link by mail, and do not print it.")] = False,
    speak: Annotated[Language, typer.Option(help="Language of the report.")] = Language.NL,
) -> None:
    """Invite somebody to a role, and print the link that you bring them, or send it by mail."""
    try:
        validate_email(email)
    except ValidationError as error:
        complain(_NO_ADDRESS.to(speak).format(email=email))
        raise typer.Exit(1) from error
    with one_sentence(RoleOutOfPlace, speak=speak):
        where = _body_called(body) if body else None
        if body and where is None:
            complain(_NO_BODY.to(speak).format(body=body))
            raise typer.Exit(1)
        code = new_code()
        if mail:
            invite_by_mail(email, role, where, code=code, by=OPERATOR, now=timezone.now())
            console.print(_MAILED.to(speak), markup=False, highlight=False, soft_wrap=True)
            return
        invite_person(email, role, where, code=code, by=OPERATOR, now=timezone.now())
    console.print(_LINK.to(speak).format(email=email, days=VALID_DAYS), markup=False, highlight=False)
    console.print(invitation_address(code), markup=False, highlight=False, soft_wrap=True)
