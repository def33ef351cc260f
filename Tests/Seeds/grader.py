"""The grader of the reference answers. It gives each plan ten seconds: a machine that is busy with something else gets a second try."""

import subprocess
import sys


def grade(*arguments):
    for _ in range(2):
        score = subprocess.run(
            [sys.executable, *arguments], capture_output=True, text=True, timeout=300, check=False)
        if "TimeoutExpired" not in score.stdout + score.stderr:
            break
    return score
