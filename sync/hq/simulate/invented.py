"""An invented house on the wire: real keys, real envelopes, answers verified and settled."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sync import answer, batch, enrol_codec
from sync.anew import again
from sync.answer import Answer
from sync.enrol_codec import EnrolRequest
from sync.errors import BadEnvelope
from sync.hq.errors import Refused
from sync.hq.headquarters import TIMEZONE
from sync.hq.simulate.card import Card
from sync.hq.simulate.living import day_of
from sync.hq.simulate.plan import HousePlan
from sync.hq.simulate.telling import Asking, Nonsense, Saying, can_send, is_damaged, sayings
from sync.hq.simulate.wire import Wire
from sync.keys import generate_sealing_key, generate_signing_key, hq_keys
from sync.messages import ASK, QUESTION, Ask, Message
from sync.questions import Question
from sync.summary import DAY, MONTH, DaySummary

_ZONE = ZoneInfo(TIMEZONE)
_EVENING = time(20, 2)

# A house that gets no further than this has met something that it cannot mend.
_MOST_ROUNDS = 1000


@dataclass
class Counts:
    """How many envelopes headquarters took, and how many it refused."""

    taken: int = 0
    refused: int = 0
    requests: int = 0


class InventedHouse:
    """Lives its plan, says it evening by evening, and sends when it can."""

    def __init__(self, plan: HousePlan) -> None:
        self.plan = plan
        self.counts = Counts()
        self._cards: list[Card] = []
        self._panel_key: bytes | None = None
        self._reply_key = generate_sealing_key()[1]
        self._has = 0
        self._sent_on = date.min
        self._was_copied = False

    @property
    def waits(self) -> int:
        """Count what headquarters has not got."""
        return sum(len(card.waiting) for card in self._cards)

    def evening(self, day: date) -> datetime:
        """Tell when the house closes on a day, and sends."""
        minutes = timedelta(minutes=self.plan.number * 7 % 110)
        return datetime.combine(day, _EVENING, _ZONE) + minutes

    def enrol(self, wire: Wire, code: str, at: datetime) -> None:
        """Show the one-time code, and learn headquarters' keys."""
        signing_key, verify_key = generate_signing_key()
        card = Card(signing_key, enrol_codec.EnrolResponse("", "", b"", b"", None, 0))
        asked = EnrolRequest(code, verify_key, card.epoch, self.plan.name)
        body = enrol_codec.encode_request(asked)
        data = wire.post(enrol_codec.PATH, body, at, enrol_codec.LARGEST)
        card.given = enrol_codec.decode_response(data)
        self._panel_key = card.given.panel_key
        self._cards = [card]
        self._ask()

    def live(
        self,
        first: date,
        last: date,
        wire: Wire | None = None,
        gathers: Callable[[date], int] | None = None,
    ) -> None:
        """Live the days from first to last; without a wire all that is said waits.

        gathers: tells by the day how many days go together.
        """
        for day in _days(max(first, self.plan.joined), last):
            self._befalls(day)
            for saying in sayings(self.plan, day):
                self._say(saying)
            if wire and gathers and can_send(self.plan, day) and self._is_time(day, gathers(day)):
                self.send(wire, self.evening(day), damaged=is_damaged(self.plan, day))
                self._sent_on = day
                self._speak_twice(wire, day)

    def _is_time(self, day: date, days: int) -> bool:
        return (day - self._sent_on).days >= days

    def send(self, wire: Wire, at: datetime, *, damaged: bool = False) -> None:
        """Send until nothing waits; what is not accepted is sent again.

        damaged: the way spoils something of the first request.
        """
        for _ in range(_MOST_ROUNDS):
            card = next((card for card in self._cards if card.waiting), None)
            if card is None:
                return
            self._exchange(wire, card, at, damaged=damaged)
            damaged = False
        raise Refused("Headquarters takes nothing more of %(house)s.", house=self.plan.house)

    def _exchange(self, wire: Wire, card: Card, at: datetime, *, damaged: bool) -> None:
        chosen = card.oldest()
        letters = [*chosen.values()]
        if damaged:
            letters[-1] = _spoilt(letters[-1])
        data = wire.post(batch.PATH, batch.encode(letters), at, answer.LARGEST)
        said = answer.verify(data, card.given.verify_key)
        if (said.house, said.epoch) != (card.given.house, card.epoch):
            raise BadEnvelope("The answer is for another house or epoch.")
        before = len(card.waiting)
        refused = card.settle(chosen, said)
        self.counts.requests += 1
        self.counts.refused += len(said.refused)
        self.counts.taken += before - len(card.waiting) - len(refused)
        self._hear(said)

    def _hear(self, said: Answer) -> None:
        """Take the messages that are new, and have headquarters told so."""
        had = self._has
        for plain in said.messages:
            if Message.from_plain(plain).number == self._has + 1:
                self._has += 1
        if self._has > had:
            self._ask()

    def _ask(self) -> None:
        given = self._cards[-1].given
        mark = hq_keys.mark(given.sealing_key, given.verify_key)
        self._cards[-1].put(ASK, Ask(self._has, mark).payload())

    def _say(self, saying: Saying) -> None:
        card = self._cards[-1]
        match saying:
            case DaySummary():
                card.put(DAY, saying.payload())
            case Asking() if self._panel_key:
                asked = Question(saying.case, saying.band, saying.text, self._reply_key)
                card.put(QUESTION, {"s": asked.sealed(self._panel_key)})
            case Asking():
                pass
            case Nonsense():
                card.put(DAY, {"d": "yesterday"})
            case _:
                card.put(MONTH, saying.payload())

    def _befalls(self, day: date) -> None:
        """Count anew after a restore; what the records of before still held waits on."""
        if day == self.plan.restored:
            self._cards.append(self._cards[-1].anew())
            self._ask()

    def _speak_twice(self, wire: Wire, day: date) -> None:
        """Let a copy of the card use a number again: refused, it says the same in a new epoch."""
        told, known = day_of(self.plan, day), self._cards[-1]
        if self._was_copied or told is None or day < (self.plan.copied or date.max):
            return
        copy = known.copied()
        data = copy.put(DAY, replace(told, present=told.present + 1).payload())
        self._cards.append(copy)
        self.send(wire, self.evening(day) + timedelta(minutes=5))
        self._cards[-1] = known.anew()
        self._cards[-1].put(again.AGAIN, again.payload(data))
        self._was_copied = True


def _spoilt(data: bytes) -> bytes:
    """Flip one bit of the signature."""
    return data[:-1] + bytes([data[-1] ^ 1])


def _days(first: date, last: date) -> Iterator[date]:
    for place in range((last - first).days + 1):
        yield first + timedelta(days=place)
