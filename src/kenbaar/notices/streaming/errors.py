"""What can go wrong with a run, beside what can go wrong with a notice."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kenbaar.values import LocalText, both


class RunRefused(Exception):
    """A run that cannot begin or go on; `message` says what is wrong and what to do."""

    message: LocalText

    def __str__(self) -> str:
        return self.message.en


class FolderInUse(RunRefused):
    """Another run writes in the folder."""

    def __init__(self, path: Path) -> None:
        self.message = both(
            f"Een andere uitgifte schrijft nu in {path}. Wacht tot die klaar is.",
            f"Another run is writing in {path} now. Wait until it is done.",
        )


class FolderNotEmpty(RunRefused):
    """The folder holds something else."""

    def __init__(self, path: Path) -> None:
        self.message = both(
            f"In {path} staan al andere bestanden. Kies een nieuwe map.",
            f"There are other files in {path} already. Choose a new folder.",
        )


class FileInTheWay(RunRefused):
    """Where a folder was asked for, there is a file."""

    def __init__(self, path: Path) -> None:
        self.message = both(
            f"{path} is geen map, of er kan daar geen map komen. Kies een andere naam bij --out.",
            f"{path} is no folder, and cannot become one. Choose another name at --out.",
        )


class FolderOfOther(RunRefused):
    """The folder has the notices of another file, or of this one before it changed."""

    def __init__(self, path: Path, *, shown: Mapping[str, Any], own: Mapping[str, Any]) -> None:
        other = ", ".join(name for name in own if shown.get(name) != own[name])
        self.message = both(
            f"De map {path} hoort bij {shown.get('file')} en dit is iets anders ({other}). Is het bestand veranderd? "
            "Kies dan een nieuwe map. Besluiten die al een melding hebben, krijgen geen tweede.",
            f"The folder {path} belongs to {shown.get('file')} and this is something else ({other}). Did the file "
            "change? Then choose a new folder. Decisions that have a notice do not get a second one.",
        )


class FolderDamaged(RunRefused):
    """What says how far a run came cannot be read."""

    def __init__(self, path: Path) -> None:
        self.message = both(
            f"{path} is beschadigd, dus niemand weet hoe ver deze uitgifte kwam. Kies een nieuwe map. Besluiten die al "
            "een melding hebben, krijgen geen tweede.",
            f"{path} is damaged, so that nobody can say how far this run came. Choose a new folder. Decisions that "
            "have a notice do not get a second one.",
        )


class FileChanged(RunRefused):
    """The file changed while it was read."""

    def __init__(self, path: Path) -> None:
        self.message = both(
            f"{path.name} is veranderd terwijl het werd gelezen. Begin opnieuw, in een nieuwe map.",
            f"{path.name} changed while it was read. Begin again, in a new folder.",
        )


class NoFiles(RunRefused):
    """There is no Parquet file in the folder."""

    def __init__(self, path: Path) -> None:
        self.message = both(
            f"In de map {path} staan geen Parquet-bestanden. Noem de map waar de besluiten staan.",
            f"There are no Parquet files in the folder {path}. Name the folder with the decisions.",
        )


class NotAFolder(RunRefused):
    """Spark divides a folder of Parquet files, and this is something else."""

    def __init__(self, path: Path) -> None:
        self.message = both(
            f"{path} is geen map. Spark verdeelt een map met Parquet-bestanden. Noem die map, of laat --engine weg.",
            f"{path} is no folder. Spark divides a folder of Parquet files. Name that folder, or leave --engine out.",
        )


class NotParquet(RunRefused):
    """Others can only begin in the middle of a file where its rows can be counted."""

    def __init__(self, path: Path) -> None:
        self.message = both(
            f"{path.name} is geen Parquet-bestand. Alleen daarvan kunnen processen samen delen lezen. Laat --workers "
            "weg, of zet het bestand om naar Parquet.",
            f"{path.name} is no Parquet file. Only of those can processes read parts together. Leave --workers out, or "
            "turn the file into Parquet.",
        )


class WorkersStopped(RunRefused):
    """A process that reads and seals ended, or gave up."""

    def __init__(self, why: str) -> None:
        self.message = both(
            f"Een proces van --workers is gestopt ({why}). Kijk of er genoeg geheugen en schijfruimte is en start "
            "dezelfde opdracht opnieuw: die gaat verder waar hij was.",
            f"A process of --workers stopped ({why}). See whether there is enough memory and room on the disk, and "
            "start the same command again: it goes on where it was.",
        )


class NoSpark(RunRefused):
    """Spark is not installed here, or does not start."""

    def __init__(self, why: str) -> None:
        self.message = both(
            f"Spark start niet ({why}). Installeer kenbaar[spark] en Java 17, kijk of --master klopt, of laat "
            "--engine weg.",
            f"Spark does not start ({why}). Install kenbaar[spark] and Java 17, check --master, or leave --engine out.",
        )


class SparkStopped(RunRefused):
    """The cluster gave up on a piece of work."""

    def __init__(self, why: str) -> None:
        self.message = both(
            f"Spark is gestopt ({why}). Kijk in het logboek van het cluster en start dezelfde opdracht opnieuw: die "
            "gaat verder waar hij was.",
            f"Spark stopped ({why}). Look into the log of the cluster and start the same command again: it goes on "
            "where it was.",
        )
