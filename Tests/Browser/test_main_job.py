"""The main job, as people do it: a plan comes in as a file, is gone through, becomes the programme, is worked on."""

import re

import plans
import pytest
from accessibility import must_be_accessible
from conftest import arrive
from keyboard import tab_to
from playwright.sync_api import expect
from plans import Row, in_days, small_plan


def upload(page, path, year=None):
    """Sends a file from the page of uploads; what follows is for the test to look at."""
    page.goto("/chuong-trinh/nhap")
    page.get_by_label("Tệp kế hoạch").set_input_files(path)
    if year is not None:
        page.get_by_label("Năm của chương trình").fill(str(year))
    page.get_by_role("button", name="Đọc kế hoạch").click()


def opened(page):
    """The review page has come; returns its path."""
    page.wait_for_url(re.compile(r"/ban-nhap/\d+(\?|#|$)"))
    return re.sub(r"[?#].*", "", page.url)


def draft(page, number):
    return page.locator(f"#v{number}")


def press(page, number, words):
    draft(page, number).get_by_role("button", name=words, exact=False).first.click()


def answer_warnings(page, reason="Số liệu theo văn bản đã ký."):
    """Keeps everything the program warns of, with a reason."""
    while True:
        fold = page.get_by_text("Giữ nguyên, ghi lý do")
        left = fold.count()
        if left == 0:
            return
        fold.first.click()
        field = page.get_by_label("Lý do giữ nguyên").locator("visible=true").first
        field.fill(reason)
        page.get_by_role("button", name="Giữ nguyên", exact=True).locator("visible=true").first.click()
        expect(page.get_by_text("Giữ nguyên, ghi lý do")).to_have_count(left - 1)


def settle_names(page):
    """Chooses the first unit offered for every name that several units bear."""
    while (asked := page.locator("#don-vi .note.care")).count():
        left = asked.count()
        asked.first.get_by_role("combobox").select_option(index=1)
        asked.first.get_by_role("button", name="Chọn").click()
        expect(page.locator("#don-vi .note.care")).to_have_count(left - 1)


def settle(page):
    """Everything left is accepted, answered, chosen."""
    rest = page.get_by_role("button", name=re.compile("^Nhận tất cả"))
    if rest.count():
        rest.click()
        expect(rest).to_have_count(0)
    answer_warnings(page)
    settle_names(page)


def adopt(page):
    """From a settled review to the plan in force."""
    page.get_by_role("link", name="Nhận vào chương trình").click()
    page.get_by_role("button", name="Nhận vào chương trình").click()
    page.wait_for_url(re.compile(r"/chuong-trinh/ke-hoach/\d+$"))


def adopted(page, plan, folder):
    """A plan of ours in force; the path of its page."""
    upload(page, plan.write(folder))
    opened(page)
    settle(page)
    adopt(page)
    return page.url


def test_a_file_becomes_the_programme(visit, tmp_path, shot):
    plan = small_plan("31/KH-UBND", "Biểu dương gương sáng")
    page = visit("hanh", "/chuong-trinh/nhap")
    upload(page, plan.write(tmp_path))
    review = opened(page)
    expect(page.get_by_role("status")).to_contain_text("Đã đọc xong 5 nhiệm vụ")
    expect(page.locator("article.draft")).to_have_count(5)
    expect(page.get_by_role("button", name="Nhận vào chương trình")).to_have_attribute("aria-disabled", "true")
    shot(page, "review")

    # Taken: the next one is shown beside its sentence.
    press(page, 1, "Nhận việc 1")
    expect(draft(page, 1)).to_contain_text("Đã nhận")
    expect(draft(page, 2)).to_have_attribute("aria-current", "true")
    expect(page.locator("#c2")).to_have_class(re.compile("on"))

    # Edited: what cannot be read is said at its field, and nothing typed is lost.
    draft(page, 2).get_by_role("link", name="Sửa").click()
    text = page.get_by_label("Nội dung")
    expect(text).to_be_focused()
    text.fill("Họp bàn biểu dương với 12 đơn vị")
    page.get_by_label("Thời gian, theo lời văn bản").fill("hôm nào rảnh")
    page.get_by_role("button", name="Sửa và nhận").click()
    expect(page.get_by_role("alert")).to_contain_text("Chưa hiểu thời gian “hôm nào rảnh”")
    assert page.title().startswith("Lỗi:")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(text).to_have_value("Họp bàn biểu dương với 12 đơn vị")
    must_be_accessible(page)
    shot(page, "review-refused")
    page.get_by_label("Thời gian, theo lời văn bản").fill(f"trước ngày {in_days(15)}")
    page.get_by_role("button", name="Sửa và nhận").click()
    expect(draft(page, 2)).to_contain_text("Đã sửa, nhận")
    expect(draft(page, 2)).to_contain_text("Họp bàn biểu dương với 12 đơn vị")

    # One into two, and two into one again.
    draft(page, 3).get_by_role("link", name="Sửa").click()
    page.get_by_text("Tách hoặc gộp việc này").click()
    page.get_by_role("button", name="Tách", exact=True).click()
    expect(page.locator("article.draft")).to_have_count(6)
    expect(draft(page, 4)).to_contain_text("trình phê duyệt dự toán")
    draft(page, 5).get_by_role("link", name="Sửa").click()
    page.get_by_text("Tách hoặc gộp việc này").click()
    page.get_by_role("button", name="Gộp với việc 6").click()
    expect(page.locator("article.draft")).to_have_count(5)

    # Left out, and what nobody has in the catalogue added to it.
    press(page, 5, "Xem lại")
    press(page, 5, "Không nhận")
    expect(draft(page, 5)).to_contain_text("Không nhận")
    page.locator("#don-vi").get_by_text("chưa có trong danh mục").click()
    page.get_by_text("Thêm “Trung tâm Văn hóa Đồi Sim” vào danh mục").click()
    page.get_by_role("button", name="Thêm đơn vị này").click()
    expect(page.get_by_role("status")).to_contain_text("Đã ghi nhớ tên đơn vị")
    expect(page.locator("#don-vi")).not_to_contain_text("chưa có trong danh mục")

    settle(page)
    expect(page.get_by_text("Đã xem hết.")).to_be_visible()
    page.get_by_role("link", name="Nhận vào chương trình").click()
    arrive(page, re.sub(r"^https?://[^/]+", "", review) + "/nhan")
    expect(page.get_by_text("4 việc vào chương trình năm")).to_be_visible()
    must_be_accessible(page)
    shot(page, "adopt")
    page.get_by_role("button", name="Nhận vào chương trình").click()
    page.wait_for_url(re.compile(r"/chuong-trinh/ke-hoach/\d+$"))
    expect(page.get_by_role("status")).to_contain_text("Đã nhận 4 việc vào chương trình")
    expect(page.get_by_role("link", name="Họp bàn biểu dương với 12 đơn vị")).to_be_visible()
    expect(page.get_by_text("Báo cáo kết quả biểu dương")).to_have_count(0)
    shot(page, "plan")


def test_a_slip_of_the_plan_is_answered_before_it_is_adopted(visit, tmp_path, shot):
    plan = small_plan("37/KH-UBND", "Bồi dưỡng cán bộ")
    crowd = Row("Tập huấn cho khoảng 400 đại biểu, gồm: các sở, ngành 320 đại biểu; các xã, phường 64 đại biểu; "
                "ngành y tế 12 đại biểu", f"Ngày {in_days(18)}")
    page = visit("hanh", "/chuong-trinh/nhap")
    upload(page, plan.with_rows(plan.rows[0], crowd).write(tmp_path))
    opened(page)
    page.get_by_role("button", name=re.compile("^Nhận tất cả")).click()
    expect(draft(page, 2)).to_contain_text("Đã nhận")
    # Accepted is not answered: the plan cannot be adopted yet, and the way there is told.
    expect(page.get_by_role("button", name="Nhận vào chương trình")).to_have_attribute("aria-disabled", "true")
    slip = draft(page, 2).locator(".note.care", has_text="396")
    expect(slip).to_contain_text("400")
    slip.get_by_text("Giữ nguyên, ghi lý do").click()
    slip.get_by_role("button", name="Giữ nguyên", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy ghi lý do giữ nguyên")
    must_be_accessible(page)
    shot(page, "review-slip-refused")
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Lý do giữ nguyên").locator("visible=true").first).to_be_focused()
    page.keyboard.type("Số 400 gồm cả ban tổ chức.")
    page.keyboard.press("Enter")
    kept = draft(page, 2).locator(".note", has_text="Số 400 gồm cả ban tổ chức.")
    expect(kept).to_contain_text("Giữ nguyên:")
    kept.get_by_role("button", name="Trả lời lại").click()
    expect(draft(page, 2).locator(".note.care", has_text="396")).to_be_visible()
    draft(page, 2).locator(".note.care", has_text="396").get_by_role("button", name="Đã sửa").click()
    expect(draft(page, 2).locator(".note.good")).to_contain_text("Đã sửa:")
    settle(page)
    adopt(page)


def test_tasks_are_found_done_postponed_and_dropped(visit, tmp_path, shot):
    page = visit("hanh", "/")
    home = adopted(page, small_plan("32/KH-UBND", "Thi viết về bản làng"), tmp_path)

    # Late, and found by a filter whose address can be sent on.
    page.get_by_role("link", name="Rà soát danh sách thi viết").click()
    expect(page.get_by_role("main")).to_contain_text("Quá hạn 6 ngày")
    page.goto("/chuong-trinh")
    page.get_by_label("Kế hoạch", exact=True).select_option(label="32/KH-UBND")
    page.get_by_label("Tình trạng", exact=True).select_option(label="Quá hạn")
    page.get_by_label("Quý", exact=True).select_option(index=0)
    page.get_by_role("button", name="Lọc", exact=True).click()
    late = page.locator("table.fold tbody tr")
    expect(late).to_have_count(1)
    expect(late).to_contain_text("Rà soát danh sách")
    shot(page, "programme-late")

    # Done needs something to show for it.
    late.get_by_role("link", name="Rà soát danh sách").click()
    page.get_by_label("Nội dung").fill("Báo cáo số 12/BC-SNV")
    page.get_by_role("button", name="Gửi minh chứng").click()
    expect(page.locator("#minh-chung")).to_contain_text("Báo cáo số 12/BC-SNV")
    page.get_by_role("button", name="Báo xong").click()
    expect(page.get_by_role("main")).to_contain_text("Mở lại")
    expect(page.locator(".sub")).to_contain_text("Xong")
    shot(page, "task-done")

    # A new day, with its reason; an earlier one is refused and what was typed stays.
    page.goto(home)
    page.get_by_role("link", name="Họp bàn thi viết").click()
    page.locator("summary", has_text="Lùi hạn").click()
    page.get_by_label("Hạn mới").fill(in_days(2))
    page.get_by_label("Lý do", exact=True).fill("Lãnh đạo bận họp.")
    page.get_by_role("button", name="Lùi hạn").click()
    expect(page.get_by_role("alert")).to_contain_text("Ngày mới phải sau hạn hiện nay")
    expect(page.get_by_label("Lý do", exact=True)).to_have_value("Lãnh đạo bận họp.")
    page.get_by_label("Hạn mới").fill(in_days(40))
    page.get_by_role("button", name="Lùi hạn").click()
    expect(page.locator("#nhat-ky")).to_contain_text("Lãnh đạo bận họp.")

    page.goto(home)
    page.get_by_role("link", name="Lập dự toán thi viết").click()
    page.get_by_role("link", name="Thôi thực hiện việc này").click()
    page.get_by_role("button", name="Thôi thực hiện").click()
    expect(page.get_by_role("alert")).to_contain_text("lý do")
    page.get_by_label("Lý do").fill("Không bố trí được kinh phí.")
    page.get_by_role("button", name="Thôi thực hiện").click()
    expect(page.locator("#nhat-ky")).to_contain_text("Không bố trí được kinh phí.")


def test_a_newer_version_shows_what_changes_and_doubles_nothing(visit, tmp_path, shot):
    plan = small_plan("33/KH-UBND", "Nhân rộng mô hình hay")
    page = visit("hanh", "/")
    home = adopted(page, plan, tmp_path)
    review, meeting, budget, news, _ = plan.rows
    changed = Row(meeting.text, f"Ngày {in_days(25)}", others=meeting.others)
    newer = plan.with_rows(review, changed, budget, news, Row("Tổng kết, trao giải mô hình hay", f"Ngày {in_days(50)}"))
    upload(page, newer.write(tmp_path, "ke-hoach-sua.txt"))
    opened(page)
    expect(page.get_by_text("Đây là bản mới của Kế hoạch số 33/KH-UBND")).to_be_visible()
    settle(page)
    page.get_by_role("link", name="Nhận vào chương trình").click()
    expect(page.get_by_text("thêm 1, đổi 1, bớt 1, giữ nguyên 3 việc")).to_be_visible()
    main = page.get_by_role("main")
    expect(main.locator("ins")).to_contain_text([re.compile(in_days(25))])
    expect(main).to_contain_text("Tổng kết, trao giải mô hình hay")
    expect(main).to_contain_text("Báo cáo kết quả nhân rộng mô hình hay")
    must_be_accessible(page)
    shot(page, "adopt-newer")
    page.get_by_role("button", name="Nhận vào chương trình").click()
    page.wait_for_url(home)
    expect(page.get_by_role("status")).to_contain_text("Đã nhận bản 2: thêm 1, đổi 1, bớt 1 việc")
    for row in newer.rows:
        expect(page.locator("tbody th", has_text=row.text)).to_have_count(1)
    expect(page.locator("tbody tr", has_text="Báo cáo kết quả nhân rộng")).to_contain_text("Thôi thực hiện")

    # The very same file brings nothing new.
    upload(page, newer.write(tmp_path, "ke-hoach-sua.txt"))
    expect(page.get_by_role("alert")).to_contain_text("Đúng tệp này đã được nhận vào chương trình")


def test_a_draft_waits_for_its_person(visit, tmp_path):
    page = visit("hanh", "/chuong-trinh/nhap")
    upload(page, small_plan("34/KH-UBND", "Khen thưởng đột xuất").write(tmp_path))
    path = opened(page)
    press(page, 1, "Nhận việc 1")
    page.goto("/tai-khoan")
    page.get_by_role("button", name="Đăng xuất", exact=True).click()
    arrive(page, "/dang-nhap")

    again = visit("hanh", "/")
    link = again.get_by_role("main").get_by_role("link", name=re.compile("[Kk]hen thưởng đột xuất")).first
    link.click()
    assert opened(again).split("/ban-nhap/")[1] == path.split("/ban-nhap/")[1]
    expect(again.get_by_text("đã xem 1 trên 5")).to_be_visible()

    # The file a second time leads to the same draft.
    upload(again, small_plan("34/KH-UBND", "Khen thưởng đột xuất").write(tmp_path))
    assert opened(again).split("/ban-nhap/")[1] == path.split("/ban-nhap/")[1]
    expect(again.get_by_role("status")).to_contain_text("đang đối chiếu dở")

    # Given up on purpose, after a question.
    again.get_by_role("link", name="Bỏ bản nháp").click()
    must_be_accessible(again)
    again.get_by_role("button", name="Bỏ bản nháp").click()
    arrive(again, "/chuong-trinh/nhap")
    expect(again.get_by_role("main")).not_to_contain_text("Khen thưởng đột xuất")


def test_facts_of_a_plan_are_put_right(visit, tmp_path):
    page = visit("hanh", "/chuong-trinh/nhap")
    upload(page, small_plan("35/KH-UBND", "Thăm hỏi gia đình").write(tmp_path))
    opened(page)
    page.get_by_role("link", name="Thông tin kế hoạch").click()
    page.get_by_label("Ngày ban hành").fill("31/02/2026")
    page.get_by_label("Cơ quan ban hành").fill("UBND tỉnh Hoàng Giang")
    page.get_by_role("button", name="Lưu thông tin").click()
    expect(page.get_by_role("alert")).to_contain_text("không phải là ngày")
    expect(page.get_by_label("Cơ quan ban hành")).to_have_value("UBND tỉnh Hoàng Giang")
    must_be_accessible(page)
    page.get_by_label("Ngày ban hành").fill("28/02/2026")
    page.get_by_role("button", name="Lưu thông tin").click()
    opened(page)
    expect(page.get_by_role("status")).to_contain_text("Đã lưu thông tin kế hoạch")


BAD = {
    "nothing": (None, "", "Chưa chọn tệp"),
    "empty": ("rong.txt", b"", "không có nội dung"),
    "torn": ("rach.docx", b"PK\x03\x04" + bytes(range(256)) * 8, "hỏng"),
    "program": ("ke-hoach.pdf", b"\x7fELF\x02\x01\x01" + bytes(4000), "có đuôi .pdf nhưng bên trong"),
    "picture": ("anh-chup.png", b"\x89PNG\r\n\x1a\n" + bytes(2000), "ảnh"),
    "letter": ("cong-van.txt", None, "không phải kế hoạch"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_upload_is_refused_in_words(visit, tmp_path, kind):
    name, content, words = BAD[kind]
    page = visit("hanh", "/chuong-trinh/nhap")
    page.get_by_label("Năm của chương trình").fill("2031")
    if name:
        letter = plans.ROOT / "Tests/Plans/letter.txt"
        path = tmp_path / name
        path.write_bytes(letter.read_bytes() if content is None else content)
        page.get_by_label("Tệp kế hoạch").set_input_files(path)
    page.get_by_role("button", name="Đọc kế hoạch").click()
    expect(page.get_by_role("alert")).to_contain_text(words)
    expect(page.get_by_label("Năm của chương trình")).to_have_value("2031")
    assert page.title().startswith("Lỗi:")
    must_be_accessible(page)


def test_a_file_over_the_limit_is_refused_in_words(visit, tmp_path):
    path = tmp_path / "qua-lon.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024 + 1)
    page = visit("hanh", "/chuong-trinh/nhap")
    page.set_default_timeout(60_000)
    upload(page, path)
    expect(page.get_by_text("200 MB").first).to_be_visible(timeout=60_000)
    expect(page.locator(".errors, .note.bad")).to_have_count(1)


@pytest.mark.parametrize("path", plans.SEEDS or plans.OTHERS, ids=lambda path: path.stem[:12])
def test_plans_of_other_offices_come_in_too(visit, path, shot):
    page = visit("hanh", "/chuong-trinh/nhap")
    upload(page, path)
    opened(page)
    count = page.locator("article.draft").count()
    assert count >= 5
    # Every task has its sentence in the paper, and its number stands once.
    numbers = page.locator(".doc .ref").evaluate_all("refs => refs.map(ref => ref.id)")
    assert len(set(numbers)) == len(numbers) and len(numbers) >= count // 2
    shot(page, f"review-{path.stem[:3]}")
    settle(page)
    adopt(page)
    expect(page.get_by_role("status")).to_contain_text(f"Đã nhận {count} việc")
    shot(page, f"plan-{path.stem[:3]}")


def test_the_job_is_done_without_a_mouse(visit, tmp_path):
    page = visit(None, "/dang-nhap")
    page.keyboard.type("hanh")
    tab_to(page, "Mật khẩu")
    page.keyboard.type("hoanggiang2026")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/viec-cua-toi"))
    tab_to(page, "Nhập kế hoạch")
    page.keyboard.press("Enter")
    arrive(page, "/chuong-trinh/nhap")
    tab_to(page, "Tệp kế hoạch")
    page.locator(":focus").set_input_files(small_plan("36/KH-UBND", "Đăng ký mô hình mới").write(tmp_path))
    tab_to(page, "Đọc kế hoạch")
    page.keyboard.press("Enter")
    opened(page)

    # ↓ goes to the first, Enter takes it and the next comes.
    page.keyboard.press("ArrowDown")
    expect(draft(page, 1)).to_be_focused()
    for number in (1, 2):
        page.keyboard.press("Enter")
        expect(draft(page, number)).to_contain_text("Đã nhận")
        expect(draft(page, number + 1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(draft(page, 2)).to_be_focused()
    # What was taken stays taken; Enter goes on.
    page.keyboard.press("Enter")
    expect(draft(page, 3)).to_be_focused()
    expect(draft(page, 2)).to_contain_text("Đã nhận")
    page.keyboard.press("e")
    expect(page.get_by_label("Nội dung")).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type(" (gấp)")
    tab_to(page, "Sửa và nhận")
    page.keyboard.press("Enter")
    expect(draft(page, 3)).to_contain_text("(gấp)")
    for number in (4, 5):
        expect(draft(page, number)).to_be_focused()
        page.keyboard.press("Enter")
        expect(draft(page, number)).to_contain_text("Đã nhận")
    expect(page.get_by_text("Đã xem hết.")).to_be_visible()
    page.goto(re.sub("#.*", "", page.url))
    tab_to(page, "Nhận vào chương trình")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/nhan$"))
    tab_to(page, "Nhận vào chương trình")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/chuong-trinh/ke-hoach/\d+$"))
    expect(page.get_by_role("status")).to_contain_text("Đã nhận 5 việc")
