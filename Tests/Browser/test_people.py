"""People: found without marks, written down once, moved between units, made one again."""

import re

from accessibility import must_be_accessible, must_not_scroll_sideways
from conftest import arrive
from keyboard import tab_to
from playwright.sync_api import expect


def write_down(page, name, unit, title, **more):
    page.goto("/nguoi/moi")
    page.get_by_label("Họ và tên").fill(name)
    page.get_by_label("Ngày sinh hoặc năm sinh").fill(more.get("birth", ""))
    page.get_by_label("Điện thoại").fill(more.get("phone", ""))
    page.get_by_label("Đơn vị", exact=True).fill(unit)
    page.get_by_label("Chức vụ, công việc").fill(title)
    page.get_by_role("button", name="Thêm người").click()


def test_a_person_is_written_down_found_and_changed(visit, shot):
    page = visit("hanh", "/nguoi/moi")
    # What is refused is said at its field; what was typed stays.
    write_down(page, "Lục Văn 2", "Sở Tài chính", "Chuyên viên", birth="1985")
    expect(page.get_by_role("alert")).to_contain_text("ký tự “2”")
    expect(page.get_by_label("Chức vụ, công việc")).to_have_value("Chuyên viên")
    must_be_accessible(page)
    shot(page, "people-refused")
    page.get_by_label("Họ và tên").fill("Lục Quỳnh Ưởng")
    page.get_by_role("button", name="Thêm người").click()
    expect(page.get_by_role("status")).to_contain_text("Đã thêm vào danh sách")
    must_be_accessible(page)

    # The same name again: the program asks first.
    write_down(page, "Luc Quynh Uong", "Sở Tài chính", "Kế toán viên", birth="1985")
    expect(page.get_by_role("main")).to_contain_text("Đã có người cùng họ tên")
    must_be_accessible(page)
    shot(page, "people-namesake")
    page.get_by_label("Đây là người khác, vẫn thêm").check()
    page.get_by_role("button", name="Thêm người").click()
    expect(page.get_by_role("main")).to_contain_text("Có thể trùng với hồ sơ khác")

    # Found without marks, by the keyboard.
    page.goto("/nguoi")
    page.get_by_label("Họ tên").fill("quynh uong")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("ten="))
    expect(page.get_by_role("rowheader", name="Lục Quỳnh Ưởng")).to_be_visible()
    must_not_scroll_sideways(visit.phone("hanh", page.url))

    # Made one, and parted again.
    page.get_by_role("link", name="Lục Quỳnh Ưởng").click()
    page.get_by_role("main").get_by_role("link", name=re.compile("Luc Quynh Uong, số")).click()
    page.get_by_role("button", name="Gộp hai hồ sơ").click()
    expect(page.get_by_role("main")).to_contain_text("Hồ sơ đã gộp vào đây")
    must_be_accessible(page)
    shot(page, "people-merged")
    page.get_by_role("button", name=re.compile("Tách lại")).click()
    expect(page.get_by_role("status")).to_contain_text("Đã tách lại")


def test_a_transfer_is_confirmed_by_the_receiving_unit(visit, shot):
    sender = visit("tam", "/nguoi/moi")
    write_down(sender, "Vi Thị Mây Xa", "Sở Tài chính", "Chuyên viên")
    sender.get_by_role("link", name="Điều động").last.click()
    sender.get_by_label("Đơn vị nhận", exact=True).fill("Báo và Phát thanh, Truyền hình Hoàng Giang")
    sender.get_by_label("Chức vụ, công việc ở đơn vị nhận").fill("Phóng viên")
    sender.get_by_label("Từ ngày").fill("01/03/2030")
    sender.get_by_role("button", name="Gửi đề nghị").click()
    expect(sender.get_by_role("main")).to_contain_text("Chờ xác nhận")
    must_be_accessible(sender)
    address = sender.url
    assert sender.get_by_role("button", name="Xác nhận nhận người").count() == 0

    receiver = visit("bao", "/dieu-dong")
    must_be_accessible(receiver)
    shot(receiver, "transfers")
    receiver.get_by_role("link", name="Vi Thị Mây Xa").click()
    tab_to(receiver, "Xác nhận nhận người")
    receiver.keyboard.press("Enter")
    expect(receiver.get_by_role("status")).to_contain_text("Đã xác nhận")
    sender.goto(address)
    expect(sender.get_by_role("main")).to_contain_text("Đã nhận")


def test_what_is_kept_about_oneself_is_shown_and_taken_away(visit, shot):
    page = visit("tam", "/tai-khoan")
    page.get_by_role("link", name="Dữ liệu của tôi").click()
    arrive(page, "/du-lieu-cua-toi")
    must_be_accessible(page)
    shot(page, "own-data")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải về (JSON)").click()
    assert waiting.value.suggested_filename == "du-lieu-cua-toi.json"
    page.get_by_label("Điều chưa đúng và cách sửa").fill("Năm sinh đúng là 1981.")
    page.get_by_role("button", name="Gửi đề nghị").click()
    expect(page.get_by_role("status")).to_contain_text("Đã gửi đề nghị")


def test_no_period_is_invented(visit, shot):
    page = visit("quantri", "/quan-tri/thoi-han-luu")
    expect(page.get_by_role("main")).to_contain_text("Phần mềm không tự đặt số năm")
    page.get_by_label("Đã đối chiếu số năm với văn bản").check()
    page.get_by_role("button", name="Lưu thời hạn").click()
    expect(page.get_by_role("alert")).to_contain_text("ghi cả số năm và văn bản")
    must_be_accessible(page)
    shot(page, "retention-refused")
    must_not_scroll_sideways(visit.phone("quantri", page.url))
