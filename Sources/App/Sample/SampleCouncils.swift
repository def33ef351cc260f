import Office
import struct Office.Unit
import Vocabulary

/// The two councils of Hoàng Giang, with people of the register as members and blocs of this year assigned to them.
///
/// Seats whose holder the register does not have (a sample without people) stay empty.
struct SampleCouncils {
    private let province: ID<Unit>
    private let blocs: SampleBlocs.Made
    private let operation: Operation
    private let today: Day
    /// Leaders of the bodies of the province by code of unit, the head first.
    private let leaders: [String: [ID<Person>]]
    /// People of the accounts, by login.
    private let named: [String: ID<Person>]

    private enum Seat {
        case leader(String, Int)
        case named(String)
    }

    init(_ province: ID<Unit>, _ blocs: SampleBlocs.Made, by operation: Operation) throws {
        (self.province, self.blocs, self.operation, today) = (province, blocs, operation, operation.today)
        var leaders: [String: [ID<Person>]] = [:]
        for row in try operation.all(
            """
            SELECT u.code, o.person FROM post o JOIN unit u ON u.id = o.unit
            WHERE u.level = 'province' AND o.is_leader = 1 AND o.last_day IS NULL
              AND NOT EXISTS (SELECT 1 FROM account a WHERE a.person = o.person)
            ORDER BY o.id
            """)
        {
            leaders[try row("code"), default: []].append(try row("person"))
        }
        var named: [String: ID<Person>] = [:]
        for row in try operation.all("SELECT login, person FROM account WHERE person IS NOT NULL ORDER BY id") {
            named[try row("login")] = try row("person")
        }
        (self.leaders, self.named) = (leaders, named)
    }

    func make() throws {
        guard let first = Day(year: today.year - 1, month: 8, day: 22),
            let last = Day(year: today.year + 4, month: 12, day: 31)
        else { return }
        try addEmulation(first, last)
        try addInitiative(first, last)
    }

    private func addEmulation(_ first: Day, _ last: Day) throws {
        let council = try Councils.establish(
            NewCouncil(
                .emulation, level: .province, name: "Hội đồng Thi đua - Khen thưởng tỉnh Hoàng Giang", unit: province,
                standing: try unit("HG-SNV"), decision: "1325/QĐ-UBND", decidedOn: first, firstDay: first,
                lastDay: last), in: .everything, by: operation)
        let members = try add(
            [
                (.chair, .leader("HG-UBND", 0)), (.standingDeputy, .leader("HG-SNV", 0)),
                (.deputy, .leader("HG-MTTQ", 0)), (.deputy, .leader("HG-LDLD", 0)), (.standing, .named("dung")),
                (.secretary, .named("thuky")), (.member, .named("lan")), (.member, .leader("HG-VP", 0)),
                (.member, .leader("HG-STC", 0)), (.member, .leader("HG-SNNMT", 1)), (.member, .leader("HG-SYT", 0)),
                (.member, .leader("HG-SVHTTDL", 0)), (.member, .leader("HG-BPTTH", 0)), (.member, .leader("HG-CA", 0)),
                (.member, .leader("HG-BCHQS", 0)), (.member, .leader("HG-HPN", 0)), (.member, .leader("HG-TD", 0)),
            ], to: council, from: first)
        try replace(members, council)
        try assign(council)
    }

    private func addInitiative(_ first: Day, _ last: Day) throws {
        let council = try Councils.establish(
            NewCouncil(
                .initiative, level: .province, name: "Hội đồng sáng kiến tỉnh Hoàng Giang", unit: province,
                standing: try unit("HG-SKHCN"), decision: "1326/QĐ-UBND", decidedOn: first, firstDay: first,
                lastDay: last), in: .everything, by: operation)
        _ = try add(
            [
                (.chair, .leader("HG-UBND", 1)), (.standingDeputy, .leader("HG-SKHCN", 0)),
                (.deputy, .leader("HG-SNV", 1)), (.secretary, .leader("HG-SKHCN", 2)),
                (.member, .leader("HG-SGDDT", 0)), (.member, .leader("HG-SYT", 0)),
                (.member, .leader("HG-SNNMT", 0)), (.member, .leader("HG-LDLD", 0)), (.member, .named("tam")),
            ], to: council, from: first)
    }

    private func unit(_ code: String) throws -> ID<Unit> { try Organisations.unit(codeOrName: code, operation).id }

    private func person(_ seat: Seat) -> ID<Person>? {
        switch seat {
        case .leader(let code, let place):
            leaders[code].flatMap { $0.indices.contains(place) ? $0[place] : nil }
        case .named(let login): named[login]
        }
    }

    private func add(_ seats: [(role: Council.Role, seat: Seat)], to council: ID<Council>, from first: Day) throws
        -> [(seat: Seat, member: ID<CouncilMember>)]
    {
        try seats.compactMap { role, seat in
            guard let person = person(seat) else { return nil }
            return (
                seat,
                try Councils.add(person, as: role, to: council, from: first, in: .everything, by: operation)
            )
        }
    }

    /// A deputy head sat there until the head took over, so that the history of seats has something to show.
    private func replace(_ members: [(seat: Seat, member: ID<CouncilMember>)], _ council: ID<Council>) throws {
        guard let day = Day(year: today.year, month: 1, day: 15), day <= today,
            let head = person(.leader("HG-SNNMT", 0))
        else { return }
        for (seat, member) in members {
            guard case .leader("HG-SNNMT", _) = seat else { continue }
            try Councils.replace(member, by: head, from: day, in: .everything, by: operation)
        }
    }

    /// Each bloc of this year to one member in turn; the cluster of provinces to whom the standing body sends.
    private func assign(_ council: ID<Council>) throws {
        let serving = try Councils.members(of: council, operation).filter { $0.serves(on: today) }
        let watching = serving.filter { ![.chair, .secretary].contains($0.role) }
        guard !watching.isEmpty else { return }
        for (index, bloc) in blocs.own.enumerated() {
            try Councils.assign(
                watching[index % watching.count].id, to: bloc, in: today.year, in: .everything, by: operation)
        }
        let standing = watching.first { $0.role == .standing } ?? watching[0]
        try Councils.assign(standing.id, to: blocs.provinces, in: today.year, in: .everything, by: operation)
    }
}
