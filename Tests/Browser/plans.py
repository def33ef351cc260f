"""Plans for the tests: a small one of our own whose days lie around today, and those that started the project."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEEDS = sorted((ROOT.parent / "shared/seeds").glob("*.txt"))
# Without the seeds, plans of our own with other layouts.
OTHERS = [ROOT / "Tests/Plans" / name for name in ("department-months.txt", "school.txt")]


@dataclass(frozen=True)
class Row:
    text: str
    when: str
    lead: str = "Sở Nội vụ"
    others: str = ""


@dataclass(frozen=True)
class Plan:
    number: str
    title: str
    rows: tuple

    @property
    def text(self):
        table = "\n".join(
            f"{index}\t{row.text}\t{row.when}\t{row.lead}\t{row.others}" for index, row in enumerate(self.rows, 1))
        return f"""ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HOÀNG GIANG\tĐộc lập - Tự do - Hạnh phúc

Số: {self.number}

Hoàng Giang, ngày 14 tháng 01 năm {today().year}

KẾ HOẠCH
{self.title}

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. NHIỆM VỤ, THỜI GIAN VÀ ĐƠN VỊ THỰC HIỆN

STT\tNội dung công việc\tThời gian\tCơ quan chủ trì\tCơ quan phối hợp
{table}

II. TỔ CHỨC THỰC HIỆN

Sở Nội vụ theo dõi, đôn đốc việc thực hiện Kế hoạch này./.

Nơi nhận:
- Các sở, ban, ngành;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""

    def write(self, folder, name="ke-hoach.txt"):
        path = Path(folder, name)
        path.write_text(self.text, encoding="utf-8")
        return path

    def with_rows(self, *rows):
        return replace(self, rows=tuple(rows))


def today():
    """The day in Vietnam, whatever the machine's own clock is set to."""
    return datetime.now(timezone(timedelta(hours=7))).date()


def vietnamese(day):
    return f"{day:%d/%m/%Y}"


def in_days(count):
    return vietnamese(today() + timedelta(days=count))


def small_plan(number, subject):
    """Five tasks: one late, one due soon, one for several offices, one regular, one with two things in it."""
    return Plan(number, f"{subject} năm {today().year}", (
        Row(f"Rà soát danh sách {subject.lower()}", f"Ngày {in_days(-6)}"),
        Row(f"Họp bàn {subject.lower()} với các đơn vị", f"Ngày {in_days(12)}", others="Sở Tài chính"),
        Row(f"Lập dự toán {subject.lower()}; trình phê duyệt dự toán", f"Ngày {in_days(20)}"),
        Row(f"Tuyên truyền {subject.lower()} trên báo, đài", "Thường xuyên", others="Trung tâm Văn hóa Đồi Sim"),
        Row(f"Báo cáo kết quả {subject.lower()}", f"Ngày {in_days(30)}"),
    ))
