"""A plan of several years, of a council, with a unit that has ended: asked about when it is adopted, shown for ever after."""

import re

from accessibility import must_be_accessible, must_not_scroll_sideways
from playwright.sync_api import expect
from plans import Plan, Row, today
from test_main_job import opened, settle, upload


def five_years():
    first = today().year
    return Plan("77/KH-UBND", f"Thực hiện phong trào Hoàng Giang xanh giai đoạn {first}-{first + 4}", (
        Row("Ban hành Quy chế xét tôn vinh công dân tiêu biểu", f"Tháng 12/{first}"),
        Row("Kiểm tra, giám sát phong trào Hoàng Giang xanh", "Hằng năm", "Ủy ban nhân dân huyện Mây Giang"),
        Row("Sơ kết giữa kỳ phong trào Hoàng Giang xanh", f"Trước ngày 30/6/{first + 2}"),
        Row("Sửa đổi quy chế hoạt động", f"{first + 1}-{first + 2}"),
    ))


def test_a_plan_of_five_years_stands_in_each_of_them(visit, tmp_path, shot):
    first = today().year
    page = visit("hanh", "/chuong-trinh/nhap")
    upload(page, five_years().write(tmp_path))
    opened(page)
    page.get_by_role("link", name="Thông tin kế hoạch").click()
    expect(page.get_by_label("Kế hoạch của")).to_have_value("ubnd")
    page.get_by_label("Kế hoạch của").select_option("hd-tdkt")
    must_be_accessible(page)
    page.get_by_role("button", name="Lưu thông tin").click()
    opened(page)
    # A district that is no more: who carries on is one press away.
    gone = page.locator("#don-vi .note.care", has_text="huyện Mây Giang")
    expect(gone).to_contain_text("đã kết thúc hoạt động ngày 30/06/2025")
    must_be_accessible(page)
    shot(page, "unit-that-ended-in-a-draft")
    gone.get_by_label("đơn vị kế thừa").select_option(label="Ủy ban nhân dân xã Mây Giang")
    gone.get_by_role("button", name=re.compile("^Chọn")).click()
    expect(page.get_by_role("status")).to_contain_text("Đã ghi nhớ tên đơn vị")
    settle(page)
    page.get_by_role("link", name="Nhận vào chương trình").click()
    must_be_accessible(page)
    shot(page, "years-asked")
    page.get_by_label("Kế hoạch từ năm").fill(str(first + 1))
    page.get_by_role("button", name="Nhận vào chương trình").click()
    expect(page.get_by_role("alert")).to_contain_text(f"Năm {first} nằm ngoài giai đoạn")
    must_be_accessible(page)
    page.get_by_label("Kế hoạch từ năm").fill(str(first))
    page.get_by_role("button", name="Nhận vào chương trình").click()
    page.wait_for_url(re.compile(r"/chuong-trinh/ke-hoach/\d+$"))
    main = page.get_by_role("main")
    expect(main).to_contain_text(f"giai đoạn {first}-{first + 4}")
    expect(main).to_contain_text("kế hoạch của hội đồng")
    expect(page.locator("#tung-nam tbody tr")).to_have_count(5)
    must_be_accessible(page)
    shot(page, "years-plan")
    page.locator("#tung-nam").get_by_role("link", name=f"Năm {first + 2}").click()
    expect(main).to_contain_text("Sơ kết giữa kỳ phong trào Hoàng Giang xanh")
    expect(main).not_to_contain_text("Ban hành Quy chế xét tôn vinh")
    phone = visit.phone("hanh", re.sub(r"^https?://[^/]+", "", page.url))
    must_not_scroll_sideways(phone)
    must_be_accessible(phone)
    shot(phone, "years-plan-phone")
    page.goto(f"/chuong-trinh?nam={first + 2}")
    expect(page.locator("#viec")).to_contain_text("Sơ kết giữa kỳ phong trào Hoàng Giang xanh")
    page.goto(f"/chuong-trinh?nam={first}&ban-hanh=hd-tdkt")
    expect(page.locator("#viec")).to_contain_text("Ban hành Quy chế xét tôn vinh")
    must_be_accessible(page)
    shot(page, "programme-of-a-council")
