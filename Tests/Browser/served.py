"""The program under test: fresh sample data, a free port, stopped at the end."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Account:
    """An account of the sample province: one element of what `vinhdanh sample --json` prints."""

    login: str
    password: str
    role: str
    name: str


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_answers(address, process, seconds):
    """Returns when GET `address` gives 200; says why when the process ended or the time is up."""
    deadline = time.monotonic() + seconds
    last = "no answer"
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with status {process.returncode} before it answered")
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError) as problem:
            last = str(problem)
        time.sleep(0.1)
    raise RuntimeError(f"{address} did not answer within {seconds} s: {last}")


class Served:
    """`vinhdanh serve` on a sample province of its own."""

    def __init__(self, program, folder):
        self.program = program
        self.data = Path(folder, "data")
        self.log = Path(folder, "serve.log")
        self.accounts = {}
        self.address = ""
        self._process = None

    def __enter__(self):
        made = subprocess.run(
            [self.program, "sample", "--data", self.data, "--json"],
            capture_output=True, text=True, timeout=180, check=False)
        if made.returncode != 0:
            raise RuntimeError(f"`vinhdanh sample` ended with status {made.returncode}: {made.stderr}")
        self.accounts = {account["login"]: Account(**account) for account in json.loads(made.stdout)}
        self.start()
        return self

    def start(self):
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [self.program, "serve", "--data", self.data, "--port", str(port)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        wait_until_answers(self.address + "/healthz", self._process, 60)

    def stop(self):
        """A clean stop: SIGTERM, and status 0 within ten seconds."""
        self._process.send_signal(signal.SIGTERM)
        status = self._process.wait(timeout=10)
        if status != 0:
            raise RuntimeError(f"after SIGTERM the server ended with status {status}; see {self.log}")

    def __exit__(self, *_):
        if self._process.poll() is None:
            try:
                self.stop()
            finally:
                if self._process.poll() is None:
                    self._process.kill()


def program_under_test():
    """The program that scripts/test has built; None when pytest is started by hand without it."""
    path = os.environ.get("VINHDANH_BINARY")
    return path if path and Path(path).exists() else None
