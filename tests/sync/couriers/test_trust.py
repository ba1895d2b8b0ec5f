"""Real TLS: whom a house trusts, and what a wrong clock changes."""

from datetime import timedelta

import pytest

from sync.carrying.road import Road
from sync.couriers import http, trust
from sync.couriers.http import HttpCourier
from sync.enrolment import enrol
from sync.errors import CourierError, WrongDate
from sync.outbox import waiting
from tests.sync.authority import DAY, Authority, behind_tls
from tests.sync.conftest import CODE, HOUSE, put_days


@pytest.fixture
def foundation(tmp_path):
    return Authority(tmp_path)


@pytest.fixture
def letters(db, enrolled):
    put_days(db, 2)
    return [one.envelope for one in waiting(db)]


def carry(hq, letters, authority, *, knows_date=True):
    road = Road(authority.path if authority else None, knows_date=lambda: knows_date)
    with HttpCourier(hq.url, road=road) as courier:
        return courier.carry(letters)


def test_the_foundations_own_authority_is_trusted_beside_the_systems(hq, letters, foundation):
    with behind_tls(hq, foundation.certify()):
        assert carry(hq, letters, foundation)
        assert trust.context(foundation.path).cert_store_stats()["x509_ca"] > 50


def test_a_part_of_a_chain_that_the_foundation_names_is_trusted_without_the_rest(
    hq, letters, foundation, tmp_path
):
    part = Authority(tmp_path, "A part", above=foundation)
    with behind_tls(hq, part.certify()):
        assert carry(hq, letters, part)


def test_a_machine_without_a_list_of_its_own_knows_whom_the_world_trusts(tmp_path, monkeypatch):
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "nothing"))
    assert trust.context.__wrapped__().cert_store_stats()["x509_ca"] > 50


def test_an_authority_that_was_not_named_is_not_trusted(hq, letters, foundation, tmp_path):
    other = Authority(tmp_path, "Somebody else")
    with behind_tls(hq, other.certify()):
        for known in (None, foundation):
            for knows_date in (True, False):
                with pytest.raises(CourierError, match=r"not secure.*certificate"):
                    carry(hq, letters, known, knows_date=knows_date)
    assert hq.requests == 0


EXPIRED = {"begins": timedelta(-400), "ends": -DAY}
NOT_YET = {"begins": 20 * DAY, "ends": 400 * DAY}


@pytest.mark.parametrize("dates", [EXPIRED, NOT_YET], ids=["expired", "not yet valid"])
def test_a_certificate_out_of_date_is_refused_where_the_date_is_known(
    hq, letters, foundation, dates
):
    with behind_tls(hq, foundation.certify(**dates)):
        with pytest.raises(WrongDate) as refusal:
            carry(hq, letters, foundation)
        assert str(refusal.value) == http.OUT_OF_DATE
        assert not refusal.value.permanent
    assert hq.requests == 0


@pytest.mark.parametrize("dates", [EXPIRED, NOT_YET], ids=["expired", "not yet valid"])
def test_a_house_that_does_not_know_the_date_sends_all_the_same(hq, letters, foundation, dates):
    with behind_tls(hq, foundation.certify(**dates)):
        assert carry(hq, letters, foundation, knows_date=False)
    assert hq.requests == 1


@pytest.mark.parametrize("dates", [{}, EXPIRED], ids=["in date", "expired"])
def test_another_name_is_refused_whether_the_date_is_known_or_not(hq, letters, foundation, dates):
    with behind_tls(hq, foundation.certify("elsewhere.example.org", **dates)):
        for knows_date in (True, False):
            with pytest.raises(CourierError, match="certificate"):
                carry(hq, letters, foundation, knows_date=knows_date)
    assert hq.requests == 0


def test_enrolment_trusts_the_foundations_authority(hq, foundation):
    with behind_tls(hq, foundation.certify()):
        assert enrol(hq.url, CODE, road=Road(foundation.path)).house == HOUSE
        with pytest.raises(CourierError, match="not secure"):
            enrol(hq.url, CODE)


@pytest.mark.parametrize("knows_date", [True, False])
def test_enrolment_never_takes_a_wrong_date(hq, foundation, knows_date):
    road = Road(foundation.path, knows_date=lambda: knows_date)
    with behind_tls(hq, foundation.certify(**EXPIRED)):
        with pytest.raises(CourierError, match=r"please set the date first\.$") as refusal:
            enrol(hq.url, CODE, road=road)
        assert refusal.value.permanent
    assert hq.verify_key is None


@pytest.mark.parametrize("content", [b"", b"no certificate at all", None])
def test_an_authority_that_cannot_be_read_is_one_sentence(hq, letters, tmp_path, content):
    path = tmp_path / "authority.pem"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CourierError) as refusal, HttpCourier(hq.url, road=Road(path)) as courier:
        courier.carry(letters)
    assert (str(refusal.value), refusal.value.permanent) == (trust.NO_AUTHORITY, True)
