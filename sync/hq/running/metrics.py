"""GET /metrics: what monitoring draws, in Prometheus' text; of no house and no person by name.

Counters are kept by each process; with several, in files of a directory that their parent made,
so that any of them tells the sums of all.
"""

import os
import time
from collections.abc import Iterator
from functools import cache

from flask import Flask, Response, abort, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from sync.hq.backup import last
from sync.hq.headquarters import current_headquarters
from sync.hq.people import access
from sync.hq.running import health, own_network
from sync.hq.running.registry import ours
from sync.hq.running.standing import Standing

DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"

_requests = Counter(
    "aiyou_requests", "Requests answered.", ["endpoint", "method", "status"], registry=ours
)
_seconds = Histogram(
    "aiyou_request_seconds",
    "How long requests took.",
    ["endpoint"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=ours,
)
_bytes = Histogram(
    "aiyou_answer_bytes",
    "How large answers were.",
    ["endpoint"],
    buckets=(64, 256, 1024, 4096, 16384, 65536, 262144, 1048576),
    registry=ours,
)
_failures = Counter(
    "aiyou_sign_in_failures", "Sign-ins that were refused, by password or digits.", registry=ours
)
_METHODS = ("GET", "HEAD", "POST")
_SIGN_IN = ("signin", "sign_in", "second")


def install(app: Flask) -> None:
    """Count each request of an app, and show the counts."""

    @app.before_request
    def begin() -> None:
        g.begun = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        _count(response, time.perf_counter() - g.get("begun", time.perf_counter()))
        return response

    app.add_url_rule("/metrics", view_func=metrics)


def _count(response: Response, seconds: float) -> None:
    # Whoever asks for what there is not chooses no label of ours.
    endpoint = request.endpoint or "none"
    count(endpoint, request.method, response.status_code, seconds, response.content_length)
    is_refused = response.status_code in (401, 429)
    if request.blueprint in _SIGN_IN and request.method == "POST" and is_refused:
        _failures.inc()


def count(endpoint: str, method: str, status: int, seconds: float, size: int | None) -> None:
    """Count an answer: what was asked, what was answered, and in how many seconds and bytes."""
    known = method if method in _METHODS else "other"
    requests, durations, sizes = _counted(endpoint, known, f"{status // 100}xx")
    requests.inc()
    durations.observe(seconds)
    if size is not None:
        sizes.observe(size)


# Endpoints are as many as there are views: looked up once each, since houses ask by the thousand.
@cache
def _counted(endpoint: str, method: str, status: str) -> tuple[Counter, Histogram, Histogram]:
    labelled = _requests.labels(endpoint, method, status)
    return labelled, _seconds.labels(endpoint), _bytes.labels(endpoint)


@access.anybody
def metrics() -> Response:
    """Show the sums of all processes and how things stand now, to monitoring alone."""
    if not own_network.is_monitor():
        abort(403)
    counted = ours
    if DIRECTORY in os.environ:
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    now = CollectorRegistry()
    now.register(_Now())
    return Response(generate_latest(counted) + generate_latest(now), mimetype=CONTENT_TYPE_LATEST)


class _Now:
    """What is looked up when monitoring asks."""

    def describe(self) -> list[Metric]:
        """Name nothing in advance: that would look everything up once more."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Look at what headquarters stands on, and how the houses are."""
        facts = health.look(current_headquarters())
        yield _gauge("aiyou_up", "Whether headquarters can work.", float(facts["ok"]))
        is_open = facts["database"] == "open"
        yield _gauge("aiyou_database_open", "Whether the database answers.", float(is_open))
        words = "What came while the database was away, and is not taken in yet."
        yield _gauge("aiyou_waiting_bytes", words, facts["waiting_bytes"])
        free = facts["disk_free_mb"] * 2.0**20
        yield _gauge("aiyou_disk_free_bytes", "Room in the data directory.", free)
        made = last.made_at(current_headquarters().config.data) or 0.0
        when = "When the last backup was made, in unix seconds; 0 where there never was one."
        yield _gauge("aiyou_last_backup_timestamp_seconds", when, made)
        if is_open:
            yield _gauge("aiyou_query_seconds", "One query.", facts["query_ms"] / 1000)
            yield from _standing()


def _standing() -> Iterator[Metric]:
    standing = Standing.of(current_headquarters())
    houses = GaugeMetricFamily("aiyou_houses", "Houses by how they are.", labels=["state"])
    for state, number in standing.houses.items():
        houses.add_metric([state], number)
    yield houses
    share = "Share of the connected houses of which something new came in the last 24 hours."
    yield _gauge("aiyou_houses_heard_ratio", share, standing.heard)
    yield _gauge("aiyou_database_bytes", "Size of the database.", standing.database_bytes)
    aside = "Envelopes in quarantine."
    yield _gauge("aiyou_envelopes_set_aside", aside, standing.set_aside)


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, words, value=value)
