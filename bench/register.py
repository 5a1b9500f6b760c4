"""A register filled with invented records, in the database of this process."""

import tempfile
from pathlib import Path

from django.core.management import call_command
from django.utils import timezone

from bench.records import write_csv
from kenbaar.people.actors import OPERATOR
from kenbaar.register.following import follow
from kenbaar.register.importing.running import ImportOrder, import_rows
from kenbaar.standards.files.opening import open_source
from kenbaar.values import Language


def fill_register(count: int) -> None:
    """Publish `count` entries and index them."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "invented.csv"
        write_csv(file, count)
        order = ImportOrder(source=file.name, by=OPERATOR, now=timezone.now(), language=Language.NL)
        with open_source(file) as source:
            import_rows(source.rows(), order, repairs=_forget)
    follow()


def _forget(_repair: object) -> None:
    """Keep no repair list: invented records have the same few remarks each."""
