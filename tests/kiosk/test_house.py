"""A house that another program sets up while its pages are served already."""

from kiosk.app import app_for
from kiosk.house import House, open_house
from kiosk.store.attendance import talks
from sync.keys import generate_sealing_key
from tests.cast import Hands, found, unlock
from tests.kiosk.child.forms import come, post


def test_a_house_that_is_set_up_beside_its_service_keeps_what_children_wish(
    bare_house: House, hands: Hands
) -> None:
    beside = open_house(bare_house.config, hands)
    found(beside, generate_sealing_key()[1])
    beside.close()
    client = app_for(bare_house).test_client()
    come(client, None)
    assert post(client, "/talk").location == "/talk"
    unlock(bare_house)
    with bare_house.database.reading() as db:
        assert len(talks.waiting(db, bare_house.vault)) == 1
