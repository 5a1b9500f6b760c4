"""Letters: the words of many decisions of one profile, and pages as PDF, each beside the bare work of the same kind."""

import time
from collections.abc import Callable

from bench.figures import Figure, show
from kenbaar.letters.explaining import explain
from kenbaar.letters.mention import Mentions
from kenbaar.letters.pdf import explanation_pdf, letter_page
from tests.letters.world import ADDRESS, CODE, decision, profile

_MENTIONS, _PAGES = 20_000, 100


def measure() -> None:
    """Write the mention, the explanation and both PDFs of invented decisions; every one has its own reference."""
    whole, words = profile(), Mentions(profile(), "nl", address=ADDRESS)
    decisions = [decision()._replace(reference=f"HH-{number}") for number in range(_MENTIONS)]
    mention = _each(lambda number: words.of(decisions[number], code=CODE).text, _MENTIONS) * 1e6
    text = words.of(decisions[0], code=CODE).text
    escaped = _each(lambda number: text.replace("HH-0", f"HH-{number}"), _MENTIONS) * 1e6
    told = _each(lambda number: explain(whole, decisions[number], "nl"), 10 * _PAGES) * 1e3
    letter = _each(lambda number: letter_page(whole, decisions[number], "nl", code=CODE, address=ADDRESS), _PAGES) * 1e3
    explained = [explain(whole, each, "nl") for each in decisions[:_PAGES]]
    paper = _each(lambda number: explanation_pdf(explained[number]), _PAGES) * 1e3
    bare = _each(lambda number: _bare_page(f"{text} {number}"), _PAGES) * 1e3
    show(
        "Letters (processor time of one core)",
        [
            Figure("mention as text", mention, "µs", "", escaped, "replacing the reference in a text"),
            Figure("explanation", told, "ms"),
            Figure("letter page, PDF/UA and PDF/A", letter, "ms", "30", bare, "the same words on a bare page"),
            Figure("explanation of three pages", paper, "ms", "90", bare, "a bare page"),
        ],
    )


def _each(deed: Callable[[int], object], times: int) -> float:
    """Return the processor time of one deed in seconds, once everything is loaded."""
    deed(0)
    start = time.process_time()
    for number in range(times):
        deed(number)
    return (time.process_time() - start) / times


def _bare_page(words: str) -> object:
    import typst

    return typst.compile(b'#set page(paper: "a4")\n#sys.inputs.words', format="pdf", sys_inputs={"words": words})
