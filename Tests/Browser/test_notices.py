"""Notices: what others do reaches one's inbox and, for who chose so, one's mailbox; the mail server may do what it likes."""

import re
import time

import pytest
from accessibility import must_be_accessible, must_not_scroll_sideways
from conftest import arrive
from mailhost import MailHost
from playwright.sync_api import expect

FILM = "Dựng phim phóng sự"


@pytest.fixture
def host():
    with MailHost() as running:
        yield running


def settings(page, host, on=True):
    page.goto("/quan-tri/gui-thu")
    page.get_by_label("Gửi thư", exact=True).set_checked(on)
    page.get_by_label("Máy chủ thư (SMTP)").fill("127.0.0.1")
    page.get_by_label("Cổng", exact=True).fill(str(host.port))
    page.get_by_label("không mã hóa").check()
    page.get_by_label("Địa chỉ gửi", exact=True).fill("thidua@hoanggiang.gov.vn")
    page.get_by_label("Địa chỉ của phần mềm").fill("https://thidua.hoanggiang.gov.vn")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu")


def run_now(page, title):
    page.goto("/quan-tri/viec-dinh-ky")
    page.get_by_role("row", name=re.compile(title)).get_by_role("button").click()


def wants_letters(page, address, kinds, digest=False):
    """Chooses letters at once for some kinds, on every day and hour."""
    page.goto("/tai-khoan/thong-bao")
    page.get_by_label("Địa chỉ thư điện tử").fill(address)
    for day in page.get_by_role("group", name="Ngày nhận thư").get_by_role("checkbox").all():
        day.check()
    page.get_by_label("Không gửi vào ngày nghỉ").uncheck()
    page.get_by_label("Thư ngay: từ").select_option("0")
    page.get_by_label("Thư ngay: đến trước").select_option("24")
    page.get_by_label("Thư tổng hợp lúc").select_option("0")
    for kind in kinds:
        page.get_by_label(f"{kind}: thư ngay").check()
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu")


def comment(page, words):
    """The specialist writes under a task of the broadcaster."""
    page.goto("/tim?tim=dung+phim")
    page.get_by_role("link", name=re.compile(FILM)).first.click()
    page.get_by_label("Ý kiến").fill(words)
    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.get_by_role("status")).to_contain_text("Đã gửi ý kiến")


def text_of(letter, kind="plain"):
    return letter.get_body((kind,)).get_content()


def test_what_others_do_stands_in_the_inbox(visit, shot):
    specialist = visit("hanh", "/")
    comment(specialist, "Đề nghị gửi kịch bản phim trước thứ Sáu.")
    officer = visit("bao", "/")
    expect(officer.get_by_role("link", name=re.compile(r"^Thông báo \d+ chưa đọc"))).to_be_visible()
    officer.get_by_role("link", name=re.compile("^Thông báo")).first.click()
    arrive(officer, "/thong-bao")
    row = officer.get_by_role("row", name=re.compile(f"Ý kiến mới: {FILM}")).first
    expect(row).to_contain_text("Đề nghị gửi kịch bản phim")
    expect(row).to_contain_text("Mới")
    must_be_accessible(officer)
    shot(officer, "notices")
    officer.get_by_text("Chép để gửi qua Zalo").click()
    words = officer.get_by_label("Văn bản gọn").input_value()
    assert words.startswith("THÔNG BÁO THI ĐUA") and FILM in words
    expect(officer.get_by_role("button", name="Chép văn bản")).to_be_visible()
    must_be_accessible(officer)
    # Opening it leads to the task and marks it.
    row.locator("th button").click()
    officer.wait_for_url(re.compile(r"/viec/\d+$"))
    officer.goto("/thong-bao?loai=y-kien")
    expect(officer.get_by_role("row", name=re.compile(FILM)).first).to_contain_text("đã đọc")
    officer.goto("/thong-bao")
    rest = officer.get_by_role("button", name="Đánh dấu đã đọc tất cả")
    if rest.count():
        rest.click()
        expect(officer.get_by_role("status").first).to_contain_text("đã đọc")
    officer.goto("/thong-bao?xem=moi")
    expect(officer.get_by_text("Không có thông báo nào như vậy")).to_be_visible()
    must_be_accessible(officer)
    shot(officer, "notices-none-new")
    phone = visit.phone("bao", "/thong-bao")
    must_not_scroll_sideways(phone)
    must_be_accessible(phone)
    shot(phone, "notices-phone")


def test_the_inbox_works_without_script(visit):
    comment(visit("hanh", "/"), "Xin báo tiến độ quay.")
    page = visit.plain("bao", "/thong-bao")
    page.get_by_role("row", name=re.compile("Xin báo tiến độ quay")).first.locator("th button").click()
    page.wait_for_url(re.compile(r"/viec/\d+$"))
    page.goto("/thong-bao")
    expect(page.get_by_role("button", name="Chép văn bản")).to_have_count(0)


def test_choices_are_kept_and_refused_in_words(visit, shot):
    page = visit("tam", "/tai-khoan/thong-bao")
    must_be_accessible(page)
    page.get_by_label("Địa chỉ thư điện tử").fill("tam@noibo")
    page.get_by_label("Việc quá hạn: thư ngay").uncheck()
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("alert")).to_contain_text("Địa chỉ thư chưa đúng")
    expect(page.get_by_label("Địa chỉ thư điện tử")).to_have_value("tam@noibo")
    expect(page.get_by_label("Việc quá hạn: thư ngay")).not_to_be_checked()
    must_be_accessible(page)
    shot(page, "notice-choices-refused")
    page.get_by_label("Địa chỉ thư điện tử").fill("tam@hoanggiang.gov.vn")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu")
    expect(page.get_by_label("Việc quá hạn: thư ngay")).not_to_be_checked()
    shot(page, "notice-choices")


def test_a_letter_comes_through_a_real_server(visit, shot, host):
    admin = visit("quantri", "/quan-tri/gui-thu")
    settings(admin, host)
    must_be_accessible(admin)
    shot(admin, "mail-settings")
    admin.get_by_label("Gửi đến địa chỉ").fill("thu@hoanggiang.gov.vn")
    admin.get_by_role("button", name="Gửi thử").click()
    expect(admin.get_by_role("status")).to_contain_text("đã nhận thư thử")
    sender, to, letter = host.wait_for(1)[0]
    assert (sender, to) == ("thidua@hoanggiang.gov.vn", ["thu@hoanggiang.gov.vn"])
    assert letter["Subject"] == "Thư thử từ phần mềm Vinh Danh"

    officer = visit("bao", "/")
    wants_letters(officer, "bao@hoanggiang.gov.vn", ["Ý kiến về việc"])
    comment(visit("hanh", "/"), "Nhạc phim: “Bài ca <thi đua> & yêu nước”.\nDòng thứ hai.")
    run_now(admin, "Gửi thư điện tử")
    _, to, letter = host.wait_for_subject("Ý kiến mới")
    assert to == ["bao@hoanggiang.gov.vn"]
    assert letter["Subject"].startswith(f"Ý kiến mới: {FILM}")
    assert letter["From"].addresses[0].display_name == "Thi đua, khen thưởng"
    assert letter["To"].addresses[0].display_name == "Vi Thục Khoa"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"].endswith("@hoanggiang.gov.vn>")
    assert letter["Date"].datetime.utcoffset().total_seconds() == 7 * 3600
    assert letter.get_content_type() == "multipart/alternative" and letter.defects == []
    plain, html = text_of(letter), text_of(letter, "html")
    assert "Kính gửi ông/bà Vi Thục Khoa," in plain
    assert "Nhạc phim: “Bài ca <thi đua> & yêu nước”.\nDòng thứ hai." in plain
    assert re.search(r"https://thidua\.hoanggiang\.gov\.vn/viec/\d+\n", plain)
    assert "https://thidua.hoanggiang.gov.vn/tai-khoan/thong-bao" in plain
    assert "Bài ca &lt;thi đua&gt; &amp; yêu nước" in html and "<img" not in html
    # As a mail program shows it.
    reader = visit(None, "/dang-nhap")
    reader.set_content(html)
    shot(reader, "letter")

    # The letter of the day, on demand.
    run_now(admin, "Viết thư tổng hợp")
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline and not any(one[2]["Subject"].startswith("Việc ngày") for one in host.letters):
        time.sleep(0.2)
    daily = [one for one in host.letters if one[2]["Subject"].startswith("Việc ngày")]
    assert any("Thông báo mới" in text_of(one[2]) or "Việc" in text_of(one[2]) for one in daily)
    reader.set_content(text_of(daily[0][2], "html"))
    shot(reader, "letter-of-the-day")

    # One that the server refuses for good is shown, and can be sent again.
    wants_letters(officer, "khong-co@hoanggiang.gov.vn", ["Ý kiến về việc"])
    comment(visit("hanh", "/"), "Thư này không đến.")
    run_now(admin, "Gửi thư điện tử")
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        admin.goto("/quan-tri/gui-thu/thu-di?loai=loi")
        if admin.get_by_role("button", name=re.compile("^Gửi lại thư")).count():
            break
        time.sleep(0.5)
    expect(admin.get_by_role("main")).to_contain_text("550")
    must_be_accessible(admin)
    shot(admin, "mail-failed")
    admin.get_by_role("button", name=re.compile("^Gửi lại thư")).first.click()
    expect(admin.get_by_role("status")).to_contain_text("gửi lại")
    admin.goto("/quan-tri/gui-thu/thu-di")
    must_be_accessible(admin)
    must_not_scroll_sideways(visit.phone("quantri", "/quan-tri/gui-thu/thu-di"))
    settings(admin, host, on=False)


def test_a_server_that_hangs_or_is_down_delays_nobody(visit, shot, host):
    admin = visit("quantri", "/quan-tri/gui-thu")
    settings(admin, host)
    officer = visit("bao", "/")
    wants_letters(officer, "bao2@hoanggiang.gov.vn", ["Ý kiến về việc"])
    specialist = visit("hanh", "/")
    host.is_hanging = True
    run_now(admin, "Gửi thư điện tử")
    started = time.monotonic()
    comment(specialist, "Máy chủ thư đang treo.")
    time.sleep(6)
    specialist.goto("/viec-cua-toi")
    comment(specialist, "Việc vẫn làm được.")
    assert time.monotonic() - started < 25
    # Down, then up: what waited comes.
    host.down()
    host.is_hanging = False
    time.sleep(1)
    host.up()
    before = len(host.letters)
    deadline = time.monotonic() + 120
    while len(host.letters) < before + 2 and time.monotonic() < deadline:
        run_now(admin, "Gửi thư điện tử")
        time.sleep(6)
    found = [text_of(one[2]) for one in host.letters if one[1] == ["bao2@hoanggiang.gov.vn"]]
    assert any("Máy chủ thư đang treo." in one for one in found)
    assert any("Việc vẫn làm được." in one for one in found)
    assert len(found) == len(set(found)), "a letter came twice"
    admin.goto("/quan-tri/viec-dinh-ky")
    must_be_accessible(admin)
    shot(admin, "jobs")
    settings(admin, host, on=False)
