"""Next year's plan is drafted from this year's tasks, looked at row by row, written in its parts, signed."""

import re

import plans
from accessibility import must_be_accessible, must_not_scroll_sideways
from keyboard import tab_to
from playwright.sync_api import expect


def begin(page):
    """A plan from the sample's plan of this year, whatever others there are; its rows wait."""
    page.goto("/soan-ke-hoach")
    page.get_by_role("main").get_by_role("link", name="Soạn kế hoạch mới").first.click()
    for box in page.locator("main input[type=checkbox]").all():
        box.set_checked(box.get_attribute("value") == "1")
    page.get_by_role("main").get_by_role("button", name="Bắt đầu soạn").click()
    page.wait_for_url(re.compile(r"/nhiem-vu$"))
    return re.sub(r"/nhiem-vu$", "", page.url)


def test_a_plan_is_drafted_reviewed_and_signed(visit, shot):
    page = visit("hanh", "/soan-ke-hoach")
    must_be_accessible(page)
    shot(page, "plans-being-written")
    base = begin(page)
    main = page.get_by_role("main")
    must_be_accessible(page)
    shot(page, "plan-rows")
    # One by one: keep by keyboard, drop and take back, put in order.
    first = main.locator("tr[id^='v']").first
    tab_to(page, "Giữ việc “Ban hành Chỉ thị phát động phong trào thi đua yêu…”")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Đã giữ")
    expect(first).to_contain_text("Giữ")
    words = first.locator("th").inner_text().split("\n")[0]
    first.get_by_role("button", name=re.compile("^Bỏ việc")).click()
    expect(page.get_by_role("status").first).to_contain_text("Đã bỏ khỏi kế hoạch")
    main.get_by_role("link", name=re.compile("^Đã bỏ 1")).click()
    expect(main.locator("tr[id^='v']").first).to_contain_text(words)
    must_be_accessible(page)
    main.get_by_role("button", name=re.compile("^Lấy lại")).click()
    page.goto(base + "/nhiem-vu")
    # A row is written anew; what was typed stays when it is refused.
    main.locator("tr[id^='v'] th a").nth(1).click()
    main.get_by_label("Thời gian", exact=False).first.fill("một ngày đẹp trời")
    main.get_by_role("button", name="Lưu nhiệm vụ").click()
    expect(page.get_by_role("alert")).to_contain_text("Chưa hiểu thời gian")
    must_be_accessible(page)
    shot(page, "plan-row-refused")
    main.get_by_label("Thời gian", exact=False).first.fill("Tháng 3")
    main.get_by_role("button", name="Lưu nhiệm vụ").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã lưu nhiệm vụ")
    # Text, bases, recipients.
    page.goto(base)
    must_be_accessible(page)
    shot(page, "plan-being-written")
    main.get_by_role("link", name="Mục đích", exact=True).click()
    main.get_by_label("Mục đích").fill("- Động viên cán bộ và nhân dân thi đua.\n- Hoàn thành nhiệm vụ của năm.")
    main.get_by_role("button", name="Lưu và sang phần sau").click()
    main.get_by_label("Yêu cầu").fill("Thiết thực, đúng quy định, không hình thức.")
    main.get_by_role("button", name="Lưu phần này").click()
    page.goto(base + "/can-cu")
    main.get_by_role("checkbox", name=re.compile("^Nghị định số 152.2025")).check()
    main.get_by_label("Căn cứ khác").fill("Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ")
    main.get_by_role("button", name="Thêm căn cứ").click()
    expect(main).to_contain_text("Hết hiệu lực sau ngày 30/06/2025")
    must_be_accessible(page)
    shot(page, "plan-bases")
    main.get_by_role("button", name=re.compile("^Thay")).click()
    expect(main).not_to_contain_text("Hết hiệu lực")
    expect(main.get_by_role("button", name=re.compile("^Lấy lại"))).to_have_count(1)
    page.goto(base + "/noi-nhan")
    main.get_by_label("Nơi nhận mới").fill("Bộ Nội vụ\nCác sở, ban, ngành\nUBND các xã, phường")
    main.get_by_role("button", name="Thêm nơi nhận").click()
    main.get_by_role("checkbox", name="Chọn Bộ Nội vụ").check()
    main.get_by_role("button", name="Ghi đã gửi").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã ghi gửi cho 1 nơi nhận")
    must_be_accessible(page)
    shot(page, "plan-recipients")
    # The leader reads and says what is to be changed.
    path = re.sub(r"^https?://[^/]+", "", base)
    leader = visit("dung", path)
    leader.get_by_label("Ý kiến").fill("Đề nghị ghi rõ kinh phí.")
    leader.get_by_role("button", name="Gửi ý kiến").click()
    expect(leader.get_by_role("main")).to_contain_text("Đề nghị ghi rõ kinh phí.")
    must_be_accessible(leader)
    shot(leader, "plan-for-the-leader")
    page.goto(base)
    main.get_by_role("button", name=re.compile("^Đã tiếp thu")).click()
    expect(page.get_by_role("status").first).to_contain_text("Đã ghi là tiếp thu")
    # The paper, then the signature.
    page.goto(base + "/nhiem-vu")
    main.get_by_role("button", name=re.compile(r"^Giữ cả \d+ việc")).click()
    page.goto(base + "/xem")
    must_be_accessible(page)
    shot(page, "plan-preview")
    with page.expect_download() as download:
        main.get_by_role("link", name="Tải DOCX").click()
    assert download.value.suggested_filename.endswith(".docx")
    page.goto(base + "/ban-hanh")
    must_be_accessible(page)
    shot(page, "plan-signature")
    main.get_by_role("textbox", name="Số", exact=True).fill("315")
    main.get_by_label("Ngày ban hành").fill(plans.in_days(30))
    main.get_by_role("button", name="Ban hành").click()
    expect(page.get_by_role("alert")).to_contain_text("Ngày này chưa đến")
    main.get_by_label("Ngày ban hành").fill(plans.vietnamese(plans.today()))
    main.get_by_role("button", name="Ban hành").click()
    page.wait_for_url(re.compile(r"/chuong-trinh/ke-hoach/\d+$"))
    expect(page.get_by_role("status").first).to_contain_text("nhiệm vụ đã vào chương trình")
    expect(page.get_by_role("main")).to_contain_text("315/KH-UBND")


def test_two_people_and_one_part(visit):
    page = visit("hanh", "/soan-ke-hoach")
    base = begin(page)
    path = re.sub(r"^https?://[^/]+", "", base)
    other = visit("hanh", path + "/phan/muc-dich")
    page.goto(base + "/phan/muc-dich")
    other.get_by_label("Mục đích").fill("Bản thứ nhất")
    other.get_by_role("button", name="Lưu phần này").click()
    other.wait_for_url(re.compile(r"/soan-ke-hoach/\d+$"))
    page.get_by_label("Mục đích").fill("Bản thứ hai")
    page.get_by_role("button", name="Lưu phần này").click()
    expect(page.get_by_role("alert")).to_contain_text("vừa lưu phần này")
    expect(page.get_by_role("main")).to_contain_text("Bản thứ nhất")
    expect(page.get_by_label("Mục đích")).to_have_value("Bản thứ hai")
    must_be_accessible(page)
    # The draft is there after signing out.
    assert visit("hanh", path).get_by_role("main").inner_text().count("Bản thứ nhất") == 1


def test_on_a_phone(visit, shot):
    page = visit("hanh", "/soan-ke-hoach")
    path = re.sub(r"^https?://[^/]+", "", begin(page))
    for place, name in [("", "plan"), ("/nhiem-vu", "plan-rows"), ("/can-cu", "plan-bases"), ("/noi-nhan", "plan-recipients"), ("/xem", "plan-preview")]:
        phone = visit.phone("hanh", path + place)
        must_not_scroll_sideways(phone)
        must_be_accessible(phone)
        shot(phone, name + "-on-a-phone")
