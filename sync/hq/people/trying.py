"""Who tries to sign in, as tries are counted: by address and account, or by the account's browser.

A browser in which an account was signed in to keeps a cookie that says so. It opens nothing. Who is
signed in and shows the password once more is counted by the session alone, which no stranger has.
"""

import secrets

from flask import Response, after_this_request, request
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import Connection

from sync.hq.headquarters import current_headquarters
from sync.hq.people import audit, tries
from sync.hq.people.audit import Action
from sync.hq.people.tries import Counted

COOKIE = "aiyou_hq_known"

_A_YEAR = 365 * 24 * 3600


def wait(name: str, session: str | None = None) -> int:
    """Tell for how many minutes nobody may try a password of an account from here.

    session: the token of the session in which who is signed in tries it.
    """
    hq = current_headquarters()
    with hq.database.reading() as connection:
        return _minutes(tries.wait(connection, _counted(name, session), hq.clock()))


def failed(name: str, session: str | None = None) -> None:
    """Count and note a wrong try."""
    hq = current_headquarters()
    with hq.database.transaction() as connection:
        audit.note(connection, hq.clock(), name.strip()[:64], Action.FAILED_TO_SIGN_IN)
        if tries.failed(connection, _counted(name, session), hq.clock()):
            audit.note(connection, hq.clock(), name.strip()[:64], Action.HELD_OFF)


def succeeded(connection: Connection, name: str) -> None:
    """Forget what was counted for an account here, and know this browser from now on."""
    nonce, where = _known(name), request.remote_addr or ""
    by_account = tries.in_browser(nonce) if nonce else tries.for_account(name)
    part = tries.for_account_at(where, name)
    tries.forget(connection, by_account, part, tries.from_address(where))
    nonce = nonce or secrets.token_hex(16)

    @after_this_request
    def remember(response: Response) -> Response:
        response.set_cookie(
            COOKIE,
            _signer().dumps([name.casefold(), nonce]),
            max_age=_A_YEAR,
            path="/sign-in",
            secure=current_headquarters().config.https,
            httponly=True,
            samesite="Lax",
        )
        return response


def _counted(name: str, session: str | None) -> list[Counted]:
    if session is not None:
        return [tries.in_session(session)]
    if nonce := _known(name):
        # Others who share the address may mistype as often as they do: this is no stranger.
        return [tries.in_browser(nonce)]
    where = request.remote_addr or ""
    by_account = (tries.for_account(name), tries.for_account_at(where, name))
    return [tries.from_address(where), *by_account]


def _known(name: str) -> str | None:
    """Tell by what this browser is known, if an account was signed in to in it before."""
    try:
        known, nonce = _signer().loads(request.cookies.get(COOKIE, ""))
    except (BadSignature, ValueError, TypeError):
        return None
    return str(nonce) if known == name.strip().casefold() else None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_headquarters().ring.session_key, salt="aiyou known browser")


def _minutes(seconds: int) -> int:
    return -(-seconds // 60)
