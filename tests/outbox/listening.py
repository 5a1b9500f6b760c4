"""A system that takes messages, as a small web server in a thread of its own."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class System:
    """Where it listens, what it got, and how it answers."""

    address: str = ""
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answers: Callable[[BaseHTTPRequestHandler], None] = lambda handler: answer(handler, 204)


def answer(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", **headers: str) -> None:
    """Answer a request."""
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def listening() -> Iterator[System]:
    """Give a system that listens on this machine until the end."""
    system = System()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            system.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            system.answers(self)

        do_GET = do_HEAD = do_POST  # noqa: N815  # the server looks for these names

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    system.address = f"http://localhost:{server.server_address[1]}/berichten?bron=kenbaar"
    try:
        yield system
    finally:
        server.shutdown()
        server.server_close()
