"""Backups: the administrator sees whether there is a good one, sets the plan, makes one now and takes an encrypted one away."""

from accessibility import must_be_accessible, must_not_scroll_sideways
from playwright.sync_api import expect


def wait_for_a_backup(page, row_text):
    for _ in range(60):
        page.goto("/quan-tri/sao-luu")
        if page.get_by_role("row", name=row_text).count():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"no backup became “{row_text}”")


def test_backups_are_planned_made_and_taken_away(visit, shot, tmp_path):
    page = visit("quantri", "/quan-tri/sao-luu")
    expect(page.get_by_text("Chưa có bản sao lưu nào.")).to_be_visible()
    must_be_accessible(page)
    shot(page, "backup-none")

    # What cannot be right is said at its field; what was typed stays.
    page.get_by_label("Vào lúc").fill("mười giờ")
    page.get_by_role("button", name="Lưu lịch").click()
    expect(page.get_by_role("alert")).to_contain_text("Giờ phải viết như 22:30.")
    expect(page.get_by_label("Vào lúc")).to_have_value("mười giờ")
    must_be_accessible(page)
    shot(page, "backup-refused")

    words = tmp_path / "passphrase"
    words.write_text("một câu dài để mã hóa\n", encoding="utf-8")
    page.get_by_label("Vào lúc").fill("3:15")
    page.get_by_label("Tệp chứa mật khẩu mã hóa").fill(str(words))
    page.get_by_role("button", name="Lưu lịch").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã lưu lịch sao lưu.")

    page.get_by_role("button", name="Sao lưu ngay").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã bắt đầu sao lưu.")
    wait_for_a_backup(page, "Xong")
    expect(page.get_by_text("Bản sao lưu tốt gần nhất:")).to_be_visible()
    expect(page.get_by_role("row", name="Xong")).to_contain_text("Khôi phục thử được")
    must_be_accessible(page)
    shot(page, "backup-done")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tải").click()
    assert open(taken.value.path(), "rb").read(18) == b"VINHDANH-SEALED-1\n"
    # The ledger says who took it.
    page.goto("/nhat-ky?loai=backup")
    expect(page.get_by_role("row").nth(1)).to_contain_text("Tải bản sao lưu")

    phone = visit.phone("quantri", "/quan-tri/sao-luu")
    must_not_scroll_sideways(phone)
    shot(phone, "backup-phone")
