"""A log in a store that speaks S3. Address and secrets come from the usual `AWS_` variables of the environment."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice

from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError
from obstore.store import S3Store

from kenbaar.journal.errors import StorageUnreachable
from kenbaar.ledger.tiles import File

_WRITERS = 16
_AT_ONCE = 512
# A sealer that waits for minutes keeps the next one from noticing that the store is back.
_PATIENCE = dt.timedelta(seconds=20)


class Bucket:
    """Objects below one prefix of a bucket. The checkpoint goes forward by conditional writes (`If-Match`)."""

    def __init__(self, bucket: str, prefix: str) -> None:
        self._place = f"s3://{bucket}/{prefix}"
        self._store = S3Store(
            bucket,
            prefix=prefix,
            virtual_hosted_style_request=False,
            client_options={"allow_http": True, "timeout": _PATIENCE},
            retry_config={"max_retries": 2, "retry_timeout": _PATIENCE},
        )

    def read(self, path: str) -> bytes | None:
        """Return an object, or None where there is none. Raises StorageUnreachable."""
        with self._reachable():
            found = self._read(path)
        return found[0] if found else None

    def write(self, files: Iterable[File]) -> None:
        """Write objects of which the content follows from the path. Raises StorageUnreachable."""
        with self._reachable(), ThreadPoolExecutor(_WRITERS) as writers:
            rest = iter(files)
            while some := list(islice(rest, _AT_ONCE)):
                done: list[Future[object]] = [writers.submit(self._store.put, file.path, file.data) for file in some]
                for one in done:
                    one.result()

    def advance(self, path: str, data: bytes, *, supersedes: Callable[[bytes], bool]) -> bool:
        """Put an object in the place of an older one; who comes second looks again. Raises StorageUnreachable."""
        with self._reachable():
            while True:
                found = self._read(path)
                if found and not supersedes(found[0]):
                    return False
                try:
                    self._store.put(path, data, mode={"e_tag": found[1]} if found else "create")
                except (AlreadyExistsError, PreconditionError):
                    continue
                return True

    def _read(self, path: str) -> tuple[bytes, str | None] | None:
        try:
            found = self._store.get(path)
        except FileNotFoundError:
            return None
        return bytes(found.bytes()), found.meta["e_tag"]

    @contextmanager
    def _reachable(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            # Writing finds nothing only where the bucket itself is missing.
            raise StorageUnreachable(self._place, "there is no such bucket") from error
        except (BaseError, OSError) as error:
            # Below the first line, and in the answer of the store (XML), stands more than a reader should get.
            why = str(error).partition("\n")[0].partition(": <")[0]
            raise StorageUnreachable(self._place, why) from error
