"""What an adult has set: one text a name, and nothing of what is as it was at first."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date, time

import sqlite_utils

from kiosk.domain import concern_rules as rules_of_concern
from kiosk.domain import hotlines as lines
from kiosk.domain.absence import Absence, Said, StandIn, redated
from kiosk.domain.audit import HEADQUARTERS, Action
from kiosk.domain.concern_rules import ConcernRules
from kiosk.domain.directions import Part
from kiosk.domain.hotlines import HOTLINES, Hotline
from kiosk.domain.moment import HOUSE_ZONE, Moment
from kiosk.domain.settings import READERS, Settings, read, write
from kiosk.store.rights import audit
from kiosk.store.stamps import opened_at, sealed_stamp

_AWAY, _STAND_IN, _STAND_INS = "away_until", "away_stand_in", "stand_ins"
_SAID = "away_said"
_HOTLINES = "hotlines"
_CONCERN = "concern_"
_DEVICES, _ON = "devices", "on"
_DIRECTED = "directed_"


def settings(db: sqlite_utils.Database, first: Settings) -> Settings:
    """Tell what holds: what was set in the panel, over what was set at first."""
    return read(first, _texts(db))


def set_to(
    db: sqlite_utils.Database, wanted: Settings, first: Settings, moment: Moment, who: str
) -> None:
    """Set everything; what is as at first is kept nowhere, and follows the configuration."""
    _write(db, READERS, write(wanted, first), moment, who)


def absence(db: sqlite_utils.Database) -> Absence | None:
    """Tell until when the counselor is away, and who is there; None while she is not."""
    texts = _texts(db)
    try:
        until = date.fromisoformat(texts.get(_AWAY, ""))
    except ValueError:
        return None
    told = Absence(until, next(iter(_people(texts.get(_STAND_IN, ""))), None))
    return _as_known(db, told, texts.get(_SAID, ""))


def go_away(db: sqlite_utils.Database, absence: Absence, moment: Moment, who: str) -> None:
    """Keep that the counselor is away, and when she said so: by that the day can be corrected."""
    said = {**sealed_stamp(db, moment), "day": moment.day.isoformat()}
    _put(db, {_AWAY: absence.until.isoformat(), _SAID: json.dumps(said)})
    _put(db, {_STAND_IN: _packed([absence.stand_in] if absence.stand_in else [])})
    audit.note(db, moment, who, Action.WENT_AWAY, absence.until.isoformat())


def come_back(db: sqlite_utils.Database, moment: Moment, who: str) -> None:
    """Keep that she is back; one who was not away changes nothing."""
    if absence(db) is None:
        return
    _remove(db, (_AWAY, _STAND_IN, _SAID))
    audit.note(db, moment, who, Action.CAME_BACK, moment.day.isoformat())


def end_absence_of(db: sqlite_utils.Database, counselor: str) -> None:
    """Let nobody hear any more that a counselor is away whose time has ended; another one may be.

    Who said so is told by the audit: it knows that of every version of the house.
    """
    query = "SELECT who FROM audit WHERE action = ? ORDER BY seq DESC LIMIT 1"
    if db.execute(query, [Action.WENT_AWAY]).fetchone() == (counselor,):
        _remove(db, (_AWAY, _STAND_IN, _SAID))


def stand_ins(db: sqlite_utils.Database) -> list[StandIn]:
    """List who can stand in for the counselor."""
    return _people(_texts(db).get(_STAND_INS, ""))


def set_stand_ins(
    db: sqlite_utils.Database, people: Iterable[StandIn], moment: Moment, who: str
) -> None:
    """Write down who can stand in."""
    _write(db, (_STAND_INS,), {_STAND_INS: _packed(people)}, moment, who)


def hotlines(db: sqlite_utils.Database) -> tuple[Hotline, ...]:
    """List whom to call; where nobody understands what was set, those of the country."""
    # They stand in the open: a number to call is no secret, and whoever needs one may have no key.
    try:
        return lines.read(json.loads(_texts(db).get(_HOTLINES, "[]")))
    except (ValueError, TypeError, KeyError, AttributeError):
        return HOTLINES


def set_hotlines(
    db: sqlite_utils.Database, wanted: Iterable[Hotline], moment: Moment, who: str
) -> None:
    """Write down whom to call; what is as at first follows the program."""
    rows = lines.write(wanted)
    text = {_HOTLINES: json.dumps(rows, ensure_ascii=False)} if rows else {}
    _write(db, (_HOTLINES,), text, moment, who)


def concern_rules(db: sqlite_utils.Database) -> ConcernRules:
    """Tell when a quiet chat is to be considered."""
    texts = {
        name.removeprefix(_CONCERN): text
        for name, text in _texts(db).items()
        if name.startswith(_CONCERN)
    }
    return rules_of_concern.read(texts)


def set_concern_rules(
    db: sqlite_utils.Database, wanted: ConcernRules, moment: Moment, who: str
) -> None:
    """Set when a quiet chat is to be considered; what is as by default is kept nowhere."""
    texts = {f"{_CONCERN}{name}": text for name, text in rules_of_concern.write(wanted).items()}
    names = [f"{_CONCERN}{name}" for name in rules_of_concern.NAMES]
    _write(db, names, texts, moment, who)


def lets_devices_in(db: sqlite_utils.Database) -> bool:
    """Tell whether the panel is open to a counselor's own devices; at first it is not."""
    return _texts(db).get(_DEVICES) == _ON


def let_devices_in(
    db: sqlite_utils.Database,
    moment: Moment,
    who: str,
    *,
    lets_in: bool,
) -> None:
    """Open the panel to the counselors' own devices, or close it to them."""
    if lets_in == lets_devices_in(db):
        return
    _remove(db, (_DEVICES,))
    _put(db, {_DEVICES: _ON} if lets_in else {})
    action = Action.OPENED_TO_DEVICES if lets_in else Action.CLOSED_TO_DEVICES
    audit.note(db, moment, who, action, _DEVICES)


def directed(db: sqlite_utils.Database, part: Part) -> int | None:
    """Tell the number of the message by which headquarters set a part; None once an adult did."""
    number = _texts(db).get(_DIRECTED + part)
    return int(number) if number else None


def note_directed(db: sqlite_utils.Database, parts: Iterable[Part], number: int) -> None:
    """Note that these parts are as a message of headquarters set them."""
    _put(db, {_DIRECTED + part: str(number) for part in parts})


def _write(
    db: sqlite_utils.Database,
    names: Iterable[str],
    texts: Mapping[str, str],
    moment: Moment,
    who: str,
) -> None:
    """Let these names have these texts and no others; what changed is noted, by name."""
    before = _texts(db)
    changed = [name for name in names if before.get(name) != texts.get(name)]
    if changed:
        _remove(db, changed)
        _put(db, {name: texts[name] for name in changed if name in texts})
        _remove(db, {_DIRECTED + _part(name) for name in changed})
        # What headquarters set is noted once, by its message, however many settings that changed.
        if who != HEADQUARTERS:
            audit.note(db, moment, who, Action.CHANGED_SETTINGS, " ".join(changed))


def _as_known(db: sqlite_utils.Database, absence: Absence, text: str) -> Absence:
    """Tell an absence by what is known today of when it was said; earlier versions kept nothing."""
    try:
        record = json.loads(text or "{}")
        said = Said(date.fromisoformat(record["day"]), record["boot"])
        truly = opened_at(db, record).astimezone(HOUSE_ZONE).date()
    except (ValueError, TypeError, KeyError):
        return absence
    return redated(replace(absence, said=said), truly)


def _part(name: str) -> str:
    return Part.THRESHOLDS if name.startswith(_CONCERN) else name


def _texts(db: sqlite_utils.Database) -> dict[str, str]:
    return {row["name"]: row["value"] for row in db.query("SELECT name, value FROM settings")}


def _put(db: sqlite_utils.Database, texts: Mapping[str, str]) -> None:
    for name, value in texts.items():
        db.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", [name, value])


def _remove(db: sqlite_utils.Database, names: Iterable[str]) -> None:
    for name in names:
        db.execute("DELETE FROM settings WHERE name = ?", [name])


def _packed(people: Iterable[StandIn]) -> str:
    rows = [
        {**asdict(one), "begins": f"{one.begins:%H:%M}", "ends": f"{one.ends:%H:%M}"}
        for one in people
    ]
    return json.dumps(rows, ensure_ascii=False)


def _people(text: str) -> list[StandIn]:
    """Read who stands in; what nobody understands is nobody."""
    try:
        return [
            StandIn(row["name"], time.fromisoformat(row["begins"]), time.fromisoformat(row["ends"]))
            for row in json.loads(text or "[]")
        ]
    except (ValueError, TypeError, KeyError):
        return []
