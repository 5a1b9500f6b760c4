"""Measuring and printing: a figure, its goal if there is one, and how it compares with a named baseline."""

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

console = Console()
# The command of this environment, as an operator runs it.
KENBAAR = Path(sys.executable).with_name("kenbaar")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. `baseline` is what it is compared with, measured in the same run and unit."""

    what: str
    value: float
    unit: str
    goal: str = ""
    baseline: float | None = None
    against: str = ""

    @property
    def ratio(self) -> str:
        """The value as a multiple of its baseline."""
        return f"{self.value / self.baseline:.3g} x {self.against}" if self.baseline else ""


def show(title: str, figures: Sequence[Figure]) -> None:
    """Print figures as a table."""
    table = Table(title=title, title_justify="left")
    for column in ("what", "figure", "goal", "ratio"):
        table.add_column(column, justify="right" if column == "figure" else "left")
    for figure in figures:
        table.add_row(figure.what, f"{figure.value:,.4g} {figure.unit}", figure.goal, figure.ratio)
    console.print(table)


def seconds(deed: Callable[[], object]) -> float:
    """Return how long a deed takes."""
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def p50_p95(milliseconds: Sequence[float]) -> tuple[float, float]:
    """Return the median and the value that 95 % stay under."""
    return statistics.median(milliseconds), under(milliseconds, 0.95)


def under(figures: Sequence[float], share: float) -> float:
    """Return the value that a share of some figures stays under."""
    ordered = sorted(figures)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def run_measured(command: Sequence[str], environment: dict[str, str]) -> tuple[float, float]:
    """Run a command to its end; return its seconds and the most memory it held, in megabytes."""
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, errors = process.communicate()
    took = time.perf_counter() - start
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed: {errors.decode()[-2000:]}")
    return took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
