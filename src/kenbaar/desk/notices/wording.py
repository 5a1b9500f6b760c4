"""What the desk says about profiles, in the language of the page."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from kenbaar.notices import profile_errors as errors
from kenbaar.notices.lifecycle import Stage
from kenbaar.register.errors import SecondPersonNeeded

_SAID: dict[type[Exception], Callable[[], str]] = {
    errors.NameTaken: lambda: _("Uw organisatie heeft al een profiel met deze naam. Kies een andere naam."),
    errors.NameNeeded: lambda: _("Geef dit soort besluit een naam met letters, van hooguit 200 tekens."),
    errors.AutomationNotSaid: lambda: _(
        "Bij dit algoritme staat nog niet welke rol het speelt in besluiten. Vul dat in bij 'Rol in het besluit', en "
        "vraag controle aan. Daarna kunt u de melding maken."
    ),
    errors.StepNotPossible: lambda: _(
        "Iemand anders was u voor, of dit kan nu niet. Kijk hieronder hoe het ervoor staat."
    ),
    errors.OtherVersion: lambda: _("Een collega heeft dit net gewijzigd. Bekijk het opnieuw, en beslis dan."),
    errors.NotWhole: lambda: _("Er ontbreekt nog iets. Hieronder staat wat, met een link naar elke plek."),
    errors.AnswerNeeded: lambda: _("Schrijf op wat er anders moet, in hooguit 4000 tekens. Dan kan een ander verder."),
    SecondPersonNeeded: lambda: _(
        "U werkte hier zelf aan mee. Iemand anders moet ernaar kijken: vraag een andere goedkeurder."
    ),
}


def said(error: Exception) -> str:
    """Return the sentence for a refusal."""
    return _SAID[type(error)]()


def stage_names() -> dict[str, str]:
    """Return where a version of a profile can stand."""
    return {
        Stage.DRAFT: _("concept"),
        Stage.SUBMITTED: _("wacht op een goedkeurder"),
        Stage.APPROVED: _("goedgekeurd"),
        Stage.REPLACED: _("vervangen"),
    }
