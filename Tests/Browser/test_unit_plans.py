"""Units are asked for their plans, send them, are reminded; the office sees who has not and what the plans answer."""

import re

from accessibility import must_be_accessible, must_not_scroll_sideways
from conftest import arrive
from keyboard import tab_to
from playwright.sync_api import expect
from plans import in_days, today


def path_of(page):
    return re.sub(r"^https?://[^/]+", "", page.url)


def ask(page, title, units, due):
    """A request by hand; ends on its page."""
    page.goto("/thu-ke-hoach/moi")
    page.get_by_label("Nội dung yêu cầu").fill(title)
    page.get_by_label("Hạn gửi").fill(due)
    page.get_by_label("Các đơn vị khác").fill(units)
    page.get_by_role("button", name="Xem sẽ gửi đến đâu").click()


def test_who_has_not_sent_a_plan_is_three_clicks_from_the_first_page(visit, shot):
    page = visit("hanh", "/")
    page.get_by_role("navigation").get_by_role("link", name="Thu kế hoạch").first.click()
    arrive(page, "/thu-ke-hoach")
    must_be_accessible(page)
    shot(page, "unit-plans-requests")
    row = page.locator("#yeu-cau tbody tr", has_text=f"kế hoạch công tác thi đua, khen thưởng năm {today().year}").first
    row.get_by_role("link", name=re.compile("chưa gửi")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Gửi kế hoạch công tác thi đua")
    table = page.locator("#don-vi")
    expect(table).to_contain_text("Báo và Phát thanh")
    states = table.locator("tbody tr .st").all_inner_texts()
    assert states and all(state.startswith("Chưa gửi") for state in states)
    must_be_accessible(page)
    shot(page, "unit-plans-missing")
    page.get_by_role("link", name=re.compile("^Tất cả")).click()
    must_be_accessible(page)
    must_not_scroll_sideways(page)
    shot(page, "unit-plans-request")
    phone = visit.phone("hanh", path_of(page))
    must_not_scroll_sideways(phone)
    must_be_accessible(phone)
    shot(phone, "unit-plans-request-phone")


def test_a_unit_is_asked_sends_and_is_given_its_plan_back(visit, shot, tmp_path):
    desk = visit("hanh", "/")
    ask(desk, "Gửi kế hoạch tổng kết phong trào của đơn vị", "Báo Hoàng Giang Xưa", in_days(10))
    expect(desk.get_by_role("alert")).to_contain_text("Không tìm thấy đơn vị “Báo Hoàng Giang Xưa”")
    must_be_accessible(desk)
    desk.get_by_label("Các đơn vị khác").fill("HG-BPTTH\nHG-STC")
    desk.get_by_role("button", name="Xem sẽ gửi đến đâu").click()
    expect(desk.locator("#noi-nhan")).to_contain_text("Yêu cầu sẽ gửi đến 2 đơn vị")
    must_be_accessible(desk)
    shot(desk, "unit-plans-new")
    desk.get_by_role("button", name="Gửi yêu cầu đến 2 đơn vị").click()
    expect(desk.get_by_role("status").first).to_contain_text("Đã gửi yêu cầu")
    request = path_of(desk)

    unit = visit("bao", "/viec-cua-toi")
    unit.locator("#don-vi-toi").get_by_role("link", name="Gửi kế hoạch tổng kết phong trào").click()
    unit.wait_for_url(re.compile(r"/ke-hoach-don-vi/\d+$"))
    must_be_accessible(unit)
    main = unit.get_by_role("main")
    main.get_by_role("button", name="Gửi kế hoạch").click()
    expect(unit.get_by_role("alert")).to_contain_text("Chưa chọn tệp")
    must_be_accessible(unit)
    picture = tmp_path / "anh.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    main.get_by_label("Tệp kế hoạch").set_input_files(picture)
    main.get_by_role("button", name="Gửi kế hoạch").click()
    expect(unit.get_by_role("alert")).to_contain_text("ảnh PNG")
    paper = tmp_path / "ke-hoach-cua-bao.txt"
    paper.write_text(f"""BÁO VÀ PHÁT THANH, TRUYỀN HÌNH HOÀNG GIANG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Số: 77/KH-BPTTH

Hoàng Giang, ngày 20 tháng 01 năm {today().year}

KẾ HOẠCH
Tuyên truyền thi đua, khen thưởng năm {today().year}

I. NHIỆM VỤ

STT\tNội dung công việc\tThời gian\tChủ trì\tPhối hợp
1\tMở chuyên mục gương điển hình tiên tiến trên báo, đài\tTháng 3/{today().year}\tPhòng Thời sự\t
2\tTruyền hình trực tiếp Hội nghị tổng kết\tTháng 12/{today().year}\tPhòng Kỹ thuật\t
""", encoding="utf-8")
    main.get_by_label("Tệp kế hoạch").set_input_files(paper)
    main.get_by_role("button", name="Gửi kế hoạch").click()
    expect(unit.get_by_role("status").first).to_contain_text("đọc được 2 việc")
    must_be_accessible(unit)
    shot(unit, "unit-plan-sent")
    own = path_of(unit)

    desk.goto(request + "?tinh-trang=chua-gui")
    expect(desk.locator("#don-vi")).not_to_contain_text("Báo và Phát thanh")
    desk.goto(own)
    desk.get_by_text("Trả lại để sửa", exact=True).click()
    desk.get_by_role("button", name="Trả lại cho đơn vị").click()
    expect(desk.get_by_role("alert")).to_contain_text("Hãy ghi điều cần sửa")
    desk.get_by_label("Điều cần sửa").fill("Chưa có chỉ tiêu số tin, bài.")
    desk.get_by_role("button", name="Trả lại cho đơn vị").click()
    expect(desk.get_by_role("status").first).to_contain_text("Đã trả lại")
    unit.goto(own)
    expect(unit.locator("#can-sua")).to_contain_text("Chưa có chỉ tiêu số tin, bài.")
    phone = visit.phone("bao", own)
    must_not_scroll_sideways(phone)
    must_be_accessible(phone)
    shot(phone, "unit-plan-returned-phone")

    desk.goto(request)
    tab_to(desk, "Nhắc đơn vị chưa gửi")
    desk.keyboard.press("Enter")
    desk.wait_for_url(re.compile("/nhac$"))
    must_be_accessible(desk)
    shot(desk, "unit-plans-remind")
    expect(desk.get_by_label("Lời nhắc")).to_have_value(re.compile("- Sở Tài chính"))
    desk.get_by_label("Zalo", exact=True).check()
    desk.get_by_role("button", name="Ghi là đã nhắc").click()
    expect(desk.get_by_role("status").first).to_contain_text("Đã ghi nhắc 2 đơn vị")


def test_items_of_a_unit_plan_are_laid_beside_the_superior_plan(visit, shot):
    page = visit("hanh", "/thu-ke-hoach")
    page.locator("#yeu-cau").get_by_role("link", name=re.compile("^Gửi kế hoạch công tác thi đua")).first.click()
    with_guesses = page.locator("#don-vi tbody tr", has_text="gợi ý chờ xác nhận").first
    with_guesses.get_by_role("link").first.click()
    page.wait_for_url(re.compile(r"/ke-hoach-don-vi/\d+$"))
    must_be_accessible(page)
    shot(page, "unit-plan-items")
    items = page.locator("#cac-viec")
    items.get_by_role("button", name=re.compile("^Đúng")).first.click()
    expect(page.get_by_role("status").first).to_contain_text("Đã xác nhận")
    items.get_by_role("link", name=re.compile("^Chọn việc")).last.click()
    page.get_by_label("Việc của kế hoạch cấp trên").select_option(index=2)
    must_be_accessible(page)
    shot(page, "unit-plan-choosing")
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Đã xác nhận")
    rest = page.get_by_role("button", name=re.compile("^Xác nhận cả"))
    if rest.count():
        rest.click()
        expect(rest).to_have_count(0)
    page.get_by_role("link", name=f"Năm {today().year}", exact=True).click()
    page.get_by_role("link", name=re.compile("chưa có đơn vị nào cụ thể hóa")).click()
    expect(page.locator("#viec")).to_contain_text("chưa có đơn vị nào")
    must_be_accessible(page)
    must_not_scroll_sideways(page)
    shot(page, "unit-plans-coverage")


def test_a_request_without_script_and_its_files(visit, tmp_path):
    page = visit.plain("hanh", "/thu-ke-hoach")
    page.locator("#yeu-cau").get_by_role("link", name=re.compile("^Gửi kế hoạch công tác thi đua")).first.click()
    for kind in ["XLSX", "DOCX", "PDF"]:
        with page.expect_download() as loading:
            page.get_by_role("link", name=f"{kind} tổng hợp").click()
        saved = tmp_path / f"a.{kind}"
        loading.value.save_as(saved)
        assert saved.stat().st_size > 3000
