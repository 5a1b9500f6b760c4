"""The words in which a measure and a mark are told, in Dutch and English."""

from collections.abc import Mapping

from kenbaar.language.measuring import Reading, Verdict
from kenbaar.language.speech import Why, speech_of
from kenbaar.values import LocalText, both

VERDICTS: Mapping[Verdict, LocalText] = {
    Verdict.EASY: both("makkelijk", "easy"),
    Verdict.FAIR: both("redelijk", "fair"),
    Verdict.HARD: both("moeilijk", "hard"),
}
WHYS: Mapping[Why, LocalText] = {
    Why.OFFICIALESE: both("ambtelijk woord", "official wording"),
    Why.TECHNICAL: both("vakwoord", "technical word"),
    Why.LEGAL: both("juridisch woord", "legal word"),
    Why.LOANWORD: both("woord uit een andere taal", "word from another language"),
    Why.ABBREVIATION: both("afkorting", "abbreviation"),
    Why.LONG_WORD: both("lang woord", "long word"),
    Why.LONG_SENTENCE: both("lange zin", "long sentence"),
    Why.PASSIVE: both("misschien een lijdende zin", "perhaps a passive"),
}
ADVICE: Mapping[Why, LocalText] = {
    Why.OFFICIALESE: both("Kan het gewoner?", "Is there an everyday word?"),
    Why.TECHNICAL: both("Kan het gewoner, of legt u het uit?", "Is there an everyday word, or can you explain it?"),
    Why.LEGAL: both("Kan het gewoner, of legt u het uit?", "Is there an everyday word, or can you explain it?"),
    Why.LOANWORD: both("Is er een Nederlands woord voor?", "Is there an English word for it?"),
    Why.ABBREVIATION: both("Schrijf het de eerste keer voluit.", "Write it in full the first time."),
    Why.LONG_WORD: both("Kan het korter, of in meer woorden?", "Can it be shorter, or in more words?"),
    Why.LONG_SENTENCE: both("Kunt u er twee zinnen van maken?", "Can you make two sentences of it?"),
    Why.PASSIVE: both("Wie doet het? Noem die eerst.", "Who does it? Name them first."),
}
WORTH = both(
    "Een formule telt hoe lang woorden en zinnen zijn. Wat de tekst betekent, weet zij niet, en een toets van "
    "taalniveau (A2, B1) is dit niet.",
    "A formula counts how long words and sentences are. It does not know what the text means, and this is no test of "
    "a language level (A2, B1).",
)
_SURE = both(
    "{verdict}: {score} op de schaal van {formula}, met een marge van {margin}",
    "{verdict}: {score} on the scale of {formula}, give or take {margin}",
)
_UNSURE = both("waarschijnlijk {verdict} (kan ook {others} zijn)", "probably {verdict} (may also be {others})")
_ANY = both(
    "nog geen oordeel mogelijk, want de zinnen verschillen te veel", "no verdict yet: the sentences differ too much"
)
_OR = both(" of ", " or ")
_TOO_LITTLE = both(
    "Te weinig tekst voor een score: die zegt pas iets vanaf {words} woorden in {sentences} hele zinnen.",
    "Too little text for a score: it means something from {words} words in {sentences} whole sentences.",
)


def verdict_told(reading: Reading) -> LocalText:
    """Return the verdict with its score and margin in one line, or why there is none."""
    if reading.score is None:
        return both(*(_filled(_TOO_LITTLE.to(language), reading) for language in ("nl", "en")))
    return both(*(_scored(reading, language) for language in ("nl", "en")))


def source_told(reading: Reading) -> LocalText:
    """Return where the formula comes from."""
    return speech_of(reading.language).reckoning.formula.source


def _filled(text: str, reading: Reading) -> str:
    return text.format(words=reading.fewest_words, sentences=reading.fewest_sentences)


def _scored(reading: Reading, language: str) -> str:
    score = reading.score
    assert score is not None  # asked before
    verdict = VERDICTS[score.verdict].to(language)
    others = [VERDICTS[each].to(language) for each in score.possible if each is not score.verdict]
    if len(score.possible) == len(Verdict):
        verdict = _ANY.to(language)
    elif others:
        verdict = _UNSURE.to(language).format(verdict=verdict, others=_OR.to(language).join(others))
    return _SURE.to(language).format(
        verdict=verdict, score=round(score.value), formula=reading.formula, margin=round(score.margin)
    )
