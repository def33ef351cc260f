"""The session ends in the middle of a form: nothing that was typed is lost."""

import re

from accessibility import must_be_accessible
from playwright.sync_api import expect


def end_session(page):
    page.context.clear_cookies(name="vd_phien")


def sign_in_again(page, account):
    page.get_by_label("Tên đăng nhập").fill(account.login)
    page.get_by_label("Mật khẩu", exact=True).fill(account.password)
    page.get_by_role("button", name="Đăng nhập").click()


def test_words_of_a_draft_regulation_come_back_after_signing_in_again(visit, office, shot):
    page = visit("phapche", "/quy-che-dia-phuong")
    main = page.get_by_role("main")
    main.get_by_role("link", name="sửa đổi").click()
    main.get_by_role("link", name="Sửa bản soạn").click()
    address = page.url
    main.locator("#g-cstdCoSoPercent").fill("Chỉ tính người có mặt đủ năm")
    end_session(page)
    main.get_by_role("button", name="Lưu bản soạn").click()
    page.wait_for_url(re.compile("/dang-nhap"))
    expect(main.get_by_text("lần gửi vừa rồi chưa được ghi")).to_be_visible()
    expect(main.get_by_text("Lời đã gõ còn giữ trên máy này")).to_be_visible()
    must_be_accessible(page)
    shot(page, "late-form-sign-in")
    sign_in_again(page, office.accounts["phapche"])
    page.wait_for_url(address)
    expect(main.locator("#g-cstdCoSoPercent")).to_have_value("")
    must_be_accessible(page)
    shot(page, "late-form-offered")
    main.get_by_role("button", name="Lấy lại").click()
    expect(main.locator("#g-cstdCoSoPercent")).to_have_value("Chỉ tính người có mặt đủ năm")
    main.get_by_role("button", name="Lưu bản soạn").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã lưu bản soạn.")
    # What has arrived is not offered again.
    page.goto(address)
    expect(main.locator("#g-cstdCoSoPercent")).to_have_value("Chỉ tính người có mặt đủ năm")
    expect(main.get_by_role("button", name="Lấy lại")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('gui:'))") == []


def test_words_are_kept_only_until_they_have_arrived(visit):
    page = visit("hanh", "/chuong-trinh")
    main = page.get_by_role("main")
    main.locator("tbody th a").first.click()
    page.wait_for_url(re.compile(r"/viec/\d+$"))
    address = page.url
    main.get_by_label("Ý kiến hoặc câu hỏi").fill("Đề nghị báo cáo trước thứ Sáu.")
    main.get_by_role("button", name="Gửi ý kiến").click()
    expect(main.get_by_text("Đề nghị báo cáo trước thứ Sáu.").first).to_be_visible()
    page.goto(address)
    expect(main.get_by_role("button", name="Lấy lại")).to_have_count(0)
    # Typed and left unsent: nothing of it stays in a browser that others may use.
    main.get_by_label("Ý kiến hoặc câu hỏi").fill("Chưa gửi")
    page.goto("/chuong-trinh")
    assert page.evaluate("Object.keys(localStorage)") == []
