"""The command itself. Commands live one a module; Django starts only when a command needs it."""

import os

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
    """Start Django and run the command."""
    import django  # noqa: PLC0415  # after the environment is known

    django.setup()
    with_commands(app)()


def with_commands(app: typer.Typer) -> typer.Typer:
    """Return the app with its commands. Django must be set up: they need models."""
    from kenbaar.cli import (  # noqa: PLC0415
        exporting,
        importing,
        indexing,
        kader_keeping,
        questionnaires,
        reclassifying,
        serving,
        settingup,
    )

    if not app.registered_commands:
        modules = (settingup, importing, exporting, indexing, reclassifying, kader_keeping, questionnaires, serving)
        for module in modules:
            module.add_to(app)
    return app
