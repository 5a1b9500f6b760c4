"""What the desk says when a deed is refused, in the language of the page."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from kenbaar.people import errors
from kenbaar.people.models import Body, Role, Scope, scopes_at
from kenbaar.register.lifecycle import Access, State

_SAID: dict[type[Exception], Callable[[], str]] = {
    errors.LastAdministrator: lambda: _(
        "Dit is de laatste beheerder van deze organisatie. Maak eerst iemand anders beheerder."
    ),
    errors.NotAllowed: lambda: _("Dit mag u niet doen. Vraag het een beheerder van de organisatie."),
    errors.InvitationNotValid: lambda: _(
        "Deze uitnodiging is gebruikt, ingetrokken of te oud. Vraag wie u uitnodigde om een nieuwe."
    ),
    errors.PersonInactive: lambda: _("Dit account is gesloten. Vraag een beheerder van uw organisatie om hulp."),
    errors.TokenTooLong: lambda: _("Een toegangscode geldt 1 tot en met 366 dagen. Kies een dag binnen die tijd."),
}

_REFUSED: dict[str, Callable[[], str]] = {
    "unknown": lambda: _("U hebt hier nog geen rol. Vraag een beheerder van uw organisatie om een uitnodiging."),
    "no_address": lambda: _(
        "Uw aanbieder zegt niet dat uw e-mailadres van u is. Vraag de beheerder van die aanbieder om dat na te kijken."
    ),
    "closed": lambda: _("Dit account is gesloten. Vraag een beheerder van uw organisatie om hulp."),
    "provider": lambda: _("Aanmelden via uw aanbieder is niet gelukt. Probeer het nog eens."),
    "passkey": lambda: _("Deze passkey kennen we niet. Probeer het nog eens, of meld u aan met uw wachtwoord."),
}


def said(error: Exception) -> str:
    """Return the sentence for an error of people."""
    return _SAID[type(error)]()


def refusal(reason: str) -> str:
    """Return the sentence for a refusal at the door, or nothing for an unknown reason."""
    return _REFUSED[reason]() if reason in _REFUSED else ""


def scope_names(body: Body) -> dict[str, str]:
    """Return what a token of a body can be made for."""
    names = {
        Scope.READ_ENTRIES: _("Lezen"),
        Scope.WRITE_ENTRIES: _("Invullen"),
        Scope.ARRANGE_ENTRIES: _("Regelen"),
        Scope.APPROVE_ENTRIES: _("Goedkeuren"),
        Scope.READ_TASKS: _("Taken lezen"),
        Scope.WRITE_TASKS: _("Taken doen"),
        Scope.WRITE_TEMPLATES: _("Sjablonen schrijven"),
        Scope.MANAGE_WEBHOOKS: _("Berichten regelen"),
        Scope.MANAGE_RULES: _("Regels kiezen"),
        Scope.MANAGE_PEOPLE: _("Mensen regelen"),
        Scope.ISSUE_NOTICES: _("Meldingen uitgeven"),
        Scope.ANSWER_REQUESTS: _("Vragen beantwoorden"),
    }
    return {scope: names[scope] for scope in scopes_at(body)}


def scope_meanings() -> dict[str, str]:
    """Return what each of them comes to."""
    return {
        Scope.READ_ENTRIES: _("De hele inventaris, ook wat nog niet openbaar is."),
        Scope.WRITE_ENTRIES: _("Algoritmes toevoegen en invullen, zoals een redacteur. Er wordt niets openbaar."),
        Scope.ARRANGE_ENTRIES: _("Zeggen wie voor een algoritme zorgt en wie het mag zien."),
        Scope.APPROVE_ENTRIES: _(
            "Goedkeuren en intrekken, zoals een goedkeurder: wat het systeem goedkeurt, leest iedereen. Kies dit "
            "alleen als een mens in dat systeem beslist. Wat het systeem zelf schreef, of u, kan het niet goedkeuren."
        ),
        Scope.READ_TASKS: _("De taken van deze organisatie, met hun bewijs."),
        Scope.WRITE_TASKS: _("Taken verdelen, plannen en afronden, en bewijs toevoegen."),
        Scope.WRITE_TEMPLATES: _("De sjablonen van deze organisatie bijhouden. Wie er een volgt, krijgt een voorstel."),
        Scope.MANAGE_WEBHOOKS: _("Zeggen aan welke systemen deze organisatie meldt wat er gebeurt."),
        Scope.MANAGE_RULES: _(
            "Kiezen wat deze organisatie vraagt voordat iets openbaar wordt, en haar termijnen. Dit werkt zolang u "
            "beheerder bent."
        ),
        Scope.MANAGE_PEOPLE: _(
            "Zien wie hier werkt, met naam en e-mailadres. Rollen geven en terugnemen, en mensen uitnodigen. Een "
            "beheerder maken kan het systeem niet. Dit werkt zolang u zelf beheerder bent."
        ),
        Scope.ISSUE_NOTICES: _("Meldingen bij besluiten uitgeven, intrekken, verbeteren en wissen."),
        Scope.ANSWER_REQUESTS: _("Lezen wat mensen over besluiten vragen, en dat beantwoorden."),
    }


def role_names() -> dict[str, str]:
    """Return what each role is called."""
    return {
        Role.READER: _("lezer"),
        Role.EDITOR: _("redacteur"),
        Role.APPROVER: _("goedkeurder"),
        Role.ADMINISTRATOR: _("beheerder van de organisatie"),
        Role.CENTRAL_REVIEWER: _("centrale controleur"),
        Role.SUPERVISOR: _("toezichthouder"),
        Role.SUPPLIER: _("leverancier"),
    }


def state_names() -> dict[str, str]:
    """Return what each state of an entry is called."""
    return {
        State.DRAFT: _("in de maak"),
        State.REVIEW: _("ter controle"),
        State.PUBLISHED: _("openbaar"),
        State.WITHDRAWN: _("ingetrokken"),
        State.ARCHIVED: _("in het archief"),
    }


def access_names() -> dict[str, str]:
    """Return for whom an entry is."""
    return {
        Access.PUBLIC: _("voor iedereen, na publicatie"),
        Access.INTERNAL: _("alleen voor de organisatie"),
        Access.RESTRICTED: _("alleen voor wie op naam is genoemd"),
    }
