"""What a notice says is read with its code or with the key of the body, and with nothing else."""

import pytest
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash
from hypothesis import given, settings
from hypothesis import strategies as st

from kenbaar.envelopes.codes import SEED_BYTES, code_of
from kenbaar.envelopes.naming import Naming, keys_of_code
from kenbaar.envelopes.sealing import (
    PADDED_TO,
    EnvelopeBroken,
    Reader,
    ReadingKey,
    commitment_of,
    open_by_code,
    seal_batch,
)

SECRET = "a secret of the site that only tests know"
contents = st.binary(max_size=600).map(lambda data: b"{" + data + b"}")
KNOWN_DRAWN = (["R9EPHC1C2R4X8M9QSZ12WW0E"], "317f84aad838d98d77aed47cb3bab073")
KNOWN_KEYS = (
    "eaf0790560eb07886045d6a01a580b4a",
    "e5b15dd6b80088fb713ca9a35cc82e289dc155fb26505e9ebcd2e4009455d17b",
)
codes = st.binary(min_size=SEED_BYTES, max_size=SEED_BYTES).map(code_of)


# What stands where in an envelope, as `docs/log-format.md` says it.
PARTS = {"for_code": slice(0, 60), "for_body": slice(60, 108), "sealed": slice(108, None)}


@settings(max_examples=50)
@given(st.lists(st.tuples(contents, codes), min_size=1, max_size=4), st.data())
def test_code_and_body_open_the_same_bytes(notices: list[tuple[bytes, str]], data: st.DataObject) -> None:
    key = ReadingKey.made("gemeente")
    keys = [keys_of_code(code) for _content, code in notices]
    batch = seal_batch(key.public, [each.wrap for each in keys], [content for content, _code in notices])
    place = data.draw(st.integers(0, len(notices) - 1))
    envelope, content = batch.envelopes[place], notices[place][0]
    assert open_by_code(keys[place].wrap, envelope) == content
    assert Reader(key.private, batch.ephemeral).open(place, envelope) == content
    assert len(envelope[PARTS["sealed"]]) % PADDED_TO == 16


@settings(max_examples=50)
@given(contents, codes, codes)
def test_nothing_else_opens_it(content: bytes, code: str, other: str) -> None:
    key, stranger = ReadingKey.made("gemeente"), ReadingKey.made("gemeente")
    ephemeral, envelopes = seal_batch(key.public, [keys_of_code(code).wrap] * 2, [content] * 2)
    envelope = envelopes[1]
    if other != code:
        with pytest.raises(EnvelopeBroken):
            open_by_code(keys_of_code(other).wrap, envelope)
    for reader, place in ((Reader(stranger.private, ephemeral), 1), (Reader(key.private, ephemeral), 0)):
        with pytest.raises(EnvelopeBroken):
            reader.open(place, envelope)


@given(st.sampled_from(list(PARTS)), st.data())
def test_a_changed_or_shortened_envelope_does_not_open(part: str, data: st.DataObject) -> None:
    key, wrap = ReadingKey.made("gemeente"), keys_of_code("0" * 24).wrap
    ephemeral, [envelope] = seal_batch(key.public, [wrap], [b"{}"])
    place = data.draw(st.sampled_from(range(*PARTS[part].indices(len(envelope)))))
    changed = envelope[:place] + bytes([envelope[place] ^ 1]) + envelope[place + 1 :]
    if part != "for_body":
        with pytest.raises(EnvelopeBroken):
            open_by_code(wrap, changed)
    if part != "for_code":
        with pytest.raises(EnvelopeBroken):
            Reader(key.private, ephemeral).open(0, changed)
    with pytest.raises(EnvelopeBroken):
        open_by_code(wrap, envelope[:place])
    with pytest.raises(EnvelopeBroken):
        Reader(key.private, ephemeral).open(0, envelope[:place])


def test_two_sealings_of_the_same_have_nothing_in_common() -> None:
    wrap, key = keys_of_code("0" * 24).wrap, ReadingKey.made("gemeente")
    batches = (seal_batch(key.public, [wrap] * 2, [b"{}"] * 2) for _twice in range(2))
    envelopes = [envelope for batch in batches for envelope in batch.envelopes]
    for part in PARTS.values():
        assert len({envelope[part] for envelope in envelopes}) == len(envelopes)


@given(st.text(max_size=40), st.text(max_size=40))
def test_codes_and_salts_follow_from_secret_body_kind_reference_and_edition(reference: str, other: str) -> None:
    naming = Naming.of(SECRET, "gemeente")
    assert Naming.of(SECRET, "gemeente") == naming
    drawn = naming.draw("kind", [reference, other], 1)
    assert naming.draw("kind", [other, reference], 1).at([1, 0]) == drawn
    others = [
        Naming.of(SECRET, "elders").draw("kind", [reference], 1),
        Naming.of(SECRET + "!", "gemeente").draw("kind", [reference], 1),
        naming.draw("another", [reference], 1),
        naming.draw("kind", [reference], 2),
        naming.draw("kind", [f"{reference}1"], 1),
    ]
    for mine, *rest in (
        (drawn.codes[0], *(each.codes[0] for each in others)),
        (drawn.salts[0], *(each.salts[0] for each in others)),
        (drawn.lookups[0], *(each.lookups[0] for each in others)),
    ):
        assert len({mine, *rest}) == 6
    assert (drawn.codes[0] == drawn.codes[1]) == (drawn.lookups[0] == drawn.lookups[1]) == (reference == other)


def test_the_mark_of_a_key_tells_it_from_others_and_not_what_it_is() -> None:
    naming = Naming.of(SECRET, "gemeente")
    assert naming.mark == Naming.of(SECRET, "gemeente").mark != Naming.of(SECRET, "elders").mark
    assert len(naming.mark) == 8 and naming.mark not in naming.key


def test_derivations_never_change_since_letters_went_out_with_them() -> None:
    drawn = Naming.of(SECRET, "gemeente-lindewaarde").draw("woonbijdrage", ["2026-000123"], 1)
    assert (drawn.codes, drawn.salts[0].hex()) == KNOWN_DRAWN
    assert (drawn.lookups[0].hex(), drawn.wraps[0].hex()) == KNOWN_KEYS
    assert keys_of_code(drawn.codes[0]) == (drawn.lookups[0], drawn.wraps[0])


@given(codes)
def test_what_a_code_leads_to_is_the_one_step_derivation_of_another_library(code: str) -> None:
    both = ConcatKDFHash(SHA512(), 48, b"kenbaar code/2").derive(code.encode())
    assert keys_of_code(code) == (both[:16], both[16:])


def test_a_reading_key_is_one_line_and_says_nothing_of_itself() -> None:
    key = ReadingKey.made("gemeente", randomness=lambda size: bytes(range(size)))
    again = ReadingKey.from_text(f"{key.to_text()}\n")
    assert (again.body, again.public) == ("gemeente", key.public)
    assert bytes(range(32)).hex() not in repr(key)
    for wrong in ("", "kenbaar-reading-key/1", key.to_text()[:-1], f"{key.to_text()}00", "other" + key.to_text()):
        with pytest.raises(ValueError, match="a reading key is one line") as refused:
            ReadingKey.from_text(wrong)
        assert bytes(range(30)).hex() not in str(refused.value)
    with pytest.raises(ValueError, match="a reading key"):
        ReadingKey.from_text(key.to_text().replace("gemeente", ""))


def test_a_commitment_is_the_digest_of_the_bytes() -> None:
    assert commitment_of(b"{}") == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
