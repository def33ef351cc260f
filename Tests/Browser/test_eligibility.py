"""What one may be given: one person with "nếu như", a whole unit at once, a bloc, and their files in other programs."""

import re
import subprocess
import zipfile

from accessibility import must_be_accessible, must_not_scroll_sideways
from keyboard import tab_to
from playwright.sync_api import expect


def test_one_person_is_read_with_an_assumption(visit, shot, tmp_path):
    page = visit("hanh", "/du-dieu-kien")
    main = page.get_by_role("main")
    main.get_by_role("table").last.get_by_role("row").nth(1).get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đủ điều kiện gì: ")
    must_be_accessible(page)
    shot(page, "eligibility-person")
    main.get_by_label("Giả định", exact=True).select_option("sk-toanQuoc")
    main.get_by_role("button", name="Thêm giả định").click()
    expect(main.get_by_text("Đang xem theo giả định, không phải dữ liệu thật:")).to_be_visible()
    must_be_accessible(page)
    shot(page, "eligibility-what-if")
    with page.expect_download() as got:
        main.get_by_role("link", name="DOCX").click()
    paper = tmp_path / "nguoi.docx"
    got.value.save_as(paper)
    words = zipfile.ZipFile(paper).read("word/document.xml").decode()
    assert "Theo giả định, không phải dữ liệu thật" in words
    main.get_by_role("link", name="Bỏ mọi giả định").click()
    expect(main.get_by_text("Đang xem theo giả định")).to_have_count(0)
    phone = visit.phone("hanh", page.url)
    must_not_scroll_sideways(phone)
    must_be_accessible(phone)
    shot(phone, "eligibility-person-phone")


def test_a_whole_unit_is_filtered_and_taken_away(visit, shot, tmp_path):
    page = visit("hanh", "/khen-thuong")
    main = page.get_by_role("main")
    tab_to(page, "Đủ điều kiện cả đơn vị")
    page.keyboard.press("Enter")
    page.wait_for_url("**/du-dieu-kien")
    must_be_accessible(page)
    units = main.get_by_label("Xét")
    province = units.locator("option", has_text=re.compile("^Tỉnh ")).first.get_attribute("value")
    units.select_option(province)
    main.get_by_role("button", name="Xem").click()
    expect(main).to_contain_text("Lao động tiên tiến")
    must_be_accessible(page)
    shot(page, "eligibility-unit")
    year = int(main.get_by_label("Năm thành tích").input_value()) - 1
    main.get_by_label("Năm thành tích").fill(str(year))
    main.get_by_role("button", name="Xem").click()
    shot(page, "eligibility-unit-last-year")
    expect(main).to_contain_text("15 %")
    main.get_by_label("Danh hiệu", exact=True).select_option("cstd-co-so")
    main.get_by_label("Kết quả", exact=True).select_option("chua-du")
    main.get_by_role("button", name="Xem").click()
    must_be_accessible(page)
    shot(page, "eligibility-unit-filtered")
    table = main.get_by_role("table").last
    for row in table.get_by_role("row").all()[1:4]:
        expect(row).to_contain_text("Chưa đủ")
    count = int(re.search(r"([\d.]+) cá nhân, chưa đủ", main.inner_text())[1].replace(".", ""))
    pages = main.get_by_role("link", name="Trang sau")
    if count > 50:
        pages.click()
        expect(main.get_by_role("link", name="Trang trước")).to_be_visible()
        shot(page, "eligibility-unit-second-page")
    with page.expect_download() as got:
        main.get_by_role("link", name=re.compile("XLSX")).click()
    sheet = tmp_path / "bang.xlsx"
    got.value.save_as(sheet)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76",
         "--outdir", str(tmp_path), str(sheet)], check=True, capture_output=True, timeout=120)
    rows = (tmp_path / "bang.csv").read_text(encoding="utf-8").splitlines()
    assert sum(",Chưa đủ," in row for row in rows) == count
    with page.expect_download() as got:
        main.get_by_role("link", name=re.compile("PDF")).click()
    paper = tmp_path / "bang.pdf"
    got.value.save_as(paper)
    words = subprocess.run(["pdftotext", "-layout", str(paper), "-"], check=True, capture_output=True, text=True).stdout
    assert "Kết quả xét điều kiện" in " ".join(words.split()) or "KẾT QUẢ XÉT ĐIỀU KIỆN" in " ".join(words.split())
    subprocess.run(["pdftoppm", "-r", "60", "-png", "-f", "1", "-l", "1", str(paper), str(tmp_path / "page")], check=True)
    phone = visit.phone("hanh", page.url)
    must_not_scroll_sideways(phone)
    must_be_accessible(phone)
    shot(phone, "eligibility-unit-phone")


def test_a_bloc_stands_beside_its_flags(visit, shot):
    page = visit("hanh", "/khoi")
    main = page.get_by_role("main")
    main.get_by_role("table").get_by_role("link").first.click()
    main.get_by_role("link", name="Đủ điều kiện cả khối, cụm").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đủ điều kiện cả đơn vị")
    expect(main).to_contain_text("Cờ thi đua")
    must_be_accessible(page)
    shot(page, "eligibility-bloc")
    phone = visit.phone("hanh", page.url)
    must_not_scroll_sideways(phone)
    shot(phone, "eligibility-bloc-phone")


def test_an_officer_of_a_unit_sees_the_own_people_only(visit, shot):
    page = visit("bao", "/du-dieu-kien")
    main = page.get_by_role("main")
    expect(main.get_by_text("Chưa xét kỷ luật và việc đang xem xét")).to_be_visible()
    shot(page, "eligibility-officer")
    assert visit("bao", "/du-dieu-kien?xet=don-vi-1").title().startswith("Không tìm thấy")
