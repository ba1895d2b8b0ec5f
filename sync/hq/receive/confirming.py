"""The code that tells a house by a person's mouth what its answer says by a signature."""

from collections.abc import Sequence

from nacl.exceptions import CryptoError

from sync import confirmation, spelling
from sync.answer import Answer
from sync.confirmation import Confirmed
from sync.hq.keyring import Keyring
from sync.hq.receive.answers import Answered
from sync.hq.receive.request import Letter, Request

HEADER = "Aiyou-Confirmation"


def code(ring: Keyring, request: Request, answered: Answered) -> str | None:
    """Write the confirmation of an answer to a request; None where there is nothing to confirm.

    A code cannot tell what was refused: where anything was, only the answer itself may settle.
    """
    said = answered.said
    confirmed = None if said.refused else _confirmed(request.letters, said)
    if confirmed is None:
        return None
    try:
        secret = confirmation.secret_of_headquarters(
            ring.sealing_key_for(answered.sealing_public), answered.house_key
        )
    except CryptoError:
        return None
    written = confirmation.code(
        secret, said.house, confirmed.epoch, confirmed.seq, alone=confirmed.alone
    )
    return spelling.grouped(written)


def _confirmed(letters: Sequence[Letter], said: Answer) -> Confirmed | None:
    """Tell what came whole: one that came by itself, beyond a hole, or all up to the first hole."""
    if len(letters) == 1 and letters[0].seen and letters[0].seen.seq > said.accepted:
        return Confirmed(said.epoch, letters[0].seen.seq, alone=True)
    return Confirmed(said.epoch, said.accepted) if said.accepted else None
