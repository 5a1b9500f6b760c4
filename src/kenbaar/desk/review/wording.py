"""What the desk says about reviews, in the language of the page."""

from collections.abc import Callable
from functools import cache

from django.utils.translation import gettext as _

from kenbaar.assessments.errors import AssessmentError
from kenbaar.casework import review_errors
from kenbaar.casework.stages import Held, Stage
from kenbaar.law.reading import law_book
from kenbaar.law.results import CLASS
from kenbaar.notices.lifecycle import ProfileStanding
from kenbaar.register import errors
from kenbaar.values import LocalText

_SAID: dict[type[Exception], Callable[[], str]] = {
    review_errors.ReviewNotOpen: lambda: _(
        "Iemand anders was u voor, of hier ligt niets meer ter controle. Kijk hieronder hoe het er nu voor staat."
    ),
    review_errors.GateClosed: lambda: _(
        "Dit kan nog niet openbaar worden. Hieronder staat wat er nog ontbreekt, met een link naar elk gegeven."
    ),
    review_errors.HandedInAnew: lambda: _(
        "Er is intussen een nieuwe versie ingediend. Die staat nu hieronder. Bekijk haar, en beslis dan."
    ),
    review_errors.ReasonNeeded: lambda: _("Schrijf erbij waarom, in het Nederlands. Dan kan een ander verder."),
    review_errors.DayNotPossible: lambda: _("Kies vandaag of een latere dag, en niet verder weg dan twee jaar."),
    review_errors.NotAColleague: lambda: _("Kies collega's die dit algoritme mogen zien."),
    review_errors.RulesRefused: lambda: _("Kies 1 tot en met 365 dagen, en gegevens uit de lijst."),
    errors.SecondPersonNeeded: lambda: _(
        "U werkte hier zelf aan mee. Iemand anders moet ernaar kijken: vraag een collega."
    ),
    errors.OpenConflicts: lambda: _(
        "Twee mensen vulden iets anders in. Kies bij het invullen welk antwoord blijft. Vraag daarna controle aan."
    ),
    errors.NothingNew: lambda: _("Er is niets veranderd om te controleren."),
    errors.StepNotPossible: lambda: _("Dit kan nu niet. Kijk hieronder hoe het er voor staat."),
    errors.NotForThePublic: lambda: _("Dit algoritme is niet voor iedereen. Kies bij het overzicht wie het mag zien."),
    errors.SheetRefused: lambda: _("Een antwoord past niet bij zijn vraag. Kijk de gegevens na bij het invullen."),
}


def said(error: Exception) -> str:
    """Return the sentence for a refusal."""
    if isinstance(error, AssessmentError):
        return _("De wet kan deze gegevens niet lezen. Kijk de gegevens over de AI-verordening na bij het invullen.")
    if isinstance(error, review_errors.WordsTooLong):
        return _("Schrijf iets op, en gebruik niet meer dan %(most)s tekens.") % {"most": error.most}
    return _SAID[type(error)]()


def stage_names() -> dict[str, str]:
    """Return what each stage of a review that is not over is called."""
    return {
        Stage.ASKED: _("wacht op een goedkeurder"),
        Stage.CHANGES_ASKED: _("terug bij de redactie"),
        Stage.APPROVED: _("goedgekeurd, nog niet openbaar"),
    }


def held_names() -> dict[str, str]:
    """Return why a publication that was decided on did not go through, and what helps."""
    return {
        Held.ROLE: _(
            "Het was goedgekeurd, maar wie dat deed mag dat niet meer. Daarom is het niet openbaar geworden. Een "
            "andere goedkeurder kan het opnieuw goedkeuren."
        ),
        Held.GATE: _(
            "Het was goedgekeurd, maar er staat nu iets in de weg. Daarom is het niet openbaar geworden. Los het op, "
            "en keur het opnieuw goed."
        ),
    }


def notice_standings() -> dict[str, str]:
    """Return how the notice profiles of an entry can stand."""
    return {
        ProfileStanding.NONE: _("nog geen profiel"),
        ProfileStanding.MAKING: _("er wordt aan een profiel gewerkt"),
        ProfileStanding.APPROVED: _("goedgekeurd profiel"),
        ProfileStanding.BEHIND: _("goedgekeurd profiel, maar de gegevens zijn nu anders"),
    }


@cache
def class_names() -> dict[str, LocalText]:
    """Return what each class of the law is called."""
    return {each.shape.id: each.shape.label for each in law_book().latest.outcomes if each.shape.kind == CLASS}
