import pytest

from sync.hq.see import charts


def test_bars_stand_on_the_ground_and_grow_with_their_value() -> None:
    chart = charts.bars([10, None, 0, 40])
    tall = [bar.height for bar in chart.bars]
    assert tall == [25, 0, 1.5, 100]
    assert all(bar.y + bar.height == 100 for bar in chart.bars)
    assert all(bar.x >= 0 and bar.x + bar.width <= 100 for bar in chart.bars)


def test_reading_lines_begin_at_zero_and_end_at_the_top() -> None:
    assert charts.bars([37]).lines == ((0, 100), (10, 75), (20, 50), (30, 25), (40, 0))


@pytest.mark.parametrize("highest", [0, 1, 3, 7, 19, 20, 21, 99, 1234, 9999])
def test_a_scale_is_round_and_has_few_lines(highest: int) -> None:
    top, step = charts.scale(highest)
    assert top >= highest
    assert top % step == 0
    assert 2 <= top // step <= 4
    assert str(step).strip("0") in {"1", "2", "5"}


def test_nothing_told_is_a_chart_all_the_same() -> None:
    assert charts.bars([]).bars == ()
    assert [bar.height for bar in charts.bars([None, None]).bars] == [0, 0]
