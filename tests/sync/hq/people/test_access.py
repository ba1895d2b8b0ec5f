import pytest
from flask.testing import FlaskClient

from tests.sync.hq.doors import DOORS, ROLES, Door
from tests.sync.hq.furnished import MINE, Furnished

OF_FLASK = {"HEAD", "OPTIONS"}
MISSING = "has no line in tests/sync/hq/doors.py: say there what each role gets"


def test_every_door_has_its_line(furnished: Furnished) -> None:
    known = {(door.method, door.rule) for door in DOORS}
    there = {
        (method, rule.rule)
        for rule in furnished.office.app.url_map.iter_rules()
        for method in rule.methods - OF_FLASK
    }
    missing = "\n".join(f"{method} {rule} {MISSING}" for method, rule in sorted(there - known))
    assert not missing, missing
    assert known - there == set()


def test_every_view_says_to_whom_it_opens(furnished: Furnished) -> None:
    views = furnished.office.app.view_functions
    silent = [name for name, view in views.items() if not hasattr(view, "opens_to")]
    assert silent == ["static"], f"write @signed_in or the like of people/access.py above {silent}"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("door", DOORS, ids=lambda door: f"{door.method} {door.path}")
def test_each_door_opens_to_whom_it_is_for(
    furnished: Furnished, clients: dict[str, FlaskClient], door: Door, role: str
) -> None:
    client = furnished.client(role) if door.ends_the_session else clients[role]
    if (door.method, door.rule) == ("POST", "/second-factor"):
        # Its page draws the secret, whichever worker asks for it.
        client.get(door.path).close()
    # Reading all that is kept takes longer than asking; of an open door it would say nothing.
    before = furnished.kept() if door.is_closed_to(role) else None
    path = door.path.format_map(furnished.places)
    response = furnished.ask(client, door.method, path, door.form)
    page = b"".join(response.response).decode(errors="replace")
    response.close()
    assert response.status_code == door.expected(role), page
    if before is not None:
        assert furnished.kept() == before
    if role == "other":
        assert MINE not in page
        assert furnished.mine.house not in page.replace(path, "")


def test_a_view_that_says_nothing_opens_to_nobody(furnished: Furnished) -> None:
    app = furnished.office.app
    app.view_functions["landing"], said = (lambda: "open"), app.view_functions["landing"]
    try:
        assert furnished.client("administrator").get("/c").status_code == 403
        assert furnished.client("nobody").get("/c").status_code == 302
    finally:
        app.view_functions["landing"] = said
