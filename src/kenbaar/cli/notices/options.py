"""What the commands about notices share."""

from typing import Annotated

import typer

from kenbaar.cli.notices import wording
from kenbaar.cli.screen import complain
from kenbaar.notices.models import NoticeProfile
from kenbaar.notices.queries.profiles import profile_named
from kenbaar.people.actors import OPERATOR
from kenbaar.people.models import Body
from kenbaar.values import Language

Speak = Annotated[Language, typer.Option(help="Language of the report.")]
ProfileName = Annotated[str, typer.Option(metavar="BODY/NAME", help="The notice profile, as in its address.")]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="Number of the notice, as its issue gave it.")]


def profile_called(named: str, speak: Language) -> NoticeProfile:
    """Return the profile that is named as body/name, or leave with a sentence. Raises ProfileNotFound."""
    body, _slash, slug = named.partition("/")
    if not (body and slug):
        complain(wording.NO_PROFILE.to(speak).format(named=named))
        raise typer.Exit(1)
    return profile_named(OPERATOR, body, slug)


def body_called(slug: str, speak: Language) -> Body:
    """Return the body with a short name, or leave with a sentence."""
    body = Body.objects.filter(slug=slug).first()
    if body is None:
        complain(wording.NO_BODY.to(speak).format(body=slug))
        raise typer.Exit(1)
    return body
