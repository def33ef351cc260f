import Paper

/// What the columns of a table hold, read from its head.
struct ColumnHeads: Equatable, Sendable {
    enum Role: Equatable, Sendable {
        case ordinal, content, time, end, lead, advisor, coordinators, product, cost, note, other
    }

    /// By column from 0.
    var roles: [Role]
    /// Rows of the head, without a row of column numbers.
    var rows: Int

    func column(_ role: Role) -> Int? { roles.firstIndex(of: role) }

    /// The head of a table of tasks; nil for a table of anything else.
    static func find(in table: SourceTable) -> ColumnHeads? {
        for first in 0..<min(3, table.rows.count) {
            if let heads = read(table.rows, at: first) { return heads }
        }
        return nil
    }

    /// The head that starts in this row.
    static func read(_ rows: [PaperDocument.TableRow], at first: Int) -> ColumnHeads? {
        guard first < rows.count else { return nil }
        var names = texts(rows[first])
        guard names.count >= 2, names.reduce(0, { $0 + $1.utf8.count }) < 700 else { return nil }
        var count = 1
        // A second line of the head stands under a cell that spans columns.
        let depth = rows[first].cells.compactMap { $0?.rows }.max() ?? 1
        let spans = rows[first].cells.contains { ($0?.columns ?? 1) > 1 }
        if depth > 1 || spans, first + 1 < rows.count {
            for (column, name) in texts(rows[first + 1]).enumerated() where column < names.count && !name.isEmpty {
                if case .some(let upper) = rows[first].cells[column], upper.rows > 1 { continue }
                if name.unicodeScalars.count <= 60 { names[column] = name }
            }
            count = 2
        }
        var roles = names.map { role(Wording($0)) }
        if !roles.contains(.time), let end = roles.firstIndex(of: .end) { roles[end] = .time }
        guard roles.contains(.content) || roles.filter({ $0 != .other }).count >= 3 else { return nil }
        if !roles.contains(.content) {
            guard let free = roles.firstIndex(of: .other), roles.contains(.time),
                roles.contains(.lead) || roles.contains(.coordinators)
            else { return nil }
            roles[free] = .content
        }
        let helpful: [Role] = [.time, .lead, .coordinators, .advisor, .product]
        guard roles.contains(where: { helpful.contains($0) }) else { return nil }
        settle(&roles, names)
        return ColumnHeads(roles: roles, rows: first + count)
    }

    /// One column for each role: the first that fits; who carries out helps where someone else leads.
    private static func settle(_ roles: inout [Role], _ names: [String]) {
        var seen: [Role] = []
        for column in roles.indices {
            let role = roles[column]
            guard role != .other, role != .note else { continue }
            if seen.contains(role) {
                roles[column] = .other
                if role == .lead {
                    let wording = Wording(names[column])
                    if wording.contains("chủ trì"), let first = roles.firstIndex(of: .lead),
                        !Wording(names[first]).contains("chủ trì")
                    {
                        roles[column] = .lead
                        roles[first] =
                            seen.contains(.coordinators) || roles.contains(.coordinators) ? .other : .coordinators
                    } else if !roles.contains(.coordinators), wording.contains("thực hiện") {
                        roles[column] = .coordinators
                    }
                }
            } else {
                seen.append(role)
            }
        }
    }

    private static func texts(_ row: PaperDocument.TableRow) -> [String] {
        var names = row.cells.map { $0?.text.tidied ?? "" }
        // A cell that spans columns names each of them.
        for (column, cell) in row.cells.enumerated() {
            guard let cell, cell.columns > 1 else { continue }
            for other in column + 1..<max(column + 1, min(names.count, column + cell.columns))
            where other < names.count && names[other].isEmpty {
                names[other] = cell.text.tidied
            }
        }
        return names
    }

    static func role(_ name: Wording) -> Role {
        guard !name.isEmpty, name.count <= 90 else { return .other }
        let whole = name.text(from: 0, to: name.count).trimmingEnd(".:").lowercased()
        if ["tt", "stt", "số tt", "số thứ tự", "sốtt", "số", "tt.", "thứ tự"].contains(whole) { return .ordinal }
        if name.contains(anyOf: ["ghi chú"]) { return .note }
        if name.contains("được") { return .other }
        if name.contains(anyOf: ["sản phẩm", "kết quả", "đầu ra"]) { return .product }
        if name.contains(anyOf: ["kinh phí", "dự toán", "số tiền"]) { return .cost }
        if ["kết thúc", "ngày kết thúc", "thời gian kết thúc", "đến", "đến ngày"].contains(whole) { return .end }
        if ["bắt đầu", "ngày bắt đầu", "từ", "từ ngày"].contains(whole) { return .time }
        if name.contains(anyOf: [
            "thời gian", "thời hạn", "tiến độ", "thời điểm", "hạn hoàn thành", "ngày hoàn thành", "ngày, tháng",
            "thời gian/tiến độ", "lộ trình", "giai đoạn thực hiện", "năm thực hiện", "năm hoàn thành",
        ]) || ["hoàn thành", "hạn", "thời hạn", "mốc thời gian"].contains(whole) {
            return .time
        }
        if name.contains("chủ trì") { return .lead }
        if name.contains(anyOf: ["phối hợp", "tham gia"]) { return .coordinators }
        if name.contains("chỉ đạo") && !name.starts(with: "nội dung") { return .other }
        if name.contains("tham mưu"), name.contains(anyOf: ["đơn vị", "cơ quan", "bộ phận", "phòng"]) {
            return .advisor
        }
        let who: [Needle] = ["đơn vị", "cơ quan", "bộ phận", "người", "cá nhân", "ai làm", "tổ", "lực lượng"]
        if name.contains(anyOf: ["phụ trách", "phân công", "trách nhiệm", "đảm nhiệm", "đầu mối"]) { return .lead }
        if name.contains("thực hiện"), name.contains(anyOf: who) { return .lead }
        if name.contains(anyOf: [
            "nội dung", "nhiệm vụ", "công việc", "hoạt động", "đầu việc", "tên việc", "hạng mục", "chương trình",
        ]) {
            return .content
        }
        if ["tháng", "quý", "ngày", "tháng/quý", "thời gian"].contains(whole) { return .time }
        if name.contains(anyOf: who) && name.count <= 24 { return .lead }
        if whole == "thực hiện" || whole == "tổ chức thực hiện" { return .lead }
        return .other
    }
}
