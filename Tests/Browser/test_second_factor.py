"""The second factor: set up with a telephone, asked at sign-in, replaced by paper, asked again before risky acts."""

import re

import pytest
import second_factor
from accessibility import must_be_accessible, must_have_large_targets, must_not_scroll_sideways
from conftest import Visitors, arrive
from keyboard import tab_to
from playwright.sync_api import expect
from served import Served, program_under_test
from test_people import write_down


@pytest.fixture(scope="module")
def own_office(tmp_path_factory):
    """A province of its own: what is set up here would stop everybody else's tests at sign-in."""
    program = program_under_test()
    if program is None:
        pytest.skip("VINHDANH_BINARY names no program")
    with Served(program, tmp_path_factory.mktemp("second-factor")) as served:
        yield served


@pytest.fixture
def enter(browser, own_office):
    found = Visitors(browser, own_office.address, own_office.accounts)
    yield found
    found.leave()
    assert found.complaints() == []


def first_step(page, account):
    page.goto("/dang-nhap")
    page.get_by_label("Tên đăng nhập").fill(account.login)
    page.get_by_label("Mật khẩu", exact=True).fill(account.password)
    page.get_by_role("button", name="Đăng nhập").click()


def set_up(page):
    """Turns it on; gives the secret and the recovery codes."""
    page.goto("/tai-khoan/xac-thuc")
    page.get_by_role("button", name="Bắt đầu").click()
    secret = page.locator("code.secret").inner_text()
    page.get_by_label("Mã đang hiện trong ứng dụng").fill(second_factor.code(secret))
    page.get_by_role("button", name="Bật xác thực hai bước").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mã dự phòng")
    return secret, page.locator("ol.recovery code").all_inner_texts()


def test_set_up_sign_in_and_turn_off(enter, own_office, shot):
    page = enter("hanh", "/tai-khoan")
    must_be_accessible(page)
    shot(page, "second-factor-account")
    page.get_by_role("link", name="Bật xác thực hai bước").click()
    expect(page.get_by_text("Tỉnh mẫu: chưa bắt buộc xác thực hai bước")).to_be_visible()
    must_be_accessible(page)
    shot(page, "second-factor-off")
    page.get_by_role("button", name="Bắt đầu").click()
    expect(page.get_by_role("img", name=re.compile("Mã QR"))).to_be_visible()
    must_be_accessible(page)
    shot(page, "second-factor-scan")
    page.set_viewport_size({"width": 360, "height": 740})
    must_not_scroll_sideways(page)
    shot(page, "second-factor-scan-phone")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_label("Mã đang hiện trong ứng dụng").fill("000")
    page.get_by_role("button", name="Bật xác thực hai bước").click()
    expect(page.get_by_role("alert")).to_contain_text("Mã không đúng")
    must_be_accessible(page)
    secret = page.locator("code.secret").inner_text()
    page.get_by_label("Mã đang hiện trong ứng dụng").fill(second_factor.code(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mã dự phòng")
    codes = page.locator("ol.recovery code").all_inner_texts()
    assert len(set(codes)) == 10
    must_be_accessible(page)
    shot(page, "second-factor-codes")
    page.emulate_media(media="print")
    shot(page, "second-factor-codes-print")
    page.emulate_media(media="screen")

    # At the door: password, then code; without script and by keyboard.
    door = enter.plain(None, "/viec-cua-toi")
    first_step(door, own_office.accounts["hanh"])
    arrive(door, "/dang-nhap/ma")
    shot(door, "second-factor-code")
    field = door.get_by_label("Mã 6 chữ số")
    assert field.get_attribute("autocomplete") == "one-time-code" and field.get_attribute("inputmode") == "numeric"
    field.fill("12345")
    door.keyboard.press("Enter")
    expect(door.get_by_role("alert")).to_contain_text("Mã không đúng")
    shot(door, "second-factor-code-refused")
    door.get_by_label("Mã 6 chữ số").fill(second_factor.next_code(secret))
    tab_to(door, "Đăng nhập")
    door.keyboard.press("Enter")
    door.wait_for_url(lambda address: "/dang-nhap" not in address)
    door.goto("/viec-cua-toi")
    arrive(door, "/viec-cua-toi")

    # A code on paper serves once; a phone sees the page whole.
    phone = enter.phone(None, "/dang-nhap")
    first_step(phone, own_office.accounts["hanh"])
    arrive(phone, "/dang-nhap/ma")
    must_not_scroll_sideways(phone)
    must_have_large_targets(phone)
    must_be_accessible(phone)
    shot(phone, "second-factor-code-phone")
    phone.get_by_text("Dùng mã dự phòng").click()
    phone.get_by_label("Mã dự phòng").fill(codes[0].upper())
    phone.get_by_role("button", name="Đăng nhập").click()
    phone.wait_for_url(lambda address: "/dang-nhap" not in address)
    phone.goto("/tai-khoan/xac-thuc")
    expect(phone.get_by_text("còn 9/10 mã chưa dùng")).to_be_visible()
    must_not_scroll_sideways(phone)
    must_be_accessible(phone)
    shot(phone, "second-factor-on-phone")
    page.goto("/tai-khoan/xac-thuc")
    must_be_accessible(page)
    shot(page, "second-factor-on")
    page.get_by_label("Mật khẩu", exact=True).fill("không phải")
    page.get_by_label("Mã trên ứng dụng hoặc mã dự phòng").fill(codes[1])
    page.get_by_role("button", name="Tắt xác thực hai bước").click()
    expect(page.get_by_role("alert")).to_contain_text("Mật khẩu không đúng")
    page.get_by_label("Mật khẩu", exact=True).fill(own_office.accounts["hanh"].password)
    page.get_by_label("Mã trên ứng dụng hoặc mã dự phòng").fill(codes[1])
    page.get_by_role("button", name="Tắt xác thực hai bước").click()
    expect(page.get_by_role("status")).to_contain_text("Đã tắt")


def test_an_administrator_resets_what_somebody_has_lost(enter, own_office, shot):
    holder = enter("dung", "/tai-khoan")
    set_up(holder)
    admin = enter("quantri", "/quan-tri/tai-khoan")
    admin.goto("/quan-tri/tai-khoan?chu=phan+tri+dung")
    admin.get_by_role("row", name=re.compile("Phan Trí Dũng")).get_by_role("link").first.click()
    admin.get_by_role("link", name="Cách đăng nhập").click()
    must_be_accessible(admin)
    shot(admin, "second-factor-reset")
    admin.get_by_role("button", name=re.compile("Đặt lại xác thực hai bước")).click()
    expect(admin.get_by_role("status")).to_contain_text("Đã đặt lại")
    holder.goto("/quy-nay")
    arrive(holder, "/dang-nhap")
    first_step(holder, own_office.accounts["dung"])
    holder.wait_for_url(lambda address: "/dang-nhap" not in address)


def old_proofs(office):
    """As if every session had been opened an hour ago."""
    import sqlite3
    with sqlite3.connect(office.data / "vinhdanh.sqlite") as db:
        db.execute("UPDATE session SET proved_at = proved_at - 3600000")


def test_a_risky_act_asks_again_and_loses_nothing(enter, own_office, shot):
    page = enter("quantri", "/quan-tri/tai-khoan/moi")
    page.get_by_label("Họ và tên").fill("Sầm Thị \"Mai\"")
    page.get_by_label("Tên đăng nhập").fill("mai.stc")
    page.get_by_label("Cán bộ đơn vị").check()
    page.get_by_label("Đơn vị", exact=True).fill("Sở Tài chính")
    page.get_by_label("Mật khẩu tạm", exact=True).check()
    old_proofs(own_office)
    page.get_by_role("button", name="Thêm tài khoản").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xác nhận lại")
    must_be_accessible(page)
    shot(page, "proof-again")
    page.get_by_label("Mật khẩu").fill("không phải")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("vẫn còn")
    must_be_accessible(page)
    page.get_by_label("Mật khẩu").fill(own_office.accounts["quantri"].password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sầm Thị \"Mai\"")
    expect(page.get_by_role("main")).to_contain_text("Sở Tài chính")


def test_without_script_a_typed_form_waits_for_the_proof_and_goes_on(enter, own_office, shot, tmp_path):
    words = tmp_path / "passphrase"
    words.write_text("một câu dài để mã hóa\n", encoding="utf-8")
    password = own_office.accounts["quantri"].password
    page = enter.plain("quantri", "/quan-tri/sao-luu")
    page.get_by_label("Vào lúc").fill("4:45")
    page.get_by_label("Tệp chứa mật khẩu mã hóa").fill(str(words))
    old_proofs(own_office)
    page.get_by_role("button", name="Lưu lịch").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xác nhận lại")
    expect(page.get_by_text("Nội dung vừa nhập được giữ nguyên")).to_be_visible()
    shot(page, "proof-plain")
    page.get_by_label("Mật khẩu").fill("không phải")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Mật khẩu").fill(password)
    tab_to(page, "Xác nhận và tiếp tục")
    page.keyboard.press("Enter")
    arrive(page, "/quan-tri/sao-luu")
    expect(page.get_by_role("status").first).to_contain_text("Đã lưu lịch sao lưu.")
    expect(page.get_by_label("Vào lúc")).to_have_value(re.compile("0?4:45"))

    # A file cannot wait behind a form: the proof leads back to the page that offers it.
    page.get_by_role("button", name="Sao lưu ngay").click()
    for _ in range(180):
        page.goto("/quan-tri/sao-luu")
        if page.get_by_role("link", name="Tải").count():
            break
        page.wait_for_timeout(500)
    old_proofs(own_office)
    page.get_by_role("link", name="Tải").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xác nhận lại")
    page.get_by_label("Mật khẩu").fill(password)
    page.keyboard.press("Enter")
    arrive(page, "/quan-tri/sao-luu")
    with page.expect_download():
        page.get_by_role("link", name="Tải").click()


def test_merging_people_without_script_asks_first(enter, own_office):
    """What was decided on the page is carried out once the proof is there."""
    page = enter.plain("hanh", "/nguoi/moi")
    write_down(page, "Lường Xuyến Chi", "Sở Tài chính", "Chuyên viên", birth="1984")
    write_down(page, "Luong Xuyen Chi", "Sở Tài chính", "Kế toán viên", birth="1984")
    page.get_by_label("Đây là người khác, vẫn thêm").check()
    page.get_by_role("button", name="Thêm người").click()
    page.goto("/nguoi?ten=luong+xuyen+chi")
    page.get_by_role("link", name="Lường Xuyến Chi").click()
    page.get_by_role("main").get_by_role("link", name=re.compile("Luong Xuyen Chi, số")).click()
    old_proofs(own_office)
    page.get_by_role("button", name="Gộp hai hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xác nhận lại")
    page.get_by_label("Mật khẩu").fill(own_office.accounts["hanh"].password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Hồ sơ đã gộp vào đây")
