"""What follows when the time of a boot becomes known better: its records move, and others'."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import sqlite_utils

from kiosk.domain.audit import CLOCK, Action
from kiosk.domain.clock import Belief, Source, Verdict, judge, settle
from kiosk.domain.moment import ClockState, Moment, from_ms
from kiosk.domain.rearranging import Move, Span, rearrange
from kiosk.store.clock import redating, shifts
from kiosk.store.clock.shifts import Shift, Stretch
from kiosk.store.rights import audit


def adopt(
    db: sqlite_utils.Database, boot: str, said: Belief, steady: int, who: str = CLOCK
) -> Verdict:
    """Take over what is said of the present boot, where it is better than what is known.

    steady: milliseconds since the boot began. who: a counselor's id, or the clock. Moves the
    boot's records, and the boots before it that cannot have been when they say, inside the
    caller's transaction.
    """
    *earlier, present = _stretches(db, boot, steady)
    # A house that was brought back lived on elsewhere after this machine had started.
    since = steady if _came_restored(db, boot) else 0
    plan = rearrange(_spans(db, reversed(earlier)), said.base + since, said.source)
    floor = plan.certain.end if plan.certain else shifts.last_certain(db)
    known = Belief(present.base, present.source)
    verdict = judge(known, said, steady, floor, since)
    if verdict is Verdict.BETTER:
        new = settle(known, said)
        own = Shift(present, new.base - known.base, new.source, present.base, present.until)
        all_moves = [own, *_shifts(reversed(earlier), plan.moves)]
        redating.move(db, all_moves, floor)
        _keep(db, all_moves, max(new.base + steady, floor))
        _tell(db, all_moves, _now(boot, new, steady), who)
    return verdict


def certain_until(db: sqlite_utils.Database, boot: str) -> int:
    """Tell the last certain moment before a boot, in ms since 1970; 0 if there is none."""
    *earlier, _ = _stretches(db, boot, 0)
    certain = (one for one in reversed(earlier) if one.source.clock is ClockState.TRUSTED)
    last = next(certain, None)
    return shifts.span(db, last).end if last else shifts.last_certain(db)


def since(db: sqlite_utils.Database, boot: str) -> int | None:
    """Tell when the clock of a boot was set last, in ms since 1970; None if it never was."""
    row = db.execute(
        "SELECT audit.at FROM audit JOIN boots ON boots.boot = audit.boot"
        " WHERE audit.seq > boots.seq AND boots.boot = ? AND action = ?"
        " ORDER BY audit.seq DESC LIMIT 1",
        [boot, Action.SET_CLOCK],
    ).fetchone()
    return int(row[0]) if row else None


def _came_restored(db: sqlite_utils.Database, boot: str) -> bool:
    """Tell whether the records came to this machine during a boot."""
    facts = [boot, Action.RESTORED]
    query = "SELECT 1 FROM audit WHERE boot = ? AND action = ? LIMIT 1"
    return db.execute(query, facts).fetchone() is not None


def _stretches(db: sqlite_utils.Database, boot: str, steady: int) -> list[Stretch]:
    """List the boots up to this one, the first one first; two may begin at one number."""
    rows: list[dict[str, Any]] = list(db.query("SELECT * FROM boots ORDER BY seq, rowid"))
    rows = rows[: [row["boot"] for row in rows].index(boot) + 1]
    (last,) = db.execute("SELECT last FROM sequence").fetchone()
    now = {"seq": last, "base": rows[-1]["base"] + steady}
    return [
        Stretch(
            boot=row["boot"],
            after=row["seq"],
            upto=following["seq"],
            base=row["base"],
            until=following["base"],
            source=Source(row["source"]),
        )
        for row, following in pairwise([*rows, now])
    ]


def _spans(db: sqlite_utils.Database, stretches: Iterable[Stretch]) -> Iterator[Span]:
    """Look at one boot after another, only for as long as somebody asks."""
    for stretch in stretches:
        yield shifts.span(db, stretch)


def _shifts(stretches: Iterable[Stretch], moves: Sequence[Move]) -> Iterator[Shift]:
    for stretch, move in zip(stretches, moves, strict=False):
        if move.shift or move.source is not stretch.source:
            yield Shift(stretch, move.shift, move.source, move.span.start, move.span.end)


def _keep(db: sqlite_utils.Database, all_moves: Sequence[Shift], now: int) -> None:
    for shift in all_moves:
        db.execute(
            "UPDATE boots SET base = base + ?, clock = ?, source = ? WHERE boot = ?",
            [shift.by, shift.source.clock.value, shift.source.value, shift.stretch.boot],
        )
    db.execute("UPDATE sequence SET at = ?", [now])


def _tell(db: sqlite_utils.Database, all_moves: Sequence[Shift], now: Moment, who: str) -> None:
    """Note each correction; the lines that were there keep the time that they were given."""
    own, *others = all_moves
    audit.note(db, now, who, Action.SET_CLOCK, f"{own.source.value} {own.by:+d} ms")
    for shift in others:
        audit.note(db, now, who, Action.MOVED_BOOT, f"{shift.stretch.boot} {shift.by:+d} ms")


def _now(boot: str, known: Belief, steady: int) -> Moment:
    return Moment(from_ms(known.base + steady), known.source.clock, boot, steady)
