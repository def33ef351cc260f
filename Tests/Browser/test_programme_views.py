"""Ways to look at the programme, times that depend on each other, and the papers it goes out as."""

import re
import subprocess
import urllib.request

import openpyxl
import pytest
from accessibility import must_be_accessible, must_not_scroll_sideways
from icalendar import Calendar
from keyboard import tab_to
from playwright.sync_api import expect

VIEWS = ["/lich", "/lich?nam=2026&xem=nam", "/lich/ngay-ky-niem", "/chuong-trinh/thay-doi", "/chuong-trinh/tien-do",
         "/chuong-trinh/dong-thoi-gian", "/bao-cao"]


@pytest.mark.parametrize("path", VIEWS)
def test_each_view_is_fit_for_everybody(visit, shot, path):
    page = visit("dung", path)
    must_be_accessible(page)
    shot(page, "view" + re.sub(r"\W+", "-", path))
    phone = visit.phone("bao", path)
    must_not_scroll_sideways(phone)
    shot(phone, "view-phone" + re.sub(r"\W+", "-", path))


def test_a_number_of_the_progress_opens_its_rows(visit):
    page = visit("dung", "/chuong-trinh/tien-do")
    link = page.get_by_role("link", name=re.compile(r"^\d+ quá hạn$")).first
    count = int(link.inner_text().split()[0])
    link.click()
    expect(page.locator("caption").last).to_contain_text(re.compile(rf"{count} việc"))


def test_a_unit_sees_what_is_asked_of_it_in_three_clicks(visit, shot):
    page = visit("dung", "/chuong-trinh/tien-do")
    page.get_by_role("link", name="Sở Nội vụ").first.click()
    page.get_by_role("link", name="Quý IV", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sở Nội vụ")
    expect(page.get_by_role("main")).to_contain_text("quý IV năm")
    must_be_accessible(page)
    shot(page, "unit-duties")


def test_a_task_hangs_on_an_event_and_moves_with_it(visit, shot):
    page = visit("hanh", "/chuong-trinh/ke-hoach/2")
    page.get_by_role("link", name=re.compile("Hội nghị tổng kết")).first.click()
    event = page.url
    page.goto("/chuong-trinh?nam=2026&ke-hoach=2&xem=chua-dinh")
    page.locator("tbody th a").first.click()
    task = page.url
    page.get_by_role("link", name=re.compile("Thời gian…")).click()
    form = page.locator("form", has=page.get_by_label("Phụ thuộc vào"))
    form.get_by_label("Phụ thuộc vào").select_option(index=1)
    form.get_by_role("button", name="Gắn thời gian").click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy ghi số ngày")
    must_be_accessible(page)
    form.get_by_label("Số ngày").fill("2")
    form.get_by_label("Trước hay sau").select_option("truoc")
    form.get_by_role("button", name="Gắn thời gian").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã gắn thời gian")
    expect(page.get_by_role("main")).to_contain_text("16/12/2026")
    must_be_accessible(page)
    shot(page, "task-time")

    page.goto(event + "/doi-ngay")
    page.get_by_label("Thời gian mới").fill("24/12/2026")
    page.get_by_role("button", name="Xem việc nào dời theo").click()
    expect(page.get_by_role("row", name=re.compile("16.12.2026.*22.12.2026"))).to_be_visible()
    must_be_accessible(page)
    shot(page, "event-move")
    tab_to(page, "Dời sang 24/12/2026, 1 việc dời theo")
    page.get_by_label("Lý do").fill("Trùng lịch hội trường")
    page.get_by_role("button", name=re.compile("Dời sang")).click()
    expect(page.get_by_role("status").first).to_contain_text("1 việc dời theo")
    page.goto(task)
    expect(page.get_by_role("main")).to_contain_text("Thứ Ba, 22/12/2026")
    expect(page.get_by_role("main")).to_contain_text("Dời theo")


def test_several_tasks_are_changed_after_a_look(visit, shot):
    page = visit("hanh", "/chuong-trinh?nam=2026&quy=4")
    page.get_by_role("link", name="Đổi nhiều việc").click()
    page.get_by_role("checkbox", name=re.compile("Chấm điểm, xếp hạng")).check()
    page.get_by_label("Số ngày lùi thêm").fill("2")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("row", name=re.compile("Chấm điểm"))).to_contain_text(re.compile(r"\d\d/12/2026"))
    must_be_accessible(page)
    shot(page, "bulk-preview")
    page.get_by_label("Lý do").fill("Chờ đủ hồ sơ")
    page.get_by_role("button", name="Đổi 1 việc").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã đổi 1 việc")


def test_a_calendar_program_reads_the_feed_until_it_is_taken_back(visit, shot):
    page = visit("hanh", "/lich/dia-chi")
    page.get_by_role("button", name="Tạo địa chỉ").click()
    address = page.get_by_label("Địa chỉ để dán vào ứng dụng lịch").input_value().strip()
    must_be_accessible(page)
    shot(page, "feed-made")
    with urllib.request.urlopen(address) as answer:
        calendar = Calendar.from_ical(answer.read())
    events = [part for part in calendar.walk("VEVENT")]
    assert len({str(part["UID"]) for part in events}) == len(events) > 20
    session = next(part for part in events if "Họp Hội đồng TĐKT tỉnh" in str(part["SUMMARY"]) and "đợt 2" in str(part["SUMMARY"]))
    assert session.decoded("DTSTART").isoformat() == "2026-11-24"
    assert (session.decoded("DTEND") - session.decoded("DTSTART")).days == 1
    page.goto("/lich/dia-chi")
    page.get_by_role("button", name="Thu hồi").first.click()
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(address)
    assert refused.value.code == 404
    assert "không còn dùng được" in refused.value.read().decode()


@pytest.mark.parametrize("kind", ["DOCX", "PDF", "XLSX"])
def test_the_programme_of_a_period_is_a_file_that_others_open(visit, tmp_path, kind):
    page = visit("dung", "/bao-cao?tu=01/10/2026&den=31/12/2026")
    row = page.get_by_role("listitem").filter(has_text="Chương trình công tác quý IV năm 2026")
    with page.expect_download() as loading:
        row.get_by_role("link", name=kind).click()
    path = tmp_path / f"programme.{kind.lower()}"
    loading.value.save_as(path)
    if kind == "XLSX":
        sheet = openpyxl.load_workbook(path).active
        words = "\n".join(str(cell.value) for line in sheet.iter_rows() for cell in line if cell.value)
    else:
        if kind == "DOCX":
            subprocess.run(
                ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to", "pdf",
                 "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=120)
            path = tmp_path / "programme.pdf"
        words = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
        assert "Độc lập - Tự do - Hạnh phúc" in words
        sizes = subprocess.run(
            ["pdfinfo", "-f", "1", "-l", "9", path], check=True, capture_output=True, text=True).stdout
        assert re.search(r"Page +2 size: +841\.\d+ x 595", sizes), sizes
    for word in ("Nội dung nhiệm vụ", "Sở Nội vụ", "Quý IV"):
        assert word in words
