#!/usr/bin/env python3
"""Is the documentation up to date? docs.py PROGRAM

- docs/commands.md is what `PROGRAM help --markdown` prints;
- every relative link of a Markdown file leads to a file;
- every Debian package that Package.swift names is in scripts/lib/packages.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ROOT / "docs/commands.md"


def commands(program):
    help_page = subprocess.run(
        [program, "help", "--markdown"], capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
    if help_page.returncode != 0 or not help_page.stdout.strip():
        yield f"`vinhdanh help --markdown` ended with status {help_page.returncode}: {help_page.stderr.strip()[:200]}"
    elif not COMMANDS.exists() or COMMANDS.read_text(encoding="utf-8") != help_page.stdout:
        yield "docs/commands.md is old. Write it again: vinhdanh help --markdown > docs/commands.md"


def links():
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    for name in filter(None, tracked):
        page = ROOT / name
        if not page.exists():
            continue
        text = re.sub(r"```.*?```|<!--.*?-->|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if re.match(r"[a-z]+:|#", target):
                continue
            if not (page.parent / target.split("#")[0]).exists():
                yield f"{name}: the link {target} leads nowhere"


def packages():
    listed = {
        line.split()[1] for line in (ROOT / "scripts/lib/packages").read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")}
    manifest = (ROOT / "Package.swift").read_text(encoding="utf-8")
    for package in re.findall(r'package: "([^"]+)"', manifest):
        if package not in listed:
            yield f"scripts/lib/packages does not list {package}, which Package.swift needs"


def main(program):
    slips = [*commands(program), *links(), *packages()]
    for slip in slips:
        print(slip, file=sys.stderr)
    return 1 if slips else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
