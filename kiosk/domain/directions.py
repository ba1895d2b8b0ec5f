"""What becomes of a message by which headquarters sets something in the house."""

from enum import StrEnum


class Part(StrEnum):
    """What headquarters can set: numbers to call, when to consider a quiet chat, games."""

    HOTLINES = "hotlines"
    THRESHOLDS = "thresholds"
    GAMES = "games"


class Outcome(StrEnum):
    """Whether a message was followed, or why it was not: then no part of it was."""

    FOLLOWED = "followed"
    UNREADABLE = "unreadable"
    NO_ROOM = "no room"
    NO_GAME = "no game"
