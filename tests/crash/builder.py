"""A program for the tests: loads Charter once, then runs each command that it reads in a copy of itself."""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

import lxml.etree  # noqa: F401  loaded once for all copies
import typst  # noqa: F401
from crashing import die_at

import charter.check
import charter.cli
import charter.pipeline
import charter.publish
import charter.render


def command(asked: dict, said: int) -> None:
    """Become the command."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(said, 1)
    os.dup2(said, 2)
    os.environ.update(asked["env"])
    sys.argv = ["charter", *asked["args"]]
    if asked["die_at"]:
        die_at(asked["die_at"], Path(asked["within"]))
    charter.cli.main()


for line in sys.stdin:
    asked = json.loads(line)
    with tempfile.TemporaryFile() as heard:
        child = os.fork()
        if child == 0:
            command(asked, heard.fileno())
            sys.exit(0)
        if asked["kill_after"]:
            time.sleep(asked["kill_after"])
            os.kill(child, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        heard.seek(0)
        sys.stdout.write(json.dumps([code, heard.read().decode()]) + "\n")
        sys.stdout.flush()
