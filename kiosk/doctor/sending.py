"""The way to headquarters: the last contact, and what waits."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from hardware.language import _
from kiosk.doctor.findings import Result, ill, unknown, well
from kiosk.domain.moment import HOUSE_ZONE, ClockState
from kiosk.house import House
from sync.report import Report, report

# A month is told at its end; what is silent for longer is missed.
_LONGEST = timedelta(days=35)


def contact(house: House) -> Iterator[Result]:
    """Tell when headquarters answered last."""
    wire = _report(house).wire
    if not wire.enrolled:
        said = _("Headquarters does not know this house yet.")
        yield unknown("contact", said, _("Connect it: Upkeep, Sending."))
    elif wire.acknowledged_at is None:
        yield unknown("contact", _("Headquarters has not confirmed anything yet."))
    elif _is_long_ago(house, wire.acknowledged_at):
        said = _("Headquarters answered last on {day}.")
        advice = _("Bring what waits by stick or by telephone: Upkeep, Sending.")
        yield ill("contact", said, advice, day=_day(wire.acknowledged_at))
    else:
        said = _("Headquarters answered last on {day}.")
        yield well("contact", said, day=_day(wire.acknowledged_at))


def waiting(house: House) -> Iterator[Result]:
    """Tell what waits to go, and what headquarters refused."""
    told = _report(house)
    wire = told.wire
    figures: dict[str, object] = {"waiting": wire.waiting, "set_aside": wire.set_aside}
    if wire.oldest is not None:
        figures["day"] = _day(wire.oldest)
    bring = _("Bring what waits by stick or by telephone: Upkeep, Sending.")
    if wire.set_aside:
        said = _("Headquarters refused {set_aside} of what was sent.")
        yield ill("refused", said, _("Please call headquarters."), **figures)
    if told.is_full:
        said = _("So much waits ({waiting}) that new days stay in the house.")
        yield ill("waiting", said, bring, **figures)
    elif not wire.waiting or wire.oldest is None:
        yield well("waiting", _("Nothing waits to be sent."), **figures)
    elif wire.enrolled and _is_long_ago(house, wire.oldest):
        yield ill("waiting", _("{waiting} wait to be sent, since {day}."), bring, **figures)
    else:
        yield well("waiting", _("{waiting} wait to be sent, since {day}."), **figures)


def last_try(house: House) -> Iterator[Result]:
    """Tell why what waits could not be sent; to be without a network now and then is no harm."""
    wire = _report(house).wire
    if wire.waiting and wire.trouble:
        yield unknown("try", _("The last try to send failed. {why}"), why=wire.trouble)


def network(house: House) -> Iterator[Result]:
    """Tell where the house is reached; it needs no network to be well."""
    found = tuple(house.remote.addresses())
    if found:
        yield well("network", _("It is on the network as {addresses}."), addresses=found)
    else:
        yield unknown("network", _("It is on no network; only sending needs one."))


def _report(house: House) -> Report:
    with house.database.reading() as db:
        return report(db, _now(house))


def _now(house: House) -> int | None:
    moment = house.clock()
    return None if moment.clock is ClockState.UNKNOWN else int(moment.at.timestamp())


def _is_long_ago(house: House, seconds: int) -> bool:
    now = _now(house)
    return now is not None and now - seconds > _LONGEST.total_seconds()


def _day(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC).astimezone(HOUSE_ZONE):%Y-%m-%d}"
