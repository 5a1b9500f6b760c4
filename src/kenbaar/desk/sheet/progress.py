"""How far each section of a sheet is, for the list of sections beside it."""

from dataclasses import dataclass

from kenbaar.desk.sheet.law import LawQuestions
from kenbaar.register.quality import lacking_facts
from kenbaar.rules.answers import Sheet
from kenbaar.rules.filling import Filling, FillingSection


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """A section, how many of its questions are asked and answered, and how many required ones are not."""

    section: FillingSection
    asked: int
    done: int
    lacking: int

    @property
    def is_done(self) -> bool:
        """Say whether nothing is left to answer."""
        return self.done == self.asked


def progress_of(sheet: Sheet, filling: Filling, law: LawQuestions) -> tuple[SectionProgress, ...]:
    """Return the sections in order. Facts that are rarely needed count for nothing."""
    shown, lacking = filling.shown(sheet), lacking_facts(sheet)
    found = []
    for section in filling.sections:
        if section.law:
            done = len(law.answered)
            found.append(SectionProgress(section, done + law.open_count, done, 0))
            continue
        asked = [fact for fact in section.facts if fact in shown]
        done = sum(fact in sheet for fact in asked)
        found.append(SectionProgress(section, len(asked), done, len(lacking.intersection(asked))))
    return tuple(found)


def first_to_do(progress: tuple[SectionProgress, ...]) -> FillingSection:
    """Return the section to begin with: the first that lacks something required, else something, else the first."""
    lacking = next((each for each in progress if each.lacking), None)
    return (lacking or next((each for each in progress if not each.is_done), progress[0])).section
