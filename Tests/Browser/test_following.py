"""A difficulty goes up and comes back, late units are urged in one action, an opinion is asked and answered."""

import re

from accessibility import must_be_accessible, must_not_scroll_sideways
from keyboard import tab_to
from playwright.sync_api import expect


def a_task(page):
    """The first open task of a list."""
    return page.locator("main table a[href^='/viec/']").first.get_attribute("href")


def test_a_difficulty_is_raised_answered_and_put_to_the_leader(visit, shot):
    page = visit("bao", "/viec-cua-toi")
    task = a_task(page)
    page.goto(page.url.split("/viec-cua-toi")[0] + task)
    tab_to(page, "Nêu vướng mắc…")
    page.keyboard.press("Enter")
    main = page.get_by_role("main")
    main.get_by_role("button", name="Gửi vướng mắc").click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy ghi điều đang vướng")
    must_be_accessible(page)
    main.get_by_label("Điều đang vướng").fill("Chưa có định mức chi để lập dự toán.")
    main.get_by_role("button", name="Gửi vướng mắc").click()
    page.wait_for_url(re.compile(r"/vuong-mac/\d+$"))
    address = re.sub(r"^https?://[^/]+", "", page.url)
    desk = visit("hanh", "/vuong-mac")
    must_be_accessible(desk)
    shot(desk, "difficulties")
    desk.get_by_role("main").get_by_role("link", name="Chưa có định mức chi").click()
    shot(desk, "difficulty")
    desk.get_by_text("Báo cáo lãnh đạo, UBND").click()
    desk.get_by_label("Nội dung báo cáo").fill("Vượt thẩm quyền của Sở.")
    desk.get_by_label("Văn bản").fill("Tờ trình số 15/TTr-SNV")
    desk.get_by_role("button", name="Báo cáo lãnh đạo").click()
    expect(desk.get_by_role("status").first).to_contain_text("Đã báo cáo lãnh đạo")
    must_be_accessible(desk)
    leader = visit("dung", "/quy-nay")
    expect(leader.get_by_role("main")).to_contain_text("Chờ lãnh đạo")
    must_be_accessible(leader)
    shot(leader, "quarter-with-difficulty")
    phone = visit.phone("dung", address)
    must_not_scroll_sideways(phone)
    must_be_accessible(phone)
    shot(phone, "difficulty-on-a-phone")


def test_late_units_are_urged_in_one_action(visit, shot):
    page = visit("hanh", "/don-doc")
    main = page.get_by_role("main")
    must_be_accessible(page)
    shot(page, "late-units")
    boxes = main.get_by_role("checkbox", name=re.compile("^Chọn (?!tất cả)"))
    boxes.nth(0).check()
    main.get_by_role("button", name="Soạn lời đôn đốc").click()
    expect(main.get_by_label(re.compile("^Lời gửi"))).to_have_value(re.compile("^Kính gửi: "))
    must_be_accessible(page)
    shot(page, "urging-drafted")
    main.get_by_role("button", name="Ghi đôn đốc 1 đơn vị").click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy chọn cách đôn đốc")
    main.get_by_label("Zalo", exact=True).check()
    main.get_by_role("button", name="Ghi đôn đốc 1 đơn vị").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã ghi đôn đốc 1 đơn vị")
    task = a_task(page)
    phone = visit.phone("hanh", "/don-doc")
    must_not_scroll_sideways(phone)
    shot(phone, "late-units-on-a-phone")
    of_task = visit.phone("hanh", task + "/don-doc")
    must_not_scroll_sideways(of_task)
    must_be_accessible(of_task)


def test_an_opinion_is_asked_and_answered(visit, shot):
    page = visit("hanh", "/don-doc")
    task = a_task(page)
    page = visit("hanh", task + "/xin-y-kien")
    main = page.get_by_role("main")
    main.get_by_label("Điều cần xin ý kiến").fill("Đề nghị góp ý dự thảo kế hoạch tổng kết.")
    main.get_by_label("Trả lời trước ngày").fill("31/12/2030")
    main.get_by_label("Các đơn vị").fill("Sở Không Có")
    main.get_by_role("button", name="Gửi xin ý kiến").click()
    expect(page.get_by_role("alert")).to_contain_text("Sở Không Có")
    must_be_accessible(page)
    shot(page, "opinion-refused")
    main.get_by_label("Các đơn vị").fill("HG-STC\nHG-VP")
    main.get_by_role("checkbox").first.check()
    main.get_by_role("button", name="Gửi xin ý kiến").click()
    page.wait_for_url(re.compile(r"/xin-y-kien/\d+$"))
    must_be_accessible(page)
    must_not_scroll_sideways(page)
    shot(page, "opinion-summary")
    address = re.sub(r"^https?://[^/]+", "", page.url)
    phone = visit.phone("hanh", address)
    must_not_scroll_sideways(phone)
    shot(phone, "opinion-on-a-phone")
