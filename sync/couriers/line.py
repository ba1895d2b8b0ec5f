"""A line to one address: kept open for several requests, small in bytes, and counted."""

import ssl
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from weakref import proxy

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from sync.couriers.meter import Meter

# What requests says by itself is as long as an envelope.
_HEADERS = {"User-Agent": "aiyou", "Accept-Encoding": "identity"}


def open_line(trusted: ssl.SSLContext, gate: str | None, meter: Meter) -> requests.Session:
    """Open a session that says no more than it must, and believes nothing but `trusted`.

    gate: the address of the proxy to pass, or None. It reads no settings of the machine, and keeps
    no cookies.
    """
    session = _Session()
    session.trust_env = False
    session.headers.clear()
    session.headers.update(_HEADERS)
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    if gate:
        session.proxies = {"http": gate, "https": gate}
    adapter = _Adapter(trusted, meter)
    for scheme in ("http://", "https://"):
        session.mount(scheme, adapter)
    return session


class _Session(requests.Session):
    """Looks at no redirect: requests reads all that comes with one, to know where it would lead."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Tell that it leads nowhere."""


class _Adapter(HTTPAdapter):
    """Connects with a context of our own, and shows each connection to the meter."""

    def __init__(self, trusted: ssl.SSLContext, meter: Meter) -> None:
        self._trusted = trusted
        self._pools = _metered(meter)
        super().__init__()

    def init_poolmanager(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().init_poolmanager(*args, ssl_context=self._trusted, **options)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:  # noqa: ANN401
        manager = super().proxy_manager_for(proxy, ssl_context=self._trusted, **options)
        manager.pool_classes_by_scheme = self._pools
        return manager

    def cert_verify(self, conn: Any, *_given: Any) -> None:  # noqa: ANN401
        """Leave whom to trust to the context."""
        conn.cert_reqs = "CERT_REQUIRED"


def _metered(counted_by: Meter) -> dict[str, type[HTTPConnectionPool]]:
    # Classes live on until the garbage is collected: the meter goes with its owner.
    meter = proxy(counted_by)

    class Plain(HTTPConnection):
        def _new_conn(self) -> Any:  # noqa: ANN401
            connection = super()._new_conn()
            meter.watch(connection)
            return connection

    class Secure(HTTPSConnection):
        def _new_conn(self) -> Any:  # noqa: ANN401
            connection = super()._new_conn()
            meter.watch(connection)
            return connection

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
