import Database
import Office
import Paper
import Vocabulary

/// Lời nhắc một đơn vị: what it leads that is late or comes soon, as a short text and a picture for Zalo.
public struct UnitReminder: Equatable, Sendable {
    public let unit: ID<Unit>
    public let name: String
    public let late: MyWork.Group
    /// Due within `days`.
    public let soon: MyWork.Group

    public static let days = 14
    static let mostLate = 10
    static let mostSoon = 6

    public var isEmpty: Bool { late.count == 0 && soon.count == 0 }

    /// Throws `FrameRefusal.notFound` for a unit outside the visitor's scope.
    public static func of(_ id: ID<Unit>, for visitor: Visitor, today: Day, _ db: any Reader) throws -> UnitReminder {
        guard let unit = try Organisations.unit(id, db), visitor.scope(.readProgramme).contains(unit.path) else {
            throw FrameRefusal.notFound
        }
        // The unit itself, as the late list counts it.
        let leads = TaskQuery.Condition(
            keys: "SELECT tu.task FROM task_unit tu WHERE tu.unit = \(id) AND tu.role = 'lead'",
            test: "EXISTS (SELECT 1 FROM task_unit tu WHERE tu.task = t.id AND tu.unit = \(id) AND tu.role = 'lead')")
        func group(_ days: SQL, _ limit: Int) throws -> MyWork.Group {
            try MyWork.group(["t.state_sort = 1", days], [leads], for: visitor, limit: limit, db)
        }
        return UnitReminder(
            unit: id, name: unit.name, late: try group("t.due_sort < \(today)", mostLate),
            soon: try group("t.due_sort BETWEEN \(today) AND \(today.adding(days: days))", mostSoon))
    }

    private static func late(_ line: TaskLine, _ today: Day) -> String {
        line.due.map { "hạn \($0.vietnamese), chậm \(today.days(since: $0).dotted) ngày" } ?? ""
    }

    private static func soon(_ line: TaskLine, _ today: Day) -> String {
        guard let due = line.due else { return "" }
        let left = due.days(since: today)
        return "hạn \(due.vietnamese), \(left == 0 ? "hôm nay" : "còn \(left) ngày")"
    }

    private static func rest(_ group: MyWork.Group) -> String? {
        group.count > group.lines.count ? "và \((group.count - group.lines.count).dotted) việc khác" : nil
    }

    /// A short text to paste.
    public func text(from office: String, today: Day) -> String {
        func list(_ head: String, _ group: MyWork.Group, _ note: (TaskLine, Day) -> String) -> [String] {
            guard group.count > 0 else { return [] }
            let lines = group.lines.enumerated().map { index, line in
                "\(index + 1). \(line.text.shortened(160)) (\(note(line, today)))"
            }
            return ["", "\(head) (\(group.count.dotted)):"] + lines
                + [Self.rest(group).map { "… \($0)" }].compactMap(\.self)
        }
        return
            (["Kính gửi \(name),", "\(office) nhắc việc đến ngày \(today.vietnamese):"]
            + list("QUÁ HẠN", late, Self.late) + list("SẮP ĐẾN HẠN", soon, Self.soon)
            + ["", "Đề nghị đơn vị cập nhật kết quả hoặc nêu vướng mắc trong phần mềm. Trân trọng."])
            .joined(separator: "\n")
    }

    /// The same as a picture.
    public func card(from office: String, today: Day) -> CardPicture {
        var parts: [CardPicture.Part] = []
        if late.count > 0 {
            parts.append(
                CardPicture.Part(
                    "Quá hạn: \(late.count.dotted) việc", isUrgent: true,
                    lines: late.lines.map { .init($0.text, note: Self.late($0, today)) }, rest: Self.rest(late)))
        }
        if soon.count > 0 {
            parts.append(
                CardPicture.Part(
                    "Đến hạn trong \(Self.days) ngày: \(soon.count.dotted) việc",
                    lines: soon.lines.map { .init($0.text, note: Self.soon($0, today)) }, rest: Self.rest(soon)))
        }
        return CardPicture(
            from: "\(office) · nhắc việc thi đua, khen thưởng", title: name, parts: parts,
            foot:
                "Tính đến \(today.withWeekday.loweredStart). Đề nghị cập nhật kết quả hoặc nêu vướng mắc trong phần mềm."
        )
    }
}
