"""The command itself. Commands live one a module; Django starts only when a command needs it."""

import os
import sys

import typer

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kenbaar.site.settings")

app = typer.Typer(
    name="kenbaar",
    help="The register of algorithms: set it up, fill it, serve it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Start Django, for a command that needs it, and run the command."""
    if sys.argv[1:2] and sys.argv[1] in {"classify", "law", "language", "notice"}:
        with_pure_commands(app)()
        return
    if sys.argv[1:3] == ["log", "monitor"]:
        with_monitor(app)()
        return
    import django  # noqa: PLC0415  # after the environment is known

    django.setup()
    with_commands(app)()


def with_pure_commands(app: typer.Typer) -> typer.Typer:
    """Return the app with the commands that read content and files only. They need neither Django nor a database."""
    from kenbaar.cli import classifying, law, noticing, readability  # noqa: PLC0415

    for module in (classifying, law, noticing, readability):
        module.add_to(app)
    return app


def with_monitor(app: typer.Typer) -> typer.Typer:
    """Return the app with the command that follows the logs of others. It needs neither Django nor a database."""
    from kenbaar.cli.log import monitoring  # noqa: PLC0415

    app.add_typer(monitoring.group(), name="log")
    return app


def with_commands(app: typer.Typer) -> typer.Typer:
    """Return the app with its commands. Django must be set up: they need models."""
    from kenbaar.cli import (  # noqa: PLC0415
        exporting,
        importing,
        indexing,
        inviting,
        kader_keeping,
        links,
        outbox,
        questionnaires,
        reclassifying,
        rounds,
        serving,
        settingup,
        templates,
    )
    from kenbaar.cli.log import commands as log  # noqa: PLC0415
    from kenbaar.cli.notices import commands as notices  # noqa: PLC0415

    if not app.registered_commands:
        modules = (
            settingup,
            importing,
            exporting,
            indexing,
            inviting,
            outbox,
            reclassifying,
            templates,
            kader_keeping,
            questionnaires,
            rounds,
            links,
            log,
            notices,
            serving,
        )
        for module in modules:
            module.add_to(app)
        with_pure_commands(app)
    return app
