"""What a notice that was opened says to people: the explanation, and the page that goes along with the letter."""

from django.conf import settings
from django.utils import timezone

from kenbaar.decisions.facts import of_a_decision
from kenbaar.decisions.terms import postponed_by
from kenbaar.envelopes.codes import grouped, read_code
from kenbaar.envelopes.sealing import commitment_of
from kenbaar.law.classifying import classify
from kenbaar.law.reading import law_book
from kenbaar.letters.bases import bases_of
from kenbaar.letters.explaining import Happening, Proof, explain
from kenbaar.letters.explanation import Explanation
from kenbaar.letters.pdf import letter_page
from kenbaar.notices.addresses import code_address
from kenbaar.notices.errors import NotInThisStanding
from kenbaar.notices.last_days import facts_behind, postponing_of
from kenbaar.notices.lifecycle import Standing
from kenbaar.notices.queries.opening import OpenedNotice


def letter_of(opened: OpenedNotice, code: str) -> bytes:
    """Return the page that goes along with the decision on paper, as PDF in the language of the decision.

    `code` is the code of the notice, as somebody typed it. Raises NotInThisStanding for a notice that no longer holds:
    its letter would mislead.
    """
    if opened.state.standing is not Standing.VALID:
        raise NotInThisStanding("sent with a letter", opened.state.standing)
    profile, decision = opened.profile, opened.decision
    postponing = postponing_of(profile)
    address = code_address()
    return letter_page(
        profile, decision, decision.language, code=grouped(read_code(code)), address=address, postponing=postponing
    )


def explanation_of(opened: OpenedNotice, language: str, *, check: str = "") -> Explanation:
    """Return the explanation in a language, or in the first that the body wrote it in; with the law of that day.

    `check` is the path of the page where anybody can check the proof.
    """
    profile, decision = opened.profile, opened.decision
    day = decision.decided_on
    law, facts = law_book().at(day), facts_behind(opened.profile)
    return explain(
        profile,
        decision,
        language if language in profile.languages else profile.languages[0],
        bases=bases_of(classify(law, of_a_decision(facts), on=day).notices),
        proof=Proof(
            opened.state.number,
            commitment_of(opened.content),
            opened.state.issued_at.date(),
            f"{settings.PUBLIC_URL}{check}" if check else "",
        ),
        postponed=postponed_by(law, facts, on=day),
        happened=[Happening(each.step, timezone.localdate(each.at), each.follower) for each in opened.state.steps],
    )
