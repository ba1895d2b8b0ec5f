"""Messages down: what headquarters numbers for a house, and how the house says what it has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from sync import cbor
from sync.errors import BadEnvelope
from sync.instants import is_instant

# The kinds of envelopes by which a house tells what it has and asks for what there is, by which a
# counselor asks the expert panel, and which stands in for one that was lost.
ASK, QUESTION, LOST = "ask", "message", "lost"

ANNOUNCEMENT, GUIDANCE, MATERIAL = "announcement", "guidance", "material"
REPLY, PANEL = "reply", "panel"
# By which headquarters tells its own new keys.
KEYS = "keys"
SETTINGS = "settings"
# Which stands in for a message that headquarters lost, and says nothing.
GONE = "gone"
BULLETINS = (ANNOUNCEMENT, GUIDANCE)

LONGEST_TITLE, LONGEST_BODY, LONGEST_MATERIAL = 80, 2000, 8000

# What the messages of one answer may take: the rest of its 64 KiB is for all else.
ROOM = 48 * 1024


@dataclass(frozen=True, slots=True)
class Ask:
    """What a house has of the messages down.

    has: the highest number such that it has every message from 1 up to it; 0 for none.
    keys: the mark of the keys by which it seals and verifies; None for a house of before.
    """

    has: int
    keys: bytes | None = None

    def payload(self) -> dict[str, Any]:
        """Write the payload of an `ask` envelope."""
        return {"m": self.has} | ({"k": self.keys} if self.keys else {})

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Self:
        """Read the payload of an `ask` envelope. Raises BadEnvelope."""
        has = payload.get("m")
        if type(has) is not int or has < 0:
            raise BadEnvelope("The count of messages is not a whole number from 0.")
        keys = payload.get("k")
        return cls(has, keys if type(keys) is bytes else None)


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one house; numbered from 1 without holes, whatever its kind."""

    number: int
    kind: str
    content: Mapping[str, Any]

    def plain(self) -> list[Any]:
        """Write the message as it stands in an answer."""
        return [self.number, self.kind, dict(self.content)]

    @classmethod
    def from_plain(cls, value: object) -> Self:
        """Read a message of any kind, known here or not. Raises BadEnvelope."""
        match value:
            case [int(number), str(kind), dict(content)] if type(number) is int and number > 0:
                return cls(number, kind, content)
        raise BadEnvelope("A message has no number, no kind or no content.")


@dataclass(frozen=True, slots=True)
class Bulletin:
    """An announcement or guidance: in Mandarin, and in English where somebody wrote that.

    at: when it was written, in Unix seconds.
    """

    at: int
    title: str
    body: str
    title_en: str = ""
    body_en: str = ""

    # How many characters a text may have.
    lengths: ClassVar[range] = range(1, LONGEST_BODY + 1)

    def content(self) -> dict[str, Any]:
        """Write the content of an `announcement` or `guidance`."""
        english = {"e": [self.title_en, self.body_en]} if self.title_en and self.body_en else {}
        content = {"a": self.at, "b": self.body, "t": self.title, **english}
        self.from_content(content)
        return content

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> Self:
        """Read the content of an `announcement` or `guidance`. Raises BadEnvelope."""
        title, body = _words([content.get("t"), content.get("b")], cls.lengths)
        english = _words(content["e"], cls.lengths) if "e" in content else ("", "")
        return cls(written_at(content), title, body, *english)

    def in_language(self, language: str) -> tuple[str, str]:
        """Tell title and body in a language, as far as it was written in it."""
        english = language.startswith("en") and self.title_en
        return (self.title_en, self.body_en) if english else (self.title, self.body)


def written_at(content: Mapping[str, Any]) -> int:
    """Tell when a message was written, in Unix seconds. Raises BadEnvelope."""
    at = content.get("a")
    if not is_instant(at):
        raise BadEnvelope("The time of a message is none.")
    return at


def fitting(messages: Iterable[Message], room: int = ROOM) -> list[Message]:
    """Choose those from the first on that fit into one answer; the first always does."""
    chosen: list[Message] = []
    for message in messages:
        room -= len(cbor.encode(message.plain()))
        if room < 0 and chosen:
            break
        chosen.append(message)
    return chosen


def _words(value: object, lengths: range) -> tuple[str, str]:
    match value:
        case [str(title), str(body)] if 0 < len(title) <= LONGEST_TITLE and len(body) in lengths:
            return title, body
    raise BadEnvelope("A message has no title or no text, or too much of it.")
