"""The mention of very many decisions as text: what they share is written once, what is their own is put in.

A run has millions of decisions, and few days, outcomes and classes among them.
"""

import re
from typing import NamedTuple

from kenbaar.decisions.decision import Decision
from kenbaar.letters.mention import Mentions

# Signs of the private use area stand where the own words of a decision come: hardly any text has them.
_CODE, _REFERENCE, _ADDRESSEE = _OWN = "\ue000\ue001\ue002"
_MOST_KEPT = 4096


class _Mould(NamedTuple):
    """A text in pieces, with a piece free for each own word; `order` says which of `_OWN` comes where."""

    pieces: list[str]
    order: list[int]

    def filled(self, own: tuple[str, str, str]) -> str:
        """Return the text with own words."""
        pieces = self.pieces.copy()
        # A format would be looked through for its signs each time, which takes as long as everything else.
        pieces[1::2] = [own[number] for number in self.order]
        return "".join(pieces)


class MentionTexts:
    """The texts of `mentions`, for decisions that were read against their profile; what it gives is what they give."""

    def __init__(self, mentions: Mentions) -> None:
        self._mentions = mentions
        self._moulds: dict[tuple[object, ...], _Mould] = {}

    def of(self, decision: Decision, *, code: str) -> str:
        """Return the mention of a decision; `code` as people type it."""
        # Whatever else a mention takes from a decision makes another mould; of two texts, whether they are there.
        own_texts = (not decision.addressee, not decision.human)
        key = (decision.language, decision.decided_on, decision.outcome, decision.person_class, own_texts)
        mould = self._moulds.get(key)
        own = (code, decision.reference, decision.addressee)
        if mould is None:
            mould, text = self._mould(decision), self._mentions.of(decision, code=code).text
            # Somebody did write such a sign: then there is nothing to keep.
            if mould.filled(own) != text:
                return text
            if len(self._moulds) == _MOST_KEPT:
                self._moulds.clear()
            self._moulds[key] = mould
        return mould.filled(own)

    def _mould(self, decision: Decision) -> _Mould:
        held = decision._replace(reference=_REFERENCE, addressee=decision.addressee and _ADDRESSEE)
        pieces = re.split(f"([{_OWN}])", self._mentions.of(held, code=_CODE).text)
        return _Mould(pieces, [_OWN.index(sign) for sign in pieces[1::2]])
