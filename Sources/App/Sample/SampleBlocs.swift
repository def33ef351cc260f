import Office
import struct Office.Unit
import Vocabulary

/// Khối, cụm thi đua of Hoàng Giang: the bodies of the province in blocs, the communes in clusters, each with a head and
/// deputies that change every year; and the cluster of seven provinces of which the province is itself a member.
///
/// A whole province has seven blocs and seven clusters; a small one as many as give each at least two members.
struct SampleBlocs {
    struct Made {
        /// Of the province, blocs before clusters.
        let own: [ID<Bloc>]
        let provinces: ID<Bloc>
    }

    private struct Draft {
        let name: String
        let kind: Bloc.Kind
        let members: [ID<Unit>]
        /// By the decision before; empty where there was none.
        let older: [ID<Unit>]
    }

    private static let groups: [(name: String, codes: [String])] = [
        (
            "Khối thi đua các cơ quan tham mưu tổng hợp",
            ["HG-VP", "HG-VPHDND", "HG-SNV", "HG-STC", "HG-STP", "HG-TTR"]
        ),
        ("Khối thi đua các sở kinh tế - kỹ thuật", ["HG-SNNMT", "HG-SKHCN", "HG-SXD", "HG-SCT"]),
        (
            "Khối thi đua các cơ quan văn hóa - xã hội",
            ["HG-SGDDT", "HG-SYT", "HG-SVHTTDL", "HG-SDTTG", "HG-BPTTH"]
        ),
        (
            "Khối thi đua các cơ quan Đảng",
            ["HG-VPTU", "HG-BTCTU", "HG-UBKTTU", "HG-BTGDV", "HG-DUUB"]
        ),
        (
            "Khối thi đua Mặt trận Tổ quốc và các đoàn thể",
            ["HG-MTTQ", "HG-LDLD", "HG-HND", "HG-HPN", "HG-TD", "HG-CCB"]
        ),
        ("Khối thi đua lực lượng vũ trang và cơ quan tư pháp", ["HG-CA", "HG-BCHQS", "HG-TAND", "HG-VKS"]),
        ("Khối thi đua doanh nghiệp và đơn vị sự nghiệp", ["HG-DLHG", "HG-THPTMG"]),
    ]

    /// In a small province only the Front and the police are left of three groups.
    private static let small = ("Khối thi đua Mặt trận, đoàn thể và nội chính", ["HG-MTTQ", "HG-CA"])

    /// Founded in 2025, so that the decision of 2023 does not know them.
    private static let founded2025: Set<String> = ["HG-SDTTG", "HG-BTGDV", "HG-DUUB"]

    private static let mostClusters = 7

    private let units: SampleUnits.Made
    private let today: Day
    private let operation: Operation
    /// Bodies of the province and units beyond its border.
    private let byCode: [String: ID<Unit>]

    init(_ units: SampleUnits.Made, by operation: Operation) throws {
        (self.units, self.operation, today) = (units, operation, operation.today)
        let known = try Organisations.all(on: today, operation).filter { [.province, .outside].contains($0.level) }
        byCode = Dictionary(known.map { ($0.code, $0.id) }, uniquingKeysWith: { first, _ in first })
    }

    func make() throws -> Made {
        Made(own: try (blocs() + clusters()).compactMap(add), provinces: try addProvinces())
    }

    private func blocs() -> [Draft] {
        let isWhole = byCode["HG-LDLD"] != nil
        let groups =
            isWhole
            ? Self.groups
            : Self.groups.filter { $0.codes.first != "HG-MTTQ" && $0.codes.first != "HG-CA" } + [Self.small]
        return groups.map { name, codes in
            Draft(
                name: name, kind: .bloc, members: codes.compactMap { byCode[$0] },
                older: codes.filter { !Self.founded2025.contains($0) }.compactMap { byCode[$0] })
        }
    }

    /// Communes that lie together, in the order of the old districts.
    private func clusters() -> [Draft] {
        let count = units.communes.count
        let clusters = max(1, min(Self.mostClusters, count / 6))
        return (0..<clusters).map { number in
            let range = count * number / clusters..<count * (number + 1) / clusters
            return Draft(
                name: "Cụm thi đua xã, phường số \(number + 1)", kind: .cluster, members: Array(units.communes[range]),
                older: [])
        }
    }

    /// Nobody competes alone: a lone commune stays without a cluster.
    private func add(_ draft: Draft) throws -> ID<Bloc>? {
        guard draft.members.count >= 2, let day2023 = Day(year: 2023, month: 6, day: 29),
            let day2025 = Day(year: 2025, month: 8, day: 15)
        else { return nil }
        let newer = BlocDecision(number: "1188/QĐ-UBND", day: day2025, firstYear: 2025, members: draft.members)
        let older = BlocDecision(number: "572/QĐ-UBND", day: day2023, firstYear: 2023, members: draft.older)
        let id = try Blocs.found(
            draft.kind, draft.name, under: units.province.id, by: draft.older.isEmpty ? newer : older, in: .everything,
            by: operation)
        if !draft.older.isEmpty { try Blocs.decide(newer, on: id, in: .everything, by: operation) }
        let rest = draft.members.count - 1
        try rotate(id, draft.members, since: 2025, flags: rest < 8 ? 1 : 2, certificates: max(1, rest / 2))
        return id
    }

    /// The Central Council makes this cluster; its host changes every year.
    private func addProvinces() throws -> ID<Bloc> {
        let members = [units.province.id] + (1...6).compactMap { byCode["TB-\($0)"] }
        let decision = BlocDecision(
            number: "17/QĐ-HĐTĐKT", day: Day(year: 2024, month: 1, day: 22) ?? today, firstYear: 2024, members: members)
        let id = try Blocs.found(
            .provinces, "Cụm thi đua 7 tỉnh vùng cao", under: units.province.id, by: decision, in: .everything,
            by: operation)
        try rotate(id, members, since: 2024, flags: 1, certificates: nil)
        return id
    }

    /// Who was deputy leads the year after.
    private func rotate(
        _ id: ID<Bloc>, _ members: [ID<Unit>], since first: Int, flags: Int, certificates: Int?
    ) throws {
        let count = members.count
        for year in stride(from: max(first, today.year - 1), through: today.year, by: 1) {
            let deputies = count > 4 ? [1, 2] : [1]
            try Blocs.handOver(
                id, to: members[year % count], deputies: deputies.map { members[(year + $0) % count] }, for: year,
                in: .everything, by: operation)
            try Blocs.setQuota(
                id, flags: flags, certificates: certificates, for: year, in: .everything, by: operation)
        }
    }
}
