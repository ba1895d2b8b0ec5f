"""Take turns with whoever does the same elsewhere: a lock of PostgreSQL's that is only a number.

On SQLite one at a time writes anyway. A turn ends with its transaction.
"""

from sqlalchemy import Connection, text


def wait_for(connection: Connection, lock: int) -> None:
    """Wait for a turn, however long others take: they are at work."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({lock})"))
        connection.execute(text("SET LOCAL lock_timeout TO DEFAULT"))


def is_free(connection: Connection, lock: int) -> bool:
    """Take a turn if nobody else has it; tell whether."""
    if connection.dialect.name != "postgresql":
        return True
    taken = connection.execute(text(f"SELECT pg_try_advisory_xact_lock({lock})"))
    return bool(taken.scalar_one())
