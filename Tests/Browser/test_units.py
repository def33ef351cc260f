"""Units: the directory, the tree on any day, a unit that changes, and a reorganisation from its first choice to its undoing."""

import re

from accessibility import must_be_accessible, must_not_scroll_sideways
from conftest import arrive
from keyboard import tab_to
from playwright.sync_api import expect


def test_the_tree_is_right_on_both_sides_of_the_reorganisation(visit, shot):
    page = visit("hanh", "/don-vi/cay?ngay=30/06/2025")
    main = page.get_by_role("main")
    expect(main.locator("summary", has_text="huyện Mây Giang")).to_be_visible()
    main.locator("summary", has_text="huyện Mây Giang").click()
    district = page.locator("details", has=page.locator("summary", has_text="huyện Mây Giang")).last
    expect(district.get_by_role("link", name=re.compile("nhân dân (xã|thị trấn) ")).first).to_be_attached()
    must_be_accessible(page)
    shot(page, "units-tree-before")
    tab_to(page, "01/07/2025")
    page.keyboard.press("Enter")
    arrive(page, "/don-vi/cay")
    expect(main.locator("summary", has_text="huyện Mây Giang")).to_have_count(0)
    expect(main.get_by_role("link", name="Ủy ban nhân dân xã Mây Giang", exact=True).first).to_be_visible()
    shot(page, "units-tree-after")
    phone = visit.phone("hanh", page.url)
    must_not_scroll_sideways(phone)
    shot(phone, "units-tree-phone")


def test_a_unit_that_ended_shows_who_carries_on(visit, shot):
    page = visit("bao", "/don-vi?con=ended&tim=huyen+may+giang")
    page.get_by_role("main").locator("tbody th a").first.click()
    page.wait_for_url(re.compile(r"/don-vi/\d+"))
    main = page.get_by_role("main")
    expect(main).to_contain_text("Đã kết thúc hoạt động, ngày cuối 30/06/2025.")
    expect(main.locator("#ke-thua")).to_contain_text("Giải thể, nhiệm vụ chuyển cho")
    expect(main.get_by_role("link", name="Sửa thông tin")).to_have_count(0)
    must_be_accessible(page)
    shot(page, "unit-ended")
    must_not_scroll_sideways(visit.phone("bao", page.url))


def test_a_unit_is_renamed_and_a_mistake_is_said_beside_its_field(visit, shot):
    page = visit("hanh", "/don-vi?tim=thanh+tra")
    page.get_by_role("link", name="Thanh tra tỉnh").click()
    page.wait_for_url(re.compile(r"/don-vi/\d+"))
    page.get_by_role("link", name="Đổi tên").click()
    page.wait_for_url(re.compile("doi-ten"))
    page.get_by_label("Tên đầy đủ").fill("Thanh tra tỉnh Hoàng Gi\u0430ng")
    page.get_by_label("Từ ngày").fill("32/01/2026")
    page.get_by_role("button", name="Đổi tên").click()
    expect(page.get_by_role("alert")).to_contain_text("Ngày chưa đúng")
    page.get_by_label("Từ ngày").fill("01/01/2026")
    page.get_by_role("button", name="Đổi tên").click()
    expect(page.get_by_role("alert")).to_contain_text("là chữ Kirin")
    must_be_accessible(page)
    shot(page, "unit-rename-refused")
    page.get_by_label("Tên đầy đủ").fill("Thanh tra tỉnh Hoàng Giang")
    page.get_by_role("button", name="Đổi tên").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thanh tra tỉnh Hoàng Giang")
    expect(page.get_by_role("main")).to_contain_text("đến 31/12/2025")
    shot(page, "unit-renamed")


def test_a_reorganisation_works_without_script_and_is_undone(visit, shot):
    page = visit.plain("hanh", "/don-vi/sap-xep")
    expect(page.get_by_role("link", name="Sắp xếp đơn vị hành chính cấp xã năm 2025")).to_be_visible()
    page.get_by_label("Tên đợt sắp xếp").fill("Nhập hai xã năm 2027")
    page.get_by_label("Nghị quyết, quyết định").fill("Nghị quyết số 30/NQ-HĐND")
    page.get_by_label("Từ ngày").fill("01/01/2027")
    page.get_by_role("button", name="Tạo đợt sắp xếp").click()
    shot(page, "reorganisation-new")

    page.get_by_role("link", name="1. Đơn vị kết thúc hoạt động").click()
    page.get_by_label("Cấp").select_option("commune")
    page.get_by_role("button", name="Lọc").click()
    for name in ["Nà Lương", "Pác Hoàng"]:
        page.get_by_label(f"Chọn Ủy ban nhân dân xã {name}").check()
    page.get_by_role("button", name="Thêm các đơn vị đã đánh dấu").click()
    must_not_scroll_sideways(page)
    shot(page, "reorganisation-olds")
    page.get_by_role("link", name="Xong phần này").click()

    page.get_by_role("link", name="2. Đơn vị kế thừa").click()
    form = page.locator("#don-vi-moi")
    form.get_by_label("Tên đầy đủ").fill("Ủy ban nhân dân xã Lương Hoàng")
    form.get_by_label("Mã").fill("HG-X1")
    form.get_by_role("button", name="Thêm đơn vị mới").click()
    expect(page.get_by_role("alert")).to_contain_text("đã có đơn vị khác dùng")
    form.get_by_label("Mã").fill("HG-LH")
    form.get_by_role("button", name="Thêm đơn vị mới").click()
    shot(page, "reorganisation-heirs")
    page.get_by_role("link", name="Xong phần này").click()

    page.get_by_role("link", name="3. Ai kế thừa ai").click()
    expect(page.get_by_label("Ủy ban nhân dân xã Lương Hoàng").first).to_be_checked()
    shot(page, "reorganisation-links")
    page.get_by_role("button", name="Lưu quan hệ kế thừa").click()
    page.get_by_role("link", name="4. Xem trước và thực hiện").click()
    expect(page.get_by_role("main")).to_contain_text("nhập vào Ủy ban nhân dân xã Lương Hoàng")
    shot(page, "reorganisation-preview")
    page.get_by_role("button", name="Thực hiện sắp xếp").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã thực hiện sắp xếp đơn vị.")
    shot(page, "reorganisation-done")

    tree = visit("hanh", "/don-vi/cay?ngay=01/01/2027")
    expect(tree.get_by_role("link", name="Ủy ban nhân dân xã Lương Hoàng")).to_be_visible()
    page.get_by_role("link", name="Hoàn tác…").click()
    shot(page, "reorganisation-undo")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã hoàn tác")
    tree.reload()
    expect(tree.get_by_role("link", name="Ủy ban nhân dân xã Lương Hoàng")).to_have_count(0)
    expect(tree.get_by_role("link", name="Ủy ban nhân dân xã Nà Lương")).to_be_visible()


def test_the_parts_of_a_reorganisation_serve_everybody(visit, shot):
    page = visit("hanh", "/don-vi/sap-xep")
    page.get_by_label("Tên đợt sắp xếp").fill("Sắp xếp các trường")
    page.get_by_label("Từ ngày").fill("01/09/2027")
    page.get_by_role("button", name="Tạo đợt sắp xếp").click()
    page.wait_for_url(re.compile(r"/sap-xep/\d+$"))
    base = page.url
    page.goto(base + "/don-vi-cu")
    page.locator("input[name=don-vi]").first.check()
    page.get_by_role("button", name="Thêm các đơn vị đã đánh dấu").click()
    for part in ["", "/don-vi-cu", "/don-vi-moi", "/ke-thua", "/xem-truoc", "/hoan-tac"]:
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(base + part)
        assert page.locator("h1").count() == 1
        must_be_accessible(page)
        page.set_viewport_size({"width": 360, "height": 740})
        must_not_scroll_sideways(page)
        must_be_accessible(page)
        shot(page, "reorganisation-phone" + part.replace("/", "-"))
    page.goto(base)
    page.get_by_role("button", name="Bỏ đợt sắp xếp này").click()
    arrive(page, "/don-vi/sap-xep")
