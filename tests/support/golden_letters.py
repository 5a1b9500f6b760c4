"""The words of a notice as people read them: `python -m tests.support.golden_letters` writes `tests/golden/letters`.

They change only with a new version of the template, or when the world of these tests does.
"""

import datetime as dt
from pathlib import Path

from kenbaar.decisions.profile import Basis
from kenbaar.letters.bases import Because
from kenbaar.letters.explaining import Proof, explain
from kenbaar.letters.mention import mention
from tests.letters.world import ADDRESS, CODE, decision, plain, profile

FOLDER = Path(__file__).parents[1] / "golden/letters"
PROOF = Proof(12, "ab" * 32, dt.date(2026, 12, 1), "https://kenbaar.example/controleren")
BASES = {
    "N01": Because(Basis.POLICY),
    "N02": Because(Basis.LAW, ("GDPR 13(1)(c), 14(1)(c)",)),
    "N11": Because(Basis.LAW, ("GDPR 15(1)(h)",), on_request=True),
    "N14": Because(Basis.POLICY, ("AI Act 49(3)",)),
    "N36": Because(Basis.POLICY, ("AI Act 49(3)",), since=dt.date(2030, 8, 2)),
}


def golden() -> dict[str, str]:
    """Return all texts by the name of their file."""
    found = {}
    for language in profile().languages:
        told = mention(profile(), decision(), language, code=CODE, address=ADDRESS)
        found[f"mention-{language}.txt"] = f"{told.text}\n"
        found[f"explanation-{language}.txt"] = plain(explain(profile(), decision(), language, bases=BASES, proof=PROOF))
    return found


def main() -> None:
    """Write them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in golden().items():
        (FOLDER / name).write_text(text)


if __name__ == "__main__":
    main()
