"""What a check found, as short as a test needs it."""

from collections.abc import Iterable

from hardware.results import Result


def wells(results: Iterable[Result]) -> dict[str, bool | None]:
    """Tell of each thing whether it is well; what is not says what to do."""
    found = list(results)
    assert all(one.advice for one in found if one.well is False)
    assert all(one.sentence.format(**(one.figures or {})) for one in found)
    return {one.name: one.well for one in found}
