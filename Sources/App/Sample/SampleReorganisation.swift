import Office
import Vocabulary

/// The communes of Hoàng Giang: under districts until 30/6/2025, fewer and directly under the province from 01/7/2025.
///
/// The change is made as an office makes it, by one reorganisation: most communes are merged, some divided, a few stay as
/// they are and only change their place. 102 communes of today come from 180 in 10 districts; other numbers in proportion.
struct SampleReorganisation {
    struct Made {
        let communes: [ID<Unit>]
        let old: [ID<Unit>]
        let districts: [ID<Unit>]
    }

    private let count: Int
    private let province: Unit
    private let names: SamplePlaces
    private let decision = "Nghị quyết số 27/NQ-HĐND ngày 16/6/2025"

    init(count: Int, seed: UInt64, province: Unit) {
        (self.count, self.province) = (count, province)
        names = SamplePlaces(count: count, seed: seed)
    }

    private var districtCount: Int { max(1, (count * 10 + 51) / 102) }
    private var keptCount: Int { count / 9 }
    /// Communes that ended.
    private var endedCount: Int { max(count - keptCount, count * 180 / 102 - keptCount) }

    /// The communes of today in each district of old, by number.
    private func communes(of district: Int) -> Range<Int> {
        count * district / districtCount..<count * (district + 1) / districtCount
    }

    /// Every ninth commune stayed as it was.
    private func isKept(_ number: Int) -> Bool { number % 9 == 8 }

    func make(by operation: Operation) throws -> Made {
        guard let firstDay = Day(year: 2025, month: 7, day: 1) else {
            return Made(communes: [], old: [], districts: [])
        }
        var proposal = ReorganisationProposal(
            title: "Sắp xếp đơn vị hành chính cấp xã năm 2025", decision: decision, firstDay: firstDay)
        var (ended, districts, kept): ([ID<Unit>], [ID<Unit>], [Int: ID<Unit>]) = ([], [], [:])
        let merged = count - keptCount
        // Those that come from several: spread evenly over the province.
        var position = 0
        for district in 0..<districtCount {
            let unit = try addDistrict(district, operation)
            districts.append(unit)
            var heirs: [Int] = []
            var divided: (old: ID<Unit>, heir: Int)?
            for number in communes(of: district) {
                if isKept(number) {
                    let id = try add(number, under: unit, operation)
                    kept[number] = id
                    heirs.append(proposal.heirs.count)
                    proposal.heirs.append(.existing(id))
                    continue
                }
                let heir = proposal.heirs.count
                heirs.append(heir)
                proposal.heirs.append(.new(today(number)))
                let sources = endedCount * (position + 1) / merged - endedCount * position / merged
                position += 1
                for source in 0..<sources {
                    let old = try addOld(number, source, ended.count, under: unit, operation)
                    ended.append(old)
                    if source == 0, ended.count % 30 == 1, divided == nil {
                        divided = (old, heir)
                    } else if let first = divided, source == 0 {
                        // The one before was divided between its own heir and this one.
                        proposal.olds.append(.init(first.old, heirs: [first.heir, heir]))
                        divided = nil
                        proposal.olds.append(.init(old, heirs: [heir]))
                    } else {
                        proposal.olds.append(.init(old, heirs: [heir]))
                    }
                }
            }
            if let divided { proposal.olds.append(.init(divided.old, heirs: [divided.heir])) }
            proposal.olds.append(.init(unit, heirs: heirs, children: .up))
        }
        try Reorganisations.carryOut(proposal, branch: province.path, by: operation)
        let communes = try (0..<count).compactMap { number in
            try kept[number] ?? Organisations.unit(code: "HG-X\(number + 1)", operation)?.id
        }
        return Made(communes: communes, old: ended, districts: districts)
    }

    private func form(_ number: Int) -> (word: String, kind: Unit.CommuneKind) {
        number % 4 == 0 ? ("phường", .ward) : ("xã", .commune)
    }

    private func today(_ number: Int) -> NewUnit {
        let form = form(number)
        return NewUnit(
            code: "HG-X\(number + 1)", name: "Ủy ban nhân dân \(form.word) \(names.today(number))",
            shortName: "UBND \(form.word) \(names.today(number))", level: .commune, kind: .government,
            communeKind: form.kind, parent: province.id)
    }

    /// A commune that stays: it stood under its district first.
    private func add(_ number: Int, under district: ID<Unit>, _ operation: Operation) throws -> ID<Unit> {
        var unit = today(number)
        unit.parent = district
        return try Organisations.add(unit, by: operation)
    }

    private func addDistrict(_ number: Int, _ operation: Operation) throws -> ID<Unit> {
        let name = names.district(number)
        let word = number % 10 == 9 ? "thị xã" : "huyện"
        return try Organisations.add(
            NewUnit(
                code: "HG-H\(number + 1)", name: "Ủy ban nhân dân \(word) \(name)", shortName: "UBND \(word) \(name)",
                level: .district, kind: .government, parent: province.id), by: operation)
    }

    /// The first source of a commune bears its name already; now and then a school stands under it.
    private func addOld(
        _ number: Int, _ source: Int, _ index: Int, under district: ID<Unit>, _ operation: Operation
    ) throws -> ID<Unit> {
        let isTown = source == 0 && form(number).kind == .ward
        let name = source == 0 ? names.today(number) : names.old(index)
        let word = isTown ? "thị trấn" : "xã"
        let unit = try Organisations.add(
            NewUnit(
                code: "HG-C\(index + 1)", name: "Ủy ban nhân dân \(word) \(name)", shortName: "UBND \(word) \(name)",
                level: .commune, kind: .government, communeKind: isTown ? .townlet : .commune, parent: district),
            by: operation)
        if index % 12 == 0 {
            _ = try Organisations.add(
                NewUnit(
                    code: "HG-T\(index / 12 + 1)", name: "Trường Tiểu học và THCS \(name)", level: .base, kind: .school,
                    parent: unit), by: operation)
        }
        return unit
    }
}

/// Invented names of places: the first sixteen are the ones that papers and tests know, the others follow from the seed.
struct SamplePlaces {
    private static let known = [
        "Bến Mây", "Mây Giang", "Nà Lương", "Pác Hoàng", "Bản Sương", "Khuổi Trăng", "Đồng Hạ", "Tân Hoàng",
        "Lũng Ngàn", "Thượng Giang",
        "Hạ Giang", "Phja Vàng", "Cốc Đượm", "Nậm Thơ", "Suối Hoa", "Mường Lành",
    ]
    private static let first = [
        "Nà", "Pác", "Bản", "Khuổi", "Lũng", "Nậm", "Mường", "Cốc", "Phja", "Thượng", "Hạ", "Tân", "Đồng", "Suối",
        "Đèo",
        "Chiềng", "Tà", "Keo", "Phiêng", "Vàng",
    ]
    private static let second = [
        "Sương", "Mai", "Lanh", "Thắm", "Ngần", "Khao", "Vài", "Hương", "Then", "Tình", "Sa", "Biếc", "Quế", "Hồi",
        "Trúc",
        "Đào", "Mận", "Thông", "Lau", "Dẻ", "Sim", "Muồng", "Nghiến", "Lát",
    ]
    private static let districts = [
        "Mây Giang", "Hoàng Sơn", "Thượng Mây", "Nà Khê", "Bắc Hoàng", "Nam Hoàng", "Lũng Thông", "Phja Sương",
        "Suối Mơ",
        "Bến Hoàng",
    ]

    private let order: [String]
    private let count: Int

    init(count: Int, seed: UInt64) {
        self.count = count
        var names = Self.first.flatMap { first in Self.second.map { "\(first) \($0)" } }.filter {
            !Self.known.contains($0)
        }
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        for index in names.indices.reversed() {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            names.swapAt(index, Int((state >> 33) % UInt64(index + 1)))
        }
        order = names
    }

    private func name(_ number: Int) -> String {
        let round = number / order.count
        return order[number % order.count] + (round == 0 ? "" : " \(round + 1)")
    }

    func today(_ number: Int) -> String {
        number < Self.known.count ? Self.known[number] : name(number - Self.known.count)
    }

    /// Names of communes that are gone: none that a commune of today bears.
    func old(_ index: Int) -> String { name(max(0, count - Self.known.count) + index) }

    func district(_ number: Int) -> String {
        let round = number / Self.districts.count
        return Self.districts[number % Self.districts.count] + (round == 0 ? "" : " \(round + 1)")
    }
}
