"""A house under what anybody may answer, and under what a headquarters signed that went mad."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import cbor2
import sqlite_utils

from sync import answer, confirmation, enrolment, outbox, records, signature, spelling
from sync.answer import Answer
from sync.carrying.step import step
from sync.couriers import qr
from sync.enrolment import Enrolment
from sync.errors import WrongCode
from sync.keys import generate_sealing_key, generate_signing_key
from tests.faults.fuzz import strange
from tests.faults.fuzz.mutations import mutated
from tests.faults.fuzz.state import Rows, State
from tests.sync.over_tls import DAYS, put

HOUSE, EPOCH, NOW = "yuexi-0007", b"epoch--1", 1795483200
BULLETIN = {"a": NOW, "t": "流感季节", "b": "从星期三起每天量体温。"}
SETTINGS = {"a": NOW, "s": {"numbers": []}}
# What may change by an answer that headquarters signed; and the trouble, by any.
BY_AN_ANSWER = {"wire", "outbox", "inbox", "earlier_keys", "earlier_hq_keys"}


class Deceived:
    """A house of which six days wait, and whoever answers it."""

    def __init__(self, db: sqlite_utils.Database, path: Path) -> None:
        self.db = db
        signing_key, self.verify_key = generate_signing_key()
        self.hq_signing_key, hq_verify_key = generate_signing_key()
        self.hq_private_key, hq_sealing_key = generate_sealing_key()
        self.known = Enrolment(
            HOUSE,
            "大坪村",
            EPOCH,
            signing_key,
            "http://127.0.0.1:9",
            hq_sealing_key,
            hq_verify_key,
            None,
            NOW,
        )
        enrolment.save(db, self.known)
        put(db, DAYS[:6])
        self.sound = [self.signed(self.said(accepted)) for accepted in range(7)]
        self.letters = [one.envelope for one in outbox.everything_waiting(db)]
        self.state = State(path)
        self._columns = [column.name for column in db["wire"].columns]

    def said(self, accepted: int = 6, **more: Any) -> Answer:
        down = ([1, "announcement", BULLETIN], [2, "settings", SETTINGS], [3, "well-2", {"a": 1}])
        return replace(Answer(HOUSE, EPOCH, accepted, NOW, (), down), **more)

    def signed(self, said: Answer) -> bytes:
        return answer.sign(said, self.hq_signing_key)

    def anybody_answers(self, rng: Random) -> bool:
        """Answer what nobody signed: nothing is settled, set, told or kept."""
        told: list[int] = []
        data = mutated(rng, rng.choice(self.sound), [*self.sound, *self.letters])
        done = step(self.db, lambda _: data, told.append)
        assert (done.settled, told) == (0, []) and done.trouble, done
        changed = self.state.changed()
        assert set(changed) <= {"wire"}, changed
        for before, after in [changed[name] for name in changed]:
            assert self._without_trouble(before) == self._without_trouble(after)
        return bool(changed)

    def headquarters_goes_mad(self, rng: Random) -> bool:
        """Answer what headquarters signed, whatever it is: no more is settled than was carried."""
        data = signature.sign(answer.DOMAIN, mad_answer(rng), self.hq_signing_key)
        step(self.db, lambda _: data, lambda _: None)
        changed = self.state.changed()
        assert set(changed) <= BY_AN_ANSWER, changed
        before, after = changed.get("outbox", ([], []))
        assert self._headers(before) <= self._headers(after), "a header was lost"
        numbers = [row[0] for row in changed["inbox"][1]] if "inbox" in changed else []
        assert sorted(numbers) == [*range(1, len(numbers) + 1)], "the inbox has a hole"
        self._forget(changed)
        return bool(changed)

    def somebody_types(self, rng: Random) -> bool:
        """Type what is no confirmation of what waits: it settles nothing."""
        secret = confirmation.secret_of_headquarters(self.hq_private_key, self.verify_key)
        seq, alone = rng.randrange(1, 7), rng.random() < 0.5
        right = confirmation.code(secret, HOUSE, EPOCH, seq, alone=alone)
        typed = mutated(rng, right.encode(), [b"7K3M-Q9TX-2W"]).decode("utf-8", "replace")
        if spelling.plain(typed) == right:
            return False
        try:
            qr.confirm(self.db, typed, NOW)
        except WrongCode:
            assert not self.state.changed()
            return True
        raise AssertionError(f"{typed!r} was taken")

    def _forget(self, changed: Any) -> None:
        if changed:
            self.state.restore(list(changed))

    def _headers(self, rows: Rows) -> set[tuple[object, ...]]:
        """Tell which envelopes these are, though some are sent once more under another number."""
        names = [column.name for column in self.db["outbox"].columns]
        named = [dict(zip(names, row, strict=True)) for row in rows]
        return {
            (one["first_epoch"] or one["epoch"], one["first_seq"] or one["seq"], one["kind"])
            for one in named
        }

    def _without_trouble(self, rows: Rows) -> list[dict[str, object]]:
        named = [dict(zip(self._columns, row, strict=True)) for row in rows]
        return [{name: value for name, value in row.items() if name != "trouble"} for row in named]


def mad_answer(rng: Random) -> bytes:
    """Write the body of an answer of which any part may be what it must not be."""
    down = [[n, "announcement", BULLETIN] for n in range(1, rng.choice((1, 2, 5)))]
    accepted = rng.choice((0, 1, 6, 7, 2**63 - 1))
    fields = [1, HOUSE, EPOCH, accepted, NOW, sorted(rng.sample(range(1, 9), 2)), down]
    body = cbor2.dumps(fields, canonical=True)
    if rng.random() < 0.9:
        return strange.edited(rng, body + bytes(strange.SIGNATURE))[: -strange.SIGNATURE]
    return mutated(rng, body, [body])


@contextmanager
def deceived(path: Path) -> Iterator[Deceived]:
    """Yield a house whose records are in a file that has its tables already."""
    with closing(records.open_database(path)) as db:
        house = Deceived(db, path)
        yield house
        house.state.close()
