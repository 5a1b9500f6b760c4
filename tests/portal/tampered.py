"""A small log that is known to the byte, and everything that somebody may do to a receipt of it and its record."""

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any, NamedTuple

from kenbaar.ledger.canonical import canonical_bytes
from kenbaar.ledger.checkpoints import Checkpoint, signed_checkpoint
from kenbaar.ledger.cosigning import WitnessSigner
from kenbaar.ledger.growing import Growing
from kenbaar.ledger.leaves import RegisterLeaf
from kenbaar.ledger.notes import Signature, SignedNote, Signer, read_note
from kenbaar.ledger.proofs import TileHashes, inclusion_proof
from kenbaar.ledger.receipts import ProvenLeaf, make_receipt
from tests.ledger.small_logs import notice_log

ORIGIN = "register.example/log/register"
OURS, NEXT = Signer.made(ORIGIN, b"1" * 32), Signer.made(ORIGIN, b"2" * 32)
STRANGER = Signer.made("elsewhere.example/log", b"3" * 32)
WITNESS = WitnessSigner.made("archive.example/witness", b"4" * 32)
_SIZE = 300
_MOMENT = "2026-11-24T12:00:00Z"
RECORD = {"format": "kenbaar-record/1", "facts": {"name": {"value": {"nl": "Café “Ü” \u2028 \x7f 😀"}}, "n": -7}}


class Case(NamedTuple):
    """A receipt and perhaps a record, with the keys that the reader has."""

    what: str
    receipt: bytes
    record: bytes | None = None
    keys: tuple[str, ...] = ()


def leaf(number: int, previous: str = "", **other: str) -> RegisterLeaf:
    """Return a leaf of one entry; number 2 vouches for the record."""
    content = sha256(canonical_bytes(RECORD) if number == 2 else b"%d" % number).hexdigest()
    said = {"entry": "kb-x7wjzqge2y", "body": "gemeente-lindewaarde", "step": "publish", "on": _MOMENT, **other}
    return RegisterLeaf(number=number, previous=previous, recorded=_MOMENT, content=content, **said)


FIRST = leaf(1)
SECOND = leaf(2, FIRST.hash.hex())
THIRD = leaf(3, SECOND.hash.hex(), step="withdraw")
LOST = leaf(3, FIRST.hash.hex())
OTHER = leaf(2, FIRST.hash.hex(), entry="kb-y28fqzcbt5")
# Leaves of the entry stand between others, in the first tile and in the second.
PLACES = {5: FIRST, 255: SECOND, 280: THIRD, 281: LOST, 282: OTHER}


def sealed(places: dict[int, RegisterLeaf], size: int = _SIZE) -> tuple[Checkpoint, TileHashes]:
    """Return the checkpoint and the hashes of a log with these leaves in their places."""
    growing, files = Growing.empty(), {}
    entries = (places[index].to_bytes() if index in places else b"%d" % index for index in range(size))
    for file in (*growing.add(entries), *growing.close()):
        files[file.path] = file.data
    return Checkpoint(ORIGIN, size, growing.root()), TileHashes(size, files.get)


CHECKPOINT, HASHES = sealed(PLACES)
SIGNED = signed_checkpoint(CHECKPOINT, [OURS])


def proven(index: int, one: RegisterLeaf | None = None) -> ProvenLeaf:
    """Return a leaf of the log with its proof; another leaf in its place if one is given."""
    return ProvenLeaf(index, one or PLACES[index], inclusion_proof(index, _SIZE, HASHES))


def receipt(*leaves: ProvenLeaf, checkpoint: bytes = SIGNED, keys: tuple[Signer, ...] = (OURS,)) -> bytes:
    """Return a receipt."""
    return make_receipt(checkpoint, [key.verifier for key in keys], leaves)


HISTORY = receipt(proven(5), proven(255), proven(280))
ONE = receipt(proven(255))
RECORD_BYTES = canonical_bytes(RECORD)
WHOLE = json.loads(HISTORY)
NOTICES = notice_log()
NOTICE = NOTICES.receipt(0, 2, 4, 6)
NOTICE_WHOLE = json.loads(NOTICE)


def cases() -> Iterator[Case]:
    """Give every case."""
    yield from _sound()
    yield from _signed_otherwise()
    yield from _broken_chains()
    yield from _bent_proofs()
    yield from _records()
    yield from _members(HISTORY)
    yield Case("too many hashes", canonical_bytes(_changed(WHOLE, ("leaves", 0, "proof"), lambda old: old[:1] * 64)))
    yield from _bytes(HISTORY, RECORD_BYTES)
    yield from _members(NOTICE)
    yield Case("a hundred steps and one", canonical_bytes({**NOTICE_WHOLE, "steps": NOTICE_WHOLE["steps"] * 34}))
    yield from _bytes(NOTICE, NOTICES.content(0))


def _sound() -> Iterator[Case]:
    yield Case("one version", ONE)
    yield Case("one version with its record", ONE, RECORD_BYTES)
    yield Case("a history", HISTORY)
    yield Case("a history with a record", HISTORY, RECORD_BYTES)
    yield Case("a first version", receipt(proven(5)))
    yield Case("a log of one leaf", _of_one_leaf())


def _of_one_leaf() -> bytes:
    checkpoint, _hashes = sealed({0: FIRST}, 1)
    return receipt(ProvenLeaf(0, FIRST, ()), checkpoint=signed_checkpoint(checkpoint, [OURS]))


def _signed_otherwise() -> Iterator[Case]:
    text = CHECKPOINT.text()
    ours, strangers = OURS.verifier.to_text(), STRANGER.verifier.to_text()
    witness = WITNESS.verifier.to_text()
    cosigned = SIGNED + WITNESS.cosigned(text, now_unix=1_795_000_000).line().encode()
    late = SIGNED + WITNESS.cosigned(text, now_unix=2**40).line().encode()
    note = read_note(SIGNED)
    (signature,) = note.signatures
    false = Signature(ORIGIN, signature.key_id, bytes(64))
    short = Signature(ORIGIN, signature.key_id, b"short")
    unknown = Signature("unknown.example", b"1234", b"x" * 90)
    yield Case("our key, given", HISTORY, RECORD_BYTES, (ours,))
    yield Case("a stranger's key, given", HISTORY, None, (strangers,))
    yield Case("the next key, given", HISTORY, None, (NEXT.verifier.to_text(),))
    yield Case("two keys, given", HISTORY, None, (ours, strangers))
    yield Case("only a witness, given", HISTORY, None, (witness,))
    yield Case("cosigned", receipt(proven(5), checkpoint=cosigned), None, (ours, witness))
    yield Case("cosigned, nobody knows by whom", receipt(proven(5), checkpoint=cosigned))
    yield Case("cosigned after the last year", receipt(proven(5), checkpoint=late), None, (witness,))
    for what, signatures, keys in (
        ("both keys sign", (OURS.signed(text), NEXT.signed(text)), (OURS, NEXT)),
        ("the old key signs, the receipt has both", (OURS.signed(text),), (NEXT, OURS)),
        ("a false signature beside a true one", (signature, false), (OURS,)),
        ("a short signature", (short,), (OURS,)),
        ("an unknown signature beside ours", (unknown, signature), (OURS,)),
        ("only unknown ones", (unknown,), (OURS,)),
        ("signed with the name of another", (STRANGER.signed(text),), (STRANGER,)),
        ("a key twice", (signature,), (OURS, OURS)),
        ("a cosignature that is false", (signature, replace(WITNESS.cosigned(text, now_unix=1), name=ORIGIN)), (OURS,)),
    ):
        signed = SignedNote(text, signatures).to_bytes()
        yield Case(what, receipt(proven(5), checkpoint=signed, keys=keys), None, (witness,))
    for what, changed in (
        ("one leaf more", replace(CHECKPOINT, size=_SIZE + 1)),
        ("another root", replace(CHECKPOINT, root=sha256(b"x").digest())),
        ("the largest size", replace(CHECKPOINT, size=2**63 - 1)),
        ("an extension", replace(CHECKPOINT, extensions=("more",))),
    ):
        yield Case(f"{what}, signed", receipt(proven(5), checkpoint=signed_checkpoint(changed, [OURS])))
        unsigned = SignedNote(changed.text(), (signature,)).to_bytes()
        yield Case(f"{what}, not signed", receipt(proven(5), checkpoint=unsigned))


def _broken_chains() -> Iterator[Case]:
    for what, indexes in (
        ("a version left out", (5, 280)),
        ("the first left out", (255, 280)),
        ("in another order", (5, 280, 255)),
        ("a version twice", (5, 255, 255)),
        ("one that names another", (5, 255, 281)),
        ("one of another entry", (5, 282)),
        ("the last left out", (5, 255)),
    ):
        yield Case(what, receipt(*map(proven, indexes)), RECORD_BYTES)


def _bent_proofs() -> Iterator[Case]:
    good = proven(255)
    for what, bent in (
        ("too short", good.proof[:-1]),
        ("too long", (*good.proof, good.proof[0])),
        ("empty", ()),
        ("in another order", good.proof[::-1]),
        ("one hash changed", (sha256(b"x").digest(), *good.proof[1:])),
        ("as long as can be", good.proof[:1] * 63),
    ):
        yield Case(f"a proof {what}", receipt(replace(good, proof=bent)))
    for index in (0, 254, 256, 299, 300, 2**53 - 1):
        yield Case(f"leaf 255 at {index}", receipt(replace(good, index=index)))
    yield Case("another leaf in its place", receipt(proven(255, replace(SECOND, step="archive"))))


def _records() -> Iterator[Case]:
    text = RECORD_BYTES.decode()
    spaced = json.dumps(RECORD, indent=2, ensure_ascii=True)
    swapped = json.dumps(dict(reversed(RECORD.items())), ensure_ascii=False)
    deep = [f'{{"a":{"[" * depth}{"]" * depth}}}' for depth in (62, 63, 64, 3000)]
    swaps = [
        *(("-7", number) for number in ("-7.0", "-7e0", "-0", "-07", "+7", "- 7", "NaN", "Infinity", "9" * 400)),
        *(("-7", number) for number in (str(2**53 - 1), str(2**53), str(-(2**53)))),
        *(("Café", word) for word in ("Cafe\u0301", "Caf\\u00e9", "Caf\\xe9", "Caf\\ud800", "Caf\\u12", "\t", "\\")),
        *(("😀", word) for word in ("\\ud83d\\ude00", "\\ude00\\ud83d", "\\uD83D")),
        *(('"n":', key) for key in ('"ñ":', '"__proto__":', '"constructor":', '"":', '"n":-7,"n":', '"name":')),
        *((":", " : "), ("\x7f", "\\u007F"), ("}", ",}")),
    ]
    # fmt: off
    alone = [
        "", " ", "null", "true", "[]", "{}", "7", '"x"', "nul", "tru", "[1,]", "[,1]", "[1 2]", "{1:2}", '{"a" 1}',
        '{"a":}', '"\\', '"', "[", "{", "-", "1.", ".5", "1e", "// x", "[1]//",
    ]
    # fmt: on
    whole = (spaced, swapped, f" \t\r\n{text} ", "\ufeff" + text, text[:-1], text + "x", text + text, "\x00")
    written = [*whole, *deep, *alone, *(text.replace(old, new) for old, new in swaps)]
    yield from (Case(f"record {one[:40]!r} ({number})", ONE, one.encode()) for number, one in enumerate(written))
    yield Case("a record that is not UTF-8", ONE, RECORD_BYTES[:-1] + b"\xff")
    yield Case("a record in UTF-16", ONE, text.encode("utf-16"))


_WRONG: tuple[Any, ...] = (None, True, 0, -1, 7, 2**53 - 1, "", "x", "0" * 64, [], ["x"], {}, {"a": 1})
_NOTE = SIGNED.decode()
_LINES = ("\n", "x", "— x\n", "— x y z\n", "— x AAAA\n", "— x+y AAAAAAAA\n", "— x\u00a0y AAAAAAAA\n", "— x AAAAAAA=\n")
_SIZES = ("0300", "-1", "1e2", str(2**63), "9" * 20, "0", "٣")
_SWAPS = (("\n\n", "\n"), ("—", "-"), ("\n", "\r\n"), (ORIGIN, ""))
_DAYS = ("2026-02-30T", "2024-02-29T", "0000-01-01T", "2026-13-01T", "2026-11-24 ")
_TEXTS: dict[str, tuple[str, ...]] = {
    "on": (*(f"{day}12:00:00Z" for day in _DAYS), "2026-11-24T24:00:00Z", "2026-11-24T23:59:60Z"),
    "at": (*(f"{day}12:00:00Z" for day in _DAYS), "2026-11-24T24:00:00Z"),
    "step": ("publish ", "submit", "archive", "withdrawn", "corrected", "erased"),
    "salt": ("AAAA", "!", "A" * 22 + "==", "/" * 22 + "=="),
    "kind": ("notice/1", "register/2", "kenbaar-notice-step/2"),
    "commitment": ("AB" * 32, "ab" * 31, "ab" * 32),
    "content": ("AB" * 32, "ab" * 31),
    "checkpoint": (
        *(_NOTE.replace("300", size) for size in _SIZES),
        *(_NOTE + line for line in _LINES),
        *(_NOTE.replace(old, new) for old, new in _SWAPS),
    ),
    "format": ("kenbaar-receipt/1", "kenbaar-receipt/2", "kenbaar-notice-receipt/1"),
}
_KEYS = tuple(
    key(OURS.verifier.to_text())
    for key in (str.upper, str.strip, lambda key: key + "=", lambda key: key.replace("+", " ", 1), lambda key: key[:-1])
)


def _members(data: bytes) -> Iterator[Case]:
    """Give a receipt with each of its members changed, left out or doubled, in canonical form and not."""
    whole = json.loads(data)
    for path in _paths(whole):
        more = _TEXTS.get(str(path[-1]), ()) + (_KEYS if "keys" in path else ())
        for value in (*_WRONG, *more):
            yield Case(f"{path} is {value!r}", canonical_bytes(_changed(whole, path, lambda _old, new=value: new)))
        yield Case(f"{path} left out", canonical_bytes(_without(whole, path)))
        yield Case(f"{path} is 1.0", json.dumps(_changed(whole, path, lambda _old: 1.0)).encode())
    yield Case("one member more", canonical_bytes({**whole, "more": 1}))
    yield Case("seventeen keys", canonical_bytes({**whole, "keys": whole["keys"] * 17}))
    yield Case("with spaces", json.dumps(whole).encode())
    yield Case("a witness among the keys", canonical_bytes({**whole, "keys": [WITNESS.verifier.to_text()]}))
    yield Case(
        "a stranger among the keys", canonical_bytes({**whole, "keys": [*whole["keys"], STRANGER.verifier.to_text()]})
    )


def _bytes(data: bytes, record: bytes) -> Iterator[Case]:
    """Give a receipt with a byte changed, taken out or put in, here and there."""
    for at in range(0, len(data), 5):
        yield Case(f"byte {at} changed", data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :], record)
    for at in range(0, len(data), 29):
        yield Case(f"byte {at} out", data[:at] + data[at + 1 :])
        yield Case(f"byte {at} in", data[:at] + b"0" + data[at:])


def _paths(value: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (*before, key)
        yield from _paths(part, (*before, key))


def _changed(value: Any, path: tuple[Any, ...], change: Callable[..., Any]) -> Any:
    made = copy.deepcopy(value)
    place = made
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = change(place[path[-1]])
    return made


def _without(value: Any, path: tuple[Any, ...]) -> Any:
    made = copy.deepcopy(value)
    place = made
    for key in path[:-1]:
        place = place[key]
    del place[path[-1]]
    return made
