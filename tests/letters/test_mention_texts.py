"""The mention of a run of decisions is, word for word, that of each of them alone."""

import datetime as dt

import pytest

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.profile import Profile
from kenbaar.letters.mention import Mentions, mention
from kenbaar.letters.mention_texts import MentionTexts
from tests.decisions.profiles import content

ADDRESS = "https://kenbaar.example/besluit"
OWN = {"mention_opening": {"nl": "Geachte {addressee}, dit gaat over besluit {reference}: {outcome}"}}


def decision(number: int, **members: str) -> Decision:
    day = dt.date(2026, 11, 1 + number % 20)
    own = {"reference": f"HH-{number}", "outcome": "granted", "addressee": f"Familie {number}"}
    return Decision(decided_on=day, language="nl", **{**own, **members})


@pytest.mark.parametrize("own", [{}, OWN], ids=["words of Kenbaar", "words of the body"])
def test_every_decision_has_its_own_mention(own: dict[str, object]) -> None:
    outcomes = [{"id": each, "label": {"nl": f"Uitkomst {each}."}} for each in ("granted", "refused")]
    wording = {"template": "decision/1", "own": own}
    profile = Profile.model_validate(content(wording=wording, outcomes=outcomes))
    texts = MentionTexts(Mentions(profile, "nl", address=ADDRESS))
    several = [
        *(decision(number) for number in range(30)),
        decision(30, outcome="refused"),
        decision(31, addressee=""),
    ]
    for number, each in enumerate(several):
        code = f"0000-0000-0000-0000-0000-{number:04}"
        assert texts.of(each, code=code) == mention(profile, each, "nl", code=code, address=ADDRESS).text


@pytest.mark.parametrize("odd", ["%", "%(code)s", "{code}", r"\1", "\ue000", "100 % zeker: 5 % \ue001"])
def test_odd_words_of_a_decision_are_words(odd: str) -> None:
    profile = Profile.model_validate(content(wording={"template": "decision/1", "own": OWN}, outcomes=[]))
    texts = MentionTexts(Mentions(profile, "nl", address=ADDRESS))
    each = decision(1, reference=odd, outcome=odd, addressee=odd)
    assert texts.of(each, code="A") == mention(profile, each, "nl", code="A", address=ADDRESS).text


def test_what_is_kept_has_a_bound_and_the_mentions_stay_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kenbaar.letters.mention_texts._MOST_KEPT", 1)
    profile = Profile.model_validate(content())
    texts = MentionTexts(Mentions(profile, "nl", address=ADDRESS))

    for each in (decision(1), decision(2), decision(1)):
        assert texts.of(each, code="A") == mention(profile, each, "nl", code="A", address=ADDRESS).text
