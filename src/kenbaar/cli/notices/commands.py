"""The group of commands about notices."""

import typer

from kenbaar.cli.notices import ending, issuing, keys, profiles, reconciling, sampling


def add_to(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(no_args_is_help=True, help="Notices: keys, issuing, and what happens to a notice after that.")
    keys.add_to(group)
    issuing.add_to(group)
    ending.add_to(group)
    reconciling.add_to(group)
    sampling.add_to(group)
    profiles.add_to(group)
    app.add_typer(group, name="notices")
