from kiosk.domain.provinces import Province
from sync.hq.register.counties import counties


def test_they_are_those_of_headquarters() -> None:
    assert {province.value for province in Province} == {
        county.province for county in counties().values()
    }
