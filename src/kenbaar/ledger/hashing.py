"""The hashes of the tree (RFC 6962 section 2.1): SHA-256, where a leaf can never be taken for a node."""

from hashlib import sha256

HASH_SIZE = 32
LEAF_PREFIX = b"\x00"
NODE_PREFIX = b"\x01"
# The root of a tree without leaves is the hash of nothing.
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf, 32 bytes."""
    return sha256(LEAF_PREFIX + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node above two hashes, 32 bytes."""
    return sha256(NODE_PREFIX + left + right).digest()
