"""Accounts: given by invitation or with a first password, rights that end, acting for someone, seeing as another."""

import re
from urllib.parse import urlsplit

from accessibility import must_be_accessible, must_not_scroll_sideways
from conftest import arrive
from playwright.sync_api import expect

LIST = "/quan-tri/tai-khoan"


def sign_in(page, login, password):
    page.goto("/dang-nhap")
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu", exact=True).fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def fill_account(page, name, login, unit, way):
    page.get_by_label("Họ và tên").fill(name)
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Đơn vị", exact=True).fill(unit)
    page.get_by_label("Cán bộ đơn vị").check()
    page.get_by_label(way, exact=True).check()


def open_account(page, name):
    page.goto(f"{LIST}?chu={name}")
    page.get_by_role("row", name=re.compile(name)).get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_an_account_is_given_made_ones_own_and_closed(visit, shot):
    page = visit("quantri", LIST)
    page.get_by_role("link", name="Thêm tài khoản").click()
    must_be_accessible(page)
    shot(page, "account-new")

    # What is refused is said at its field; what was typed stays.
    fill_account(page, "Nguyễn Ngọc Quỳnh Ưởng", "hanh", "so tai chinh", "Mật khẩu tạm")
    page.get_by_role("button", name="Thêm tài khoản").click()
    expect(page.get_by_role("alert")).to_contain_text("“hanh” đã có người dùng")
    assert page.title().startswith("Lỗi:")
    expect(page.get_by_label("Họ và tên")).to_have_value("Nguyễn Ngọc Quỳnh Ưởng")
    expect(page.get_by_label("Cán bộ đơn vị")).to_be_checked()
    must_be_accessible(page)
    shot(page, "accounts-refused")
    page.get_by_label("Tên đăng nhập").fill("uong.stc")
    page.get_by_role("button", name="Thêm tài khoản").click()
    told = page.get_by_role("status").locator("code").inner_text()
    must_be_accessible(page)
    shot(page, "account-told")
    page.goto(f"{LIST}?chu=quynh+uong")
    expect(page.get_by_role("row", name=re.compile("Quỳnh Ưởng"))).to_contain_text("Sở Tài chính")

    # The first thing its holder does is to choose a password.
    holder = visit(None, "/dang-nhap")
    sign_in(holder, "uong.stc", told)
    arrive(holder, "/tai-khoan")
    holder.goto("/chuong-trinh")
    arrive(holder, "/tai-khoan")
    expect(holder.get_by_text("Hãy đổi mật khẩu trước khi làm việc.")).to_be_visible()
    holder.get_by_label("Mật khẩu hiện tại").fill(told)
    holder.get_by_label("Mật khẩu mới", exact=True).fill("ngắn")
    holder.get_by_label("Nhập lại mật khẩu mới").fill("ngắn")
    holder.get_by_role("button", name="Đổi mật khẩu").click()
    expect(holder.get_by_role("alert")).to_contain_text("ít nhất 10 ký tự")
    must_be_accessible(holder)
    shot(holder, "account-refused")
    holder.get_by_label("Mật khẩu hiện tại").fill(told)
    holder.get_by_label("Mật khẩu mới", exact=True).fill("mùa quýt chín vàng đồi")
    holder.get_by_label("Nhập lại mật khẩu mới").fill("mùa quýt chín vàng đồi")
    holder.get_by_role("button", name="Đổi mật khẩu").click()
    expect(holder.get_by_role("status")).to_contain_text("Đã đổi mật khẩu")
    holder.goto("/chuong-trinh")
    arrive(holder, "/chuong-trinh")

    # Closed after a question: the open session ends too.
    open_account(page, "Nguyễn Ngọc Quỳnh Ưởng")
    page.get_by_role("link", name="Khóa tài khoản").click()
    expect(page.get_by_role("main")).to_contain_text("phiên đang mở kết thúc ngay")
    must_be_accessible(page)
    shot(page, "account-closing")
    page.get_by_label("Lý do").fill("Chuyển công tác")
    page.get_by_role("button", name="Khóa tài khoản").click()
    expect(page.get_by_role("main")).to_contain_text("đã khóa")
    expect(page.get_by_role("main")).to_contain_text("Chuyển công tác")
    holder.goto("/chuong-trinh")
    arrive(holder, "/dang-nhap")
    sign_in(holder, "uong.stc", "mùa quýt chín vàng đồi")
    expect(holder.get_by_role("alert")).to_contain_text("không đúng")


def test_a_letter_makes_an_account_ones_own_without_script(visit, shot):
    page = visit("quantri", LIST + "/moi")
    fill_account(page, "Lò Thị Thắm", "tham.stc", "Sở Tài chính (HG-STC)", "Thư mời")
    page.get_by_role("button", name="Thêm tài khoản").click()
    code = page.locator(".letter .code").inner_text()
    link = page.locator(".wide-link").input_value()
    must_be_accessible(page)
    shot(page, "letter")
    page.emulate_media(media="print")
    shot(page, "letter-print")

    look = visit(None, "/loi-moi")
    must_be_accessible(look)
    look.goto("/loi-moi?ma=" + code)
    must_be_accessible(look)
    shot(look, "invitation")
    guest = visit.plain(None, "/loi-moi")
    guest.get_by_label("Mã mời").fill("aaaa bbbb cccc dddd eeee")
    guest.get_by_label("Mật khẩu mới", exact=True).fill("gió mùa thổi qua đồi")
    guest.get_by_label("Nhập lại mật khẩu mới").fill("gió mùa thổi qua đồi")
    guest.get_by_role("button", name="Đặt mật khẩu").click()
    expect(guest.get_by_role("alert")).to_contain_text("Mã mời không đúng")
    shot(guest, "invitation-refused")
    guest.goto(urlsplit(link).path + "?" + urlsplit(link).query)
    expect(guest.get_by_role("main")).to_contain_text("tham.stc")
    guest.goto("/loi-moi")
    guest.get_by_label("Mã mời").fill(code.upper())
    guest.get_by_label("Mật khẩu mới", exact=True).fill("gió mùa thổi qua đồi")
    guest.get_by_label("Nhập lại mật khẩu mới").fill("gió mùa thổi qua đồi")
    guest.get_by_role("button", name="Đặt mật khẩu").click()
    arrive(guest, "/dang-nhap")
    expect(guest.get_by_role("status")).to_contain_text("tham.stc")
    sign_in(guest, "tham.stc", "gió mùa thổi qua đồi")
    arrive(guest, "/viec-cua-toi")


def test_several_letters_are_printed_from_the_list(visit, shot):
    page = visit("quantri", LIST)
    must_be_accessible(page)
    shot(page, "accounts")
    page.get_by_role("checkbox", name="Chọn Lý Bích Ngọc").check()
    page.get_by_role("checkbox", name="Chọn Cao Xuân Trường").check()
    page.get_by_role("button", name="In thư mời cho người đã chọn").click()
    assert page.locator(".letter").count() == 2
    phone = visit.phone("quantri", LIST)
    must_not_scroll_sideways(phone)
    shot(phone, "accounts-phone")


def test_a_role_is_given_for_a_branch_and_ended(visit, shot):
    page = visit("quantri", LIST)
    open_account(page, "Ma Thị Lan")
    page.get_by_text("Giao vai trò", exact=True).first.click()
    form = page.locator("form").filter(has=page.get_by_label("Phạm vi"))
    form.get_by_label("Vai trò", exact=True).select_option("thanh-tra")
    form.get_by_role("button", name="Giao vai trò").click()
    expect(page.get_by_role("alert")).to_contain_text("không kiêm")
    must_be_accessible(page)
    shot(page, "role-refused")
    form.get_by_label("Vai trò", exact=True).select_option("thu-ky-hoi-dong")
    form.get_by_label("Phạm vi").fill("Sở Mây")
    form.get_by_role("button", name="Giao vai trò").click()
    expect(page.get_by_role("alert")).to_contain_text("Không tìm thấy đơn vị “Sở Mây”")
    form.get_by_label("Phạm vi").fill("snv")
    form.get_by_label("Đến hết ngày").fill("31/12/2099")
    form.get_by_role("button", name="Giao vai trò").click()
    row = page.get_by_role("row", name=re.compile("Thư ký hội đồng"))
    expect(row).to_contain_text("Sở Nội vụ")
    expect(row).to_contain_text("đến 31/12/2099")
    must_be_accessible(page)
    shot(page, "account")
    row.get_by_role("button", name="Kết thúc").click()
    expect(page.get_by_role("row", name=re.compile("Thư ký hội đồng"))).to_contain_text("đã kết thúc")
    expect(page.locator("#nhat-ky")).to_contain_text("Giao vai trò thư ký hội đồng tại Sở Nội vụ")


def test_one_acts_for_another_until_either_ends_it(visit, shot):
    lender, deputy = visit("dung", "/tai-khoan"), visit("thuky", "/tai-khoan")
    lender.get_by_text("Ủy quyền cho người khác").click()
    form = lender.locator("form").filter(has=lender.get_by_label("Người nhận ủy quyền"))
    form.get_by_label("Người nhận ủy quyền").fill("không ai cả")
    form.get_by_label("Đến hết ngày").fill("31/12/2099")
    form.get_by_label("Lý do").fill("Đi công tác")
    form.get_by_role("button", name="Ủy quyền").click()
    expect(lender.get_by_role("alert")).to_contain_text("Không tìm thấy người dùng")
    must_be_accessible(lender)
    shot(lender, "delegation-refused")
    today = form.get_by_label("Từ ngày").input_value()
    form.get_by_label("Người nhận ủy quyền").fill("thuky")
    form.get_by_label("Đến hết ngày").fill(today)
    form.get_by_role("button", name="Ủy quyền").click()
    expect(lender.get_by_role("status").first).to_contain_text("Đã ủy quyền")
    must_be_accessible(lender)
    shot(lender, "my-account")
    deputy.goto("/quy-nay")
    expect(deputy.get_by_text("Đang thay mặt Phan Trí Dũng")).to_be_visible()
    must_be_accessible(deputy)
    shot(deputy, "acting-for")
    deputy.goto("/tai-khoan")
    deputy.get_by_role("button", name="Kết thúc ủy quyền với Phan Trí Dũng").click()
    expect(deputy.get_by_text("Đang thay mặt")).to_have_count(0)
    assert deputy.goto("/quy-nay").status == 403


def test_an_administrator_sees_as_another_and_can_do_nothing(visit, shot):
    page = visit("quantri", LIST)
    open_account(page, "Đặng Hạnh Nguyên")
    page.get_by_role("link", name="Xem như người này").click()
    must_be_accessible(page)
    shot(page, "view-as-ask")
    page.get_by_role("button", name="Bắt đầu xem").click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy ghi lý do")
    page.get_by_label("Lý do").fill("Hỗ trợ qua điện thoại")
    page.get_by_role("button", name="Bắt đầu xem").click()
    expect(page.get_by_text("Đang xem như Đặng Hạnh Nguyên")).to_be_visible()
    must_be_accessible(page)
    shot(page, "view-as")
    page.goto("/chuong-trinh")
    page.get_by_role("main").locator("tbody th a").first.click()
    expect(page.get_by_text("Đang xem như Đặng Hạnh Nguyên")).to_be_visible()
    shot(page, "view-as-task")
    assert page.goto("/tai-khoan").status == 403
    must_be_accessible(page)
    page.get_by_role("button", name="Thôi xem").click()
    expect(page.get_by_role("status")).to_contain_text("Đã thôi xem như Đặng Hạnh Nguyên")
    expect(page.locator("#nhat-ky")).to_contain_text("Hỗ trợ qua điện thoại")
    expect(page.get_by_role("link", name="Tài khoản", exact=True).first).to_be_visible()


def test_the_last_administrator_cannot_be_closed(visit):
    page = visit("quantri", LIST)
    open_account(page, "Quản trị hệ thống")
    page.get_by_role("link", name="Khóa tài khoản").click()
    page.get_by_role("button", name="Khóa tài khoản").click()
    expect(page.get_by_role("main")).to_contain_text("Đây là quản trị cuối cùng")
    must_be_accessible(page)


def test_one_ends_one_session_and_then_all(visit):
    here, there, third = (visit("tam", "/tai-khoan") for _ in range(3))
    here.reload()
    expect(here.get_by_text("phiên này")).to_be_visible()
    before = here.locator("#phien li").count()
    here.locator("#phien").get_by_role("button", name="Kết thúc").first.click()
    expect(here.get_by_role("status")).to_contain_text("Đã kết thúc phiên")
    assert here.locator("#phien li").count() == before - 1
    here.get_by_role("button", name="Đăng xuất mọi nơi").click()
    arrive(here, "/dang-nhap")
    for other in (there, third):
        other.goto("/viec-cua-toi")
        arrive(other, "/dang-nhap")
