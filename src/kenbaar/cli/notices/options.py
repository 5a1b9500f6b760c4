"""What the commands about notices share."""

from typing import Annotated

import typer

from kenbaar.cli.notices import wording
from kenbaar.cli.screen import complain
from kenbaar.people.models import Body
from kenbaar.values import Language

Speak = Annotated[Language, typer.Option(help="Language of the report.")]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="Number of the notice, as its issue gave it.")]


def body_called(slug: str, speak: Language) -> Body:
    """Return the body with a short name, or leave with a sentence."""
    body = Body.objects.filter(slug=slug).first()
    if body is None:
        complain(wording.NO_BODY.to(speak).format(body=slug))
        raise typer.Exit(1)
    return body
