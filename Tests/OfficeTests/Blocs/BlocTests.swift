import Database
import Fixtures
import Testing
import Vocabulary

@testable import Office

/// A bloc of three departments, from 2025 on.
private struct BlocWorld {
    let people: PeopleWorld
    let bloc: ID<Bloc>
    var office: Office { people.office }

    init(_ engine: Engine) throws {
        let people = try PeopleWorld(engine)
        let decision = BlocDecision(
            number: "35/QĐ-UBND", day: try day("15/01/2025"), firstYear: 2025,
            members: [try people.unit("STC"), try people.unit("SNV"), try people.unit("BAO")])
        bloc = try people.write {
            try Blocs.found(
                .bloc, "Khối thi đua  các sở tổng hợp", under: try people.unit("HG"), by: decision, in: .everything,
                by: $0)
        }
        self.people = people
    }

    func names(in year: Int) throws -> [String] {
        try office.read { db in
            try Blocs.version(of: bloc, in: year, db).map { try Blocs.members(of: $0.id, db).map(\.code) } ?? []
        }
    }

    func decide(_ codes: [String], from year: Int) throws {
        let decision = BlocDecision(
            number: "12/QĐ-UBND", day: try day("10/01/2026"), firstYear: year, members: try codes.map(people.unit))
        try people.write { try Blocs.decide(decision, on: bloc, in: .everything, by: $0) }
    }

    func handOver(_ head: String, _ deputies: [String] = [], _ year: Int) throws {
        try people.write {
            try Blocs.handOver(
                bloc, to: try people.unit(head), deputies: try deputies.map(people.unit), for: year, in: .everything,
                by: $0)
        }
    }

    var acts: [String] {
        get throws { try office.read { try Ledger.entries(about: Subject("bloc", bloc), $0) }.reversed().map(\.act) }
    }
}

@Suite("The register of blocs") struct BlocTests {
    @Test("keeps the members of each decision for its years", arguments: Engine.available)
    func versions(_ engine: Engine) throws {
        let world = try BlocWorld(engine)
        #expect(throws: BlocRefusal.notAfter(2025)) { try world.decide(["STC", "SNV"], from: 2025) }
        try world.decide(["STC", "VP"], from: 2027)
        #expect(try world.names(in: 2024) == [])
        #expect(try world.names(in: 2026) == ["STC", "SNV", "BAO"])
        #expect(try world.names(in: 2027) == ["STC", "VP"])
        #expect(throws: BlocRefusal.tooFewMembers) { try world.decide(["STC"], from: 2028) }
        #expect(throws: BlocRefusal.memberTwice("Sở Tài chính")) { try world.decide(["STC", "STC"], from: 2028) }
        #expect(try world.acts == ["bloc.found", "bloc.decide"])
    }

    @Test("is handed over once a year, to members of that year", arguments: Engine.available)
    func handOver(_ engine: Engine) throws {
        let world = try BlocWorld(engine)
        try world.handOver("STC", ["SNV"], 2026)
        try world.handOver("SNV", ["BAO"], 2027)
        let years = try world.office.read { try Blocs.years(of: world.bloc, $0) }
        #expect(years.map(\.year) == [2027, 2026])
        #expect(years.map { $0.head?.code } == ["SNV", "STC"])
        #expect(years.map { $0.deputies.map(\.code) } == [["BAO"], ["SNV"]])
        #expect(throws: BlocRefusal.handedOver(2027)) { try world.handOver("STC", [], 2027) }
        #expect(throws: BlocRefusal.headIsDeputy) { try world.handOver("STC", ["STC"], 2028) }
        #expect(throws: BlocRefusal.noVersion(2024)) { try world.handOver("STC", [], 2024) }
        #expect(throws: BlocRefusal.notMember(field: "truong", "Văn phòng UBND tỉnh", year: 2028)) {
            try world.handOver("VP", [], 2028)
        }
        // Who leads that year stays a member of it.
        #expect(throws: BlocRefusal.self) { try world.decide(["STC", "VP"], from: 2027) }
        #expect(try world.acts == ["bloc.found", "bloc.handOver", "bloc.handOver"])
    }

    @Test("has a quota of flags and certificates a year", arguments: Engine.available)
    func quota(_ engine: Engine) throws {
        let world = try BlocWorld(engine)
        func set(_ flags: Int?, _ certificates: Int?) throws {
            try world.people.write {
                try Blocs.setQuota(
                    world.bloc, flags: flags, certificates: certificates, for: 2026, in: .everything, by: $0)
            }
        }
        // An empty form says nothing, and is no fault.
        try set(nil, nil)
        #expect(try world.acts == ["bloc.found"])
        try set(1, 3)
        #expect(throws: BlocRefusal.badQuota) { try set(-1, 3) }
        let year = try #require(try world.office.read { try Blocs.years(of: world.bloc, $0) }.first)
        #expect(year == Bloc.Year(year: 2026, head: nil, deputies: [], flags: 1, certificates: 3))
        // What stands is changed with a reason only.
        #expect(throws: BlocRefusal.noReason) { try set(2, 3) }
        try world.people.write {
            try Blocs.setQuota(
                world.bloc, flags: nil, certificates: nil, for: 2026, because: "Chưa giao", in: .everything, by: $0)
        }
        #expect(try world.office.read { try Blocs.years(of: world.bloc, $0) } == [])
    }

    @Test("has a hand-over corrected and taken back with a reason", arguments: Engine.available)
    func correctsHandOver(_ engine: Engine) throws {
        let world = try BlocWorld(engine)
        try world.handOver("STC", ["SNV"], 2026)
        func correct(_ head: String, _ deputies: [String], _ reason: String = "Ghi nhầm") throws {
            try world.people.write {
                try Blocs.correctHandOver(
                    world.bloc, to: try world.people.unit(head), deputies: try deputies.map(world.people.unit),
                    for: 2026,
                    because: reason, in: .everything, by: $0)
            }
        }
        func undo(_ year: Int) throws {
            try world.people.write {
                try Blocs.undoHandOver(world.bloc, for: year, because: "Chưa bàn giao", in: .everything, by: $0)
            }
        }
        #expect(throws: BlocRefusal.noReason) { try correct("BAO", [], " ") }
        #expect(throws: BlocRefusal.headIsDeputy) { try correct("BAO", ["BAO"]) }
        try correct("BAO", ["STC", "SNV"])
        let year = try #require(try world.office.read { try Blocs.years(of: world.bloc, $0) }.first)
        #expect(year.head?.code == "BAO")
        #expect(year.deputies.map(\.code) == ["STC", "SNV"])
        #expect(throws: BlocRefusal.notHandedOver(2027)) { try undo(2027) }
        try undo(2026)
        #expect(try world.office.read { try Blocs.years(of: world.bloc, $0) } == [])
        try world.handOver("SNV", [], 2026)
        #expect(
            try world.acts == [
                "bloc.found", "bloc.handOver", "bloc.correctHandOver", "bloc.undoHandOver", "bloc.handOver",
            ])
    }

    @Test("has its newest decision taken back while nobody leads by it", arguments: Engine.available)
    func undoesDecision(_ engine: Engine) throws {
        let world = try BlocWorld(engine)
        func undo() throws {
            try world.people.write {
                try Blocs.undoDecision(world.bloc, because: "Ghi nhầm khối", in: .everything, by: $0)
            }
        }
        #expect(throws: BlocRefusal.onlyDecision) { try undo() }
        try world.decide(["STC", "VP"], from: 2027)
        try world.handOver("VP", [], 2027)
        #expect(throws: BlocRefusal.yearsStand(2027)) { try undo() }
        try world.people.write {
            try Blocs.undoHandOver(world.bloc, for: 2027, because: "Ghi nhầm", in: .everything, by: $0)
        }
        try undo()
        #expect(try world.names(in: 2028) == ["STC", "SNV", "BAO"])
        #expect(throws: BlocRefusal.onlyDecision) { try undo() }
    }

    @Test("shows what falls to the province in a cluster of provinces, and who hosts it", arguments: Engine.available)
    func provinces(_ engine: Engine) throws {
        let world = try BlocWorld(engine)
        let decision = BlocDecision(
            number: "17/QĐ-HĐTĐKT", day: try day("22/01/2026"), firstYear: 2026,
            members: try ["HG", "STC", "SNV"].map(world.people.unit))
        let cluster = try world.people.write {
            try Blocs.found(
                .provinces, "Cụm 7 tỉnh", under: try world.people.unit("HG"), by: decision, in: .everything, by: $0)
        }
        let client = try world.people.province.client(.specialist)
        #expect(try client.get("/khoi/\(cluster)?nam=2026").body.contains("Chưa biết trưởng cụm năm 2026"))
        try world.people.write {
            try Blocs.handOver(
                cluster, to: try world.people.unit("STC"), deputies: [try world.people.unit("HG")], for: 2026,
                in: .everything, by: $0)
        }
        let body = try client.get("/khoi/\(cluster)?nam=2026").body
        #expect(body.contains("Làm phó trưởng cụm năm 2026: cùng Sở Tài chính"))
        #expect(body.contains("Gửi Sở Tài chính báo cáo"))
    }

    @Test("does not know a bloc outside the scope", arguments: Engine.available)
    func scoped(_ engine: Engine) throws {
        let world = try BlocWorld(engine)
        let other = try world.people.scope("STC")
        #expect(throws: BlocRefusal.notFound) { try world.office.read { try Blocs.bloc(world.bloc, in: other, $0) } }
        #expect(throws: BlocRefusal.notFound) {
            try world.people.write {
                try Blocs.setQuota(world.bloc, flags: 1, certificates: 1, for: 2026, in: other, by: $0)
            }
        }
        #expect(try world.office.read { try BlocList.page(.init(year: 2026), in: other, $0) }.total == 0)
    }

    @Test("is listed by year, in pages", arguments: Engine.available)
    func lists(_ engine: Engine) throws {
        let world = try BlocWorld(engine)
        try world.handOver("STC", ["SNV"], 2026)
        for name in ["Khối thi đua A", "Khối thi đua B"] {
            let decision = BlocDecision(
                number: "36/QĐ-UBND", day: try day("15/01/2026"), firstYear: 2026,
                members: [try world.people.unit("STC"), try world.people.unit("SNV")])
            _ = try world.people.write {
                try Blocs.found(.inner, name, under: try world.people.unit("HG"), by: decision, in: .everything, by: $0)
            }
        }
        try world.office.read { db in
            let first = try BlocList.page(.init(year: 2026), in: .everything, size: 2, db)
            #expect(first.total == 3)
            #expect(first.lines.map(\.name) == ["Khối thi đua A", "Khối thi đua B"])
            let second = try BlocList.page(
                .init(year: 2026), first.after.map { .after($0) }, in: .everything, size: 2, db)
            #expect(second.lines.map(\.name) == ["Khối thi đua các sở tổng hợp"])
            #expect(second.lines.map(\.head) == ["Sở Tài chính"])
            #expect(second.lines.map(\.memberCount) == [3])
            #expect(second.after == nil)
            let back = try BlocList.page(
                .init(year: 2026), second.before.map { .before($0) }, in: .everything, size: 2, db)
            #expect(back.lines == first.lines)
            let of2025 = try BlocList.page(.init(year: 2025, kind: .inner), in: .everything, db)
            #expect(of2025.total == 0)
        }
    }

    @Test("asks as often for three rows as for one, and walks the index of names", arguments: Engine.available)
    func queries(_ engine: Engine) throws {
        let world = try BlocWorld(engine)
        func count() throws -> (rows: Int, statements: Int) {
            let (page, statements) = try world.office.read { db in
                try Recorder.recording { try BlocList.page(.init(year: 2026), in: .everything, db) }
            }
            return (page.lines.count, statements.count)
        }
        let one = try count()
        for name in ["Khối thi đua A", "Khối thi đua B"] {
            let decision = BlocDecision(
                number: "36/QĐ-UBND", day: try day("15/01/2026"), firstYear: 2026,
                members: [try world.people.unit("STC"), try world.people.unit("SNV")])
            _ = try world.people.write {
                try Blocs.found(.inner, name, under: try world.people.unit("HG"), by: decision, in: .everything, by: $0)
            }
        }
        let three = try count()
        #expect(one.rows == 1)
        #expect(three.rows == 3)
        #expect(one.statements == three.statements)
        if engine == .sqlite {
            let plan = try world.office.read {
                try $0.explain(BlocList.walking(.init(year: 2026), nil, .everything, limit: 51))
            }
            #expect("\(plan)".contains("bloc_by_name"), "\(plan)")
        }
    }

    @Test("is handed over on its page", arguments: Engine.available)
    func pages(_ engine: Engine) throws {
        let world = try BlocWorld(engine)
        let keeper = try world.people.province.client(.specialist)
        let token = ("_ma", try world.people.province.formToken(keeper))
        let path = "/khoi/\(world.bloc)"
        let refused = try keeper.post("\(path)/ban-giao", form: [token, ("nam", "2026"), ("truong", "")])
        #expect(refused.status == 422)
        #expect(refused.body.contains("Hãy chọn đơn vị làm trưởng."))
        let unit = try world.people.unit("STC").description
        let done = try keeper.post("\(path)/ban-giao", form: [token, ("nam", "2026"), ("truong", unit)])
        #expect(done.header("Location") == "\(path)?nam=2026")
        #expect(try keeper.get("\(path)/sua-ban-giao?nam=2026").status == 200)
        #expect(try keeper.get("\(path)/huy?nam=2026").status == 200)
        #expect(try keeper.get("\(path)/huy").status == 404)
        let press = try world.people.unit("BAO").description
        let corrected = try keeper.post(
            "\(path)/sua-ban-giao", form: [token, ("nam", "2026"), ("truong", press), ("ly-do", "Ghi nhầm")])
        #expect(corrected.header("Location") == "\(path)?nam=2026")
        let unreasoned = try keeper.post("\(path)/huy-ban-giao", form: [token, ("nam", "2026"), ("ly-do", "")])
        #expect(unreasoned.status == 422)
        let founded = try keeper.post(
            "/khoi",
            form: [
                token, ("ten", "Cụm số 1"), ("loai", "cluster"), ("don-vi", "HG"), ("so", "40/QĐ-UBND"),
                ("ngay", "20/01/2026"), ("nam", "2026"), ("thanh-vien", "Sở Tài chính\nSở Không Có"),
            ])
        #expect(founded.status == 422)
        #expect(founded.body.contains("Sở Không Có"))
        let reader = try world.people.province.client(.unitOfficer)
        let page = try reader.get("\(path)?nam=2026")
        #expect(page.body.contains("trưởng khối"))
        #expect(!page.body.contains("Quyết định mới"))
    }
}
