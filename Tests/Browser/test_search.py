"""One search box over everything one may see, from every page."""

import re

from accessibility import must_be_accessible, must_not_scroll_sideways
from conftest import arrive
from playwright.sync_api import expect


def test_the_box_finds_without_marks_from_any_page(visit, shot):
    page = visit("hanh", "/tai-khoan")
    page.keyboard.press("/")
    page.keyboard.type("tong ket")
    page.keyboard.press("Enter")
    arrive(page, "/tim")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tìm “tong ket”")
    marks = page.get_by_role("main").locator("mark").all_inner_texts()
    assert {mark.lower() for mark in marks} <= {"tổng", "kết"} and len(marks) > 2
    must_be_accessible(page)
    shot(page, "search")
    page.get_by_role("navigation", name="Loại kết quả").get_by_role("link", name=re.compile("^Việc")).click()
    page.wait_for_url(re.compile("loai=viec"))
    must_be_accessible(page)
    shot(page, "search-tasks")
    page.get_by_role("main").locator(".lines a").first.click()
    page.wait_for_url(re.compile(r"/viec/\d+$"))


def test_the_box_finds_people_by_their_names(visit, shot):
    page = visit("hanh", "/tim?tim=nguyen hanh")
    page.get_by_role("navigation", name="Loại kết quả").get_by_role("link", name=re.compile("^Cá nhân")).click()
    page.wait_for_url(re.compile("loai=nguoi"))
    expect(page.get_by_role("main").locator(".lines a").first).to_contain_text("Hạnh Nguyên")
    must_be_accessible(page)
    shot(page, "search-people")
    page.get_by_role("main").locator(".lines a").first.click()
    page.wait_for_url(re.compile(r"/nguoi/\d+$"))


def test_the_box_keeps_to_ones_scope(visit, shot):
    admin = visit("quantri", "/tim?tim=hanh")
    admin.get_by_role("link", name=re.compile("Đặng Hạnh Nguyên")).first.click()
    admin.wait_for_url(re.compile(r"/quan-tri/tai-khoan/\d+$"))
    specialist = visit("hanh", "/tim?tim=hanh")
    expect(specialist.get_by_role("main")).not_to_contain_text("tài khoản")
    phone = visit.phone("hanh", "/tim?tim=khen")
    must_not_scroll_sideways(phone)
    must_be_accessible(phone)
    shot(phone, "search-phone")
    page = visit("hanh", "/tim?tim=zzzz")
    expect(page.get_by_text("Không tìm thấy gì")).to_be_visible()
    shot(page, "search-none")
