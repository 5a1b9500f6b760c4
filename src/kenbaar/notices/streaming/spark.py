"""A run over a folder of Parquet files, read and sealed by a cluster (Apache Spark) and issued from here.

The machines of the cluster share a disk with this one; only this one has the database. While it issues some parts, the
cluster makes the next. A part that the cluster loses is made again by another machine, and a run that was killed goes
on: parts are issued as in any run, once.
"""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import batched, islice
from pathlib import Path
from typing import Any

from kenbaar.decisions.files.opening import open_decisions
from kenbaar.decisions.reading import Reader
from kenbaar.notices.keys import namings_of
from kenbaar.notices.queries.keys import newest_key
from kenbaar.notices.streaming import running
from kenbaar.notices.streaming.errors import NotForSpark, NoSpark, SparkStopped
from kenbaar.notices.streaming.folder import RunFolder
from kenbaar.notices.streaming.running import AfterPart, Outcome, Part, Plan, RunOrder, carry_out, orders_of
from kenbaar.notices.streaming.staging import Stage, Task, read_task, row_count, staged
