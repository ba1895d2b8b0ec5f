"""The provinces of the program: what is seen outside a house depends on where it stands."""

from enum import StrEnum


class Province(StrEnum):
    """One province, by the name that headquarters' list of counties gives it."""

    YUNNAN = "yunnan"
    JIANGXI = "jiangxi"
    ANHUI = "anhui"
    SICHUAN = "sichuan"
    GUIZHOU = "guizhou"
    QINGHAI = "qinghai"
