"""The server killed in the middle of an adoption: three rounds of the soak of that name, which has hundreds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from served import program_under_test

ROOT = Path(__file__).resolve().parents[2]


def test_an_adoption_is_whole_or_did_not_happen():
    program = program_under_test()
    if program is None:
        pytest.skip("VINHDANH_BINARY names no program: start the tests with scripts/test")
    ended = subprocess.run(
        [sys.executable, ROOT / "scripts/soak.d/kill9-adoptions"], capture_output=True, text=True, timeout=120, check=False,
        env={
            **os.environ, "VINHDANH_BINARY": str(program), "VINHDANH_ROUNDS": "3", "VINHDANH_TASKS": "120",
            "PYTHONPATH": str(ROOT / "scripts/lib")})
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "none torn" in ended.stdout
