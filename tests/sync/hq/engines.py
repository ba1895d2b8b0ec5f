"""Engines that share what they compiled: each test has a database of its own."""

from sqlalchemy import URL, Engine, create_engine
from sqlalchemy.engine import Dialect

# What is compiled is kept for a dialect, and each engine brings one, equal to those before.
_dialects: dict[str, Dialect] = {}
_compiled: dict[object, object] = {}


def engine_like_those_before(address: URL, **options: object) -> Engine:
    """Make an engine that need not compile again what others of its kind compiled."""
    engine = create_engine(address, **options)
    known = _dialects.setdefault(engine.dialect.name, engine.dialect)
    # It learned this when it met its first database.
    if getattr(known, "server_version_info", None):
        engine.dialect = known
    engine.update_execution_options(compiled_cache=_compiled)
    return engine
