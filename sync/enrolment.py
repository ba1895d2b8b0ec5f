"""Enrolment: a house and headquarters learn each other's keys, once, by a one-time code.

The house keeps what it learned in its own database. Every function that is given one works
inside the caller's transaction; without one, it makes its own.
"""

import secrets
from contextlib import closing
from dataclasses import astuple, dataclass, field
from ipaddress import ip_address
from unicodedata import normalize
from urllib.parse import urlsplit

import sqlite_utils

from sync import enrol_codec, records
from sync.carrying.road import USUAL_ROAD, Road
from sync.enrol_codec import EnrolRequest, EnrolResponse
from sync.envelope import EPOCH_BYTES
from sync.errors import AlreadyEnrolled, BadEnvelope, CourierError, NotEnrolled, WrongDate
from sync.keys import generate_signing_key

NO_ADDRESS = "The address is not like https://hq.example.org."
SET_DATE_FIRST = (
    "The certificate of headquarters is not valid on this house's date: please set the date first."
)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What a house keeps of its enrolment; keys are 32 raw bytes.

    signing_key: the house's own, private. hq_sealing_key: envelopes are sealed to it.
    hq_verify_key: answers are signed by it. recovery_key: the foundation's, to seal the
    house's own key to, or None. enrolled_at: headquarters' time in Unix seconds. panel_key:
    questions to the expert panel are sealed to it; None where headquarters has none.
    """

    house: str
    name: str
    epoch: bytes
    signing_key: bytes = field(repr=False)
    hq_url: str
    hq_sealing_key: bytes
    hq_verify_key: bytes
    recovery_key: bytes | None
    enrolled_at: int
    panel_key: bytes | None = None


def enrol(
    hq_url: str,
    code: str,
    name: str = "",
    *,
    timeout: float = 30,
    plain: bool = False,
    road: Road | None = None,
    apart: bool = False,
) -> Enrolment:
    """Make the house's keys and exchange them with headquarters for a one-time code.

    name: what the house calls itself; headquarters' own name for it is what is kept.
    timeout: seconds. plain: take http:// to another machine, where anybody on the way
    could pose as headquarters. road: how the house gets out. apart: whether HTTP is left to a
    process of its own, which ends with it.
    Raises CourierError or BadEnvelope with one sentence.
    """
    base = _base(hq_url, plain=plain)
    signing_key, verify_key = generate_signing_key()
    epoch = secrets.token_bytes(EPOCH_BYTES)
    # A keyboard that is set to Chinese gives the wide signs.
    plain_code = normalize("NFKC", code).strip()
    request = EnrolRequest(plain_code, verify_key, epoch, name)
    given = _exchange(base, request, timeout, road or USUAL_ROAD, apart=apart)
    return Enrolment(
        house=given.house,
        name=given.name,
        epoch=epoch,
        signing_key=signing_key,
        hq_url=base,
        hq_sealing_key=given.sealing_key,
        hq_verify_key=given.verify_key,
        recovery_key=given.recovery_key,
        enrolled_at=given.at,
        panel_key=given.panel_key,
    )


def known(db: sqlite_utils.Database) -> Enrolment | None:
    """Tell what the house knows of headquarters, or None before it is enrolled."""
    row = db.execute(
        "SELECT house, name, epoch, signing_key, hq_url, hq_sealing_key, hq_verify_key,"
        " recovery_key, enrolled_at, panel_key FROM wire"
    ).fetchone()
    return Enrolment(*row) if row else None


def need(db: sqlite_utils.Database) -> Enrolment:
    """Tell what the house knows of headquarters. Raises NotEnrolled."""
    found = known(db)
    if found is None:
        raise NotEnrolled("This house is not enrolled: run aiyou sync enrol.")
    return found


def save(db: sqlite_utils.Database, enrolled: Enrolment) -> None:
    """Keep an enrolment; raise AlreadyEnrolled if there is one."""
    with records.transaction(db):
        refuse_second(db)
        db.execute(
            "INSERT INTO wire (id, house, name, epoch, signing_key, hq_url, hq_sealing_key,"
            " hq_verify_key, recovery_key, enrolled_at, panel_key)"
            " VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            astuple(enrolled),
        )


def refuse_second(db: sqlite_utils.Database) -> None:
    """Raise AlreadyEnrolled if the house knows headquarters."""
    found = known(db)
    if found:
        raise AlreadyEnrolled(f"This house is enrolled already, as {found.house}.")


def new_epoch(db: sqlite_utils.Database) -> None:
    """Count anew after a restore, so that no number is given twice; what waits still goes.

    Headquarters is asked anew too: messages that the records do not hold any more come again.
    """
    with records.transaction(db):
        db.execute(
            "UPDATE wire SET epoch = ?, acknowledged_seq = 0, asked_at = NULL, doubted_at = NULL",
            (secrets.token_bytes(EPOCH_BYTES),),
        )


def forget_recovery_key(db: sqlite_utils.Database) -> None:
    """Wait until headquarters tells the foundation's key anew, as it does when the house enrols."""
    with records.transaction(db):
        db.execute("UPDATE wire SET recovery_key = NULL")


def _exchange(
    base: str, request: EnrolRequest, timeout: float, road: Road, *, apart: bool
) -> EnrolResponse:
    body = enrol_codec.encode_request(request)
    data = _post(base + enrol_codec.PATH, body, timeout, road, apart=apart)
    try:
        return enrol_codec.decode_response(data)
    except BadEnvelope as error:
        from sync.couriers import http

        raise CourierError(http.NOT_HEADQUARTERS) from error


def _post(url: str, body: bytes, timeout: float, road: Road, *, apart: bool) -> bytes:
    largest = enrol_codec.LARGEST
    try:
        if apart:
            from sync.couriers.apart import CourierApart

            with closing(CourierApart(url, road)) as courier:
                return courier.post(body, timeout, largest)
        from sync.couriers import http

        return http.post(url, body, timeout=timeout, largest=largest, road=road)
    except WrongDate as error:
        # Nothing in this exchange is signed: here the certificate is all there is to believe.
        raise CourierError(SET_DATE_FIRST, permanent=True) from error


def is_another_card(db: sqlite_utils.Database, mark: str) -> bool:
    """Tell whether the house is on another card than the one that was noted, or none was."""
    row = db.execute("SELECT card FROM wire").fetchone()
    return row is not None and row[0] != mark


def note_card(db: sqlite_utils.Database, mark: str) -> None:
    """Note on which card the house is, and count anew where it was on another one before."""
    with records.transaction(db):
        row = db.execute("SELECT card FROM wire").fetchone()
        if row is None or row[0] == mark:
            return
        db.execute("UPDATE wire SET card = ?", (mark,))
        if row[0] is not None:
            new_epoch(db)


def _base(hq_url: str, *, plain: bool) -> str:
    try:
        parts = urlsplit(hq_url.strip())
    except ValueError as error:
        raise CourierError(NO_ADDRESS, permanent=True) from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise CourierError(NO_ADDRESS, permanent=True)
    if parts.scheme == "http" and not plain and not _is_this_machine(parts.hostname):
        raise CourierError("Enrolment to another machine needs https://.", permanent=True)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
