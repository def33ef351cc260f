import Office
import Vocabulary

/// The units of Hoàng Giang: bodies of the province, and the communes of before and after the reorganisation of 01/7/2025.
enum SampleUnits {
    /// What was made, for the parts of the sample that stand on it: people, councils, blocs.
    struct Made {
        let province: Unit
        /// Directly under the province.
        let bodies: [ID<Unit>]
        /// Those of today, and those that ended on 30/6/2025.
        let communes: [ID<Unit>]
        let oldCommunes: [ID<Unit>]
        let districts: [ID<Unit>]
    }

    private struct Entry {
        let code: String
        let name: String
        let short: String?
        let kind: Unit.Kind
        let aliases: [String]
        init(
            _ code: String, _ name: String, _ short: String? = nil, _ kind: Unit.Kind = .department,
            _ aliases: [String] = []
        ) {
            (self.code, self.name, self.short, self.kind, self.aliases) = (code, name, short, kind, aliases)
        }
    }

    private static let departments = [
        Entry("HG-UBND", "Ủy ban nhân dân tỉnh Hoàng Giang", "UBND tỉnh", .government, ["Ủy ban nhân dân tỉnh"]),
        Entry("HG-VP", "Văn phòng UBND tỉnh", "VP UBND tỉnh", .department, ["Văn phòng Ủy ban nhân dân tỉnh"]),
        Entry("HG-SNV", "Sở Nội vụ", "SNV"),
        Entry("HG-STC", "Sở Tài chính", "STC"),
        Entry("HG-SGDDT", "Sở Giáo dục và Đào tạo", "Sở GDĐT"),
        Entry("HG-SKHCN", "Sở Khoa học và Công nghệ", "Sở KHCN"),
        Entry("HG-SYT", "Sở Y tế", "SYT"),
        Entry("HG-SVHTTDL", "Sở Văn hóa, Thể thao và Du lịch", "Sở VHTTDL"),
        Entry("HG-SNNMT", "Sở Nông nghiệp và Phát triển nông thôn", "Sở NNPTNT"),
        Entry("HG-TTR", "Thanh tra tỉnh", nil),
        Entry(
            "HG-HDTDKT", "Hội đồng TĐKT tỉnh", "HĐTĐKT tỉnh", .council,
            ["Thành viên Hội đồng TĐKT tỉnh", "Thành viên Hội đồng TĐKT"]),
        Entry("HG-MTTQ", "Ủy ban Mặt trận Tổ quốc tỉnh", "MTTQ tỉnh", .front),
        Entry("HG-BPTTH", "Báo và Phát thanh, Truyền hình Hoàng Giang", "Báo và PTTH Hoàng Giang", .press),
        Entry("HG-CA", "Công an tỉnh", "CA tỉnh", .police),
        Entry("HG-THPTMG", "Trường THPT Mây Giang", nil, .school),
        Entry("HG-DLHG", "Công ty Điện lực Hoàng Giang", nil, .enterprise),
    ]

    /// The other bodies of a whole province: 34 in all.
    private static let moreBodies = [
        Entry("HG-SXD", "Sở Xây dựng", "SXD"), Entry("HG-SCT", "Sở Công Thương", "SCT"),
        Entry("HG-STP", "Sở Tư pháp", "STP"), Entry("HG-SDTTG", "Sở Dân tộc và Tôn giáo", "Sở DTTG"),
        Entry("HG-VPHDND", "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh"),
        Entry("HG-VPTU", "Văn phòng Tỉnh ủy", "VPTU", .party),
        Entry("HG-BTCTU", "Ban Tổ chức Tỉnh ủy", "BTCTU", .party),
        Entry("HG-UBKTTU", "Ủy ban Kiểm tra Tỉnh ủy", "UBKTTU", .party),
        Entry("HG-BTGDV", "Ban Tuyên giáo và Dân vận Tỉnh ủy", nil, .party),
        Entry("HG-DUUB", "Đảng ủy Ủy ban nhân dân tỉnh", nil, .party),
        Entry("HG-BCHQS", "Bộ Chỉ huy Quân sự tỉnh", "BCHQS tỉnh", .army),
        Entry("HG-LDLD", "Liên đoàn Lao động tỉnh", "LĐLĐ tỉnh", .union),
        Entry("HG-HND", "Hội Nông dân tỉnh", nil, .union), Entry("HG-HPN", "Hội Liên hiệp Phụ nữ tỉnh", nil, .union),
        Entry("HG-TD", "Tỉnh đoàn Hoàng Giang", nil, .union), Entry("HG-CCB", "Hội Cựu chiến binh tỉnh", nil, .union),
        Entry("HG-TAND", "Tòa án nhân dân tỉnh", nil, .court),
        Entry("HG-VKS", "Viện kiểm sát nhân dân tỉnh", nil, .court),
    ]

    /// Returns what was made, the province first of all.
    static func add(communes count: Int, seed: UInt64, by operation: Operation) throws -> Made {
        let root = try Organisations.add(
            NewUnit(code: "HG", name: "Tỉnh Hoàng Giang", level: .province, kind: .government), by: operation)
        let isWhole = count > 16
        let bodies = try (departments + (isWhole ? moreBodies : [])).map { entry in
            try Organisations.add(
                NewUnit(
                    code: entry.code, name: entry.name, shortName: entry.short, level: .province, kind: entry.kind,
                    parent: root, aliases: entry.aliases), by: operation)
        }
        try rename(operation)
        let department = try Organisations.unit(codeOrName: "HG-SNV", operation)
        _ = try Organisations.add(
            NewUnit(
                code: "HG-BTDKT", name: "Ban Thi đua - Khen thưởng tỉnh", shortName: "Ban TĐKT tỉnh", level: .province,
                kind: .office,
                parent: department.id), by: operation)
        guard let province = try Organisations.unit(root, operation) else { throw UnitRefusal.unknown("HG") }
        let reorganisation = SampleReorganisation(count: count, seed: seed, province: province)
        let made = try reorganisation.make(by: operation)
        if isWhole { try addCentre(operation) }
        try addCluster(operation)
        return Made(
            province: province, bodies: bodies, communes: made.communes, oldCommunes: made.old,
            districts: made.districts)
    }

    /// A department that was called otherwise before 01/3/2025.
    private static func rename(_ operation: Operation) throws {
        guard let day = Day(year: 2025, month: 3, day: 1) else { return }
        let unit = try Organisations.unit(codeOrName: "HG-SNNMT", operation)
        try Organisations.rename(
            unit.id, to: "Sở Nông nghiệp và Môi trường", short: "Sở NNMT", from: day, basis: "Nghị quyết số 11/NQ-HĐND",
            by: operation)
    }

    /// Whom a whole province reports to.
    private static func addCentre(_ operation: Operation) throws {
        for (code, name, kind) in [
            ("TW-BNV", "Bộ Nội vụ", Unit.Kind.department),
            ("TW-BTDKT", "Ban Thi đua - Khen thưởng Trung ương", .department),
            ("TW-HDTDKT", "Hội đồng Thi đua - Khen thưởng Trung ương", .council),
        ] {
            _ = try Organisations.add(NewUnit(code: code, name: name, level: .central, kind: kind), by: operation)
        }
    }

    /// The cluster of provinces and its other members.
    private static func addCluster(_ operation: Operation) throws {
        let cluster = try Organisations.add(
            NewUnit(
                code: "CUM-7", name: "Cụm thi đua 7 tỉnh vùng cao", shortName: "Cụm 7 tỉnh", level: .outside,
                kind: .bloc),
            by: operation)
        for (number, name) in ["Láng Biên", "Sơn Khê", "Thượng Ngàn", "Vân Hải", "Đông Lĩnh", "Bạch Sa"].enumerated() {
            _ = try Organisations.add(
                NewUnit(
                    code: "TB-\(number + 1)", name: "Tỉnh \(name)", level: .outside, kind: .government, parent: cluster),
                by: operation)
        }
    }
}
