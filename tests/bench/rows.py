"""Every row of the table, in its order; the README has the same.

Peers are measured in the same run where `make peers` has installed them: Kolibri from PyPI and
GCompris from Debian. What stands here was measured earlier, each by itself: Kolibri 0.19.5,
GCompris 3.1; CouchDB's replication by its protocol.
"""

from tests.bench.figures import Peer, Row

EARLIER = "November 2026, two x86-64 cores, Debian 12, Python 3.11"
# So many as take half a minute; `make power-cuts` makes thousands.
POWER_CUTS = 300

_BARE = "bare Flask on waitress"
_COMMIT = "bare Flask on waitress, one durable commit"
_TEMPLATE = "a bare template as long"

_HOUSE = (
    Row(
        "check-in POST, median",
        "ms",
        _COMMIT,
        times=2,
        peer=Peer("Kolibri, attendance", "14–18 ms"),
    ),
    Row(
        "check-in POST, p99", "ms", _COMMIT, times=2, peer=Peer("Kolibri, attendance", "20–130 ms")
    ),
    Row(
        "page GET, median",
        "ms",
        _TEMPLATE,
        times=2,
        peer=Peer("Kolibri, lightest", "1.4 ms"),
    ),
    Row(
        "page GET, p99",
        "ms",
        _TEMPLATE,
        times=2,
        peer=Peer("Kolibri, lightest", "2.8 ms"),
    ),
    Row("start to first answer", "s", _BARE, times=2, peer=Peer("Kolibri", "1.6 s", times=0.2)),
    Row(
        "memory of all services", "MB", _BARE, times=2.2, peer=Peer("Kolibri", "100 MB", times=0.25)
    ),
    Row("memory with the browser", "MB", peer=Peer("Chromium alone", "420 MB")),
    Row("idle, share of a core", "%", most=0.5, peer=Peer("Kolibri", "1.4 %")),
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
    Row("game, first frame", "s", "an empty pygame window", times=1.6),
    Row("game, waiting, share of a core", "%", most=1),
    Row("game that plays on by itself, share of a core", "%", most=3),
    Row("game, memory", "MB", "an empty pygame window", times=2.5),
    Row(
        "pairs on a screen, first picture",
        "s",
        "an empty pygame window",
        times=1.6,
        peer=Peer("GCompris", "0.66 s", times=1),
    ),
    Row(
        "pairs on a screen, waiting, share of a core",
        "%",
        most=1,
        peer=Peer("GCompris", "1.9–2.5 %", times=1),
    ),
    Row(
        "pairs on a screen, memory",
        "MB",
        "an empty pygame window",
        times=2.5,
        peer=Peer("GCompris", "98 MB", times=1),
    ),
    Row("success of a child, off what is meant", "points", most=2),
    Row("rating of a child, error after 40 items", "logits", most=0.5),
    Row("three misses in a row, of children", "%", most=20),
)
_WIRE = (
    Row("envelope of a day", "bytes", most=240),
    Row("envelope of a month", "bytes", most=512),
    Row(
        "a day alone, after TLS",
        "bytes",
        "a JSON post",
        times=1.3,
        peer=Peer("CouchDB", "3,600 bytes"),
    ),
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
