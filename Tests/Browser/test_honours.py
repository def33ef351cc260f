"""Honours held: an old decision is entered from a pasted list, found again, seen in a life, put right."""

import re

from accessibility import must_be_accessible, must_not_scroll_sideways
from keyboard import tab_to
from playwright.sync_api import expect


def test_a_decision_is_entered_found_and_withdrawn_in_part(visit, shot):
    page = visit("hanh", "/khen-thuong")
    main = page.get_by_role("main")
    must_be_accessible(page)
    shot(page, "honours-list")
    tab_to(page, "Nhập quyết định")
    page.keyboard.press("Enter")
    main.get_by_label("Số quyết định").fill("98765/QĐ-UBND")
    main.get_by_label("Ngày ký").fill("20/12/2019")
    main.get_by_label("Danh hiệu, hình thức").fill("LĐTT")
    main.get_by_label("Năm thành tích").fill("2031")
    main.get_by_label("Mỗi dòng một người").fill("Lục Minh Tâm; Chuyên viên; Sở Tài chính\nLò Thị Bài Thử; Kế toán; Sở Tài chính")
    main.get_by_role("button", name="Kiểm tra").click()
    expect(page.get_by_role("alert")).to_contain_text("chưa bắt đầu")
    must_be_accessible(page)
    shot(page, "honours-entry-refused")
    main.get_by_label("Năm thành tích").fill("2019")
    main.get_by_role("button", name="Kiểm tra").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kiểm tra trước khi ghi")
    must_be_accessible(page)
    must_not_scroll_sideways(page)
    shot(page, "honours-check")
    choice = main.get_by_label("Dòng 1 là ai")
    if choice.count():
        choice.select_option(index=1)
    main.get_by_role("button", name=re.compile("Ghi 2 dòng")).click()
    expect(page.get_by_role("status").first).to_contain_text("Đã ghi 2 khen thưởng")
    must_be_accessible(page)
    shot(page, "honours-decision")
    main.get_by_role("link", name="Sửa, rút Lò Thị Bài Thử").click()
    must_be_accessible(page)
    shot(page, "honours-item")
    main.get_by_label("Lý do").first.fill("Nhập nhầm người")
    main.get_by_role("button", name="Rút mục ghi nhầm").click()
    expect(main.get_by_text("nhập nhầm, đã rút: Nhập nhầm người")).to_be_visible()
    page.goto(page.url.split("/khen-thuong")[0] + "/khen-thuong?tim=luc+minh+tam")
    main.get_by_role("link", name="Lục Minh Tâm").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Quá trình khen thưởng")
    expect(main).to_contain_text("98765/QĐ-UBND")
    must_be_accessible(page)
    shot(page, "honours-life")
    phone = visit.phone("hanh", page.url)
    must_not_scroll_sideways(phone)
    shot(phone, "honours-life-phone")


def test_an_officer_of_a_unit_sees_the_own_people_without_conduct(visit):
    page = visit("bao", "/khen-thuong")
    main = page.get_by_role("main")
    main.get_by_role("row").nth(1).get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Quá trình khen thưởng")
    expect(main.get_by_text("Kỷ luật, việc đang xem xét")).to_have_count(0)
