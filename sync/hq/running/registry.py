"""Where the counters of one process are kept."""

from prometheus_client import CollectorRegistry

ours = CollectorRegistry()
