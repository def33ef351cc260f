"""The calendar of working days: everybody reads it, the specialist keeps it, and what was taken out comes back."""

import re

from accessibility import must_be_accessible, must_not_scroll_sideways
from playwright.sync_api import expect


def test_the_year_is_kept_and_a_day_comes_back(visit, shot):
    page = visit("hanh", "/lich-nghi?nam=2026")
    main = page.get_by_role("main")
    expect(main.get_by_role("row", name=re.compile("Quốc khánh")).first).to_be_visible()
    must_be_accessible(page)
    shot(page, "calendar-2026")
    before = main.locator(".sub").inner_text()

    form = page.locator("#them")
    form.get_by_label("Ngày nghỉ", exact=True).fill("18/12/2026")
    form.get_by_label("Tên ngày nghỉ").fill("nghỉ hoán đổi")
    form.get_by_label("Loại").select_option("exchange")
    form.get_by_label("Ngày làm bù").fill("14/12/2026")
    form.get_by_role("button", name="Thêm vào lịch").click()
    expect(page.get_by_role("alert")).to_contain_text("vốn là ngày làm việc")
    expect(form.get_by_label("Tên ngày nghỉ")).to_have_value("nghỉ hoán đổi")
    must_be_accessible(page)
    shot(page, "calendar-refused")
    form.get_by_label("Ngày làm bù").fill("19/12/2026")
    form.get_by_role("button", name="Thêm vào lịch").click()
    row = main.get_by_role("row", name=re.compile("làm bù thứ Bảy 19.12.2026"))
    expect(row).to_be_visible()
    assert main.locator(".sub").inner_text() == before  # one day off for one day worked

    row.get_by_role("button", name="Bỏ").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã bỏ ngày 18/12/2026 khỏi lịch")
    removed = main.get_by_role("row", name=re.compile("18.12.2026"))
    removed.get_by_role("button", name="Khôi phục").click()
    expect(main.get_by_role("row", name=re.compile("làm bù thứ Bảy 19.12.2026"))).to_be_visible()
    main.get_by_role("row", name=re.compile("làm bù thứ Bảy 19.12.2026")).get_by_role("link", name="Sửa").click()
    page.wait_for_url(re.compile("/sua"))
    must_be_accessible(page)
    shot(page, "calendar-edit")


def test_days_that_are_not_settled_say_so(visit, shot):
    page = visit("hanh", "/lich-nghi?nam=2027")
    expect(page.get_by_role("main")).to_contain_text("chưa xác nhận, chưa được tính là ngày nghỉ")
    shot(page, "calendar-unsettled")
    row = page.get_by_role("row", name=re.compile("Chưa xác nhận")).first
    row.get_by_role("button", name=re.compile("Xác nhận")).click()
    expect(page.get_by_role("status").first).to_contain_text("từ nay được tính là ngày nghỉ")


def test_a_unit_officer_reads_the_calendar(visit, shot):
    page = visit("bao", "/lich-nghi")
    expect(page.get_by_role("button", name="Bỏ")).to_have_count(0)
    must_be_accessible(page)
    must_not_scroll_sideways(visit.phone("bao", "/lich-nghi"))
