"""The code that tells a house by a person's mouth what its answer says by a signature."""

from nacl.exceptions import CryptoError

from sync import batch, confirmation, envelope, spelling
from sync.answer import Answer
from sync.confirmation import Confirmed
from sync.hq.keyring import Keyring
from sync.hq.register import houses, told_keys
from sync.hq.store.database import Database

HEADER = "Aiyou-Confirmation"


def code(database: Database, ring: Keyring, body: bytes, answered: bytes) -> str | None:
    """Write the confirmation of an answer to a request; None where there is nothing to confirm.

    A code cannot tell what was refused: where anything was, only the answer itself may settle.
    """
    said = ring.read_answer(answered)
    confirmed = None if said.refused else _confirmed(body, said)
    if confirmed is None:
        return None
    with database.reading() as connection:
        verify_key = houses.find(connection, said.house).verify_key
        sealing_public, _ = told_keys.of_house(connection, ring, said.house)
    if verify_key is None:
        return None
    try:
        secret = confirmation.secret_of_headquarters(
            ring.sealing_key_for(sealing_public), verify_key
        )
    except CryptoError:
        return None
    written = confirmation.code(
        secret, said.house, confirmed.epoch, confirmed.seq, alone=confirmed.alone
    )
    return spelling.grouped(written)


def _confirmed(body: bytes, said: Answer) -> Confirmed | None:
    """Tell what came whole: one that came by itself, beyond a hole, or all up to the first hole."""
    letters = batch.decode(body)
    if len(letters) == 1 and (seq := envelope.peek(letters[0]).seq) > said.accepted:
        return Confirmed(said.epoch, seq, alone=True)
    return Confirmed(said.epoch, said.accepted) if said.accepted else None
