"""Two servers of one installation, on one PostgreSQL: what one of them does, the other does not do again."""

import collections
import os
import subprocess
import time
from pathlib import Path

import pytest
from mailhost import MailHost
from served import free_port, program_under_test, wait_until_answers

ROOT = Path(__file__).resolve().parents[2]
LETTERS = 60


def postgres():
    """The address of a server that may make databases."""
    named = os.environ.get("VINHDANH_TEST_POSTGRES")
    if named:
        return named
    started = subprocess.run(
        [ROOT / "scripts/postgres-for-tests"], capture_output=True, text=True, timeout=120, check=False)
    if started.returncode == 3:
        pytest.skip("PostgreSQL is not installed")
    assert started.returncode == 0, started.stderr
    return started.stdout.strip()


def psql(url, statement):
    ended = subprocess.run(
        ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", statement],
        capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


@pytest.fixture
def database():
    server = postgres()
    name = f"vinhdanh_test_{os.getpid()}_{time.monotonic_ns()}"
    psql(server, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'")
    yield server.rsplit("/", 1)[0] + "/" + name
    psql(server, f"DROP DATABASE {name} WITH (FORCE)")


def queue_letters(database, first, count):
    psql(database, f"""
        INSERT INTO mail (address, name, kind, subject, body, added, due, state, attempts, words)
        SELECT 'nguoi' || n || '@hoanggiang.gov.vn', 'Người ' || n, 'thu', 'Thư số ' || n, 'Nội dung.', 0, 0, 'waiting', 0, ''
        FROM generate_series({first}, {first + count - 1}) n""")


def test_each_letter_goes_once(database, tmp_path):
    program = program_under_test()
    if program is None:
        pytest.skip("VINHDANH_BINARY names no program: start the tests with scripts/test")
    place = ["--data", tmp_path / "data", "--postgres", database]
    subprocess.run([program, "sample", "--units", "1", *place], check=True, capture_output=True, timeout=180)
    servers = []
    with MailHost() as host, (tmp_path / "serve.log").open("ab") as log:
        host.pause = 0.05
        psql(database, f"""
            INSERT INTO mail_setting (id, is_on, host, port, security, login, sender, sender_name, site, certificates)
            VALUES (1, 1, '127.0.0.1', {host.port}, 'none', '', 'thidua@hoanggiang.gov.vn', 'Thi đua',
                    'https://thidua.hoanggiang.gov.vn', '')""")
        queue_letters(database, 1, LETTERS)
        try:
            for port in (free_port(), free_port()):
                server = subprocess.Popen(
                    [program, "serve", "--port", str(port), *place], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
                servers.append(server)
                wait_until_answers(f"http://127.0.0.1:{port}/healthz", server, 60)
            host.wait_for(LETTERS, seconds=90)
            # More while both are at it, and time for a second copy to come.
            queue_letters(database, LETTERS + 1, LETTERS)
            host.wait_for(2 * LETTERS, seconds=90)
            time.sleep(20)
        finally:
            for server in servers:
                server.terminate()
            statuses = [server.wait(timeout=15) for server in servers]
    assert statuses == [0, 0], (tmp_path / "serve.log").read_text()
    came = collections.Counter(letter["Subject"] for _, _, letter in host.letters)
    assert came == {f"Thư số {number}": 1 for number in range(1, 2 * LETTERS + 1)}
    assert psql(database, "SELECT count(*) FROM mail WHERE state = 'sent' AND attempts = 1") == str(2 * LETTERS)
    assert "fault" not in (tmp_path / "serve.log").read_text()
