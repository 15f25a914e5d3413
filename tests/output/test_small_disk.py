"""Real file systems: full, read-only, unmounted. Mounted where only the test's child sees it."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_share_that_is_full_read_only_or_unmounted_loses_and_doubles_nothing(
    tmp_path: Path,
) -> None:
    as_root = [] if os.geteuid() == 0 else ["--map-root-user"]
    program = [sys.executable, "-m", "tests.output.small_disk", str(tmp_path)]
    done = subprocess.run(
        ["unshare", *as_root, "--mount", "--", *program],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    assert json.loads(done.stdout) == {
        "full": "disk_full",
        "left of it": [],
        "published on a full disk": "",
        "with room again": "",
        "read-only": "not_writable",
        "unmounted": "folder_changed",
        "unmounted, the next": "folder_changed",
        "in the mount point": [],
        "mounted again": "",
        "there": ["first.xml", "second.xml"],
    }
