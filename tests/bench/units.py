"""How values are written: with their unit, as short as they are meant."""

from collections.abc import Sequence
from statistics import median


def spread(values: Sequence[float], unit: str) -> str:
    """Tell the median, and between what it lies."""
    if len(values) == 1:
        return middle(values, unit)
    return f"{middle(values, unit)} ({_short(min(values), unit)}–{_short(max(values), unit)})"


def middle(values: Sequence[float], unit: str) -> str:
    """Tell the median."""
    return with_unit(median(values), unit)


def with_unit(value: float, unit: str) -> str:
    """Write a value with its unit."""
    return f"{_short(value, unit)}{'' if unit == '%' else ' '}{unit}".rstrip()


def _short(value: float, unit: str) -> str:
    if unit.endswith(("bytes", "cuts")) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
