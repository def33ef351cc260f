#!/usr/bin/env python3
"""Counts test results and says the closing line.

tally.py swift EVENTS STATUS    results of `swift test` from its event stream (JSON lines) and its exit status
tally.py pytest JUNIT STATUS    results of pytest from its JUnit file and its exit status
tally.py check NAME STATUS      one check of our own
    each appends a line "passed failed skipped name" to the file named by VINHDANH_RESULTS
tally.py close                  prints "N passed, N failed, N skipped"; exit status 1 when something failed or nothing ran
"""

import json
import os
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

OUTCOME = {"pass": "passed", "passWithKnownIssue": "passed", "passWithWarnings": "passed", "skip": "skipped"}  # else failed


def complain(line):
    print(line, file=sys.stderr)


def swift(events, status):
    """One test function is one test, however many arguments it has."""
    outcome, name, ended = {}, {}, False
    lines = events.read_text(encoding="utf-8").splitlines() if events.exists() else []
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:  # the last line of a process that crashed
            continue
        payload = record["payload"]
        if record["kind"] == "test":
            if payload["kind"] == "function":
                name[payload["id"]] = payload.get("displayName") or payload["name"]
            continue
        kind, test = payload["kind"], payload.get("testID")
        if kind == "runEnded":
            ended = True
        elif test in name and kind == "testStarted":
            outcome[test] = "running"
        elif test in name and kind == "testSkipped":
            outcome[test] = "skipped"
        elif test in name and kind == "testEnded":
            symbol = (payload.get("messages") or [{"symbol": "fail"}])[0]["symbol"]
            outcome[test] = OUTCOME.get(symbol, "failed")
    for test, found in outcome.items():
        if found == "running":
            complain(f"did not end (crash or time-out): {name[test]}  [{test}]")
            outcome[test] = "failed"
        elif found == "failed":
            complain(f"failed: {name[test]}  [{test}]")
    if not ended:
        complain(f"the run broke off: {len(name) - len(outcome)} of {len(name)} tests were not reached")
    counts = count(outcome.values())
    return with_status(counts, status, "swift test", ended)


def pytest(junit, status):
    """Exit status 5 of pytest means that there was no test to run."""
    outcome = []
    if junit.exists():
        for case in ElementTree.parse(junit).getroot().iter("testcase"):
            title = f"{case.get('classname')}.{case.get('name')}"
            if case.find("failure") is not None or case.find("error") is not None:
                complain(f"failed: {title}")
                outcome.append("failed")
            elif case.find("skipped") is not None:
                complain(f"skipped: {title}: {case.find('skipped').get('message')}")
                outcome.append("skipped")
            else:
                outcome.append("passed")
    return with_status(count(outcome), 0 if status == 5 else status, "pytest", True)


def count(outcomes):
    outcomes = list(outcomes)
    return [outcomes.count(kind) for kind in ("passed", "failed", "skipped")]


def with_status(counts, status, what, complete):
    """A run that says it failed, or that broke off, has failed even where no single test did."""
    if counts[1] == 0 and (status != 0 or not complete):
        complain(f"{what} ended with status {status} although no single test failed")
        counts[1] = 1
    return counts


def add(counts, name):
    with open(os.environ["VINHDANH_RESULTS"], "a", encoding="utf-8") as results:
        print(*counts, name, file=results)


def close():
    results = Path(os.environ["VINHDANH_RESULTS"])
    rows = [line.split(" ", 3)[:3] for line in results.read_text(encoding="utf-8").splitlines()] if results.exists() else []
    passed, failed, skipped = (sum(int(row[i]) for row in rows) for i in range(3))
    print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 0 if failed == 0 and passed > 0 else 1


def main(arguments):
    match arguments:
        case ["swift", events, status]:
            add(swift(Path(events), int(status)), "swift test")
        case ["pytest", junit, status]:
            add(pytest(Path(junit), int(status)), "pytest")
        case ["check", name, status]:
            add([1, 0, 0] if status == "0" else [0, 1, 0], name)
        case ["close"]:
            return close()
        case _:
            complain(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
