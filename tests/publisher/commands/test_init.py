"""What `publisher init` makes is for one account alone."""

import os
import stat
from pathlib import Path

from click.testing import CliRunner

from publisher.cli import publisher


def test_nobody_else_may_read_what_init_makes(tmp_path: Path) -> None:
    home = tmp_path / "home"
    before = os.umask(0o022)
    try:
        done = CliRunner().invoke(publisher, ["init"], env={"PUBLISHER_HOME": str(home)})
    finally:
        os.umask(before)
    assert done.exit_code == 0
    for path in (home, home / "publisher.db", home / "shelf", home / "keys"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
