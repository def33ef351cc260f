"""A task is divided into parts, watched, handed to another officer."""

import re
from urllib.parse import quote

from accessibility import must_be_accessible, must_not_scroll_sideways
from keyboard import tab_to
from playwright.sync_api import expect
from plans import today


def a_task(page, words):
    """An open task of the sample, whatever other tests have added."""
    page.goto(f"/chuong-trinh?nam={today().year}&chu={quote(words)}")
    return page.get_by_role("main").get_by_role("link", name=re.compile(words)).first.get_attribute("href")


def test_a_task_is_divided_and_its_parts_are_done(visit, shot):
    page = visit("hanh", "/viec-cua-toi")
    task = a_task(page, "Báo cáo tổng kết năm")
    page.goto(task)
    tab_to(page, "Thêm, sửa, sắp xếp các việc con")
    page.keyboard.press("Enter")
    main = page.get_by_role("main")
    main.get_by_role("button", name="Thêm việc con").click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy ghi nội dung việc con")
    must_be_accessible(page)
    for text, day in [("Xin số liệu của các phòng", ""), ("Tổng hợp, trình lãnh đạo ký", "31/12/2031")]:
        main.get_by_label("Nội dung").fill(text)
        main.get_by_label("Hạn riêng").fill(day)
        main.get_by_role("button", name="Thêm việc con").click()
    expect(page.get_by_role("status").first).to_contain_text("sau hạn của cả việc")
    must_be_accessible(page)
    shot(page, "subtasks")
    main.get_by_role("button", name=re.compile("^Xong")).first.click()
    expect(main).to_contain_text("1/2 việc con")
    phone = visit.phone("hanh", task + "/viec-con")
    must_not_scroll_sideways(phone)
    must_be_accessible(phone)
    shot(phone, "subtasks-on-a-phone")
    page.goto(task)
    expect(page.get_by_role("main")).to_contain_text("1/2 việc con")
    shot(page, "task-with-subtasks")
    page.get_by_role("button", name="Theo dõi việc này").click()
    expect(page.get_by_role("main")).to_contain_text("Ông/bà theo dõi việc này")
    page.goto("/chuong-trinh?cua-toi=theo-doi")
    expect(page.get_by_role("main")).to_contain_text("1/2 việc con")
    # Reporting it done asks.
    page.goto(task)
    main = page.get_by_role("main")
    main.get_by_label("Ghi chú").first.check()
    main.get_by_label("Nội dung").first.fill("Đã gửi")
    main.get_by_label("và báo xong").check()
    main.get_by_role("button", name="Gửi minh chứng").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Còn 1 việc con chưa xong")
    must_be_accessible(page)
    shot(page, "finish-with-open-subtasks")
    page.goto(task + "/viec-con")
    page.get_by_role("link", name=re.compile("^Bỏ…")).last.click()
    must_be_accessible(page)
    page.get_by_role("button", name="Bỏ việc con").click()
    expect(page.get_by_role("main")).to_contain_text("1/1 việc con")


def test_tasks_are_given_to_officers_and_handed_over(visit, shot):
    page = visit("hanh", "/viec-cua-toi")
    task = a_task(page, "Chấm điểm, xếp hạng")
    page.goto("/viec-cua-toi")
    page.get_by_role("link", name="Phân công, bàn giao việc").click()
    main = page.get_by_role("main")
    main.get_by_role("link", name=re.compile("^Chưa giao ai")).first.click()
    must_be_accessible(page)
    boxes = main.get_by_role("checkbox", name=re.compile("^Chọn (?!tất cả)"))
    for at in range(3):
        boxes.nth(at).check()
    shot(page, "handover-many")
    main.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy chọn người nhận")
    main.get_by_label("Người nhận").select_option(index=1)
    main.get_by_role("button", name="Xem trước").click()
    must_be_accessible(page)
    shot(page, "handover-preview")
    main.get_by_role("button", name="Bàn giao 3 việc").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã bàn giao 3 việc")
    page.goto(task + "/ban-giao")
    must_be_accessible(page)
    main.get_by_label("Người nhận").select_option(index=1)
    main.get_by_label("Lý do").fill("Nghỉ thai sản")
    shot(page, "handover-one")
    main.get_by_role("button", name=re.compile("^(Giao phụ trách|Bàn giao)$")).click()
    expect(page.get_by_role("status").first).to_contain_text("phụ trách")
    phone = visit.phone("hanh", "/ban-giao")
    must_not_scroll_sideways(phone)
    must_be_accessible(phone)


def test_reminders_have_rules_and_a_unit_gets_words_and_a_picture(visit, shot):
    page = visit("hanh", "/don-doc")
    main = page.get_by_role("main")
    main.get_by_role("link", name="Quy tắc nhắc việc").click()
    must_be_accessible(page)
    shot(page, "reminder-rules")
    main.get_by_role("button", name="Thêm quy tắc").click()
    expect(page.get_by_role("alert")).to_contain_text("Số ngày từ 0 đến 180")
    main.get_by_label("Việc nào").select_option(label="Hạn là cả quý")
    main.get_by_label("Số ngày").fill("14")
    main.get_by_label("Nhắc ai").select_option(label="Lãnh đạo")
    main.get_by_role("button", name="Thêm quy tắc").click()
    expect(main).to_contain_text("Trước hạn 14 ngày")
    main.get_by_role("button", name=re.compile("^Tắt .*cả quý")).click()
    expect(main).to_contain_text("Đang tắt")
    main.get_by_role("link", name="Ai sẽ nhận gì hôm nay…").click()
    must_be_accessible(page)
    # A working day to come on which somebody is told of something.
    for _ in range(12):
        if main.locator("tbody tr").count():
            break
        main.get_by_role("link", name="Ngày sau", exact=True).click()
    expect(main).to_contain_text("sẽ được nhắc")
    must_be_accessible(page)
    shot(page, "reminder-preview")
    phone = visit.phone("hanh", "/nhac-viec")
    must_not_scroll_sideways(phone)
    must_be_accessible(phone)
    shot(phone, "reminder-rules-on-a-phone")
    page.goto("/don-doc")
    main.get_by_role("link", name=re.compile("^Lời nhắc, ảnh Zalo")).first.click()
    expect(main.get_by_label("Lời nhắc ngắn")).to_have_value(re.compile("QUÁ HẠN"))
    must_be_accessible(page)
    assert page.locator("img.card-picture").evaluate("async picture => { await picture.decode(); return picture.naturalWidth }") == 1080
    shot(page, "unit-reminder")
    answer = page.request.get(page.url + ".png")
    assert answer.headers["content-type"] == "image/png" and answer.body().startswith(b"\x89PNG")
    phone = visit.phone("hanh", page.url)
    must_not_scroll_sideways(phone)
    must_be_accessible(phone)
