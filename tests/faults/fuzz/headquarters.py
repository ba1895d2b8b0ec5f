"""Headquarters under what anybody may post, and under what a house signed that went mad."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

import cbor2
from nacl.bindings import crypto_sign_open
from nacl.exceptions import CryptoError
from nacl.public import PublicKey, SealedBox

from sync import answer, batch, enrol_codec, envelope, signature
from sync.anew.again import AGAIN
from sync.keys.key_change import KEY, KeyChange
from sync.messages import LOST
from sync.summary import MONTH
from tests.faults.fuzz import strange
from tests.faults.fuzz.mutations import mutated
from tests.faults.fuzz.state import Rows, State
from tests.sync.hq.cast import EPOCH, Office, SpeakingHouse, opened_office
from tests.sync.test_month_summary import NOVEMBER

KINDS = ("day", "ask", "month", "message", "lost", "key", "again", "well-2")
TYPES = ("application/cbor; charset=utf-8", "text/plain", "", "application/CBOR")
# What a signed envelope may change by what it tells.
EFFECTS = {"days", "months", "headcounts", "heard", "questions", "unread", "house_keys"}
# What is to be summed up again by whoever looks next.
EFFECTS |= {"stale"}
ALWAYS = {"envelopes", "letters", "epochs", "houses"}


class Besieged:
    """A headquarters that has heard a house, and remembers what it held then."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self._client = office.app.test_client()
        self.house = office.enrolled_house()
        self.sound = sound_letters(office, self.house)
        office.send(*self.sound)
        self.state = State(office.config.data / "hq.db", ("quarantine", "strangers"))
        self._asked = 0

    def anybody_posts(self, rng: Random) -> int:
        """Post what nobody signed: it changes nothing. Returns the status."""
        if rng.random() < 0.1:
            request = enrol_codec.EnrolRequest("7KQ4-M2XD-9TRA", bytes(32), EPOCH, "大坪村")
            body, path = enrol_codec.encode_request(request), enrol_codec.PATH
            status, _ = self._post(path, mutated(rng, body, self.sound), kind(rng))
        else:
            letters = rng.choices(self.sound, k=rng.choice((1, 1, 2, 5)))
            body = batch.encode(letters)
            if rng.random() < 0.5:
                letters[0] = mutated(rng, letters[0], self.sound)
                body = cbor2.dumps(letters)
            else:
                body = mutated(rng, body, [batch.encode([one]) for one in self.sound])
            status = self.bring(body, kind(rng))
        changed = self.state.changed()
        assert not changed, f"nobody signed what changed {changed}"
        self._forget(rng, {})
        return status

    def bring(self, body: bytes, content_type: str = "application/cbor") -> int:
        """Post a body; an answer is one that headquarters signed."""
        status, answered = self._post(batch.PATH, body, content_type)
        if status == 200:
            answer.verify(answered, self.office.hq.ring.verify_key)
        return status

    def the_house_goes_mad(self, rng: Random) -> int:
        """Post what the house signed, whatever it is: it is kept for ever, or refused."""
        letters = [mad_letter(rng, self.house, self.sound) for _ in range(rng.choice((1, 1, 2)))]
        letters += rng.choices(self.sound, k=rng.choice((0, 0, 1)))
        if rng.random() < 0.2:
            letters[0] = mutated(rng, letters[0], self.sound)
        rng.shuffle(letters)
        status = self.bring(cbor2.dumps(letters))
        changed = self.state.changed()
        explain(changed, letters, self.house)
        self._forget(rng, changed)
        return status

    def _forget(self, rng: Random, changed: Mapping[str, object]) -> None:
        if changed or rng.random() < 0.01:
            self.state.restore(list(changed))

    def _post(self, path: str, body: bytes, content_type: str) -> tuple[int, bytes]:
        """Post without a socket; each twentieth time over a real one."""
        self._asked += 1
        # Each caller is another one: how often one may ask is not what is tried here.
        caller = ".".join(map(str, (127, *self._asked.to_bytes(3))))
        bring = self._over_a_socket if self._asked % 20 == 0 else self._inside
        status, answered = bring(path, body, content_type, caller)
        assert status in (200, 400, 403, 404, 413, 415), f"status {status}: {answered[:200]!r}"
        return status, answered

    def _inside(self, path: str, body: bytes, content_type: str, caller: str) -> tuple[int, bytes]:
        answered = self._client.post(
            path, data=body, content_type=content_type, environ_overrides={"REMOTE_ADDR": caller}
        )
        return answered.status_code, answered.data

    def _over_a_socket(
        self, path: str, body: bytes, content_type: str, caller: str
    ) -> tuple[int, bytes]:
        where = urlsplit(self.office.url)
        line = HTTPConnection(str(where.hostname), where.port, 20, (caller, 0))
        with closing(line):
            line.request("POST", path, body, {"Content-Type": content_type})
            answered = line.getresponse()
            return answered.status, answered.read()


def kind(rng: Random) -> str:
    return rng.choice(TYPES) if rng.random() < 0.03 else "application/cbor"


def sound_letters(office: Office, house: SpeakingHouse) -> list[bytes]:
    """Write one letter of each kind, from 1 on."""
    return [
        house.day(1),
        house.ask(2, 0),
        house.letter(3, MONTH, NOVEMBER.payload()),
        house.question(4, office.hq.ring.panel_public, "怎么办？"),
        house.letter(5, LOST, {"k": "day"}),
        house.letter(6, "well-2", {"a": 1}),
    ]


def mad_letter(rng: Random, house: SpeakingHouse, sound: list[bytes]) -> bytes:
    """Write an envelope that the house signs, of which any part may be what it must not be."""
    number = rng.choice((1, 7, 7, 8, 9, 2**31, 2**63 - 1))
    epoch = rng.choice((EPOCH, EPOCH, EPOCH, rng.randbytes(8)))
    kind, told = sound_payload(rng, house, (epoch, number), sound)
    payload = cbor2.dumps(told, canonical=True)
    if rng.random() < 0.8:
        payload = strange.edited(rng, payload + bytes(strange.SIGNATURE))[: -strange.SIGNATURE]
    sealed = bytes(SealedBox(PublicKey(house.sealing_key)).encrypt(payload))
    kind = kind if rng.random() < 0.8 else rng.choice(KINDS)
    fields = [1, house.house, epoch, number, kind, sealed]
    if rng.random() < 0.3:
        fields[rng.randrange(6)] = strange.value(rng)
    body = cbor2.dumps(fields, canonical=True)
    if rng.random() < 0.2:
        body = strange.edited(rng, body + bytes(strange.SIGNATURE))[: -strange.SIGNATURE]
    return signature.sign(envelope.DOMAIN, body, house.keys[0])


def sound_payload(
    rng: Random, house: SpeakingHouse, place: tuple[bytes, int], sound: list[bytes]
) -> tuple[str, dict[str, Any]]:
    """Choose a kind, and what an envelope of it in this place may well tell."""
    day = {"c": 2, "d": "2026-11-20", "h": {"disk_free_mb": 1}, "m": 400, "n": 1, "p": 21}
    key = KeyChange.to(rng.randbytes(32), house.house, *place)
    kinds = {
        "day": day,
        MONTH: NOVEMBER.payload(),
        "ask": {"m": 3},
        "message": {"s": bytes(4144)},
        LOST: {"k": "day"},
        KEY: key.payload(),
        AGAIN: {"e": rng.choice(sound)},
    }
    kind = rng.choice([*kinds])
    return kind, kinds[kind]


def explain(
    changed: Mapping[str, tuple[Rows, Rows]], letters: list[bytes], house: SpeakingHouse
) -> None:
    """Fail unless all that changed is what these letters may change."""
    before, after = changed.get("letters", ([], []))
    new = [row for row in after if row not in before]
    for name in ("envelopes", "letters"):
        had, has = changed.get(name, ([], []))
        assert not [row for row in had if row not in has], "an envelope was lost or changed"
        assert len(has) - len(had) == len(new), "an envelope has no bytes, or is known by none"
    kept = [part for row in new for part in row if part in letters]
    assert len(kept) == len(new), "an envelope was kept that did not come"
    assert all(is_signed(one, house) for one in kept), "an envelope was kept that nobody signed"
    # A number that came again in other bytes is kept no second time: the house has two cards.
    noticed = {"houses"} if any(is_signed(one, house) for one in letters) else set()
    allowed = (ALWAYS | EFFECTS) if new else noticed
    assert set(changed) <= allowed, f"{set(changed) - allowed} changed"
    for name in changed.keys() & {"houses"}:
        assert len(changed[name][0]) == len(changed[name][1])


def is_signed(letter: bytes, house: SpeakingHouse) -> bool:
    body, signed = letter[: -strange.SIGNATURE], letter[-strange.SIGNATURE :]
    try:
        crypto_sign_open(signed + envelope.DOMAIN + body, house.keys[1])
    except (CryptoError, ValueError):
        return False
    return True


@contextmanager
def besieged(folder: Path) -> Iterator[Besieged]:
    with opened_office(folder) as office:
        siege = Besieged(office)
        yield siege
        siege.state.close()
