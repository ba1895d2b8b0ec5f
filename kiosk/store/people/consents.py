"""Consents: each yes and no of a guardian, purpose by purpose; the last one counts."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import sqlite_utils

from kiosk.domain.audit import Action
from kiosk.domain.consent import VERSION, Consent, ConsentPaper, ConsentWay, Purpose
from kiosk.domain.holdings import withdrawn
from kiosk.domain.moment import Moment
from kiosk.errors import Unreadable, VaultLocked
from kiosk.store.keys.vault import Vault
from kiosk.store.people import children
from kiosk.store.rights import audit, erasing
from kiosk.store.stamps import stamp


def decide(
    db: sqlite_utils.Database,
    vault: Vault,
    child_id: str,
    answers: Mapping[Purpose, bool],
    paper: ConsentPaper,
    moment: Moment,
) -> set[Purpose]:
    """Keep a guardian's yes or no for each purpose named, and tell which take a yes back.

    What was kept under these is erased, here and now. Raises UnknownChild.
    """
    keeps = set(children.get(db, child_id).keeps)
    gone = withdrawn(keeps, answers)
    for purpose, given in answers.items():
        _keep(db, vault, child_id, purpose, given=given, paper=paper, moment=moment)
        (keeps.add if given else keeps.discard)(purpose)
    db.table("children").update(child_id, {"keeps": " ".join(sorted(keeps))})
    audit.note(db, moment, vault.keeper.id, Action.RECORDED_CONSENT, child_id)
    if gone:
        erasing.forget_purposes(db, vault, child_id, gone)
        audit.note(db, moment, vault.keeper.id, Action.WITHDREW_CONSENT, child_id)
    return gone


def take_back_again(
    db: sqlite_utils.Database,
    vault: Vault,
    child_id: str,
    purposes: Collection[Purpose],
    moment: Moment,
    who: str,
) -> None:
    """Take back what an older backup let be kept again; the vault may be locked.

    The paper that said so is lost with the records of then: these answers have none.
    Raises UnknownChild.
    """
    keeps = set(children.get(db, child_id).keeps) - set(purposes)
    for purpose in sorted(purposes):
        _keep(db, vault, child_id, purpose, given=False, paper=None, moment=moment)
    db.table("children").update(child_id, {"keeps": " ".join(sorted(keeps))})
    erasing.forget_while_locked(db, child_id, purposes)
    audit.note(db, moment, who, Action.WITHDREW_CONSENT, child_id)


def history(db: sqlite_utils.Database, vault: Vault, child_id: str) -> list[Consent]:
    """List every yes and no for a child, the latest first."""
    query = """
        SELECT *, lag(given) OVER (PARTITION BY purpose ORDER BY seq) AS before
        FROM consents WHERE child = ? ORDER BY seq DESC
    """
    return [_to_consent(row, vault) for row in list(db.query(query, [child_id]))]


def _keep(
    db: sqlite_utils.Database,
    vault: Vault,
    child_id: str,
    purpose: Purpose,
    *,
    given: bool,
    paper: ConsentPaper | None,
    moment: Moment,
) -> None:
    db.table("consents").insert(
        {
            **stamp(db, moment),
            "child": child_id,
            "purpose": purpose.value,
            "given": given,
            "version": VERSION,
            "paper": vault.seal(_told(paper)),
        }
    )


def _told(paper: ConsentPaper | None) -> dict[str, str]:
    if paper is None:
        return {}
    return {
        "guardian": paper.guardian,
        "way": paper.way.value,
        "witness": paper.witness,
        "signed": paper.signed.isoformat(),
    }


def _to_consent(row: Mapping[str, Any], vault: Vault) -> Consent:
    return Consent(
        seq=row["seq"],
        purpose=Purpose(row["purpose"]),
        given=bool(row["given"]),
        version=row["version"],
        paper=_to_paper(row["paper"], vault),
        withdrawn=bool(row["before"]) and not row["given"],
    )


def _to_paper(sealed: bytes, vault: Vault) -> ConsentPaper | None:
    try:
        paper = vault.open_record(sealed)
    except (VaultLocked, Unreadable):
        return None
    if not paper:
        return None
    return ConsentPaper(
        guardian=paper["guardian"],
        way=ConsentWay(paper["way"]),
        witness=paper["witness"],
        signed=date.fromisoformat(paper["signed"]),
    )
