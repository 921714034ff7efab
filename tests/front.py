"""A real nginx with TLS in front of a publisher, as the guide for operators describes it."""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which

from tests.journey.stage import free_port, wait_until

GUIDE = Path(__file__).parent.parent / "docs" / "running.md"
NAME = "screens.example.org"
AROUND = """daemon off; pid {folder}/pid; error_log {folder}/error.log;{user}
events {{}}
http {{
    types {{ application/octet-stream deb; }}
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    gzip on;
{server}
}}
"""


def block(name: str) -> str:
    """The lines of code that follow such a mark in the guide."""
    found = re.search(rf"<!-- {name} -->\n\n((?:    .*\n|\n)+)", GUIDE.read_text())
    assert found, f"docs/running.md has no block `{name}`"
    return found[1]


def nginx_program() -> str:
    found = which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert found, "There is no nginx here. `make packages` installs it."
    return found


class Front:
    """An nginx on ports of its own; it answers as `localhost`."""

    def __init__(self, folder: Path, certificate: tuple[Path, Path], publisher_port: int, prefix: str) -> None:
        self.folder = folder
        self.certificate = certificate[0]
        self.port, self.plain_port = free_port(), free_port()
        self.address = f"https://localhost:{self.port}{prefix}"
        server = self._server(certificate, publisher_port, prefix)
        user = " user root;" if folder.owner() == "root" else ""
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder, server=server, user=user))

    def _server(self, certificate: tuple[Path, Path], publisher_port: int, prefix: str) -> str:
        text = block("nginx")
        if prefix:
            below = block("nginx below a path").replace("/screens/", f"{prefix}/")
            text = re.sub(r" {8}location / \{\n.*?\n {8}\}\n", below, text, flags=re.DOTALL)
        exchanged = {
            "listen 80;": f"listen 127.0.0.1:{self.plain_port};",
            "listen [::]:80;": "",
            "listen 443 ssl;": f"listen 127.0.0.1:{self.port} ssl;",
            "listen [::]:443 ssl;": "",
            f"/etc/letsencrypt/live/{NAME}/fullchain.pem": str(certificate[0]),
            f"/etc/letsencrypt/live/{NAME}/privkey.pem": str(certificate[1]),
            f"server_name {NAME};": "server_name localhost;",
            "127.0.0.1:8765": f"127.0.0.1:{publisher_port}",
            "/var/www/": f"{self.folder}/www/",
        }
        for written, instead in exchanged.items():
            assert written in text, f"docs/running.md no longer says `{written}`"
            text = text.replace(written, instead)
        return text

    @contextmanager
    def running(self) -> Iterator["Front"]:
        """Started, and stopped at the end."""
        with subprocess.Popen(
            [nginx_program(), "-c", self.folder / "nginx.conf", "-e", self.folder / "error.log"]
        ) as nginx:
            try:
                wait_until((self.folder / "pid").exists, "nginx runs")
                yield self
            finally:
                nginx.terminate()
