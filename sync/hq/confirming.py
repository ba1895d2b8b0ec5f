"""The code that tells a house by a person's mouth what its answer says by a signature."""

from nacl.exceptions import CryptoError

from sync import answer, confirmation, spelling
from sync.hq import houses
from sync.hq.database import Database
from sync.hq.keyring import Keyring

HEADER = "Aiyou-Confirmation"


def code(database: Database, ring: Keyring, answered: bytes) -> str | None:
    """Write the confirmation of an answer; None where there is nothing plain to confirm.

    A code cannot tell what was refused: where anything was, only the answer itself may settle.
    """
    said = answer.verify(answered, ring.verify_key)
    if said.refused or not said.accepted:
        return None
    with database.reading() as connection:
        verify_key = houses.find(connection, said.house).verify_key
    if verify_key is None:
        return None
    try:
        secret = confirmation.secret_of_headquarters(ring.sealing_key, verify_key)
    except CryptoError:
        return None
    return spelling.grouped(confirmation.code(secret, said.house, said.epoch, said.accepted))
