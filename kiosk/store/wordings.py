"""What speakers of a language have approved in this house."""

from hashlib import blake2b

import sqlite_utils

from kiosk.domain.audit import Action
from kiosk.domain.moment import Moment
from kiosk.store.rights import audit
from kiosk.store.rows import upsert


def approved(db: sqlite_utils.Database, locale: str, catalog: str) -> dict[str, str]:
    """Tell the wordings of a language by the sentence they stand for."""
    query = "SELECT source, wording FROM wordings WHERE locale = ? AND catalog = ?"
    return {row["source"]: row["wording"] for row in db.query(query, [locale, catalog])}


def approve(
    db: sqlite_utils.Database,
    locale: str,
    catalog: str,
    source: str,
    wording: str,
    moment: Moment,
    who: str,
) -> None:
    """Let a sentence be shown in these words."""
    row = {"locale": locale, "catalog": catalog, "source": source, "wording": wording}
    upsert(db, "wordings", row, "locale", "catalog", "source")
    audit.note(db, moment, who, Action.APPROVED_WORDING, _subject(locale, catalog, source))


def take_back(
    db: sqlite_utils.Database, locale: str, catalog: str, source: str, moment: Moment, who: str
) -> None:
    """Let a sentence be shown no longer in the words that were approved here."""
    if source in approved(db, locale, catalog):
        db.table("wordings").delete((locale, catalog, source))
        audit.note(db, moment, who, Action.TOOK_BACK_WORDING, _subject(locale, catalog, source))


def _subject(locale: str, catalog: str, source: str) -> str:
    """Name a sentence in the audit, which holds no texts."""
    return f"{locale} {catalog} {blake2b(source.encode(), digest_size=4).hexdigest()}"
