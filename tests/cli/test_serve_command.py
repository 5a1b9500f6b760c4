"""Serving from the command line."""

import socket

from typer.testing import CliRunner

from kenbaar.cli.main import app, with_commands


def test_a_port_that_is_taken_is_refused_with_a_way_out() -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = CliRunner().invoke(with_commands(app), ["serve", "--port", str(port)])
    assert result.exit_code == 1
    assert f"Port {port} of 127.0.0.1 cannot be used" in result.output
    assert "--port" in result.output
