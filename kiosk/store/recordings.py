"""Recordings: a counselor's voice for a prompt of a language, heard by children once approved."""

from collections.abc import Mapping
from hashlib import blake2b

import sqlite_utils

from kiosk.domain.audit import Action
from kiosk.domain.moment import Moment
from kiosk.domain.recordings import Recording
from kiosk.errors import UnknownRecord
from kiosk.store.rights import audit
from kiosk.store.rows import upsert


def find(db: sqlite_utils.Database, locale: str, prompt: str) -> Recording | None:
    """Tell of a prompt's recording; None where there is none."""
    return listed(db, locale).get(prompt)


def listed(db: sqlite_utils.Database, locale: str) -> Mapping[str, Recording]:
    """Tell of all recordings of a language, by prompt."""
    query = "SELECT prompt, said, approved FROM recordings WHERE locale = ?"
    rows = db.query(query, [locale])
    return {row["prompt"]: Recording(row["said"], bool(row["approved"])) for row in rows}


def sound(db: sqlite_utils.Database, locale: str, prompt: str) -> bytes:
    """Give the sound of a prompt's recording, a WAV file. Raises UnknownRecord."""
    return bytes(_row(db, locale, prompt, "sound"))


def heard(db: sqlite_utils.Database, locale: str, prompt: str, sentence: str) -> str | None:
    """Tell the tag of the recording that children hear for a sentence; None without one."""
    query = "SELECT tag FROM recordings WHERE locale = ? AND prompt = ? AND said = ? AND approved"
    row = db.execute(query, [locale, prompt, sentence]).fetchone()
    return str(row[0]) if row else None


def keep(
    db: sqlite_utils.Database,
    locale: str,
    prompt: str,
    said: str,
    sound: bytes,
    moment: Moment,
    who: str,
) -> None:
    """Keep a recording in place of the one before; it is heard once it is approved."""
    tag = blake2b(sound, digest_size=12).hexdigest()
    row = {"locale": locale, "prompt": prompt, "said": said, "approved": 0}
    row |= {"tag": tag, "sound": sound}
    upsert(db, "recordings", row, "locale", "prompt")
    audit.note(db, moment, who, Action.KEPT_RECORDING, f"{locale} {prompt}")


def approve(
    db: sqlite_utils.Database, locale: str, prompt: str, said: str, moment: Moment, who: str
) -> None:
    """Let children hear a recording: it says the sentence as it stands. Raises UnknownRecord."""
    _row(db, locale, prompt, "approved")
    db.table("recordings").update((locale, prompt), {"said": said, "approved": 1})
    audit.note(db, moment, who, Action.APPROVED_RECORDING, f"{locale} {prompt}")


def take_back(
    db: sqlite_utils.Database, locale: str, prompt: str, moment: Moment, who: str
) -> None:
    """Let children hear a recording no more; it stays. Raises UnknownRecord."""
    _row(db, locale, prompt, "approved")
    db.table("recordings").update((locale, prompt), {"approved": 0})
    audit.note(db, moment, who, Action.TOOK_BACK_RECORDING, f"{locale} {prompt}")


def delete(db: sqlite_utils.Database, locale: str, prompt: str, moment: Moment, who: str) -> None:
    """Delete a recording: whose voice it is may want it gone. Raises UnknownRecord."""
    _row(db, locale, prompt, "approved")
    db.table("recordings").delete((locale, prompt))
    audit.note(db, moment, who, Action.DELETED_RECORDING, f"{locale} {prompt}")


def _row(db: sqlite_utils.Database, locale: str, prompt: str, column: str) -> bytes:
    query = f"SELECT {column} FROM recordings WHERE locale = ? AND prompt = ?"
    row = db.execute(query, [locale, prompt]).fetchone()
    if row is None:
        raise UnknownRecord("No recording of this prompt is kept in this language.")
    found: bytes = row[0]
    return found
