"""`python -m kenbaar.ledger verify RECEIPT [RECORD]`: check a receipt on any computer, without network or database."""

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

from kenbaar.ledger.cosigning import read_key
from kenbaar.ledger.leaves import moment
from kenbaar.ledger.notes import NoteError, Verifier
from kenbaar.ledger.receipt_parts import LARGEST_RECEIPT
from kenbaar.ledger.verifying import LARGEST_RECORD, Check, Verdict, verify
from kenbaar.ledger.wording import (
    BAD_KEY,
    CHECKS,
    DESCRIPTION,
    FALSE,
    KEY_HELP,
    LANGUAGE_HELP,
    NO,
    NO_FILE,
    NOT_MADE,
    NOT_PROVEN,
    NOT_PROVEN_HEAD,
    PASSED,
    PROVEN,
    PROVEN_HEAD,
    RECEIPT_HELP,
    RECORD_HELP,
    STEPS,
    STEPS_PASSED,
    TRUE,
    WHY,
    YES,
)

_LANGUAGES = ("nl", "en")
TRUE_CODE, FALSE_CODE, UNREADABLE_CODE = 0, 1, 2


class _Unreadable(Exception):
    """A file or key that cannot be read; the text is the sentence for the person."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Check and print; return 0 for nothing changed, 1 for not true and 2 for what cannot be read."""
    asked = _parser(_language(arguments)).parse_args(arguments)
    try:
        keys = [_key(text, asked.language) for text in asked.key]
        receipt = _file(asked.receipt, LARGEST_RECEIPT, asked.language)
        record = _file(asked.record, LARGEST_RECORD, asked.language) if asked.record else None
    except _Unreadable as error:
        sys.stderr.write(f"{error}\n")
        return UNREADABLE_CODE
    verdict = verify(receipt, record, keys)
    shape = verdict.checks[0]
    if not shape.passed:
        sys.stderr.write(f"{_found(shape, asked.language)}\n")
        return UNREADABLE_CODE
    sys.stdout.write(report(verdict, asked.language))
    return TRUE_CODE if verdict.true else FALSE_CODE


def report(verdict: Verdict, language: str) -> str:
    """Return a verdict in words: the outcome, the numbered checks, what is proven and what is not."""
    lines = [(TRUE if verdict.true else FALSE).to(language), "", f"{CHECKS.to(language)}:"]
    for check in verdict.checks:
        mark = {True: YES, False: NO, None: NOT_MADE}[check.passed].to(language)
        lines.append(f"  {check.number}. {mark}: {_found(check, language, of_notice=verdict.notice is not None)}")
    values = _values(verdict, language)
    for head, sentences in (
        (PROVEN_HEAD, [PROVEN[one] for one in verdict.proven]),
        (NOT_PROVEN_HEAD, [NOT_PROVEN[one] for one in verdict.not_proven]),
    ):
        if sentences:
            lines += ["", f"{head.to(language)}:", *(f"  - {one.to(language).format(**values)}" for one in sentences)]
    return "\n".join(lines) + "\n"


def _found(check: Check, language: str, *, of_notice: bool = False) -> str:
    passed = STEPS_PASSED if of_notice and check.number == 5 else PASSED[check.number]
    sentence = (WHY[check.why] if check.why else passed).to(language)
    return f"{sentence} ({check.where})" if check.where else sentence


def _values(verdict: Verdict, language: str) -> dict[str, str]:
    seen = [f"{one.name} ({moment(dt.datetime.fromtimestamp(one.at_unix, dt.UTC))})" for one in verdict.witnesses]
    return {
        "key": ", ".join(verdict.keys),
        "origin": verdict.checkpoint.origin if verdict.checkpoint else "",
        "size": str(verdict.checkpoint.size if verdict.checkpoint else 0),
        "entry": verdict.entry,
        "numbers": ", ".join(map(str, verdict.numbers)),
        "matching": ", ".join(map(str, verdict.matching)),
        "last": str(max(verdict.numbers, default=0)),
        "notice": str(verdict.notice),
        "steps": ", ".join(
            f"{STEPS[one.step].to(language).format(follower=one.follower)} ({one.at})" for one in verdict.steps
        ),
        "witnesses": ", ".join(seen),
    }


def _language(arguments: Sequence[str] | None) -> str:
    """Find the language first: the help is written in it, too."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument("--language", default=_LANGUAGES[0])
    try:
        return str(early.parse_known_args(arguments)[0].language)
    except argparse.ArgumentError:
        return _LANGUAGES[0]


def _parser(language: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kenbaar.ledger", description=DESCRIPTION.to(language))
    command = parser.add_subparsers(required=True, metavar="verify").add_parser(
        "verify", description=DESCRIPTION.to(language), help=DESCRIPTION.to(language)
    )
    command.add_argument("receipt", metavar="RECEIPT", help=RECEIPT_HELP.to(language))
    command.add_argument("record", metavar="RECORD", nargs="?", help=RECORD_HELP.to(language))
    command.add_argument("--key", metavar="VKEY", action="append", default=[], help=KEY_HELP.to(language))
    command.add_argument("--language", choices=_LANGUAGES, default=_LANGUAGES[0], help=LANGUAGE_HELP.to(language))
    return parser


def _key(text: str, language: str) -> Verifier:
    try:
        return read_key(text)
    except NoteError as error:
        raise _Unreadable(BAD_KEY.to(language).format(key=text)) from error


def _file(name: str, most: int, language: str) -> bytes:
    """Return the bytes of a file; of one that is too long just enough to see that it is."""
    try:
        with Path(name).open("rb") as file:
            return file.read(most + 1)
    except (OSError, ValueError) as error:
        raise _Unreadable(NO_FILE.to(language).format(file=name)) from error


if __name__ == "__main__":
    sys.exit(main())
