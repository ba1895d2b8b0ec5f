"""A headquarters with something of everything, and a client of every role at its doors."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select
from werkzeug.test import TestResponse

from sync.hq.answer import consulting
from sync.hq.people import accounts
from sync.hq.store import schema
from tests.sync.hq.answer.test_post import write
from tests.sync.hq.cast import PASSWORD, Office, SpeakingHouse

# The house of the supervisor's own county; a supervisor of another must find it on no page.
MINE, FOREIGN = "岭下村爱佑之家", "上木里村爱佑之家"
NAMES = {"administrator": "lin", "nobody": None}
COUNTIES = {"supervisor": "yudu", "other": "litang"}
_TOKEN = "a token of the tests"


@dataclass
class Furnished:
    """A headquarters, its two houses, and an open question."""

    office: Office
    mine: SpeakingHouse
    foreign: SpeakingHouse
    tag: str

    @property
    def places(self) -> Mapping[str, str]:
        return {"mine": self.mine.house, "foreign": self.foreign.house, "tag": self.tag}

    def client(self, role: str) -> FlaskClient:
        """Give a browser in which somebody of a role has signed in."""
        client, name = self.office.app.test_client(), NAMES.get(role, role)
        client.get("/sign-in?language=en")
        if name:
            data = {"name": name, "password": PASSWORD, "csrf_token": self.token(client)}
            assert client.post("/sign-in", data=data).status_code == 302
        return client

    def token(self, client: FlaskClient, raw: str = _TOKEN) -> str:
        """Give the token that a page of this browser would hold."""
        with client.session_transaction() as session:
            session["csrf_token"] = raw
        signer = URLSafeTimedSerializer(self.office.app.secret_key, salt="wtf-csrf-token")
        return str(signer.dumps(raw))

    def ask(
        self, client: FlaskClient, method: str, path: str, form: Mapping[str, Any]
    ) -> TestResponse:
        """Ask as a page would: what is posted brings the form's token along."""
        if method == "GET":
            return client.get(path)
        return client.open(path, method=method, data={"csrf_token": self.token(client), **form})

    def kept(self) -> dict[str, list[tuple[object, ...]]]:
        """Read all that the database holds."""
        with self.office.hq.database.reading() as connection:
            return {
                name: sorted(map(tuple, connection.execute(select(table))), key=repr)
                for name, table in schema.metadata.tables.items()
            }


def furnish(office: Office) -> Furnished:
    """Put houses of two counties into a headquarters, what they told, and one of every role."""
    mine = office.enrolled_house("yudu", MINE)
    foreign = office.enrolled_house("litang", FOREIGN)
    office.send(mine.day(1), mine.month(2), mine.ask(3), b"rubbish")
    office.send(mine.question(4, office.hq.ring.panel_public, "孩子不说话，怎么办？"))
    office.send(foreign.day(1), foreign.month(2))
    write(office, f"{MINE}的设备已寄出", house=mine.house)
    with office.hq.database.transaction() as connection:
        asked = consulting.open_questions(connection, office.hq.ring.panel_keys)
        for role in ("supervisor", "other", "expert", "reader"):
            kind = "supervisor" if role == "other" else role
            accounts.add(connection, role, PASSWORD, office.hq.clock(), kind, COUNTIES.get(role))
    return Furnished(office, mine, foreign, asked[0].tag)
