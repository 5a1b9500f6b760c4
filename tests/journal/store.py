"""A store that speaks S3, on this machine (moto), which can vanish and come back at the same address."""

from urllib.request import Request, urlopen
from uuid import uuid4

from moto.server import ThreadedMotoServer

SECRET = "a secret that no message tells"


class Store:
    """One bucket, of which the objects outlive the server."""

    def __init__(self) -> None:
        self.bucket = f"logs-{uuid4().hex}"
        self._server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
        self._server.start()
        _host, self._port = self._server.get_host_and_port()
        self.environment = {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self._port}",
            "AWS_ACCESS_KEY_ID": "kenbaar",
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_REGION": "us-east-1",
        }
        address = f"{self.environment['AWS_ENDPOINT_URL']}/{self.bucket}"
        urlopen(Request(address, method="PUT")).close()

    def vanish(self) -> None:
        """Be away, until `come_back`."""
        if self._server is not None:
            self._server.stop()
        self._server = None

    def come_back(self) -> None:
        """Be there again, at the same address and with the same objects."""
        self._server = ThreadedMotoServer("127.0.0.1", port=self._port, verbose=False)
        self._server.start()
