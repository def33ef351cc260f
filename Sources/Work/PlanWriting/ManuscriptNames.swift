import Database
import Office
import struct Office.Unit
import Vocabulary

/// What the register has of the units that a plan names: looked up in one query for the whole plan.
struct ManuscriptNames {
    private struct Known {
        let isThere: Bool
        /// Of the province whose plan it is: its units are meant before those of others.
        let isOwn: Bool
        let lastDay: Day?
        let heir: String?
    }

    private var known: [String: [Known]] = [:]
    /// By name, the ways in which it may stand in the register.
    private let folds: [String: [String]]

    init(_ sheet: ManuscriptSheet, _ db: any Reader) throws {
        folds = Dictionary(
            uniqueKeysWithValues: Set(sheet.kept.flatMap(\.names)).map { ($0, Self.folds(of: $0)) })
        let all = Set(folds.values.flatMap(\.self)).sorted()
        guard !all.isEmpty else { return }
        let day = sheet.manuscript.day
        let root = sheet.manuscript.branch.split(separator: "/").first.map { "/\($0)/" } ?? "/"
        for row in try db.all(
            """
            SELECT n.fold, u.path, u.first_day, u.last_day,
                (SELECT h.name FROM unit_successor s JOIN unit h ON h.id = s.successor WHERE s.predecessor = u.id
                 ORDER BY h.id LIMIT 1) AS heir
            FROM unit_name n JOIN unit u ON u.id = n.unit WHERE n.fold IN (\(list: all)) ORDER BY u.id LIMIT 5000
            """)
        {
            let (first, last): (Day?, Day?) = (try row("first_day"), try row("last_day"))
            let isThere = (first.map { $0 <= day } ?? true) && (last.map { day <= $0 } ?? true)
            let path: String = try row("path")
            known[try row("fold"), default: []].append(
                Known(isThere: isThere, isOwn: path.hasPrefix(root), lastDay: last, heir: try row("heir")))
        }
    }

    /// Names of a row that the register does not have, or whose unit has ended.
    func findings(of row: ManuscriptRow) -> [ManuscriptReview.Finding] {
        row.names.filter { !Self.isGroup($0) }.compactMap { name in
            let all = (folds[name] ?? []).flatMap { known[$0] ?? [] }
            let found = all.contains(where: \.isOwn) ? all.filter(\.isOwn) : all
            if found.contains(where: \.isThere) { return nil }
            guard let ended = found.first(where: { $0.lastDay != nil }), let last = ended.lastDay else {
                return .init("UNIT_UNKNOWN", "“\(name)” chưa có trong danh mục đơn vị.")
            }
            let heir = ended.heir.map { " Đơn vị kế thừa: \($0)." } ?? ""
            return .init("UNIT_ENDED", "\(name) đã kết thúc hoạt động ngày \(last.vietnamese).\(heir)")
        }
    }

    /// The ways in which a name may stand in the register.
    private static func folds(of name: String) -> [String] {
        var candidates = [name]
        if let (outside, inside) = UnitName.bracketed(name) { candidates += [outside, inside] }
        return candidates.flatMap { candidate -> [String] in
            let fold = UnitName.fold(candidate)
            let shorter = [" tinh", " thanh pho", " xa", " phuong", " cua tinh"].filter { fold.hasSuffix($0) }
            return [fold] + shorter.map { String(fold.dropLast($0.count)) }
        }
    }

    /// `Các khối, cụm thi đua`, `UBND các xã, phường`: no unit by itself.
    private static func isGroup(_ name: String) -> Bool {
        let folded = name.folded
        return folded.hasPrefix("cac ") || folded.contains(" cac ") || folded.contains("lien quan")
            || folded.contains("toan the")
    }
}
