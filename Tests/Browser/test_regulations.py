"""A legal officer reads a rule, changes two measures in a draft, sees what changes; the leader lets it hold from a day on."""

import re
import subprocess

import openpyxl
from accessibility import must_be_accessible, must_not_scroll_sideways
from keyboard import tab_to
from playwright.sync_api import expect


def test_a_measure_is_changed_and_holds_from_its_day(visit, shot, tmp_path):
    page = visit("phapche", "/luat/danh-hieu/cstd-co-so")
    main = page.get_by_role("main")
    expect(main.get_by_text("quy chế của địa phương").first).to_be_visible()
    # By keyboard from the law to the draft.
    page.goto("/luat")
    tab_to(page, "Quy chế của địa phương")
    page.keyboard.press("Enter")
    page.wait_for_url("**/quy-che-dia-phuong")
    must_be_accessible(page)
    must_not_scroll_sideways(page)
    shot(page, "regulations")
    tab_to(page, "chưa có số Quy chế thi đua, khen thưởng tỉnh Hoàng Giang (sửa đổi)")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/quy-che-dia-phuong/\d+$"))
    address = page.url
    must_be_accessible(page)
    shot(page, "regulation-draft")
    main.get_by_role("link", name="Sửa bản soạn").click()
    must_be_accessible(page)
    shot(page, "regulation-edit")
    # A minimum of the law is not loosened.
    main.locator("#v-voteStatePercent").fill("85")
    main.locator("#so").fill("60/2026/QĐ-UBND")
    main.locator("#ngay").fill("15/11/2026")
    main.locator("#v-cstdCoSoPercent").fill("25")
    main.get_by_role("button", name="Lưu bản soạn").click()
    expect(page.get_by_role("alert")).to_contain_text("khoản 5 Điều 33 Nghị định số 152/2025/NĐ-CP")
    must_be_accessible(page)
    shot(page, "regulation-refused")
    expect(main.locator("#so")).to_have_value("60/2026/QĐ-UBND")
    main.locator("#v-voteStatePercent").fill("")
    main.get_by_role("button", name="Lưu bản soạn").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã lưu bản soạn.")
    # The case that expects 21 of 100 to be too many is red now: it cannot be submitted.
    main.get_by_role("button", name="Trình lãnh đạo").click()
    expect(main.get_by_text("ca thử chưa đúng như chờ đợi").first).to_be_visible()
    must_be_accessible(page)
    shot(page, "regulation-red")
    page.goto(address + "/sua")
    cases = main.locator("#ca").input_value()
    main.locator("#ca").fill(re.sub(r"(\| *vượt tỷ lệ năm \d+ *\|) *21 ", r"\1 26 ", cases))
    main.get_by_role("button", name="Lưu bản soạn").click()
    main.get_by_role("link", name="Xem thay đổi gì").click()
    page.wait_for_url("**/thay-doi")
    expect(main.get_by_text("ca thử đổi kết luận").first).to_be_visible()
    must_be_accessible(page)
    must_not_scroll_sideways(page)
    shot(page, "regulation-changes")
    with page.expect_download() as download:
        main.get_by_role("link", name="Excel").click()
    download.value.save_as(tmp_path / "changes.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "changes.xlsx").active
    assert "CSTĐ cơ sở" in [cell.value for row in sheet.iter_rows(max_row=8) for cell in row]
    page.goto(address)
    with page.expect_download() as download:
        main.get_by_role("link", name="PDF").click()
    paper = subprocess.run(["pdftotext", "-layout", download.value.path(), "-"], capture_output=True, text=True, check=True)
    assert "60/2026/QĐ-UBND" in paper.stdout and "25 %" in paper.stdout
    main.get_by_role("button", name="Trình lãnh đạo").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã trình lãnh đạo duyệt.")
    # The leader, on a telephone.
    leader = visit.phone("dung", address)
    must_be_accessible(leader)
    must_not_scroll_sideways(leader)
    shot(leader, "regulation-submitted-phone")
    leader.get_by_role("main").get_by_role("link", name="Duyệt, trả lại").click()
    must_be_accessible(leader)
    must_not_scroll_sideways(leader)
    shot(leader, "regulation-decide-phone")
    leader.locator("#tu-ngay").fill("01/12/2026")
    leader.get_by_role("button", name="Duyệt quy chế").click()
    prove(leader)
    expect(leader.get_by_role("status").first).to_contain_text("Hồ sơ tiếp nhận từ 01/12/2026 theo quy chế này.")
    must_be_accessible(leader)
    shot(leader, "regulation-approved-phone")
    # The old verdict before its day, the new one from it on.
    for day, verdict, percent in (("30/11/2026", "Không đạt", "15 %"), ("01/12/2026", "Đạt", "25 %")):
        page.goto("/quy-che-dia-phuong/thu")
        main.locator("#ngay").fill(day)
        main.get_by_role("button", name="Xem kết luận").click()
        expect(main.get_by_text(re.compile(f"tối đa {percent}, theo quy chế của địa phương"))).to_be_visible()
        expect(main.locator("#ket-luan .st").first).to_have_text(verdict)
        must_be_accessible(page)
    shot(page, "regulation-trial")
    phone = visit.phone("phapche", "/quy-che-dia-phuong/thu")
    must_not_scroll_sideways(phone)
    must_be_accessible(phone)


def prove(page):
    """The leader's password, where the page asks for it."""
    field = page.locator("input[type=password]")
    if field.count():
        field.first.fill("hoanggiang2026")
        page.get_by_role("main").get_by_role("button").first.click()
