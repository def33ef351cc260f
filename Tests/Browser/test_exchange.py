"""Spreadsheets: a list goes out, comes back changed and partly wrong, is looked at, written and taken back; without script too."""

import re
import zipfile
from xml.sax.saxutils import escape

import openpyxl
import pytest
from accessibility import must_be_accessible, must_not_scroll_sideways
from conftest import arrive
from playwright.sync_api import expect

HEADS = ["Mã đơn vị", "Tên đơn vị", "Cấp", "Loại đơn vị", "Đơn vị cấp trên", "Hoạt động từ ngày"]


def workbook(path, sheets):
    """A small xlsx with texts only: {name of the sheet: rows}."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("_rels/.rels", f'<Relationships xmlns="{package}"><Relationship Id="a" Type="{links}/officeDocument" '
                                     'Target="xl/workbook.xml"/></Relationships>')
        names = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>' for at, name in enumerate(sheets, 1))
        file.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets>{names}</sheets></workbook>')
        parts = "".join(f'<Relationship Id="r{at}" Type="{links}/worksheet" Target="worksheets/s{at}.xml"/>'
                        for at in range(1, len(sheets) + 1))
        file.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}">{parts}</Relationships>')
        for at, rows in enumerate(sheets.values(), 1):
            lines = "".join(
                f'<row r="{number}">' + "".join(
                    f'<c r="{chr(65 + column)}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
                    for column, text in enumerate(row) if text) + "</row>"
                for number, row in enumerate(rows, 1))
            file.writestr(f"xl/worksheets/s{at}.xml", f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData></worksheet>')
    return path


def upload(page, path):
    page.get_by_label("Tệp danh sách").set_input_files(path)
    page.get_by_role("button", name="Tải lên và kiểm tra").click()


def download(page, words):
    with page.expect_download() as waiting:
        page.get_by_role("link", name=words).click()
    return waiting.value


LIST = [
    ["UBND TỈNH HOÀNG GIANG"], ["DANH SÁCH ĐƠN VỊ TRỰC THUỘC"], [], HEADS,
    ["TT-DVVL", "Trung tâm Dịch vụ việc làm", "cơ sở", "khác", "Sở Nội vụ", "01/7/2025"],
    ["TT-LTLS", "Trung tâm Lưu trữ lịch sử", "cơ sở", "khác", "Sở Nội vụ", "ngày 01 tháng 7 năm 2025"],
    ["TT LOI", "Trung tâm có mã sai", "cơ sở", "khác", "Sở Nội vụ", "31/02/2025"],
    ["TT-KIRIN", "Trung tâm Аn toàn", "cơ sở", "khác", "Sở Không Có", ""],
]


def test_a_list_is_checked_written_in_part_and_taken_back(visit, shot, tmp_path):
    page = visit("hanh", "/trao-doi/don-vi")
    must_be_accessible(page)
    upload(page, workbook(tmp_path / "Đơn vị trực thuộc.xlsx", {"Danh sách": LIST}))
    expect(page.get_by_role("heading", level=1)).to_have_text("Xem trước khi nhập")
    expect(page.get_by_role("main")).to_contain_text("Tệp có 4 dòng: 2 dòng mới, 2 dòng sai.")
    expect(page.get_by_role("main")).to_contain_text("“31/02/2025” không phải là ngày có trên lịch")
    expect(page.get_by_role("main")).to_contain_text("là chữ Kirin")
    must_be_accessible(page)
    shot(page, "exchange-preview")
    page.get_by_role("link", name="Mới (2)").click()
    expect(page.get_by_role("row", name=re.compile("Trung tâm Lưu trữ lịch sử"))).to_contain_text("01/07/2025")
    shot(page, "exchange-preview-new")

    # The file comes back with its wrong cells marked; a second program opens it.
    returned = download(page, "Tải bảng có đánh dấu chỗ sai")
    assert returned.suggested_filename == "Đơn vị trực thuộc - chỗ cần sửa.xlsx"
    returned.save_as(tmp_path / "back.xlsx")
    with zipfile.ZipFile(tmp_path / "back.xlsx") as file:
        assert any("comments" in name for name in file.namelist())

    page.get_by_role("button", name="Chỉ nhập 2 dòng hợp lệ").click()
    expect(page.get_by_role("status")).to_contain_text("Đã nhập: 2 đơn vị mới")
    shot(page, "exchange-applied")
    page.get_by_role("link", name="Hoàn tác cả lượt").click()
    must_be_accessible(page)
    shot(page, "exchange-undo")
    page.get_by_role("button", name="Hoàn tác cả lượt").click()
    expect(page.get_by_role("status")).to_contain_text("Đã hoàn tác cả lượt nhập.")
    page.goto("/trao-doi/don-vi")
    expect(page.get_by_role("row", name=re.compile("Đơn vị trực thuộc.xlsx")).first).to_contain_text("Đã hoàn tác")
    shot(page, "exchange-start")


def test_columns_of_a_strange_list_are_named_without_script(visit, shot, tmp_path):
    page = visit.plain("hanh", "/trao-doi/don-vi")
    rows = [["Ký hiệu cơ quan", "Tên đơn vị", "Cấp", "Loại", "Cấp trên"],
            ["TT-A", "Trung tâm A", "cơ sở", "khác", "Sở Nội vụ"], ["TT-B", "Trung tâm B", "cơ sở", "khác", "Sở Nội vụ"]]
    upload(page, workbook(tmp_path / "lạ.xlsx", {"2024": rows, "2025": rows}))
    expect(page.get_by_role("heading", level=1)).to_have_text("Ghép cột")
    expect(page.get_by_role("main")).to_contain_text("Tệp có nhiều trang tính")
    shot(page, "exchange-sheets")
    page.get_by_label("Trang tính").select_option(label="2025 (3 dòng)")
    page.get_by_role("button", name="Dùng trang này").click()
    expect(page.get_by_role("main")).to_contain_text("Còn thiếu cột bắt buộc: Mã đơn vị.")
    page.get_by_role("button", name="Kiểm tra các dòng").click()
    expect(page.get_by_role("alert")).to_contain_text("Chưa ghép cột bắt buộc: Mã đơn vị")
    must_not_scroll_sideways(visit.phone("hanh", page.url))
    shot(page, "exchange-columns")
    page.get_by_label("Cột A, Ký hiệu cơ quan, lấy làm").select_option(label="Mã đơn vị (bắt buộc)")
    page.get_by_role("button", name="Kiểm tra các dòng").click()
    expect(page.get_by_role("main")).to_contain_text("Tệp có 2 dòng: 2 dòng mới.")
    page.get_by_role("button", name="Bỏ lượt nhập").click()
    arrive(page, "/trao-doi/don-vi")


def test_what_is_exported_is_imported_unchanged(visit, shot, tmp_path):
    page = visit("hanh", "/trao-doi/don-vi")
    download(page, "Xuất danh sách ra Excel").save_as(tmp_path / "out.xlsx")
    upload(page, tmp_path / "out.xlsx")
    expect(page.get_by_role("main")).to_contain_text("0 thay đổi.")
    shot(page, "exchange-unchanged")


def test_an_old_or_broken_file_is_refused_beside_its_field(visit, shot, tmp_path):
    page = visit("hanh", "/trao-doi/don-vi")
    (tmp_path / "cũ.xls").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4000))
    upload(page, tmp_path / "cũ.xls")
    expect(page.get_by_role("alert")).to_contain_text("Lưu dưới dạng (Save As)")
    must_be_accessible(page)
    shot(page, "exchange-refused")


def test_the_pages_hold_on_a_phone(visit, shot, tmp_path):
    page = visit.phone("hanh", "/trao-doi/don-vi")
    must_not_scroll_sideways(page)
    upload(page, workbook(tmp_path / "Đơn vị.xlsx", {"Danh sách": LIST}))
    expect(page.get_by_role("heading", level=1)).to_have_text("Xem trước khi nhập")
    must_not_scroll_sideways(page)
    must_be_accessible(page)
    shot(page, "exchange-phone")


def test_another_program_sees_locked_heads_hidden_keys_choices_and_marks(visit, tmp_path):
    """openpyxl, which shares no code with ours, reads the workbooks and fills one in."""
    page = visit("hanh", "/trao-doi/don-vi")
    download(page, "Tải bảng mẫu").save_as(tmp_path / "mau.xlsx")
    book = openpyxl.load_workbook(tmp_path / "mau.xlsx")
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("Đơn vị", "visible"), ("Hướng dẫn", "visible"), ("Danh mục", "hidden")]
    sheet = book["Đơn vị"]
    assert sheet["A1"].value == "khoa:don-vi" and sheet.column_dimensions["A"].hidden
    assert sheet.protection.sheet and not sheet.protection.password
    assert sheet["B1"].protection.locked and not sheet.column_dimensions["B"].protection.locked
    assert sheet.freeze_panes == "D2"
    rules = {str(rule.sqref).split("2:")[0]: rule for rule in sheet.data_validations.dataValidation}
    heads = [cell.value for cell in sheet[1]]
    level = rules[sheet.cell(1, heads.index("Cấp *") + 1).column_letter]
    assert level.type == "list" and level.showErrorMessage
    answers = [row[0].value for row in book["Danh mục"][level.formula1.split("!")[1].replace("$", "")]]
    assert "cấp tỉnh" in answers

    # Filled in and saved by that program; one row is wrong.
    for column, text in zip(["Mã đơn vị *", "Tên đơn vị *", "Cấp *", "Loại đơn vị *", "Đơn vị cấp trên"],
                            ["OPX-1", "Trung tâm Một", answers[-2], "khác", "Sở Nội vụ"]):
        sheet.cell(2, heads.index(column) + 1, text)
        sheet.cell(3, heads.index(column) + 1, text if column != "Cấp *" else "trên trời")
    book.save(tmp_path / "dien.xlsx")
    page.goto("/trao-doi/don-vi")
    upload(page, tmp_path / "dien.xlsx")
    expect(page.get_by_role("main")).to_contain_text("Tệp có 2 dòng: 1 dòng mới, 1 dòng sai.")
    download(page, "Tải bảng có đánh dấu chỗ sai").save_as(tmp_path / "sai.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "sai.xlsx").active
    wrong = sheet.cell(3, heads.index("Cấp *") + 1)
    assert wrong.fill.fgColor.rgb == "FFFBD9D5" and "trên trời" in wrong.comment.text
    assert not sheet.cell(2, heads.index("Cấp *") + 1).comment
    assert [cell.value for cell in sheet[1]][-1] == "Lỗi cần sửa"
    page.get_by_role("button", name="Bỏ lượt nhập").click()


@pytest.mark.parametrize("kind, title", [("hoi-dong", "Hội đồng"), ("khoi", "Khối, cụm")])
def test_councils_and_blocs_come_back_unchanged_from_another_program(visit, shot, tmp_path, kind, title):
    page = visit("hanh", f"/trao-doi/{kind}")
    must_be_accessible(page)
    download(page, "Xuất danh sách ra Excel").save_as(tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames[0] == title and book[title].max_row > 5
    book.save(tmp_path / "back.xlsx")
    upload(page, tmp_path / "back.xlsx")
    expect(page.get_by_role("main")).to_contain_text("0 thay đổi.")
    shot(page, f"exchange-{kind}")
