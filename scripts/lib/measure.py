"""For the entries of scripts/bench.d: running the program, taking times, saying a figure.

An entry prints one JSON object a line: name, value, unit, reference, ratio, bar, met. `reference` was measured in the same
run, beside the value, so that `ratio` tells the same on a fast machine and on a slow one.
"""

import json
import operator
import os
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ["VINHDANH_BINARY"]
COMPARE = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def report(name, value, unit, reference, bar):
    """`bar` is a promise such as "value < 50" or "ratio >= 0.5"; None where nothing is promised yet."""
    ratio = value / reference if reference else None
    met = None
    if bar:
        what, sign, limit = bar.split()
        met = COMPARE[sign]({"value": value, "ratio": ratio}[what], float(limit))
    print(json.dumps({
        "name": name, "value": round(value, 3), "unit": unit, "reference": reference and round(reference, 3),
        "ratio": ratio and round(ratio, 3), "bar": bar, "met": met}), flush=True)


def milliseconds(command, times=5, **options):
    """Median time of a whole process, after one run that warms the caches. A failing command is an error."""
    taken = []
    for _ in range(times + 1):
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken[1:])


def start_of_the_program():
    """The reference of whatever runs as a process: the time of a command that does nothing."""
    return milliseconds([PROGRAM, "help"], times=11)


def peak_megabytes(command):
    """Peak resident memory of a process that ends by itself."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return usage.ru_maxrss / 1024


def resident_megabytes(process):
    for line in Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the process has ended")


@contextmanager
def sample_data(*options):
    """A folder with a sample province; `options` are those of `vinhdanh sample`. The largest takes minutes to make: to measure
    it again, VINHDANH_SAMPLE names a folder that is kept."""
    kept = os.environ.get("VINHDANH_SAMPLE")
    if kept:
        if not Path(kept, "vinhdanh.sqlite").exists():
            subprocess.run([PROGRAM, "sample", "--data", kept, *options], check=True, stdout=subprocess.DEVNULL)
        yield kept
        return
    with tempfile.TemporaryDirectory(prefix="vinhdanh-bench-") as folder:
        subprocess.run([PROGRAM, "sample", "--data", folder, *options], check=True, stdout=subprocess.DEVNULL)
        yield folder


@contextmanager
def serving(data, *options):
    """The program serving `data`: (process, address, milliseconds from start to the first answer)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    started = time.perf_counter()
    process = subprocess.Popen(
        [PROGRAM, "serve", "--data", data, "--port", str(port), *options],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        while True:
            try:
                with urllib.request.urlopen(address + "/healthz", timeout=5) as answer:
                    answer.read()
                break
            except (urllib.error.URLError, ConnectionError):
                if process.poll() is not None or time.perf_counter() - started > 60:
                    raise
                time.sleep(0.002)
        yield process, address, (time.perf_counter() - started) * 1000
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
