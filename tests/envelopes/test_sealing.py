"""What a notice says is read with its code or with the key of the body, and with nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kenbaar.envelopes.codes import code_of
from kenbaar.envelopes.naming import CodeKeys, Naming, keys_of_code
from kenbaar.envelopes.sealing import (
    PADDED_TO,
    EnvelopeBroken,
    Reader,
    ReadingKey,
    Sealer,
    commitment_of,
    open_by_code,
)

SECRET = "a secret of the site that only tests know"
contents = st.binary(max_size=600).map(lambda data: b"{" + data + b"}")
KNOWN_DRAWN = ("RA6R0SKD9YXMMWX2BTSX5NGZ", "851ec235f8b2f1a24f0fd977616699a3")
KNOWN_KEYS = (
    "0a8d80029c2d5aeb92a16c897b964489",
    "b53b9935f8d3cd7d2f5a38adeb3f64ec",
    "fc3af0c10b3516691ec7932218276e4698feeb518fccd9c29e9ec4f9df85b156",
)
codes = st.binary(min_size=15, max_size=15).map(code_of)


@settings(max_examples=50)
@given(contents, codes, st.integers(0, 2**32))
def test_code_and_body_open_the_same_bytes(content: bytes, code: str, place: int) -> None:
    key = ReadingKey.made("gemeente")
    sealer = Sealer(key.public)
    envelope = sealer.seal(place, keys_of_code(code), content)
    assert open_by_code(keys_of_code(code), envelope) == content
    assert Reader(key.private, sealer.ephemeral).open(place, envelope) == content
    assert len(envelope.sealed) % PADDED_TO == 16


@settings(max_examples=50)
@given(contents, codes, codes)
def test_nothing_else_opens_it(content: bytes, code: str, other: str) -> None:
    key, stranger = ReadingKey.made("gemeente"), ReadingKey.made("gemeente")
    sealer = Sealer(key.public)
    envelope = sealer.seal(3, keys_of_code(code), content)
    if other != code:
        with pytest.raises(EnvelopeBroken):
            open_by_code(keys_of_code(other), envelope)
    for reader, place in ((Reader(stranger.private, sealer.ephemeral), 3), (Reader(key.private, sealer.ephemeral), 4)):
        with pytest.raises(EnvelopeBroken):
            reader.open(place, envelope)


@given(st.sampled_from(["sealed", "for_code", "for_body"]), st.data())
def test_a_changed_or_shortened_envelope_does_not_open(part: str, data: st.DataObject) -> None:
    key, keys = ReadingKey.made("gemeente"), keys_of_code("0" * 24)
    sealer = Sealer(key.public)
    envelope = sealer.seal(0, keys, b"{}")
    whole = getattr(envelope, part)
    place = data.draw(st.integers(0, len(whole) - 1))
    for wrong in (whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :], whole[:place]):
        changed = envelope._replace(**{part: wrong})
        if part != "for_body":
            with pytest.raises(EnvelopeBroken):
                open_by_code(keys, changed)
        if part != "for_code":
            with pytest.raises(EnvelopeBroken):
                Reader(key.private, sealer.ephemeral).open(0, changed)


def test_two_sealings_of_the_same_have_nothing_in_common() -> None:
    keys, key = keys_of_code("0" * 24), ReadingKey.made("gemeente")
    one, two = (Sealer(key.public).seal(0, keys, b"{}") for _twice in range(2))
    assert one.sealed != two.sealed and one.for_code != two.for_code and one.for_body != two.for_body


@given(st.text(max_size=40), st.text(max_size=40))
def test_names_and_codes_follow_from_secret_body_kind_and_reference(reference: str, other: str) -> None:
    naming = Naming.of(SECRET, "gemeente")
    assert Naming.of(SECRET, "gemeente") == naming
    drawn = naming.draw("kind", "ab" * 32, reference, 1)
    assert naming.draw("kind", "ab" * 32, reference, 1) == drawn
    others = [
        Naming.of(SECRET, "elders").draw("kind", "ab" * 32, reference, 1),
        Naming.of(SECRET + "!", "gemeente").draw("kind", "ab" * 32, reference, 1),
        naming.draw("another", "ab" * 32, reference, 1),
        naming.draw("kind", "cd" * 32, reference, 1),
        naming.draw("kind", "ab" * 32, reference, 2),
        naming.draw("kind", "ab" * 32, f"{reference}1", 1),
    ]
    assert len({drawn.code, *(each.code for each in others)}) == len({drawn.salt, *(each.salt for each in others)}) == 7
    assert (naming.decision("kind", reference) == naming.decision("kind", other)) == (reference == other)
    assert naming.decision("kind", reference) != naming.decision("another", reference)


def test_derivations_never_change_since_letters_went_out_with_them() -> None:
    naming = Naming.of(SECRET, "gemeente-lindewaarde")
    drawn = naming.draw("woonbijdrage", "ab" * 32, "2026-000123", 1)
    keys: CodeKeys = keys_of_code(drawn.code)
    assert (drawn.code, drawn.salt.hex()) == KNOWN_DRAWN
    assert (naming.decision("woonbijdrage", "2026-000123").hex(), keys.lookup.hex(), keys.wrap.hex()) == KNOWN_KEYS


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
