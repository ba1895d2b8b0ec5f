"""Brings the parts of a request that is refused as one: no bad envelope stops the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sync.errors import NothingTaken, RefusedWhole, SyncError
from sync.outbox import Waiting

# Where so many are refused one by one, it is not for what they say: the others wait with them.
MOST_REFUSED = 3

Exchange = Callable[[Sequence[Waiting]], tuple[int, int]]


@dataclass(slots=True)
class Brought:
    """What became of a request.

    settled: envelopes that no longer wait. at: when headquarters answered last, in Unix seconds,
    0 where it settled nothing. trouble: what went wrong first, if anything did. retry_after:
    seconds for which whoever answered asked to be left alone.
    """

    settled: int = 0
    at: int = 0
    trouble: SyncError | None = None
    retry_after: float = 0.0


def bring(batch: Sequence[Waiting], exchange: Exchange) -> Brought:
    """Exchange a request; one that is refused as a whole goes in halves, at last one by one."""
    done, refused, pieces = Brought(), 0, [batch]
    while pieces and refused < MOST_REFUSED:
        piece = pieces.pop(0)
        try:
            settled, at = exchange(piece)
        except RefusedWhole as error:
            if len(piece) > 1:
                middle = len(piece) // 2
                pieces[:0] = [piece[:middle], piece[middle:]]
                continue
            refused += 1
            done.trouble = done.trouble or error
        except NothingTaken as error:
            # Beyond one that was refused nothing can settle: headquarters has it all the same.
            if not done.trouble:
                done.trouble = error
                return done
        except SyncError as error:
            done.trouble = done.trouble or error
            done.retry_after = error.retry_after
            return done
        else:
            done.settled += settled
            done.at = max(done.at, at if settled else 0)
    return done
