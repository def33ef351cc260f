"""The plans that started the project, adopted together: what people ask all year is at most three clicks from the first page."""

import csv
import re
import subprocess

import plans
import pytest
from accessibility import must_be_accessible
from conftest import visitors
from playwright.sync_api import expect
from served import Account, Served, program_under_test

pytestmark = pytest.mark.skipif(len(plans.SEEDS) != 5, reason="the five plans are not at hand")

PASSWORD = "điện biên một ngày nắng"
UNITS = [
    ("DB", "Tỉnh Điện Biên", "", "cấp tỉnh", "Ủy ban nhân dân", ""),
    ("DB-SNV", "Sở Nội vụ", "SNV", "cấp tỉnh", "sở, ban, ngành", "DB"),
    ("DB-BTDKT", "Ban Thi đua - Khen thưởng tỉnh", "Ban TĐKT", "cấp tỉnh", "phòng, ban trực thuộc", "DB-SNV"),
    ("DB-STC", "Sở Tài chính", "STC", "cấp tỉnh", "sở, ban, ngành", "DB"),
    ("DB-SYT", "Sở Y tế", "SYT", "cấp tỉnh", "sở, ban, ngành", "DB"),
]
PEOPLE = [
    ("dbchuyenvien", "Lò Thị Điện", "chuyen-vien", "DB-BTDKT"), ("dblanhdao", "Quàng Văn Biên", "lanh-dao", "DB-SNV"),
]


@pytest.fixture(scope="module")
def province(tmp_path_factory):
    """A second province in one installation, into which the five plans have been adopted."""
    program = program_under_test()
    if program is None:
        pytest.skip("VINHDANH_BINARY names no program: start the tests with scripts/test")
    folder = tmp_path_factory.mktemp("five")
    with Served(program, folder) as served:

        def run(*words, typed=None):
            done = subprocess.run(
                [program, *words, "--data", served.data], input=typed, capture_output=True, text=True, timeout=120,
                check=False)
            assert done.returncode == 0, done.stderr

        with (folder / "don-vi.csv").open("w", encoding="utf-8", newline="") as file:
            sheet = csv.writer(file)
            sheet.writerow(["Mã đơn vị", "Tên đơn vị", "Tên viết tắt", "Cấp", "Loại đơn vị", "Đơn vị cấp trên"])
            sheet.writerows(UNITS)
        run("import", "don-vi", str(folder / "don-vi.csv"))
        for login, name, role, unit in PEOPLE:
            run("account", "add", login, "--name", name, "--role", role, "--unit", unit, "--password-stdin", typed=PASSWORD + "\n")
            served.accounts[login] = Account(login, PASSWORD, role, name)
        for plan in plans.SEEDS:
            year = 2022 if plan.stem.startswith("003") else 2024
            run("plan", "import", str(plan), "--year", str(year), "--unit", "DB")
        yield served


@pytest.fixture
def visit(request, browser, province):
    yield from visitors(request, browser, province.address, province.accounts)


class Clicks:
    """Counts what one has to press from the first page on."""

    def __init__(self, page):
        self.page = page
        self.count = 0

    def press(self, target):
        self.count += 1
        assert self.count <= 3, "more than three clicks"
        target.click()
        self.page.wait_for_load_state()


def first_page(visit, login):
    page = visit(login, "/")
    if page.url.endswith("/tai-khoan/mat-khau") or "mật khẩu mới" in page.get_by_role("main").inner_text().lower():
        pytest.fail("the account has to choose a password first")
    return page


def test_what_must_the_department_do_in_the_second_quarter(visit, shot):
    page = first_page(visit, "dbchuyenvien")
    clicks = Clicks(page)
    clicks.press(page.get_by_role("navigation").get_by_role("link", name="Chương trình", exact=True).first)
    clicks.press(page.get_by_role("link", name="năm 2024", exact=True))
    page.get_by_label("Quý", exact=True).select_option("2")
    page.get_by_label("Đơn vị", exact=True).select_option(label="Sở Nội vụ")
    clicks.press(page.get_by_role("button", name="Lọc", exact=True))
    rows = page.locator("#viec tbody tr")
    assert rows.count() >= 3
    for row in rows.all():
        expect(row).to_contain_text("Sở Nội vụ")
    expect(page.locator("#viec")).to_contain_text(re.compile("uý II|háng 4|háng 5|háng 6|/0?[456]/2024"))
    must_be_accessible(page)
    shot(page, "five-plans-second-quarter")


def test_who_has_not_sent_a_plan_by_the_15th_of_march(visit, shot):
    page = first_page(visit, "dbchuyenvien")
    page.goto("/thu-ke-hoach")
    # The plan itself says by when; one press makes the request of it.
    shot(page, "five-plans-proposal")
    must_be_accessible(page)
    page.get_by_role("link", name=re.compile("^Lập yêu cầu theo kế hoạch này")).first.click()
    expect(page.get_by_label("Hạn gửi")).to_have_value("15/03/2024")
    expect(page.get_by_label("Căn cứ")).to_have_value(re.compile("1023/KH-UBND"))
    page.get_by_label("Sở, ban, ngành cấp tỉnh").check()
    page.get_by_role("button", name="Xem sẽ gửi đến đâu").click()
    page.get_by_role("button", name=re.compile("^Gửi yêu cầu đến 3")).click()
    expect(page.get_by_role("status").first).to_contain_text("Đã gửi yêu cầu")

    page.goto("/")
    clicks = Clicks(page)
    clicks.press(page.locator("#thu-ke-hoach").get_by_role("link", name=re.compile("chưa gửi")).first)
    assert clicks.count <= 3
    missing = page.locator("#don-vi tbody th").all_inner_texts()
    assert missing == ["Sở Nội vụ", "Sở Tài chính", "Sở Y tế"]
    expect(page.locator("#don-vi")).to_contain_text("Chưa gửi, quá hạn")
    expect(page.get_by_role("main")).to_contain_text("15/03/2024")
    must_be_accessible(page)
    shot(page, "five-plans-missing")


def test_what_is_late_today_and_since_when(visit, shot):
    page = first_page(visit, "dbchuyenvien")
    late = page.locator("#qua-han")
    expect(late.locator("tbody tr").first).to_contain_text(re.compile(r"uá hạn [\d.]+ ngày|[\d.]+.ngày"))
    clicks = Clicks(page)
    more = page.get_by_role("link", name=re.compile("^Xem cả .* việc"))
    if more.count():
        clicks.press(more.first)
        expect(page.get_by_role("main")).to_contain_text("Quá hạn")
    must_be_accessible(page)
    shot(page, "five-plans-late")


def test_what_waits_for_the_leader(visit, shot):
    desk = first_page(visit, "dbchuyenvien")
    desk.locator("#qua-han tbody th a").first.click()
    desk.get_by_role("link", name="Nêu vướng mắc…").click()
    desk.get_by_label("Điều đang vướng").fill("Chưa bố trí được kinh phí tập huấn.")
    desk.get_by_role("button", name="Gửi vướng mắc").click()
    desk.wait_for_url(re.compile(r"/vuong-mac/\d+$"))
    desk.get_by_text("Báo cáo lãnh đạo, UBND").click()
    desk.get_by_label("Nội dung báo cáo").fill("Vượt thẩm quyền của Ban.")
    desk.get_by_label("Văn bản").fill("Tờ trình số 7/TTr-BTĐKT")
    desk.get_by_role("button", name="Báo cáo lãnh đạo").click()

    page = first_page(visit, "dblanhdao")
    waiting = page.locator("#cho-lanh-dao")
    expect(waiting).to_contain_text("Chưa bố trí được kinh phí tập huấn.")
    must_be_accessible(page)
    shot(page, "five-plans-leader")


def test_plans_of_a_council_and_defined_names_stand_in_the_programme(visit, shot):
    page = first_page(visit, "dbchuyenvien")
    page.goto("/chuong-trinh?nam=2022")
    page.get_by_role("main").get_by_role("link", name=re.compile("^Kế hoạch|^Hoạt động của Hội đồng")).first.click()
    expect(page.get_by_role("main")).to_contain_text("kế hoạch của hội đồng")
    page.goto("/chuong-trinh?nam=2024&ban-hanh=ubnd")
    expect(page.get_by_label("Cơ quan ban hành")).to_have_value("ubnd")
    must_be_accessible(page)
    shot(page, "five-plans-programme")
    conference = page.locator("#loc-ke-hoach option", has_text="Tổ chức Hội nghị").first.get_attribute("value")
    page.goto(f"/chuong-trinh/ke-hoach/{conference}")
    expect(page.locator("#ten-goi-tat")).to_contain_text("Hội nghị tổng kết công tác thi đua, khen thưởng năm 2023")
    must_be_accessible(page)
    shot(page, "five-plans-short-names")
