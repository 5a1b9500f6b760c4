"""What each kind of request is called, on pages and in mails."""

from collections.abc import Mapping

from kenbaar.law.term_shapes import Requested
from kenbaar.values import LocalText, both

REQUEST_NAMES: Mapping[Requested, LocalText] = {
    Requested.EXPLANATION: both("Uitleg bij een besluit", "Explanation of a decision"),
    Requested.HUMAN_REVIEW: both("Een mens laten kijken", "A human who looks"),
    Requested.CORRECTION: both("Gegevens kloppen niet", "Data are not right"),
    Requested.NO_NOTICE: both("Besluit zonder melding", "Decision without a notice"),
}
