import Database
import Fixtures
import Office
import Testing
import Vocabulary

@Suite("The directory of units") struct UnitDirectoryTests {
    private func names(
        _ province: TestProvince, in scope: Scope = .everything, _ change: (inout UnitFilter) throws -> Void = { _ in }
    ) throws -> [String] {
        var filter = UnitFilter(day: TestProvince.today)
        try change(&filter)
        return try province.office.read { try UnitDirectory.page(filter, in: scope, $0) }.lines.map(\.name)
    }

    @Test(
        "is filtered by day, level, kind, words without marks, place and whether a unit still exists",
        arguments: Engine.available)
    func filters(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let root = province.province.id
        let last = try day("30/06/2025")
        let district = try province.add("H1", "UBND huyện Mây Giang", under: root, level: .district)
        let commune = try province.add("X1", "UBND xã Hạ Giang", under: district)
        try province.write {
            try Organisations.move(commune, under: root, from: last.adding(days: 1), basis: nil, by: $0)
            try Organisations.end(district, on: last, basis: nil, by: $0)
            try Organisations.rename(
                commune, to: "UBND phường Hạ Giang", from: last.adding(days: 30), basis: nil, by: $0)
        }
        #expect(try names(province) { $0.level = .district } == [])
        #expect(try names(province) { ($0.level, $0.existence) = (.district, .ended) } == ["UBND huyện Mây Giang"])
        #expect(try names(province) { ($0.level, $0.day) = (.district, last) } == ["UBND huyện Mây Giang"])
        #expect(try names(province) { ($0.parent, $0.day) = (district, last) } == ["UBND xã Hạ Giang"])
        #expect(try names(province) { $0.level = .commune } == ["UBND phường Hạ Giang"])
        #expect(try names(province) { $0.kind = .press } == ["Báo và Phát thanh, Truyền hình Hoàng Giang"])
        // An old name finds the unit, which the list calls as it is called that day.
        #expect(try names(province) { $0.words = "xa ha giang" } == ["UBND phường Hạ Giang"])
        #expect(try names(province) { $0.words = "GIANG  hạ" } == ["UBND phường Hạ Giang"])
        #expect(try names(province) { $0.words = "x1" } == ["UBND phường Hạ Giang"])
        #expect(try names(province) { $0.words = "100%" } == [])
        #expect(
            try names(province) { $0.level = .province } == [
                "Ban Thi đua - Khen thưởng tỉnh", "Báo và Phát thanh, Truyền hình Hoàng Giang", "Sở Nội vụ",
                "Sở Tài chính",
                "Tỉnh Hoàng Giang", "Văn phòng UBND tỉnh",
            ])
        #expect(
            try names(province) { ($0.sort, $0.isDescending, $0.kind) = ("ma", true, .department) }.first
                == "Văn phòng UBND tỉnh")
    }

    @Test("shows a scope and the bodies outside the province, nothing of a neighbour", arguments: Engine.available)
    func scope(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        _ = try province.neighbour()
        _ = try province.add("TW", "Ban Thi đua - Khen thưởng Trung ương", under: nil, level: .central)
        let cluster = try province.add("CUM", "Cụm thi đua 7 tỉnh", under: nil, level: .outside)
        _ = try province.add("TB", "Tỉnh Vân Hải", under: cluster, level: .outside)
        let own = Scope.branches([province.province.path])
        let seen = try names(province, in: own)
        #expect(seen.contains("Ban Thi đua - Khen thưởng Trung ương"))
        #expect(seen.contains("Sở Tài chính"))
        #expect(!seen.contains { $0.contains("Láng Biên") })
        #expect(try names(province).contains { $0.contains("Láng Biên") })
        let tree = try province.office.read { try UnitTree.on(TestProvince.today, in: own, $0) }
        #expect(
            tree.roots.map(\.name) == [
                "Tỉnh Hoàng Giang", "Ban Thi đua - Khen thưởng Trung ương", "Cụm thi đua 7 tỉnh",
            ])
        #expect(tree.roots.last?.children.map(\.name) == ["Tỉnh Vân Hải"], "a member of a cluster stands once")
        // A branch below the province is a tree of its own.
        let branch = try province.office.read { db -> UnitTree in
            let department = try Organisations.unit(codeOrName: "SNV", db)
            return try UnitTree.on(TestProvince.today, in: .branches([department.path]), db)
        }
        #expect(branch.roots.first?.name == "Sở Nội vụ")
        #expect(branch.roots.first?.children.map(\.name) == ["Ban Thi đua - Khen thưởng tỉnh"])
    }

    @Test("leads through its pages both ways without losing or doubling a row", arguments: Engine.available)
    func paging(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        for number in 1...7 { _ = try province.add("X\(number)", "UBND xã Trùng Tên", under: province.province.id) }
        let whole = try names(province)
        var filter = UnitFilter(day: TestProvince.today)
        for (sort, isDescending) in [("ten", false), ("ten", true), ("ma", false)] {
            (filter.sort, filter.isDescending) = (sort, isDescending)
            var (seen, cursor): ([ID<Unit>], UnitDirectory.Cursor?) = ([], nil)
            var last: UnitDirectory?
            repeat {
                let page = try province.office.read {
                    try UnitDirectory.page(filter, cursor, in: .everything, size: 4, $0)
                }
                seen += page.lines.map(\.id)
                cursor = page.after.map { .after($0) }
                last = page
            } while cursor != nil
            #expect(seen.count == whole.count)
            #expect(Set(seen).count == whole.count)
            let first = try #require(last?.lines.first?.id)
            let back = try province.office.read {
                try UnitDirectory.page(filter, .before(first), in: .everything, size: 4, $0)
            }
            #expect(back.lines.map(\.id) == Array(seen.dropLast(last?.lines.count ?? 0).suffix(4)))
        }
    }

    @Test("asks as often for many units as for one", arguments: Engine.available)
    func statements(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let client = try province.client(.specialist)
        let unit = try province.add("X0", "UBND xã Một", under: province.province.id)
        let paths = ["/don-vi", "/don-vi/cay", "/don-vi/\(province.province.id)", "/don-vi/\(unit)", "/don-vi/sap-xep"]
        func counts() throws -> [Int] {
            try paths.map { path in
                let (answer, statements) = try Recorder.recording { try client.get(path) }
                #expect(answer.status == 200, "\(path)")
                return statements.count
            }
        }
        let one = try counts()
        for number in 1...5 {
            let commune = try province.add("X\(number)", "UBND xã \(number)", under: province.province.id)
            _ = try province.add("T\(number)", "Trường \(number)", under: commune, level: .base)
            _ = try province.add("S\(number)", "Trạm \(number)", under: unit, level: .base)
        }
        #expect(try counts() == one)
    }

    @Test("finds its pages by an index", arguments: Engine.available)
    func indexes(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let plan = try province.office.read { db in
            try db.explain("SELECT u.id FROM unit u WHERE u.level = 'commune' ORDER BY u.name_key, u.id LIMIT 51")
        }
        #expect(plan.contains("unit_level_name"), "\(plan)")
    }

    @Test("cuts a tree that is too large for a page and leads on", arguments: Engine.available)
    func cut(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let tree = try province.office.read { try UnitTree.on(TestProvince.today, in: .everything, most: 5, $0) }
        #expect(tree.isCut)
        #expect(tree.roots.map(\.name) == ["Tỉnh Hoàng Giang"])
        let department = try #require(tree.roots.first?.children.first { $0.name == "Sở Nội vụ" })
        #expect(department.children == [])
        #expect(department.below == 1)
    }
}
