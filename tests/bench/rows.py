"""Every row of the table, in its order; the README has the same.

Peers: each was measured by itself in November 2026, on two x86-64 cores with Debian 12 and Python
3.11: Kolibri 0.19.5 from PyPI, GCompris 3.1 from Debian, CouchDB's replication by its protocol.
"""

from tests.bench.figures import Row

PEERS_OF = "November 2026, two x86-64 cores, Debian 12, not in this run"
# So many as take half a minute; `make power-cuts` makes thousands.
POWER_CUTS = 300

_KOLIBRI = "Kolibri 0.19.5"
_BARE = "bare Flask on waitress"
_COMMIT = "bare Flask on waitress, one durable commit"
_TEMPLATE = "a bare template as long"

_HOUSE = (
    Row("check-in POST, median", "ms", _COMMIT, times=2, peer=f"{_KOLIBRI}, attendance: 14–18 ms"),
    Row("check-in POST, p99", "ms", _COMMIT, times=2, peer=f"{_KOLIBRI}, attendance: 20–130 ms"),
    Row(
        "page GET, median",
        "ms",
        "a bare template as long",
        times=2,
        peer=f"{_KOLIBRI}, lightest: 1.4 ms",
    ),
    Row(
        "page GET, p99",
        "ms",
        "a bare template as long",
        times=2,
        peer=f"{_KOLIBRI}, lightest: 2.8 ms",
    ),
    Row("start to first answer", "s", _BARE, times=2, peer=f"{_KOLIBRI}: 1.6 s"),
    Row("memory of all services", "MB", _BARE, times=2.2, peer=f"{_KOLIBRI}: 100 MB"),
    Row("memory with the browser", "MB", peer="Chromium alone: 420 MB"),
    Row("idle, share of a core", "%", most=0.5, peer=f"{_KOLIBRI}: 1.4 %"),
    Row("idle, written in ten minutes", "kB", most=50),
    Row("touch to pressed, p95, four times slower", "ms", most=85),
    Row("pages in Chromium, more than a blank one", "MB", most=100),
)
_YEARS = (
    Row("ten years, slowest touch", "ms", "the same after a month", times=1.3),
    Row("ten years, slowest page of the panel, p99", "ms", "the same after a month", times=1.5),
    Row("ten years, start", "s", "the same after a month", times=1.3),
    Row("written for one visit", "KiB", most=200),
    Row("a year on the card", "MB", most=20),
)
_CUTS = (
    Row(
        "accepted, and lost to a power cut",
        f"of {POWER_CUTS} cuts",
        "where commits are not synced",
        most=0,
    ),
)
_GAMES = (
    Row("game, a changed frame", "ms", "a full-screen blit", times=6),
    Row("game, first frame", "s", "an empty pygame window", times=1.6, peer="GCompris 3.1: 0.66 s"),
    Row("game, waiting, share of a core", "%", most=1, peer="GCompris 3.1: 1.9–2.5 %"),
    Row("game that plays on by itself, share of a core", "%", most=3),
    Row("game, memory", "MB", "an empty pygame window", times=2.5, peer="GCompris 3.1: 87 MB"),
    Row("success of a child, off what is meant", "points", most=2),
    Row("rating of a child, error after 40 items", "logits", most=0.5),
    Row("three misses in a row, of children", "%", most=20),
)
_WIRE = (
    Row("envelope of a day", "bytes", most=240),
    Row("envelope of a month", "bytes", most=512),
    Row("a day alone, after TLS", "bytes", "a JSON post", times=1.3, peer="CouchDB: 3,600 bytes"),
    Row("thirty days, with TLS", "bytes", "JSON posts", times=0.5),
    Row("a month, after TLS", "bytes", "a JSON post", times=1.3),
)
_VERIFY = "verify, open, one commit a batch"
_HEADQUARTERS = (
    Row("ingest by night, SQLite", "/s", _VERIFY, share=0.5),
    Row("ingest of a month, SQLite", "/s", _VERIFY, share=0.5),
    Row("ingest by night, PostgreSQL", "/s", _VERIFY, share=0.5),
    Row("ingest of a month, PostgreSQL", "/s", _VERIFY, share=0.5),
    Row("a night of very many houses, SQLite", "h", most=8, long=True),
    Row("a night of very many houses, PostgreSQL", "h", most=8, long=True),
    Row("that night's memory, SQLite", "MB", "after a tenth of it", times=1.1, long=True),
    Row("that night's memory, PostgreSQL", "MB", "after a tenth of it", times=1.1, long=True),
    Row("slowest page, p99, SQLite", "ms", most=150, long=True),
    Row("slowest page, p99, PostgreSQL", "ms", most=150, long=True),
    Row("slowest page, ten times the houses, SQLite", "ms", most=225, long=True),
    Row("slowest page, ten times the houses, PostgreSQL", "ms", most=225, long=True),
)
ROWS = {row.name: row for row in (*_HOUSE, *_YEARS, *_CUTS, *_GAMES, *_WIRE, *_HEADQUARTERS)}
