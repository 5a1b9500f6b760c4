"""`kenbaar serve`: the web server."""

from typing import Annotated

import typer
from granian.constants import Interfaces
from granian.server import Server as Granian

from kenbaar.cli.screen import console


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve)


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(help="Processes; one for each core of a busy site.")] = 1,
) -> None:
    """Serve portal and API until stopped."""
    console.print(f"Kenbaar is at http://localhost:{port} (stop with Ctrl-C)")
    Granian(
        "kenbaar.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=2,
        workers_kill_timeout=5,
    ).serve()
