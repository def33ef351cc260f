"""Reads the plans that started the project and compares with the reference answers.

The plans and the answers are not part of this repository: they are looked for in ../shared beside the checkout, and
without them these tests are skipped.
"""

import json
import os
import re
import subprocess
from pathlib import Path

import jsonschema
import papers
import pytest
from grader import grade

SHARED = Path(__file__).resolve().parents[3] / "shared"
SEEDS, GOLD = SHARED / "seeds", SHARED / "gold"
PLANS = sorted(SEEDS.glob("*.txt"))
PROGRAM = os.environ.get("VINHDANH_BINARY", "")

# Mean of all plans, lowest single plan. Only ever raised.
BARS = {"txt": (0.92, 0.90), "docx": (0.97, 0.88), "pdf": (0.97, 0.88)}

pytestmark = pytest.mark.skipif(not PLANS, reason="no ../shared beside the checkout")


@pytest.mark.parametrize("kind", BARS)
def test_the_reader_reaches_its_bar(kind, tmp_path):
    papers.write_as(kind, PLANS, tmp_path)
    # Only the text has the lines that the reference names; slips of the layout are lost in other kinds of file.
    without = [] if kind == "txt" else ["--without", "lines,warnings,quiet"]
    mean, floor = BARS[kind]
    score = grade(
        GOLD / "score.py", PROGRAM, tmp_path, GOLD, "--ext", kind, "--min", str(mean), "--floor", str(floor), *without)
    assert re.search(rf"mean of {len(PLANS)} plans", score.stdout), score.stdout + score.stderr
    assert score.returncode == 0, score.stdout + score.stderr


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.stem)
def test_the_answer_keeps_to_the_schema_and_leaves_nothing_behind(plan, tmp_path):
    answer = subprocess.run(
        [PROGRAM, "plan", "read", plan, "--json"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert (answer.returncode, answer.stderr) == (0, "")
    schema = json.loads((GOLD / "plan.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(answer.stdout), schema)
    assert list(tmp_path.iterdir()) == []
