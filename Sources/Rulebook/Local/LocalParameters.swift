import Vocabulary

/// What one setting of a local regulation is, and how far the law lets the province go, for dossiers accepted in a period.
public struct LocalParameter: Equatable, Sendable {
    public let key: LocalKey
    public let period: Period
    public let name: String
    /// What it counts, and what happens while nobody regulates it.
    public let about: String
    public let bound: Bound
    public let citation: String
    public let confidence: Confidence

    public enum Bound: Equatable, Sendable {
        /// The law names no measure.
        case free
        case atLeast(Int)
        case atMost(Int)

        func allows(_ amount: Int) -> Bool {
            switch self {
            case .free: true
            case .atLeast(let least): least <= amount
            case .atMost(let most): amount <= most
            }
        }
    }

    /// `từ 90 % trở lên`
    public var boundWords: String {
        switch bound {
        case .free: "luật không nêu mức"
        case .atLeast(let least): "từ \(key.words(least)) trở lên"
        case .atMost(let most): "nhiều nhất \(key.words(most))"
        }
    }

    static let keys: Set = ["key", "unit", "bound", "limit", "from", "to", "name", "about", "citation", "confidence"]

    init(_ fields: Fields) throws(InputRefusal) {
        let key = try fields.needed("key") { f throws(InputRefusal) in try f.word("key", LocalKey.self) }
        self.key = key
        let unit = try fields.needed("unit") { f throws(InputRefusal) in try f.word("unit", LocalKey.Unit.self) }
        guard unit == key.unit else { throw fields.refusal("unit", "“\(key.rawValue)” tính bằng \(key.unit.rawValue)") }
        period = try fields.periodOrAlways()
        name = try fields.needed("name") { f throws(InputRefusal) in try f.text("name") }
        about = try fields.needed("about") { f throws(InputRefusal) in try f.text("about") }
        citation = try fields.needed("citation") { f throws(InputRefusal) in try f.text("citation") }
        confidence = try fields.needed("confidence") { f throws(InputRefusal) in try f.word("confidence") }
        let limit =
            unit == .percent ? try fields.hundredths("limit") : try fields.whole("limit", atMost: unit.range.upperBound)
        let kind = try fields.needed("bound") { f throws(InputRefusal) in try f.text("bound") }
        switch (kind, limit) {
        case ("free", nil): bound = .free
        case ("atLeast", let limit?): bound = .atLeast(limit)
        case ("atMost", let limit?): bound = .atMost(limit)
        case ("free", _?): throw fields.refusal("limit", "không ghi khi bound là free")
        case ("atLeast", nil), ("atMost", nil): throw fields.refusal("limit", "thiếu")
        default: throw fields.refusal("bound", "“\(kind)” không có trong danh sách: free, atLeast, atMost")
        }
    }
}

/// What the law leaves to the provinces: `Law/local.json`.
public struct LocalParameters: Equatable, Sendable {
    /// In the order of the file.
    public let all: [LocalParameter]

    /// Why a regulation may not say so.
    public enum Slip: Equatable, Sendable {
        /// No percent, no number of days that can be meant.
        case outOfRange(LocalKey)
        /// In these days the law leaves nothing open.
        case notOpen(LocalKey)
        /// Looser than the confirmed law.
        case loosens(LocalParameter)

        public var vietnamese: String {
            switch self {
            case .outOfRange(let key):
                "Mức này không thể đúng: ghi từ \(key.words(key.unit.range.lowerBound)) đến \(key.words(key.unit.range.upperBound))."
            case .notOpen:
                "Trong thời gian này luật không để địa phương quy định nội dung đó. Hãy kiểm tra ngày có hiệu lực."
            case .loosens(let parameter):
                "Quy chế không được nới mức của luật: \(parameter.boundWords), theo \(parameter.citation)."
            }
        }
    }

    public func parameters(of key: LocalKey, in period: Period) -> [LocalParameter] {
        all.filter { $0.key == key && $0.period.overlaps(period) }
    }

    /// The parameters of a day, one for each key that is open on it, in the order of the file.
    public func open(on day: Day) -> [LocalParameter] { all.filter { $0.period.contains(day) } }

    /// Nil where a regulation of that period may say so. Only confirmed bounds refuse.
    public func slip(_ key: LocalKey, _ amount: Int, in period: Period) -> Slip? {
        guard key.unit.range.contains(amount) else { return .outOfRange(key) }
        let rows = parameters(of: key, in: period)
        guard !rows.isEmpty else { return .notOpen(key) }
        return rows.first { $0.confidence == .verified && !$0.bound.allows(amount) }.map { .loosens($0) }
    }

    /// The first row of each key that is open on some day of a period, in the order of the file.
    public func open(in period: Period) -> [LocalParameter] {
        var seen: Set<LocalKey> = []
        return all.filter { $0.period.overlaps(period) && seen.insert($0.key).inserted }
    }

    // MARK: Reading

    /// Every use of a setting by a rule has a row for its days with the same bound, and every row has a use.
    init(_ rows: [LocalParameter], usedBy rules: [Rule]) throws(InputRefusal) {
        all = rows
        for (index, row) in rows.enumerated() {
            if rows[..<index].contains(where: { $0.key == row.key && $0.period.overlaps(row.period) }) {
                throw InputRefusal("parameters[\(index)]", "trùng ngày với một dòng trước của “\(row.key.rawValue)”")
            }
            let uses = rules.filter { $0.accepted.overlaps(row.period) }.flatMap { rule in
                rule.shape.locals.filter { $0.key == row.key }
            }
            let used = rules.filter { $0.shape.locals.contains { $0.key == row.key } }.map(\.accepted)
            guard Self.covers(used, row.period) else {
                throw InputRefusal(
                    "parameters[\(index)]", "không quy tắc nào dùng “\(row.key.rawValue)” trong suốt thời gian này")
            }
            guard row.bound == Self.bound(of: uses) else {
                throw InputRefusal("parameters[\(index)].limit", "không khớp với mức của các quy tắc")
            }
        }
        for rule in rules {
            for use in rule.shape.locals
            where !Self.covers(rows.filter { $0.key == use.key }.map(\.period), rule.accepted) {
                throw InputRefusal(
                    "parameters", "thiếu “\(use.key.rawValue)” cho \(rule.file) \(rule.place)")
            }
        }
    }

    /// The tightest floor, the loosest ceiling; one rule that leaves it open opens it, except where another has a floor.
    private static func bound(of uses: [LocalUse]) -> LocalParameter.Bound {
        var (least, most, isOpen): (Int?, Int?, Bool) = (nil, nil, false)
        for use in uses {
            switch use.bound {
            case .open: isOpen = true
            case .atLeast(let number): least = max(least ?? number, number)
            case .atMost(let number): most = max(most ?? number, number)
            }
        }
        if let least { return .atLeast(least) }
        if let most, !isOpen { return .atMost(most) }
        return .free
    }

    /// Whether periods hold together on every day of another.
    private static func covers(_ periods: [Period], _ whole: Period) -> Bool {
        var day = whole.start
        for period in periods.sorted(by: { $0.start < $1.start }) where period.contains(day) {
            guard let end = period.end else { return true }
            if let last = whole.end, last <= end { return true }
            day = end
        }
        return false
    }
}
