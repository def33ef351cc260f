import Office
import Vocabulary

/// The units of Hoàng Giang, among them districts that ended on 30/6/2025 and communes that took over from them.
enum SampleUnits {
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
        Entry("HG-SNNMT", "Sở Nông nghiệp và Môi trường", "Sở NNMT"),
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

    private static let communes = [
        "Bến Mây", "Mây Giang", "Nà Lương", "Pác Hoàng", "Bản Sương", "Khuổi Trăng", "Đồng Hạ", "Tân Hoàng",
        "Lũng Ngàn", "Thượng Giang",
        "Hạ Giang", "Phja Vàng", "Cốc Đượm", "Nậm Thơ", "Suối Hoa", "Mường Lành",
    ]

    /// Returns the province, the root of the branch.
    static func add(communes count: Int, by operation: Operation) throws -> Unit {
        let root = try Organisations.add(
            NewUnit(code: "HG", name: "Tỉnh Hoàng Giang", level: .province, kind: .government), by: operation)
        for entry in departments {
            _ = try Organisations.add(
                NewUnit(
                    code: entry.code, name: entry.name, shortName: entry.short, level: .province, kind: entry.kind,
                    parent: root,
                    aliases: entry.aliases), by: operation)
        }
        let department = try Organisations.unit(codeOrName: "HG-SNV", operation)
        _ = try Organisations.add(
            NewUnit(
                code: "HG-BTDKT", name: "Ban Thi đua - Khen thưởng tỉnh", shortName: "Ban TĐKT tỉnh", level: .province,
                kind: .office,
                parent: department.id), by: operation)
        try addCommunes(count, under: root, operation)
        try addDistrict(under: root, operation)
        guard let province = try Organisations.unit(root, operation) else { throw UnitRefusal.unknown("HG") }
        return province
    }

    private static func addCommunes(_ count: Int, under root: ID<Unit>, _ operation: Operation) throws {
        let began = Day(year: 2025, month: 7, day: 1)
        for number in 0..<count {
            let kind = number % 4 == 0 ? "phường" : "xã"
            let round = number / communes.count
            let name = communes[number % communes.count] + (round == 0 ? "" : " \(round + 1)")
            _ = try Organisations.add(
                NewUnit(
                    code: "HG-X\(number + 1)", name: "Ủy ban nhân dân \(kind) \(name)",
                    shortName: "UBND \(kind) \(name)", level: .commune,
                    kind: .government, parent: root, firstDay: began), by: operation)
        }
    }

    /// One district of the old order, so that old papers find their names.
    private static func addDistrict(under root: ID<Unit>, _ operation: Operation) throws {
        guard let last = Day(year: 2025, month: 6, day: 30) else { return }
        let district = try Organisations.add(
            NewUnit(
                code: "HG-H1", name: "Ủy ban nhân dân huyện Mây Giang", shortName: "UBND huyện Mây Giang",
                level: .district,
                kind: .government, parent: root), by: operation)
        guard let heir = try Organisations.unit(code: "HG-X2", operation) else { return }
        try Organisations.succeed(
            district, by: heir.id, lastDay: last, how: "dissolved",
            basis: "Chính quyền địa phương hai cấp từ 01/7/2025", operation)
    }
}
