import Database
import Fixtures
import Foundation
import Office
import struct Office.Unit
import Testing
import Vocabulary

@testable import App

@Suite("Blocs and councils of the sample province") struct SampleBlocsTests {
    private func made(_ communes: Int, people: Int) throws -> Office {
        let clock = Instant(milliseconds: Int64(TestProvince.today.number) * 86_400_000 + 3 * 3_600_000)
        let office = Office(
            store: try Engine.sqlite.fresh(Installation.migrations),
            world: World(now: { clock }, randomBytes: World.real.randomBytes),
            shelf: FileShelf(folder: TestFolder.newPath("files")), unitTouches: Installation.unitTouches)
        let actor = Actor.system(user: "test")
        let units = try office.write(by: actor) { try SampleUnits.add(communes: communes, seed: 1, by: $0) }
        var sample = SamplePeople(office, seed: 1, actor: actor)
        try sample.add(people)
        try office.write(by: actor) { operation in
            let blocs = try SampleBlocs(units, by: operation).make()
            try SampleCouncils(units.province.id, blocs, by: operation).make()
        }
        return office
    }

    /// `name: members, head, number of deputies, flags/certificates` of this year, in the order they were founded.
    private func blocs(_ db: any Reader) throws -> [String] {
        let ids: [ID<Bloc>] = try db.values("SELECT id FROM bloc ORDER BY id")
        let year = TestProvince.today.year
        return try ids.map { id in
            let bloc = try Blocs.bloc(id, in: .everything, db)
            let version = try #require(try Blocs.version(of: id, in: year, db))
            let led = try #require(try Blocs.years(of: id, db).first)
            #expect(led.year == year)
            let count = try Blocs.members(of: version.id, db).count
            return "\(bloc.name): \(count), \(led.head?.code ?? "–") + \(led.deputies.count), "
                + "\(led.flags ?? -1)/\(led.certificates ?? -1)"
        }
    }

    /// Bodies directly under the province and communes of today that are in none, or in several, of the province's blocs.
    private func astray(_ db: any Reader) throws -> [String] {
        let year = TestProvince.today.year
        return try db.values(
            """
            SELECT u.code FROM unit u JOIN unit r ON r.id = u.parent AND r.code = 'HG'
            WHERE u.last_day IS NULL AND u.kind <> 'council' AND u.code <> 'HG-UBND'
              AND 1 <> (SELECT count(*) FROM bloc_member m JOIN bloc_version v ON v.id = m.version
                JOIN bloc b ON b.id = v.bloc
                WHERE m.unit = u.id AND b.kind <> 'provinces' AND v.first_year <= \(year)
                  AND (v.last_year IS NULL OR v.last_year >= \(year)))
            ORDER BY u.code
            """)
    }

    @Test("a small province: every body and commune in one of them, two councils with people of the register")
    func small() throws {
        let office = try made(12, people: 240)
        let found = try office.read { db in try blocs(db) }
        let lost = try office.read { db in try astray(db) }
        #expect(
            found == [
                "Khối thi đua các cơ quan tham mưu tổng hợp: 4, HG-STC + 1, 1/1",
                "Khối thi đua các sở kinh tế - kỹ thuật: 2, HG-SNNMT + 1, 1/1",
                "Khối thi đua các cơ quan văn hóa - xã hội: 4, HG-SVHTTDL + 1, 1/1",
                "Khối thi đua doanh nghiệp và đơn vị sự nghiệp: 2, HG-DLHG + 1, 1/1",
                "Khối thi đua Mặt trận, đoàn thể và nội chính: 2, HG-MTTQ + 1, 1/1",
                "Cụm thi đua xã, phường số 1: 6, HG-X5 + 2, 1/2",
                "Cụm thi đua xã, phường số 2: 6, HG-X11 + 2, 1/2",
                "Cụm thi đua 7 tỉnh vùng cao: 7, TB-3 + 2, 1/-1",
            ])
        #expect(lost == [])
        #expect(try Verification(office).faults == [])
    }

    // The whole province takes some seconds in a debug build.
    @Test("a whole province: fourteen blocs and clusters and the cluster of seven, all seats of both councils filled")
    func whole() throws {
        let office = try made(102, people: 2000)
        try office.read { db in
            let blocs = try blocs(db)
            #expect(blocs.count == 15)
            #expect(
                blocs.prefix(8) == [
                    "Khối thi đua các cơ quan tham mưu tổng hợp: 6, HG-STP + 2, 1/2",
                    "Khối thi đua các sở kinh tế - kỹ thuật: 4, HG-SXD + 1, 1/1",
                    "Khối thi đua các cơ quan văn hóa - xã hội: 5, HG-SYT + 2, 1/2",
                    "Khối thi đua các cơ quan Đảng: 5, HG-BTCTU + 2, 1/2",
                    "Khối thi đua Mặt trận Tổ quốc và các đoàn thể: 6, HG-TD + 2, 1/2",
                    "Khối thi đua lực lượng vũ trang và cơ quan tư pháp: 4, HG-TAND + 1, 1/1",
                    "Khối thi đua doanh nghiệp và đơn vị sự nghiệp: 2, HG-DLHG + 1, 1/1",
                    "Cụm thi đua xã, phường số 1: 14, HG-X11 + 2, 2/6",
                ])
            #expect(try astray(db) == [])
            let year = TestProvince.today.year
            let councils = try CouncilList.page(.init(on: TestProvince.today), in: .everything, db).lines
            #expect(
                councils.map(\.name) == [
                    "Hội đồng sáng kiến tỉnh Hoàng Giang", "Hội đồng Thi đua - Khen thưởng tỉnh Hoàng Giang",
                ])
            #expect(councils.map(\.standingName) == ["Sở Khoa học và Công nghệ", "Sở Nội vụ"])
            let roles = try councils.map { council in
                try Councils.members(of: council.id, db).filter { $0.serves(on: TestProvince.today) }.map(\.role)
            }
            // Without the named accounts.
            #expect(
                roles[0] == [.chair, .standingDeputy, .deputy, .secretary] + Array(repeating: .member, count: 4))
            #expect(
                roles[1] == [.chair, .standingDeputy, .deputy, .deputy] + Array(repeating: .member, count: 10))
            let assigned = try CouncilAssignment.of(council: councils[1].id, in: year, db)
            #expect(Set(assigned.map(\.bloc)).count == 15)
            #expect(assigned.count == 15)
        }
    }

    @Test("the head of a year was a deputy the year before, and the decision of 2023 knows no bodies of 2025")
    func rotation() throws {
        let office = try made(102, people: 0)
        try office.read { db in
            for id in try db.values("SELECT id FROM bloc ORDER BY id") as [ID<Bloc>] {
                let years = try Blocs.years(of: id, db)
                guard years.count == 2 else { continue }
                #expect(years[1].deputies.contains { $0.unit == years[0].head?.unit })
            }
            let party = try Blocs.bloc(named: "Khối thi đua các cơ quan Đảng", in: .everything, db)
            let versions = try Blocs.versions(of: party.id, db)
            #expect(versions.map(\.decision) == ["1188/QĐ-UBND", "572/QĐ-UBND"])
            #expect(try Blocs.members(of: versions[1].id, db).map(\.code) == ["HG-VPTU", "HG-BTCTU", "HG-UBKTTU"])
        }
    }
}
