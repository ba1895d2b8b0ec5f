"""A real nginx of the tests' own, set up as sync/hq/RUNNING.md says."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.certificates import certified
from tests.processes import free_port, wait_for

TEXT = (Path(__file__).parents[1] / "sync/hq/RUNNING.md").read_text(encoding="utf-8")

# What Debian's own file has around a site, but in a directory of the tests and in the foreground.
_AROUND = """
daemon off; pid {folder}/pid; error_log {folder}/errors; worker_processes 1; {user}
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/bodies; proxy_temp_path {folder}/answers;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    server {{
        listen 127.0.0.1:{port} ssl;
        ssl_certificate {door}; ssl_certificate_key {door};
        {site}
    }}
}}
"""


@contextmanager
def in_front_of(backend: int, folder: Path) -> Iterator[str]:
    """Run it before a port of this machine; yield its address, the authority is in the folder."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        message = "nginx is missing: install Debian's nginx"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    (site,) = re.findall(r"```nginx\n(.*?)```", TEXT, flags=re.DOTALL)
    assert site.count("127.0.0.1:8090") == 1
    said = {
        "site": site.replace("127.0.0.1:8090", f"127.0.0.1:{backend}"),
        "port": free_port(),
        "door": certified(folder, "127.0.0.1"),
        "user": "user root;" if os.geteuid() == 0 else "",
    }
    (folder / "nginx.conf").write_text(_AROUND.format(folder=folder, **said))
    command = [program, "-p", str(folder), "-e", "errors", "-c", "nginx.conf"]
    process = subprocess.Popen(command)
    try:
        wait_for("nginx", 10, (folder / "pid").is_file)
        yield f"https://127.0.0.1:{said['port']}"
    finally:
        process.terminate()
        process.wait(10)
