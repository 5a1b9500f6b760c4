"""`kenbaar notices profile`: a profile from a file, as a draft for a second person, and back into a file."""

from pathlib import Path
from typing import Annotated

import orjson
import typer
from django.utils import timezone

from kenbaar.cli.notices import wording
from kenbaar.cli.notices.options import Speak, body_called, profile_called
from kenbaar.cli.screen import complain, console, one_sentence, whole_file
from kenbaar.decisions.profile_files import Misfit, ProfileRefused, profile_of, read_content
from kenbaar.notices.actions.profiles import put_profile
from kenbaar.notices.profile_errors import ProfileError
from kenbaar.notices.queries.profiles import lacking, version_to_show
from kenbaar.people.actors import OPERATOR
from kenbaar.register.errors import RegisterError
from kenbaar.rules.fact_files import MOST_BYTES
from kenbaar.standards.files.opening import opened
from kenbaar.standards.files.refusals import shown
from kenbaar.standards.files.rows import Limits
from kenbaar.values import Language


def add_to(group: typer.Typer) -> None:
    """Add the group of commands."""
    profiles = typer.Typer(help="Notice profiles: what is told of a kind of decision.", no_args_is_help=True)
    profiles.command("import")(import_profile)
    profiles.command("export")(export_profile)
    group.add_typer(profiles, name="profile")


def import_profile(
    file: Annotated[Path, typer.Argument(help="Profile in JSON or YAML.")],
    *,
    body: Annotated[str, typer.Option(help="Body whose decision it is, by its slug.")],
    entry: Annotated[str, typer.Option(help="Reference of the entry; for a profile that is not there yet.")] = "",
    name: Annotated[str, typer.Option(help="Name of the profile in addresses; else that of the file.")] = "",
    speak: Speak = Language.NL,
) -> None:
    """Write a profile as a draft: a new one, or the next version of one that is there. A second person approves it."""
    slug = name or file.stem
    try:
        with one_sentence(ProfileError, RegisterError, speak=speak):
            where = body_called(body, speak)
            content = read_content(_bytes(file), name=file.name)
            if not entry and not where.notice_profiles.filter(slug=slug).exists():
                complain(wording.WHICH_ENTRY.to(speak).format(slug=slug))
                raise typer.Exit(1)
            put = put_profile(where.slug, slug, content, reference=entry, by=OPERATOR, now=timezone.now())
    except ProfileRefused as refused:
        complain(wording.PROFILE_REFUSED.to(speak).format(file=shown(file.name)))
        _tell(refused.misfits, speak)
        raise typer.Exit(2) from refused
    said = wording.PROFILE_KEPT.to(speak).format(body=body, slug=slug, number=put.number)
    console.print(said, markup=False, highlight=False, soft_wrap=True)
    if lacks := lacking(profile_of(put.content)):
        complain(wording.PROFILE_LACKS.to(speak))
        _tell(lacks, speak)


def export_profile(
    named: Annotated[str, typer.Argument(metavar="BODY/NAME", help="The profile, as in its address.")],
    *,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Where it is written; else it is printed.")] = None,
    speak: Speak = Language.NL,
) -> None:
    """Write what the newest version of a profile says, as JSON."""
    with one_sentence(ProfileError, speak=speak):
        version = version_to_show(profile_called(named, speak))
        content = orjson.dumps(version.content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        if out is None:
            typer.echo(content.decode(), nl=False)
            return
        with whole_file(out) as unfinished:
            unfinished.write_bytes(content)


def _bytes(file: Path) -> bytes:
    """Return what stands in a file; of one that is too large so much that it is refused. Raises FileRefused."""
    with opened(file, Limits()) as (source, _size):
        return source.read(MOST_BYTES + 1)


def _tell(misfits: tuple[Misfit, ...], speak: Language) -> None:
    for each in misfits:
        complain(f"{each.place}: {each.what.to(speak)}" if each.place else each.what.to(speak))
