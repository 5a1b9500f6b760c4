"""The tree of RFC 6962, by the answers that everybody knows and for every small tree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenbaar.ledger.hashing import EMPTY_ROOT, leaf_hash, node_hash
from kenbaar.ledger.proofs import (
    NotInTree,
    TileHashes,
    consistency_proof,
    inclusion_proof,
    verify_consistency,
    verify_inclusion,
)
from kenbaar.ledger.tiles import FileDamaged
from kenbaar.ledger.tree import Frontier, root_of
from tests.ledger.small_logs import plain_entries, written

# The eight leaves of the reference tests of Certificate Transparency, with their roots and paths.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
_LEAF_1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
_NODES_2_3 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
_NODES_4_7 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
_LEAF_4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
_NODES_6_7 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
_NODES_4_5 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
INCLUSION = {
    (0, 1): [],
    (0, 8): [_LEAF_1, _NODES_2_3, _NODES_4_7],
    (5, 8): [_LEAF_4, _NODES_6_7, ROOTS[3]],
    (2, 3): [ROOTS[1]],
    (1, 5): [ROOTS[0], _NODES_2_3, _LEAF_4],
}
CONSISTENCY = {
    (1, 1): [],
    (1, 8): [_LEAF_1, _NODES_2_3, _NODES_4_7],
    (6, 8): [_NODES_4_5, _NODES_6_7, ROOTS[3]],
    (2, 5): [_NODES_2_3, _LEAF_4],
}
HASHES = [leaf_hash(entry) for entry in plain_entries(600)]
FILES, _ = written(plain_entries(600))
TREE = TileHashes(600, FILES.get)


def by_the_definition(hashes: list[bytes]) -> bytes:
    """MTH of RFC 6962 section 2.1, word for word."""
    if not hashes:
        return EMPTY_ROOT
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return node_hash(by_the_definition(hashes[:split]), by_the_definition(hashes[split:]))


def test_the_known_leaves_have_the_known_roots() -> None:
    edge = Frontier()
    assert edge.root() == root_of([]) == EMPTY_ROOT
    for size, root in enumerate(ROOTS, start=1):
        edge.append(leaf_hash(LEAVES[size - 1]))
        assert edge.root().hex() == root_of([leaf_hash(leaf) for leaf in LEAVES[:size]]).hex() == root
        assert edge.size == size


def test_the_known_leaves_have_the_known_paths() -> None:
    files, _ = written(LEAVES)
    hashes = TileHashes(8, files.get)

    for (index, size), path in INCLUSION.items():
        assert [one.hex() for one in inclusion_proof(index, size, hashes)] == path
    for (old, new), path in CONSISTENCY.items():
        assert [one.hex() for one in consistency_proof(old, new, hashes)] == path


@pytest.mark.parametrize("size", [*range(18), 255, 256, 257, 511, 512, 513, 600])
def test_a_tree_of_any_size_is_that_of_the_definition(size: int) -> None:
    edge = Frontier()
    for one in HASHES[:size]:
        edge.append(one)

    assert edge.root() == root_of(HASHES[:size]) == by_the_definition(HASHES[:size])


def test_every_leaf_of_every_small_tree_is_proven_and_nothing_else() -> None:
    for size in range(1, 20):
        root = by_the_definition(HASHES[:size])
        for index in range(size):
            proof = inclusion_proof(index, size, TREE)
            assert verify_inclusion(HASHES[index], index, size, proof, root)
            for other in range(size + 2):
                if other != index:
                    assert not verify_inclusion(HASHES[index], other, size, proof, root)
            assert not verify_inclusion(HASHES[index + 1], index, size, proof, root)
            assert not verify_inclusion(HASHES[index], index, size, (*proof, HASHES[0]), root)
            assert not verify_inclusion(HASHES[index], index, size, proof, EMPTY_ROOT)
            for place in range(len(proof)):
                assert not verify_inclusion(HASHES[index], index, size, proof[:place] + proof[place + 1 :], root)


def test_every_growth_of_every_small_tree_is_proven_and_nothing_else() -> None:
    roots = [by_the_definition(HASHES[:size]) for size in range(21)]
    for new in range(20):
        for old in range(new + 1):
            proof = consistency_proof(old, new, TREE)
            assert verify_consistency(old, roots[old], new, roots[new], proof)
            assert not verify_consistency(old, roots[old], new, roots[new], (*proof, HASHES[0]))
            assert not verify_consistency(old, HASHES[30], new, roots[new], proof)
            # Everything grows from nothing, into any root: there is nothing yet that could be changed.
            assert verify_consistency(old, roots[old], new, roots[new + 1], proof) == (old == 0 < new)
            assert not verify_consistency(new, roots[new], old, roots[old], proof) or old == new
            for place in range(len(proof)):
                fewer = proof[:place] + proof[place + 1 :]
                assert not verify_consistency(old, roots[old], new, roots[new], fewer)


@given(st.integers(0, 599), st.data())
def test_proofs_for_an_older_size_come_from_the_tiles_of_a_later_one(index: int, data: st.DataObject) -> None:
    size = data.draw(st.integers(index + 1, 600))
    proof = inclusion_proof(index, size, TREE)

    assert verify_inclusion(HASHES[index], index, size, proof, root_of(HASHES[:size]))
    growth = consistency_proof(index, size, TREE)
    assert verify_consistency(index, root_of(HASHES[:index]), size, root_of(HASHES[:size]), growth)


@given(st.integers(0, 599), st.integers(0, 2**16), st.integers(0, 7))
def test_no_bit_of_a_proof_can_be_changed(index: int, place: int, bit: int) -> None:
    whole = bytearray(b"".join(inclusion_proof(index, 600, TREE)))
    whole[place % len(whole)] ^= 1 << bit
    changed = [bytes(whole[at : at + 32]) for at in range(0, len(whole), 32)]

    assert not verify_inclusion(HASHES[index], index, 600, changed, root_of(HASHES))


def test_hashes_of_another_length_prove_nothing() -> None:
    assert not verify_inclusion(HASHES[0][:-1], 0, 1, (), HASHES[0])
    assert not verify_consistency(1, HASHES[0], 2, HASHES[1], (HASHES[0][:-1],))


@pytest.mark.parametrize(("index", "size"), [(-1, 5), (5, 5), (0, 601), (0, 0)])
def test_a_proof_about_what_the_log_does_not_have_is_refused(index: int, size: int) -> None:
    with pytest.raises(NotInTree, match=f"Leaf {index} is not in"):
        inclusion_proof(index, size, TREE)


@pytest.mark.parametrize(("old", "new"), [(-1, 5), (6, 5), (0, 601)])
def test_a_log_does_not_shrink(old: int, new: int) -> None:
    with pytest.raises(NotInTree, match=f"did not grow from {old} to {new}"):
        consistency_proof(old, new, TREE)


def test_a_missing_or_short_tile_is_named() -> None:
    with pytest.raises(FileDamaged, match=r"tile/0/002\.p/88: The file is missing"):
        inclusion_proof(0, 600, TileHashes(600, {}.get))

    short = {**FILES, "tile/0/000": FILES["tile/0/000"][:-1]}
    with pytest.raises(FileDamaged, match=r"tile/0/000: The tile has 8191 bytes instead of 8192"):
        inclusion_proof(0, 600, TileHashes(600, short.get))


def test_only_some_tiles_stay_in_memory() -> None:
    files, growing = written(plain_entries(70 * 256))
    asked: list[str] = []

    def read(path: str) -> bytes | None:
        asked.append(path)
        return files.get(path)

    hashes = TileHashes(growing.size, read)
    for tile in [*range(70), 69, 0]:
        inclusion_proof(tile * 256, growing.size, hashes)

    assert asked.count("tile/0/069") == 1
    assert asked.count("tile/0/000") == 2
