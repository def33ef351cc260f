"""For the soaks of adoption: papers of many tasks, and the question whether an adoption was torn."""

import sqlite3
import subprocess
import sys

from measure import PROGRAM


def ask(*command):
    return subprocess.run([PROGRAM, *command], capture_output=True, text=True, timeout=300, check=False)


def plan(number, version, tasks):
    """A paper of so many tasks; each version says another month and another coordinator for all of them."""
    lines = [
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TỈNH HOÀNG GIANG\tĐộc lập - Tự do - Hạnh phúc", "",
        f"Số: {number}/KH-SOAK", "", "Hoàng Giang, ngày 12 tháng 01 năm 2026", "", "KẾ HOẠCH",
        f"Công tác thi đua, khen thưởng đợt {number} năm 2026", "", "I. NHIỆM VỤ", "",
        "STT\tNội dung công việc\tThời gian\tCơ quan chủ trì\tCơ quan phối hợp", "I\tNhiệm vụ của năm"]
    lines += [
        f"{task}\tViệc số {task} của đợt {number}: tổng hợp hồ sơ\tTháng {version % 12 + 1}/2026\tSở Nội vụ\tĐơn vị {version}"
        for task in range(1, tasks + 1)]
    lines += ["", "II. TỔ CHỨC THỰC HIỆN", "", "Các đơn vị triển khai Kế hoạch này./.", ""]
    return "\n".join(lines)


def must_be_clean(data, number):
    verified = ask("verify", "--data", data)
    if verified.returncode != 0:
        sys.exit(f"round {number}: verify found: {verified.stdout}{verified.stderr}")


def versions(data, expected):
    """The version of each plan, told by its tasks alone; ends the run where tasks disagree or are not as many as expected."""
    with sqlite3.connect(f"file:{data}/vinhdanh.sqlite?mode=ro", uri=True) as store:
        rows = store.execute(
            """SELECT p.number, p.version, count(DISTINCT t.id), count(DISTINCT u.name), min(u.name)
               FROM plan p JOIN task t ON t.plan = p.id JOIN task_unit u ON u.task = t.id AND u.role = 'coordinator'
               WHERE p.number LIKE '%/KH-SOAK' GROUP BY p.id""").fetchall()
        plans = store.execute("SELECT count(*) FROM plan WHERE number LIKE '%/KH-SOAK'").fetchone()[0]
        torn = store.execute(
            """SELECT count(*) FROM plan_draft d LEFT JOIN plan p ON p.id = d.plan AND p.file = d.file
               WHERE d.number LIKE '%/KH-SOAK' AND d.state = 'adopted' AND p.id IS NULL
                 AND d.id = (SELECT max(id) FROM plan_draft n WHERE n.plan = d.plan)""").fetchone()[0]
    if len(rows) != plans or torn:
        sys.exit(f"{plans - len(rows)} plans without tasks, {torn} drafts adopted into no plan")
    for number, version, tasks, kinds, name in rows:
        if (tasks, kinds, name) != (expected, 1, f"Đơn vị {version}"):
            sys.exit(f"plan {number} version {version}: {tasks} tasks, {kinds} versions of them, {name}")
    return {int(number.split("/")[0]): version for number, version, *_ in rows}
