"""The door of the program: everybody meets it, on every screen."""

from accessibility import must_be_accessible, must_have_large_targets, must_not_scroll_sideways
from conftest import arrive
from keyboard import tab_to


def test_the_page_of_sign_in_serves_everybody(visit, shot):
    page = visit(None, "/dang-nhap")
    must_be_accessible(page)
    shot(page, "sign-in")
    phone = visit.phone(None, "/dang-nhap")
    must_be_accessible(phone)
    must_not_scroll_sideways(phone)
    must_have_large_targets(phone)
    shot(phone, "sign-in-phone")


def test_a_page_that_needs_a_person_leads_to_sign_in_and_back(visit, office):
    page = visit(None, "/tai-khoan")
    arrive(page, "/dang-nhap")
    account = office.accounts["hanh"]
    page.get_by_label("Tên đăng nhập").fill(account.login)
    page.get_by_label("Mật khẩu", exact=True).fill(account.password)
    page.keyboard.press("Enter")
    arrive(page, "/tai-khoan")
    must_be_accessible(page)


def test_a_wrong_password_is_refused_in_words_and_keeps_the_name(visit):
    page = visit(None, "/dang-nhap")
    page.get_by_label("Tên đăng nhập").fill("hanh")
    page.get_by_label("Mật khẩu", exact=True).fill("không phải mật khẩu này")
    page.get_by_role("button", name="Đăng nhập").click()
    assert page.get_by_role("alert").inner_text().strip()
    assert page.get_by_label("Tên đăng nhập").input_value() == "hanh"
    assert page.title().startswith("Lỗi:")
    must_be_accessible(page)


def test_one_signs_out_without_a_mouse_and_without_script(visit):
    page = visit.plain("hanh", "/tai-khoan")
    tab_to(page, "Đăng xuất")
    page.keyboard.press("Enter")
    arrive(page, "/dang-nhap")
    page.goto("/tai-khoan")
    arrive(page, "/dang-nhap")
