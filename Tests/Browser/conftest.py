"""What every browser test is given. A test asks for a fixture by naming it as a parameter.

- `office`: the program on a fresh sample province, one for all tests of a run;
- `visit`: opens pages; `visit("hanh", "/chuong-trinh")` is signed in, `visit(None, "/cong-khai")` is not;
- `visit.phone(…)` has 360 px and a thumb, `visit.plain(…)` no script;
- `shot(page, "home")` keeps a picture in .test/screenshots.

When a test ends, nothing may have gone wrong in any page it opened: see witness.py.
"""

import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright
from served import Served, program_under_test
from witness import Witness

SCREENSHOTS = Path(__file__).resolve().parents[2] / ".test/screenshots"
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1440, "height": 900}}


@pytest.fixture(scope="session")
def browser():
    chromium = shutil.which("chromium")
    assert chromium, "chromium is not installed"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    program = program_under_test()
    if program is None:
        pytest.skip("VINHDANH_BINARY names no program: start the tests with scripts/test")
    with Served(program, tmp_path_factory.mktemp("office")) as served:
        yield served


class Visitors:
    """Opens pages in browser contexts of their own, so that two people can be there at once."""

    def __init__(self, browser, address, accounts):
        self._browser = browser
        self._address = address
        self._accounts = accounts
        self._seen = []

    def __call__(self, login, path, **options):
        return self._open(login, path, {**DESK, **options})

    def phone(self, login, path, **options):
        return self._open(login, path, {**PHONE, **options})

    def plain(self, login, path, **options):
        return self._open(login, path, {**DESK, "java_script_enabled": False, **options})

    def _open(self, login, path, options):
        context = self._browser.new_context(
            base_url=self._address, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **options)
        context.set_default_timeout(10_000)
        witness = Witness(context)
        self._seen.append((context, witness))
        page = context.new_page()
        page.witness = witness
        if login is not None:
            sign_in(page, self._accounts[login])
        page.goto(path)
        return page

    def pages(self):
        return [page for context, _ in self._seen for page in context.pages]

    def complaints(self):
        return [complaint for _, witness in self._seen for complaint in witness.complaints]

    def leave(self):
        for context, _ in self._seen:
            context.close()


def sign_in(page, account):
    """Signs in as a person does; fails when the page of sign-in is still there afterwards."""
    page.goto("/dang-nhap")
    page.get_by_label("Tên đăng nhập").fill(account.login)
    page.get_by_label("Mật khẩu", exact=True).fill(account.password)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(lambda address: urlsplit(address).path != "/dang-nhap")


def arrive(page, path):
    """Waits until the page at `path` is loaded; the query does not count."""
    page.wait_for_url(lambda address: urlsplit(address).path == path)


def visitors(request, browser, address, accounts):
    found = Visitors(browser, address, accounts)
    yield found
    failed = getattr(request.node, "failed_call", False)
    complaints = found.complaints()
    if failed or complaints:
        for number, page in enumerate(found.pages()):
            keep(page, f"failed-{request.node.name}-{number}")
    found.leave()
    if not failed:
        assert complaints == [], "\n".join(complaints)


@pytest.fixture
def visit(request, browser, office):
    yield from visitors(request, browser, office.address, office.accounts)


def keep(page, name):
    """A picture of the whole page as .test/screenshots/NAME.png."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / (re.sub(r"[^\w.-]+", "-", name) + ".png")
    page.screenshot(path=path, full_page=True, animations="disabled")
    return path


@pytest.fixture
def shot():
    return keep


def pytest_collection_modifyitems(items):
    """The walk over every page comes first: it reads only, and what other tests leave would change where it gets to."""
    items.sort(key=lambda item: item.path.name != "test_every_page.py")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.failed_call = report.failed
    return report
