"""The panel's words for what asks for a quiet chat."""

from flask_babel import gettext

from kiosk.domain.concern import Concern, Reason


def why(concern: Concern) -> str:
    """Tell in one plain sentence why a chat may do a child good."""
    return str(_sentence(concern.reason, count=concern.count, of=concern.of))


def _sentence(reason: Reason, **counts: int) -> object:
    match reason:
        case Reason.LOWEST:
            return gettext("%(count)d of the last %(of)d answers were the saddest face.", **counts)
        case Reason.FALL:
            return gettext("The last %(count)d answers are clearly lower than usual.", **counts)
        case Reason.ABSENCE if counts["of"]:
            return gettext(
                "It missed the last %(count)d open days; before, %(of)d in a row at most.", **counts
            )
        case Reason.ABSENCE:
            return gettext(
                "It missed the last %(count)d open days; before, it came on each.", **counts
            )
