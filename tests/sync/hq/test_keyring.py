import os

import pytest

from sync.hq import keyring
from sync.hq.config import HqConfig

NOBODY = 65534


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes files for others")
@pytest.mark.parametrize("kind", keyring.KINDS)
def test_a_key_that_root_makes_is_read_by_whom_the_others_belong_to(
    config: HqConfig, kind: str
) -> None:
    for path in (config.keys, *config.keys.iterdir()):
        os.chown(path, NOBODY, NOBODY)
    (config.keys / "panel.key").unlink()
    keyring.rotate(config.keys, kind)
    found = [path.stat() for path in config.keys.iterdir()]
    assert {(one.st_uid, one.st_gid) for one in found} == {(NOBODY, NOBODY)}
    assert {one.st_mode & 0o777 for one in found} == {0o600}
