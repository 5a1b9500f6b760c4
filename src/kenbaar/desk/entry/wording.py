"""What comes next for an entry, in plain words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kenbaar.register.next_step import NextStep


@dataclass(frozen=True, slots=True)
class NextWords:
    """A sentence, and the button that leads on: its label and the part of the entry that it leads to, if any."""

    said: str
    button: str = ""
    part: str = ""


def next_words(step: NextStep, lacking: int) -> NextWords:
    """Return what to tell somebody about what comes next."""
    match step:
        case NextStep.SETTLE:
            said = _("Twee mensen gaven een ander antwoord op dezelfde vraag. Kies welk antwoord blijft.")
            return NextWords(said, _("Kies"), "invullen/")
        case NextStep.FILL_IN:
            missing = ngettext(
                "Er ontbreekt nog %(num)s verplicht gegeven voor het register.",
                "Er ontbreken nog %(num)s verplichte gegevens voor het register.",
                lacking,
            )
            return NextWords(missing % {"num": lacking}, _("Vul verder in"), "invullen/")
        case NextStep.HAND_IN:
            said = _("Alles wat het register vraagt, is ingevuld. Laat een collega het controleren.")
            return NextWords(said, _("Controle vragen"), "controle/#beslissen")
        case NextStep.REVIEW:
            said = _("Een collega vraagt u om dit te controleren.")
            return NextWords(said, _("Controleer"), "controle/")
        case NextStep.WAIT:
            return NextWords(
                _("Het ligt ter controle. U hoeft nu niets te doen."), _("Bekijk de controle"), "controle/"
            )
        case NextStep.KEEP:
            said = _("Dit is niet voor het openbare register bedoeld. Houd het bij als er iets verandert.")
            return NextWords(said, _("Werk bij"), "invullen/")
        case NextStep.CHANGE:
            said = _("Alles is openbaar en niets wacht. Werk het bij als er iets verandert.")
            return NextWords(said, _("Werk bij"), "invullen/")
        case NextStep.LOOK:
            return NextWords(_("U kunt dit bekijken. Een redacteur van de organisatie werkt eraan."))
        case NextStep.REST:
            return NextWords(_("Dit staat in het archief en verandert niet meer."))
