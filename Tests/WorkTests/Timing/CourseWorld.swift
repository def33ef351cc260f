import Database
import Fixtures
import Foundation
import Office
import Vocabulary

import struct Work.Task

@testable import Work

/// The programme of Tỉnh Lam Sơn with the plan of a class on 29/5/2026: one task is due three days after it, one five
/// working days before it, one is not dated, one waits for another body.
struct CourseWorld {
    let world: ProgrammeWorld
    let plan: ID<Plan>

    init(_ engine: Engine) throws {
        world = try ProgrammeWorld(engine)
        plan = try ProgrammeWorld.adopt(Self.text, name: "ke-hoach-31.txt", year: 2026, in: world.office)
    }

    func event() throws -> PlannedEvent {
        let events = try world.office.read { try PlannedEvents.all(of: plan, $0) }
        guard events.count == 1 else { throw DatabaseFault(message: "\(events.count) events") }
        return events[0]
    }

    /// The due days by the beginning of the text.
    func dues() throws -> [String: Day?] {
        let rows = try world.office.read { db in
            try db.all("SELECT text, due_day FROM task WHERE plan = \(plan)").map { row -> (String, Day?) in
                (try row("text"), try row("due_day"))
            }
        }
        return Dictionary(
            uniqueKeysWithValues: rows.map { text, due in
                (String(text.prefix { $0 != ";" && $0 != "," }.components(separatedBy: " theo kế hoạch")[0]), due)
            })
    }

    func task(_ beginning: String) throws -> ID<Task> {
        try world.office.read { db in
            try db.value("SELECT id FROM task WHERE plan = \(plan) AND text LIKE \(beginning + "%")")
        }
    }

    func detail(_ beginning: String) throws -> TaskDetail {
        let (id, visitor) = (try task(beginning), try world.visitor(.nguyen))
        return try world.office.read { try TaskDetail.of(id, for: visitor, $0) }
    }

    /// The acts in the ledger that are about events.
    func entries() throws -> [String] {
        try world.office.read { db in
            try db.values("SELECT act FROM ledger_entry WHERE subject_kind = 'event' ORDER BY sequence")
        }
    }

    static let text = """
        ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        TỈNH LAM SƠN\tĐộc lập - Tự do - Hạnh phúc

        Số: 31/KH-UBND

        Lam Sơn, ngày 04 tháng 5 năm 2026

        KẾ HOẠCH
        Tổ chức lớp tập huấn nghiệp vụ công tác thi đua, khen thưởng năm 2026

        I. THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN

        1. Thời gian: 13 giờ 30 ngày 29/5/2026 (thứ Sáu).

        2. Địa điểm: Hội trường Sở Nội vụ tỉnh Lam Sơn.

        3. Thành phần: 120 đại biểu.

        II. TỔ CHỨC THỰC HIỆN

        1. Sở Tài chính

        Thẩm định kinh phí tổ chức lớp tập huấn.

        2. Báo Lam Sơn

        Cử phóng viên đưa tin; báo cáo kết quả về Sở Nội vụ sau 3 ngày diễn ra lớp tập huấn để tổng hợp.

        3. Văn phòng UBND tỉnh

        Chuẩn bị hội trường, gửi tài liệu cho đại biểu trước lớp tập huấn 5 ngày làm việc.

        4. Sở Nội vụ

        Tham gia hội nghị của cụm theo kế hoạch của Cụm thi đua 7 tỉnh.

        Nơi nhận:
        - Lưu: VT.

        TM. ỦY BAN NHÂN DÂN
        CHỦ TỊCH

        Nguyễn Văn Mẫu

        """
}
