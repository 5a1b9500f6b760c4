"""Links with which a newcomer tries the desk: invitations to the sample register, for as long as nobody is in."""

from django.utils import timezone

from kenbaar.cli.screen import console
from kenbaar.people.actions.invitations import VALID_DAYS, invite
from kenbaar.people.actors import OPERATOR
from kenbaar.people.addresses import invitation_address
from kenbaar.people.codes import new_code
from kenbaar.people.models import Body, Role
from kenbaar.people.queries import knows_official_bodies
from kenbaar.people.signing_in import somebody_can_sign_in
from kenbaar.values import Language, LocalText, both

_BODY = "gemeente-lindewaarde"
# Who tries the desk as what. The people of the sample keep their own addresses: nobody comes in as one of them.
_ROLES: tuple[tuple[Role, str, LocalText], ...] = (
    (Role.EDITOR, "proef-redacteur@lindewaarde.example", both("Redacteur", "Editor")),
    (Role.APPROVER, "proef-goedkeurder@lindewaarde.example", both("Goedkeurder", "Approver")),
    (Role.ADMINISTRATOR, "proef-beheerder@lindewaarde.example", both("Beheerder", "Administrator")),
)
_TRY = both(
    "Probeer de werkplek van de verzonnen {body}. Open een link, kies een naam en maak een passkey: daar is geen "
    "telefoon voor nodig. Elke link werkt één keer en geldt {days} dagen; een nieuwe `kenbaar setup --sample` geeft "
    "nieuwe, totdat er iemand binnen is.",
    "Try the desk of the invented {body}. Open a link, choose a name and make a passkey: no phone is needed. Each "
    "link works once and is valid for {days} days; another `kenbaar setup --sample` gives new ones, until somebody is "
    "in.",
)
_FIRST = both(
    "Niemand kan nog aan de werkplek. Nodig de eerste uit: kenbaar person invite u@organisatie.example --role "
    "administrator --body KORTE-NAAM",
    "Nobody can come in at the desk yet. Invite the first: kenbaar person invite you@organisation.example --role "
    "administrator --body SHORT-NAME",
)


def show_ways_to_try(speak: Language) -> None:
    """Print an invitation for each role where all is invented, else how to invite; only while nobody can sign in."""
    if somebody_can_sign_in():
        return
    if knows_official_bodies():
        console.print(f"\n{_FIRST.to(speak)}", markup=False, highlight=False, soft_wrap=True)
        return
    body = Body.objects.get(slug=_BODY)
    now = timezone.now()
    said = _TRY.to(speak).format(body=body.name[speak], days=VALID_DAYS)
    console.print(f"\n{said}", markup=False, highlight=False, soft_wrap=True)
    for role, email, label in _ROLES:
        code = new_code()
        invite(email, role, body, code=code, by=OPERATOR, now=now)
        link = invitation_address(code)
        console.print(f"{label.to(speak)}: {link}", markup=False, highlight=False, soft_wrap=True)
