"""`kenbaar serve`: the web server."""

import os
import socket
from typing import Annotated

import typer
from django.conf import settings
from granian.constants import Interfaces
from granian.server import Server as Granian

from kenbaar.cli.screen import complain, console


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve)


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(help="Processes; one for each core of a busy site.")] = 1,
) -> None:
    """Serve portal and API until stopped."""
    _refuse_taken(host, port)
    if "KENBAAR_PUBLIC_URL" not in os.environ:
        # Links lead to where the site is served now. Workers are copies of this process, or start with its environment.
        settings.PUBLIC_URL = os.environ["KENBAAR_PUBLIC_URL"] = f"http://localhost:{port}"
    console.print(f"Kenbaar is at http://localhost:{port} (stop with Ctrl-C)")
    Granian(
        "kenbaar.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        # Notices that are asked for at the same moment share one transaction (`notices/gathering.py`).
        blocking_threads=4,
        workers_kill_timeout=5,
        # A worker that is killed must not take the site with it.
        respawn_failed_workers=True,
    ).serve()


def _refuse_taken(host: str, port: int) -> None:
    """Leave with a sentence when something listens there: the server would share the port, a reader here, one there."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        complain(f"Port {port} of {host} cannot be used ({error.strerror}). Choose another one with --port.")
        raise typer.Exit(1) from error
