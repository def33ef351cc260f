import Database
import Markup
import Office
import Vocabulary

/// What the table of one request is asked for; everything of it stands in the address.
public struct UnitPlanFilter: Equatable, Sendable {
    public enum Standing: String, Sendable, CaseIterable {
        case missing = "chua-gui"
        case sent = "da-gui"
        case inTime = "dung-han"
        case late = "gui-muon"
        case returned = "tra-lai"

        public var vietnamese: String {
            switch self {
            case .missing: "Chưa gửi"
            case .sent: "Đã gửi"
            case .inTime: "Gửi đúng hạn"
            case .late: "Gửi muộn"
            case .returned: "Trả lại để sửa"
            }
        }
    }

    public enum Sort: String, Sendable, CaseIterable {
        case name = "ten"
        case sent = "ngay"
    }

    public var standing: Standing?
    public var kind: Unit.Kind?
    public var words = ""
    public var sort = Sort.name
    public var isDescending = false

    public init(standing: Standing? = nil) { self.standing = standing }

    /// What an address asks for; what it does not understand is left out.
    public init(_ query: (String) -> String?) {
        standing = query("tinh-trang").flatMap(Standing.init(rawValue:))
        kind = query("loai").flatMap(Unit.Kind.init(rawValue:))
        words = String((query("tim") ?? "").prefix(100))
        let order = query("sap") ?? ""
        isDescending = order.hasPrefix("-")
        sort = Sort(rawValue: isDescending ? String(order.dropFirst()) : order) ?? .name
    }

    public var isFiltered: Bool { standing != nil || kind != nil || !words.trimmed.isEmpty }

    func address(_ path: String) -> Address {
        Address(path).with("tinh-trang", standing?.rawValue).with("loai", kind?.rawValue).with("tim", words.trimmed)
            .with("sap", sort == .name && !isDescending ? nil : (isDescending ? "-" : "") + sort.rawValue)
    }

    var title: String {
        [standing?.vietnamese, kind?.vietnamese].compactMap(\.self).joined(separator: ", ")
    }

    /// Over `unit_plan p` and its unit `u`.
    func condition(_ request: PlanRequest) -> SQL {
        var parts: [SQL] = ["p.request = \(request.id)"]
        switch standing {
        case nil: break
        case .missing: parts.append("p.state = 'missing'")
        case .sent: parts.append("p.state = 'sent'")
        case .inTime: parts.append("p.sent_on <= \(request.due)")
        case .late: parts.append("p.sent_on > \(request.due)")
        case .returned: parts.append("p.state = 'returned'")
        }
        if let kind { parts.append("u.kind = \(kind)") }
        let fold = UnitName.fold(words)
        if !fold.isEmpty {
            for word in fold.split(separator: " ") { parts.append("p.name_fold \(contains: String(word))") }
        }
        return parts.joined(separator: " AND ")
    }
}

/// A page of the units of one request.
public struct UnitPlanList: Equatable, Sendable {
    public typealias Cursor = KeysetCursor<ID<UnitPlan>>

    public let lines: [UnitPlan]
    public let total: Int
    public let before: ID<UnitPlan>?
    public let after: ID<UnitPlan>?

    public static let pageSize = 50

    /// Two queries, however many rows: paging is by the keys of the last row.
    public static func page(
        of request: PlanRequest, _ filter: UnitPlanFilter, _ cursor: Cursor? = nil, size: Int = pageSize,
        _ db: any Reader
    ) throws -> UnitPlanList {
        let goesDown = filter.isDescending != (cursor?.isBackwards ?? false)
        let page = try KeysetPage(cursor, size: size, key: \UnitPlan.id) { limit in
            try db.all(statement(of: request, filter, goesDown: goesDown, from: cursor?.key, limit: limit)).map(
                UnitPlan.init)
        }
        let total: Int = try db.value(
            "SELECT count(*) FROM unit_plan p JOIN unit u ON u.id = p.unit WHERE \(sql: filter.condition(request))")
        return UnitPlanList(lines: page.rows, total: total, before: page.before, after: page.after)
    }

    static func statement(
        of request: PlanRequest, _ filter: UnitPlanFilter, goesDown: Bool, from start: ID<UnitPlan>?, limit: Int
    ) -> SQL {
        let key: SQL = filter.sort == .name ? "name_key" : "sent_sort"
        let (direction, comparison): (SQL, SQL) = goesDown ? (" DESC", "<") : ("", ">")
        let beyond: SQL =
            start.map {
                """
                AND (p.\(sql: key), p.id) \(sql: comparison) (SELECT s.\(sql: key), s.id FROM unit_plan s WHERE s.id = \($0))
                """
            } ?? ""
        return """
            SELECT \(sql: UnitPlan.columns) \(sql: UnitPlan.from)
            WHERE \(sql: filter.condition(request)) \(sql: beyond)
            ORDER BY p.\(sql: key)\(sql: direction), p.id\(sql: direction) LIMIT \(limit)
            """
    }
}
