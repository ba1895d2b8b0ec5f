"""Bytes as a broken way, a broken program or somebody who means harm make them of sound ones."""

from collections.abc import Callable, Sequence
from random import Random

from tests.faults.fuzz import strange

Mutation = Callable[[Random, bytes, Sequence[bytes]], bytes]


def flipped(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _flip in range(rng.choice((1, 1, 1, 2, 8))):
        if changed:
            changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def cut(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] if rng.random() < 0.8 else data[at:]


def longer(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    more = rng.randbytes(rng.choice((1, 2, 64, 3000)))
    at = rng.choice((0, len(data), rng.randrange(len(data) + 1)))
    return data[:at] + more + data[at:]


def spliced(rng: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    other = rng.choice(others)
    return data[: rng.randrange(len(data) + 1)] + other[rng.randrange(len(other) + 1) :]


def holed(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    start = rng.randrange(len(data) + 1)
    end = min(len(data), start + rng.choice((1, 4, 64, 512)))
    return data[:start] + rng.choice((b"", bytes(end - start))) + data[end:]


def repeated(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    start = rng.randrange(len(data) + 1)
    return data[:start] + data[start : start + 200] * rng.choice((2, 3, 40)) + data[start + 200 :]


def valued(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    return strange.edited(rng, data)


def raw(rng: Random, _data: bytes, _: Sequence[bytes]) -> bytes:
    return rng.choice((*strange.RAW, rng.randbytes(rng.randrange(400))))


ALL: tuple[Mutation, ...] = (flipped, cut, longer, spliced, holed, repeated, raw, *[valued] * 5)


def mutated(rng: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Change bytes once or a few times; what comes out is never what went in."""
    changed = data
    while changed == data:
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            changed = rng.choice(ALL)(rng, changed or data, others)
    return changed
