"""What can go wrong in a game, in one sentence each."""


class GameError(Exception):
    """Something in a game went wrong."""


class UnknownGame(GameError, LookupError):
    """No game of this name is in the catalog."""


class BadScript(GameError, ValueError):
    """The stage's script holds a line that it cannot play."""
