"""Accounts: the administrator gives one, its holder makes it his own, and it can be closed."""

import re

from accessibility import must_be_accessible
from conftest import arrive
from playwright.sync_api import expect


def sign_in(page, login, password):
    page.goto("/dang-nhap")
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu", exact=True).fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def test_an_account_is_given_made_ones_own_and_closed(visit, shot):
    page = visit("quantri", "/quan-tri/tai-khoan")
    form = page.locator("#them")

    # What is refused is said at its field; what was typed stays.
    form.get_by_label("Họ và tên").fill("Nguyễn Ngọc Quỳnh Ưởng")
    form.get_by_label("Tên đăng nhập").fill("hanh")
    form.get_by_label("Cán bộ đơn vị").check()
    form.get_by_label("Đơn vị", exact=True).select_option(label="Sở Tài chính")
    form.get_by_role("button", name="Thêm tài khoản").click()
    expect(page.get_by_role("alert")).to_contain_text("“hanh” đã có người dùng")
    assert page.title().startswith("Lỗi:")
    expect(form.get_by_label("Họ và tên")).to_have_value("Nguyễn Ngọc Quỳnh Ưởng")
    expect(form.get_by_label("Cán bộ đơn vị")).to_be_checked()
    must_be_accessible(page)
    shot(page, "accounts-refused")
    form.get_by_label("Tên đăng nhập").fill("uong.stc")
    form.get_by_role("button", name="Thêm tài khoản").click()
    told = page.get_by_role("status").locator("code").inner_text()
    must_be_accessible(page)
    row = page.get_by_role("row", name=re.compile("Nguyễn Ngọc Quỳnh Ưởng"))
    expect(row).to_contain_text("Sở Tài chính")

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

    # Closed: the open session ends too.
    row.get_by_role("button", name="Khóa").click()
    expect(row).to_contain_text("đã khóa")
    holder.goto("/chuong-trinh")
    arrive(holder, "/dang-nhap")
    sign_in(holder, "uong.stc", "mùa quýt chín vàng đồi")
    expect(holder.get_by_role("alert")).to_contain_text("không đúng")


def test_the_last_administrator_cannot_be_closed(visit):
    page = visit("quantri", "/quan-tri/tai-khoan")
    page.get_by_role("button", name="Khóa tài khoản của Quản trị hệ thống").click()
    expect(page.get_by_role("main")).to_contain_text("Đây là quản trị cuối cùng")
    must_be_accessible(page)


def test_one_signs_out_everywhere(visit):
    here, there = visit("tam", "/tai-khoan"), visit("tam", "/tai-khoan")
    here.get_by_role("button", name="Đăng xuất mọi nơi").click()
    arrive(here, "/dang-nhap")
    there.goto("/viec-cua-toi")
    arrive(there, "/dang-nhap")
