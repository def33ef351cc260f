"""The law on screen, as a legal officer uses it: a rule read by keyboard, two days compared, bonuses, the library."""

import re

from accessibility import must_be_accessible, must_not_scroll_sideways
from keyboard import tab_to
from playwright.sync_api import expect


def test_a_rule_is_read_by_keyboard(visit, shot):
    page = visit("phapche", "/luat")
    must_be_accessible(page)
    shot(page, "law-start")
    tab_to(page, "Danh hiệu, hình thức khen thưởng")
    page.keyboard.press("Enter")
    page.wait_for_url("**/luat/danh-hieu")
    must_be_accessible(page)
    shot(page, "law-awards")
    tab_to(page, "Có chữ")
    page.keyboard.type("chien si thi dua")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("tim=chien"))
    tab_to(page, "Chiến sĩ thi đua bộ, ban, ngành, tỉnh")
    page.keyboard.press("Enter")
    main = page.get_by_role("main")
    expect(main.get_by_text("3 năm liên tục đạt Chiến sĩ thi đua cơ sở")).to_be_visible()
    expect(main.get_by_text("khoản 1 Điều 22 Luật số 06/2022/QH15").first).to_be_visible()
    must_be_accessible(page)
    shot(page, "law-award")
    page.goto("/luat/danh-hieu/cstd-co-so?ngay=01/10/2026#c-streak")
    expect(page.locator("#c-streak")).to_be_in_viewport()
    shot(page, "law-award-anchor")
    phone = visit.phone("phapche", "/luat/danh-hieu/cstd-tinh")
    must_not_scroll_sideways(phone)
    must_be_accessible(phone)
    shot(phone, "law-award-phone")


def test_two_days_are_compared(visit, shot):
    page = visit("phapche", "/luat/so-sanh")
    main = page.get_by_role("main")
    main.get_by_role("link", name="01/07/2025").click()
    expect(main.get_by_text("1 danh hiệu, hình thức mới")).to_be_visible()
    must_be_accessible(page)
    shot(page, "law-comparison")
    main.get_by_label("Danh hiệu").select_option("cstd-toan-quoc")
    main.get_by_role("button", name="So sánh").click()
    expect(main.get_by_text("chậm nhất ngày 31/12.")).to_be_visible()
    shot(page, "law-comparison-one")
    main.get_by_label("Ngày thứ hai").fill("01/01/2020")
    main.get_by_role("button", name="So sánh").click()
    expect(main.get_by_text("Ngày thứ hai phải sau ngày thứ nhất.")).to_be_visible()
    phone = visit.phone("phapche", "/luat/so-sanh?tu=30/06/2025&den=01/07/2025&danh-hieu=cstd-toan-quoc")
    must_not_scroll_sideways(phone)
    must_be_accessible(phone)
    shot(phone, "law-comparison-phone")


def test_bonuses_are_computed(visit, shot):
    page = visit("phapche", "/luat/tien-thuong")
    main = page.get_by_role("main")
    for award, kind, count in (("ldtt", "individual", "20"), ("bk-tinh", "collective", "3"), ("gia-dinh-van-hoa", "household", "5")):
        main.get_by_label("Ký ngày").fill("01/07/2026")
        main.get_by_label("Danh hiệu, hình thức").select_option(award)
        main.get_by_label("Tặng cho").select_option(kind)
        main.get_by_label("Số lượng").fill(count)
        main.get_by_role("button", name="Tính thêm").click()
    # 20 × 760.000 + 3 × 7.590.000
    expect(main.get_by_text(re.compile(r"37\.970\.000\sđồng"))).to_be_visible()
    expect(main.get_by_text("1 dòng chưa có mức thưởng nên không nằm trong tổng.")).to_be_visible()
    must_be_accessible(page)
    shot(page, "law-bonus")
    with page.expect_download() as got:
        main.get_by_role("link", name="XLSX").click()
    assert got.value.suggested_filename.endswith(".xlsx")
    main.get_by_role("link", name=re.compile("Bỏ dòng 1")).click()
    expect(main.get_by_text(re.compile(r"22\.770\.000\sđồng"))).to_be_visible()
    phone = visit.phone("phapche", page.url)
    must_not_scroll_sideways(phone)
    must_be_accessible(phone)
    shot(phone, "law-bonus-phone")


def test_a_document_is_entered_and_ended(visit, shot, tmp_path):
    page = visit("phapche", "/luat/van-ban")
    main = page.get_by_role("main")
    must_be_accessible(page)
    shot(page, "law-library")
    for number, day, first in (("31/2020/QĐ-UBND", "02/11/2020", "12/11/2020"), ("12/2025/QĐ-UBND", "20/12/2025", "01/01/2026")):
        page.goto("/luat/van-ban")
        main.get_by_role("link", name="Nhập văn bản").click()
        main.get_by_label("Số, ký hiệu").fill(number)
        main.get_by_label("Cơ quan ban hành").fill("Ủy ban nhân dân tỉnh")
        main.get_by_label("Ngày ban hành").fill(day)
        main.get_by_label("Trích yếu").fill("Ban hành Quy chế thi đua, khen thưởng")
        main.get_by_label("Có hiệu lực từ").fill("01/01/2000")
        main.get_by_role("button", name="Nhập văn bản").click()
        expect(page.get_by_role("alert")).to_contain_text("không được trước ngày ban hành")
        must_be_accessible(page)
        main.get_by_label("Có hiệu lực từ").fill(first)
        main.get_by_role("button", name="Nhập văn bản").click()
        page.wait_for_url(re.compile(r"/luat/van-ban/\d+$"))
    new = page.url
    paper = tmp_path / "quyet-dinh.pdf"
    paper.write_bytes(b"%PDF-1.4\n")
    main.get_by_label("Đính kèm tệp").set_input_files(str(paper))
    main.get_by_role("button", name="Đính kèm", exact=True).click()
    expect(main.get_by_role("link", name="quyet-dinh.pdf", exact=True)).to_be_visible()
    page.goto("/luat/van-ban?tim=31/2020")
    main.get_by_role("link", name="Quyết định số 31/2020/QĐ-UBND").click()
    main.get_by_role("link", name="Ghi hết hiệu lực").click()
    must_be_accessible(page)
    main.get_by_label("Hiệu lực đến hết ngày").fill("31/12/2025")
    main.get_by_label("Thay bằng văn bản").fill("12/2025/QĐ-UBND")
    shot(page, "law-document-end")
    main.get_by_role("button", name="Ghi hết hiệu lực").click()
    expect(main.get_by_role("link", name="Quyết định số 12/2025/QĐ-UBND")).to_be_visible()
    must_be_accessible(page)
    shot(page, "law-document")
    page.goto(new)
    expect(main.get_by_role("link", name="Quyết định số 31/2020/QĐ-UBND")).to_be_visible()
    shot(page, "law-document-heir")
    page.goto("/luat/van-ban/trung-uong/98-2023-nd-cp")
    expect(main.get_by_role("link", name="Nghị định số 152/2025/NĐ-CP").first).to_be_visible()
    must_be_accessible(page)
    shot(page, "law-instrument")
    phone = visit.phone("phapche", "/luat/van-ban")
    must_not_scroll_sideways(phone)
    must_be_accessible(phone)
    shot(phone, "law-library-phone")
    # Who may only read is offered nothing else.
    expect(visit("hanh", new).get_by_role("main").get_by_role("link", name="Ghi hết hiệu lực")).to_have_count(0)
