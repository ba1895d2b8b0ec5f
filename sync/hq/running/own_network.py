"""Who may read how headquarters runs: monitoring, and nobody from outside."""

import hmac
from ipaddress import ip_address

from flask import request

from sync.hq.headquarters import current_headquarters


def is_monitor() -> bool:
    """Tell whether a request comes from monitoring.

    With a token configured: whoever shows it. Else whoever asks from this machine or a private
    network, unless a proxy passes it on of which the configuration knows nothing.
    """
    config = current_headquarters().config
    if config.metrics_token:
        shown = request.headers.get("Authorization", "")
        return hmac.compare_digest(shown.encode(), f"Bearer {config.metrics_token}".encode())
    passed_on = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    if passed_on and not config.proxies:
        return False
    return _is_near(request.remote_addr or "")


def _is_near(address: str) -> bool:
    try:
        caller = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return caller.is_loopback or caller.is_private
