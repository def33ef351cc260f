"""The plans that started the project, as an office would have sent them: proper Word, PDF and Excel files made by LibreOffice.

Like test_seeds.py these tests need ../shared beside the checkout; the files are kept in .test/papers for the next run.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from grader import grade

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
PLANS = sorted((SHARED / "seeds").glob("*.txt"))
GOLD = SHARED / "gold"
FILES = ROOT / ".test/papers"

# Lowest single plan, number of plans. Only ever raised. xlsx: those with a table.
BARS = {"docx": (0.98, 5), "pdf": (0.98, 5), "xlsx": (0.98, 2), "doc": (0.95, 5)}

pytestmark = pytest.mark.skipif(
    not PLANS or not shutil.which("soffice"), reason="no ../shared beside the checkout, or no LibreOffice")


@pytest.mark.parametrize("kind", BARS)
def test_a_plan_is_read_alike_from_every_kind_of_file(kind):
    subprocess.run(
        [sys.executable, ROOT / "Tests/Papers/make_formats.py", FILES, *PLANS, "--gold", GOLD, "--kinds", kind],
        check=True, timeout=300)
    floor, count = BARS[kind]
    score = grade(
        GOLD / "score.py", os.environ.get("VINHDANH_BINARY", ""), FILES, GOLD, "--ext", kind,
        "--floor", str(floor), "--without", "lines,warnings,quiet")
    assert re.search(rf"mean of {count} plans", score.stdout), score.stdout + score.stderr
    assert score.returncode == 0, score.stdout + score.stderr
