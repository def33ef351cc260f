"""Councils and blocs: a bloc is founded by a decision and handed over, a council is established and watches over it."""

import re

from accessibility import must_be_accessible, must_not_scroll_sideways
from playwright.sync_api import expect


def test_a_bloc_is_founded_and_handed_over(visit, shot):
    page = visit("hanh", "/khoi?nam=2001")
    main = page.get_by_role("main")
    expect(main.get_by_text("Chưa có khối, cụm nào như vậy trong năm 2001.")).to_be_visible()
    shot(page, "blocs-empty")
    main.get_by_role("link", name="Thêm khối, cụm").click()
    main.get_by_label("Tên khối, cụm").fill("Khối thi đua của bài thử")
    main.get_by_label("Đơn vị phụ trách").fill("HG-SNV")
    main.get_by_label("Số quyết định").fill("35/QĐ-UBND")
    main.get_by_label("Ngày quyết định").fill("15/01/2031")
    main.get_by_label("Áp dụng từ năm").fill("2031")
    main.get_by_label("Đơn vị thành viên").fill("HG-STC\nSở Không Có")
    main.get_by_role("button", name="Thêm khối, cụm").click()
    expect(page.get_by_role("alert")).to_contain_text("Sở Không Có")
    must_be_accessible(page)
    shot(page, "bloc-refused")
    main.get_by_label("Đơn vị thành viên").fill("HG-STC\nHG-SNV\nHG-VP")
    main.get_by_role("button", name="Thêm khối, cụm").click()
    page.wait_for_url(re.compile(r"/khoi/\d+$"))
    address = page.url
    page.goto(f"{address}/ban-giao?nam=2031")
    main.get_by_label("Trưởng khối").select_option(index=1)
    main.get_by_label("Phó thứ nhất").select_option(index=2)
    must_be_accessible(page)
    shot(page, "bloc-hand-over")
    main.get_by_role("button", name="Bàn giao cho năm 2031").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã bàn giao trưởng khối năm 2031")
    must_be_accessible(page)
    must_not_scroll_sideways(page)
    shot(page, "bloc")


def test_a_council_is_established(visit, shot):
    page = visit("hanh", "/hoi-dong/moi")
    main = page.get_by_role("main")
    main.get_by_label("Tên hội đồng").fill("Hội đồng sáng kiến của bài thử")
    main.get_by_label("Loại").select_option("initiative")
    main.get_by_label("Đơn vị", exact=True).fill("HG-SNV")
    main.get_by_label("Số quyết định thành lập").fill("120/QĐ-UBND")
    main.get_by_label("Ngày quyết định").fill("05/01/2026")
    main.get_by_label("Nhiệm kỳ từ ngày").fill("05/01/2026")
    main.get_by_role("button", name="Thêm hội đồng").click()
    page.wait_for_url(re.compile(r"/hoi-dong/\d+$"))
    must_be_accessible(page)
    must_not_scroll_sideways(page)
    shot(page, "council")
    main.get_by_role("link", name="Thêm thành viên").click()
    main.get_by_label("Họ và tên").fill("Không Có Ai")
    main.get_by_role("button", name="Thêm thành viên").click()
    expect(page.get_by_role("alert")).to_contain_text("Không tìm thấy")
    must_be_accessible(page)
    shot(page, "council-member-refused")
    # Names of the register are offered while one types, marks not needed; the choice is taken as it stands.
    main.get_by_label("Họ và tên").fill("")
    with page.expect_response("**/nguoi/goi-y") as offers:
        main.get_by_label("Họ và tên").press_sequentially("tam")
    offered = offers.value.text().split("\n")
    assert any("Tâm" in line for line in offered) and "tam" not in offers.value.url, offered
    option = page.locator("datalist option").first
    main.get_by_label("Họ và tên").fill(option.get_attribute("value"))
    main.get_by_role("button", name="Thêm thành viên").click()
    expect(page.get_by_role("status").first).to_contain_text("thành viên")


def test_a_hand_over_is_corrected_and_taken_back(visit, shot):
    page = visit("hanh", "/khoi")
    main = page.get_by_role("main")
    shot(page, "blocs")
    main.get_by_role("link", name="Khối thi đua các cơ quan tham mưu tổng hợp").click()
    shot(page, "bloc-sample")
    main.get_by_role("link", name="Sửa bàn giao").click()
    main.get_by_label("Phó thứ nhất").select_option(label="Văn phòng UBND tỉnh")
    main.get_by_role("button", name="Lưu chỗ sửa").click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy ghi lý do")
    must_be_accessible(page)
    shot(page, "bloc-correct")
    main.get_by_label("Lý do").fill("Ghi nhầm phó khối")
    main.get_by_role("button", name="Lưu chỗ sửa").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã sửa bàn giao")
    expect(main).to_contain_text("“Ghi nhầm phó khối”")
    main.get_by_role("link", name="Hủy bàn giao").last.click()
    must_be_accessible(page)
    shot(page, "bloc-undo")
    main.get_by_label("Lý do").fill("Chưa bàn giao")
    main.get_by_role("button", name="Hủy bàn giao").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã hủy bàn giao")


def test_the_cluster_of_provinces_says_who_hosts_it(visit, shot):
    page = visit("hanh", "/khoi?loai=provinces")
    page.get_by_role("main").get_by_role("link", name="Cụm thi đua 7 tỉnh vùng cao").click()
    expect(page.get_by_role("main")).to_contain_text("trong cụm")
    must_be_accessible(page)
    shot(page, "bloc-provinces")
    phone = visit.phone("hanh", page.url)
    must_not_scroll_sideways(phone)
    shot(phone, "bloc-provinces-phone")


def test_a_seat_is_corrected(visit, shot):
    page = visit("hanh", "/hoi-dong")
    shot(page, "councils")
    main = page.get_by_role("main")
    main.get_by_role("link", name="Hội đồng Thi đua - Khen thưởng tỉnh Hoàng Giang").click()
    shot(page, "council-sample")
    must_be_accessible(page)
    main.get_by_role("link", name="Thay, thôi, sửa Ma Thị Lan").click()
    must_be_accessible(page)
    shot(page, "council-seat")
    main.get_by_role("button", name="Lưu chỗ sửa").click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy ghi lý do")
    must_be_accessible(page)
    phone = visit.phone("hanh", page.url)
    must_not_scroll_sideways(phone)
    shot(phone, "council-seat-phone")
    dark = visit("hanh", "/hoi-dong", color_scheme="dark")
    dark.get_by_role("main").get_by_role("link", name="Hội đồng Thi đua - Khen thưởng tỉnh Hoàng Giang").click()
    shot(dark, "council-dark")
    phone = visit.phone("hanh", dark.url, color_scheme="dark")
    must_not_scroll_sideways(phone)
    shot(phone, "council-phone-dark")
