import Foundation
import Office
import Paper
import PlanReader
import Vocabulary
import Work

/// A plan that nobody issued: its paper is written as offices write theirs, so that the real reader reads it.
public struct TestPlan: Sendable {
    /// One line of its table of tasks.
    public struct Line: Equatable, Sendable {
        public var text: String
        public var time: String
        public var lead: String
        public var coordinators: String

        public init(_ text: String, _ time: String, _ lead: String = "Sở Nội vụ", with coordinators: String = "") {
            (self.text, self.time, self.lead, self.coordinators) = (text, time, lead, coordinators)
        }
    }

    public var number = "41/KH-UBND"
    public var title = "Công tác thi đua, khen thưởng tỉnh Hoàng Giang năm 2026"
    /// Sections I, II, … with their lines.
    public var sections: [[Line]]
    /// Slips as if the reader had found them.
    public var findings: [PlanDraft.Finding] = []

    public static let check = Line(
        "Ban hành Kế hoạch kiểm tra công tác thi đua, khen thưởng", "Tháng 12/2026",
        with: "Văn phòng UBND tỉnh; Sở Tài chính")
    public static let course = Line(
        "Tổ chức lớp tập huấn nghiệp vụ thi đua, khen thưởng", "Tháng 3/2026", "Ban TĐKT tỉnh",
        with: "Nhà khách Mây Trắng")
    public static let praise = Line(
        "Tuyên truyền gương người tốt, việc tốt", "Thường xuyên", "Báo và Phát thanh, Truyền hình Hoàng Giang",
        with: "Sở Nội vụ")
    public static let session = Line("Họp Hội đồng Thi đua - Khen thưởng tỉnh phiên thứ nhất", "Quý II/2026")

    /// Three tasks: one dated this month, one late, one regular; one of its names is no unit of the register.
    public init(_ sections: [[Line]] = [[check, course], [praise]]) { self.sections = sections }

    /// A plan of so many different tasks.
    public init(tasks count: Int) {
        self.init([
            (1...max(1, count)).map { number in
                Line("Việc số \(number): kiểm tra, tổng hợp hồ sơ đợt \(number)", "Tháng \((number - 1) % 12 + 1)/2026")
            }
        ])
    }

    /// The file's text, lines from 1.
    public var text: String {
        let romans = ["I", "II", "III", "IV", "V"]
        var lines = [
            "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TỈNH HOÀNG GIANG\tĐộc lập - Tự do - Hạnh phúc", "",
            "Số: \(number)", "", "Hoàng Giang, ngày 12 tháng 01 năm 2026", "", "KẾ HOẠCH", title, "",
            "I. NHIỆM VỤ, THỜI GIAN VÀ ĐƠN VỊ THỰC HIỆN", "",
            "STT\tNội dung công việc\tThời gian\tCơ quan chủ trì\tCơ quan phối hợp",
        ]
        for (section, tasks) in sections.enumerated() where !tasks.isEmpty {
            lines.append("\(romans[section])\tNhóm việc thứ \(section + 1)")
            for (number, task) in tasks.enumerated() {
                lines.append("\(number + 1)\t\(task.text)\t\(task.time)\t\(task.lead)\t\(task.coordinators)")
            }
        }
        lines += [
            "", "II. TỔ CHỨC THỰC HIỆN", "", "Các đơn vị triển khai Kế hoạch này./.", "", "Nơi nhận:", "- Lưu: VT.", "",
            "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "Nguyễn Văn Mẫu",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// What the reader makes of the paper.
    public var reading: PlanReading {
        get throws {
            let paper = TextReader.document(from: Array(text.utf8))
            var draft = PlanReader.read(paper)
            draft.warnings = findings
            return try PlanReading(paper: paper, draft: draft)
        }
    }

    /// The paper as a file; returns its path.
    public func write(to path: String = TestFolder.newPath("ke-hoach.txt")) throws -> String {
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    /// A slip at some lines.
    public static func finding(_ words: String, _ severity: PlanDraft.Finding.Severity = .warn, lines: [Int] = [])
        -> PlanDraft.Finding
    {
        PlanDraft.Finding(code: "OTHER", severity: severity, message: words, messageVi: words, lines: lines)
    }
}
