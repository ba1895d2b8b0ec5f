"""Games draw without a screen here, and nowhere else: other tests keep theirs."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module", autouse=True)
def without_a_screen() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SDL_VIDEODRIVER", "dummy")
        yield
