"""What the desk says about requests, in the language of the page."""

import datetime as dt
from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kenbaar.decisions.terms import Due
from kenbaar.envelopes.codes import CodeNotGood
from kenbaar.law.knowing import Certainty
from kenbaar.notices import errors
from kenbaar.notices.actions.requests import MOST_ANSWER

_SAID: Mapping[type[Exception], Callable[[], str]] = {
    errors.AlreadyAnswered: lambda: _(
        "Een collega was u voor: deze vraag is al beantwoord. Hieronder staat dat antwoord, en ook wat u schreef."
    ),
    errors.NothingSaid: lambda: _("Schrijf een antwoord, en verstuur het dan."),
    errors.TooLong: lambda: (
        _("Het antwoord is te lang. Maak het korter dan %(most)s tekens.") % {"most": f"{MOST_ANSWER:,}"}
    ),
    errors.CodeOfAnother: lambda: _(
        "Deze code hoort bij een ander besluit. Vraag de code van de brief waar dit over gaat."
    ),
    errors.CodeNotKnown: lambda: _("Deze code kennen we niet. Vergelijk elk teken met de brief."),
    CodeNotGood: lambda: _("Deze code klopt niet helemaal. Er is een teken verkeerd gelezen. Vergelijk elk teken."),
    errors.ReadingKeyMissing: lambda: _(
        "De sleutel van uw organisatie staat niet op deze server. Vraag de code aan de persoon, of open de melding "
        "daar waar de sleutel wel is."
    ),
    errors.NoticeErased: lambda: _("Wat in deze melding stond, is gewist. Beantwoord de vraag uit uw eigen dossier."),
    errors.NoticeDamaged: lambda: _(
        "De melding gaat niet open: er is iets aan veranderd. Laat de beheerder van de site ernaar kijken."
    ),
}
MENDABLE = tuple(_SAID)


def said(error: Exception) -> str:
    """Return the sentence for a refusal."""
    return _SAID[type(error)]()


def days_left(last: dt.date | None, today: dt.date) -> str:
    """Return how long there still is."""
    if last is None:
        return _("geen zekere laatste dag")
    days = (last - today).days
    if days < 0:
        return ngettext("%(num)s dag te laat", "%(num)s dagen te laat", -days) % {"num": -days}
    if days == 0:
        return _("vandaag is de laatste dag")
    return ngettext("nog %(num)s dag", "nog %(num)s dagen", days) % {"num": days}


def how_sure(term: Due) -> str:
    """Return in a few words how sure it is that a term applies."""
    if term.counts:
        return _("geldt")
    if term.term.contested is not None:
        return _("hierover zijn juristen het niet eens")
    if term.term.within is None:
        return _("zegt niet binnen hoeveel tijd")
    if term.term.conditional:
        return _("geldt onder een voorwaarde")
    return _("geldt misschien") if term.certainty is Certainty.OPEN else _("geldt")
