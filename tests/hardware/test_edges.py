"""What is said to the kernel has the kernel's shapes; edges are seen on real lines (make lines)."""

import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.processes import wait_for

HEADER = Path("/usr/include/linux/gpio.h")
PROGRAM = """
#include <linux/gpio.h>
#include <stddef.h>
#include <stdio.h>
#define ATTRIBUTE struct gpio_v2_line_config_attribute
#define LINE struct gpio_v2_line_request
int main(void) {
    printf("%zu %zu %zu %zu\\n", sizeof(LINE), sizeof(struct gpio_v2_line_values),
           sizeof(struct gpio_v2_line_event), sizeof(ATTRIBUTE));
    printf("%zu %zu %zu\\n", offsetof(LINE, config.attrs), offsetof(LINE, num_lines),
           offsetof(LINE, fd));
    printf("%lu %lu\\n", (unsigned long)GPIO_V2_GET_LINE_IOCTL,
           (unsigned long)GPIO_V2_LINE_GET_VALUES_IOCTL);
    printf("%llu %llu %d %d\\n",
           GPIO_V2_LINE_FLAG_INPUT | GPIO_V2_LINE_FLAG_EDGE_RISING | GPIO_V2_LINE_FLAG_EDGE_FALLING,
           GPIO_V2_LINE_FLAG_BIAS_PULL_UP | GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN << 1
               | GPIO_V2_LINE_FLAG_BIAS_DISABLED << 2,
           GPIO_V2_LINE_ATTR_ID_DEBOUNCE, GPIO_V2_LINE_EVENT_RISING_EDGE);
}
"""


@pytest.fixture
def edges(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The module: lgpio makes a pipe where it is imported."""
    monkeypatch.chdir(tmp_path)
    pytest.importorskip("lgpio")
    from hardware import edges

    return edges


@pytest.fixture
def line() -> Iterator[tuple[int, int]]:
    """What is read of a line, and where its kernel writes."""
    reads, writes = os.pipe()
    os.set_blocking(reads, False)
    yield reads, writes
    os.close(writes)


def event(nanos: int, edge: int) -> bytes:
    return struct.pack("=QI36x", nanos, edge)


@pytest.mark.skipif(
    not HEADER.exists() or not shutil.which("gcc"), reason="needs gcc and the kernel's headers"
)
def test_what_the_kernel_is_asked_has_its_shapes(edges: Any, tmp_path: Path) -> None:
    (tmp_path / "shapes.c").write_text(PROGRAM)
    subprocess.run(["gcc", "shapes.c", "-o", "shapes"], cwd=tmp_path, check=True)
    told = subprocess.run([tmp_path / "shapes"], capture_output=True, text=True, check=True).stdout
    request = edges._REQUEST
    places = [struct.calcsize(f"={head}") for head in ("256s32sQI20s", "256s32sQI20s240s")]
    up, down, floating = (edges._PULLS[one] for one in ("up", "down", "floating"))
    assert [int(one) for one in told.split()] == [
        *(one.size for one in (request, edges._VALUES, edges._EVENT, edges._ATTRIBUTE)),
        *(*places, request.size - 4),
        *(edges._GET_LINE, edges._GET_VALUES),
        *(edges._INPUT | edges._RISES | edges._FALLS, up | down << 1 | floating << 2),
        *(edges._DEBOUNCE, edges._ROSE),
    ]


def test_edges_are_read_in_order_and_none_where_there_are_none(
    edges: Any, line: tuple[int, int]
) -> None:
    reads, writes = line
    assert list(edges.edges(reads)) == []
    os.write(writes, event(1_500_000_000, 1) + event(2_000_000_000, 2))
    assert list(edges.edges(reads)) == [(1.5, True), (2.0, False)]
    os.close(reads)


def test_each_line_is_told_of_its_own_until_it_is_let_go(edges: Any, line: tuple[int, int]) -> None:
    reads, writes = line
    watch, told = edges.Watch(), []
    watch.begin(reads, lambda *edge: told.append(edge))
    os.write(writes, event(1_000_000_000, 2))
    wait_for("an edge", 30, lambda: told == [(1.0, False)])
    watch.end(reads)
    with pytest.raises(BrokenPipeError):
        os.write(writes, event(2_000_000_000, 1))
