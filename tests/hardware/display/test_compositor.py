"""How a compositor begins that ends at once; test_on_screen.py sees real ones."""

import os
import time
from pathlib import Path

import pytest

from hardware.display import compositor
from hardware.display.errors import NoCompositor
from hardware.display.settings import Screen

# As a machine whose graphics are not there yet ends it.
ENDS = '#!/bin/sh\nif [ "$1" = -v ]; then echo "cage version 0.2.0"; exit; fi\nexit 1\n'


def test_one_that_ends_at_once_is_not_waited_for(tmp_path: Path) -> None:
    cage = tmp_path / "cage"
    cage.write_text(ENDS)
    cage.chmod(0o755)
    begun = time.monotonic()
    with pytest.raises(NoCompositor, match="shows no screen"):
        compositor.start(Screen(directory=tmp_path, compositor=(str(cage),)), dict(os.environ))
    assert time.monotonic() - begun < 5
