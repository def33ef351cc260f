import Database
import Fixtures
import HTTP
import Testing
import Vocabulary

@testable import Office

@Suite("The ledger as people read it") struct LedgerListTests {
    private struct World {
        let province: TestProvince
        let book: LedgerBook

        init(_ engine: Engine) throws {
            province = try TestProvince(engine)
            book = province.office.book
            for number in 1...3 {
                try province.office.write(by: province.actor(.specialist)) { operation in
                    try Organisations.learn(alias: "STC \(number)", of: operation.unitID("STC"), by: operation)
                    try Organisations.learn(alias: "SNV \(number)", of: operation.unitID("SNV"), by: operation)
                }
            }
        }

        func visitor(_ grants: [Grant]) -> Visitor {
            Visitor(
                account: ID(99), name: "Thanh tra", login: "tt", grants: grants, unit: nil, province: province.province)
        }

        var everybody: Visitor { visitor([Grant(.administrator, home: nil)]) }

        func page(
            _ filter: LedgerFilter = LedgerFilter(), _ cursor: LedgerList.Cursor? = nil, for visitor: Visitor? = nil,
            size: Int = 50
        ) throws -> LedgerList {
            try province.office.read {
                try LedgerList.page(filter, cursor, for: visitor ?? everybody, book: book, size: size, $0)
            }
        }
    }

    @Test("goes by pages, newest first, there and back", arguments: Engine.available)
    func paging(_ engine: Engine) throws {
        let world = try World(engine)
        let all = try world.page().lines.map(\.entry.sequence)
        #expect(all == (1...Int64(all.count)).reversed())
        let first = try world.page(size: 4)
        #expect(first.lines.map(\.entry.sequence) == Array(all[0..<4]) && first.newer == nil)
        let second = try world.page(LedgerFilter(), .after(#require(first.older)), size: 4)
        #expect(second.lines.map(\.entry.sequence) == Array(all[4..<8]))
        let back = try world.page(LedgerFilter(), .before(#require(second.newer)), size: 4)
        #expect(back == first)
        let end = try world.page(LedgerFilter(), .after(3), size: 4)
        #expect(end.lines.map(\.entry.sequence) == [2, 1] && end.older == nil && end.newer == 2)
    }

    @Test("is filtered by kind, thing, act, person and days", arguments: Engine.available)
    func filters(_ engine: Engine) throws {
        let world = try World(engine)
        let all = try world.page().lines
        let stc = try world.province.unit("STC").id
        func count(_ filter: LedgerFilter) throws -> Int { try world.page(filter).lines.count }
        #expect(try count(LedgerFilter(kind: "unit")) == all.filter { $0.entry.subject.kind == "unit" }.count)
        #expect(try count(LedgerFilter(kind: "unit", subject: stc.rawValue)) == 4)
        #expect(try count(LedgerFilter(act: "unit.alias")) == all.filter { $0.entry.act == "unit.alias" }.count)
        let specialist = try #require(world.province.accounts[.specialist])
        for person in [specialist.description, "Đặng Hạnh Nguyên", "chuyen-vien", "Chuyen-Vien"] {
            #expect(try count(LedgerFilter(person: person)) == 6, "\(person)")
        }
        #expect(try count(LedgerFilter(person: "không có ai")) == 0)
        #expect(try count(LedgerFilter(person: "he-thong")) == all.count - 6)
        #expect(try count(LedgerFilter(from: "17/11/2026", to: "17/11/2026")) == all.count)
        #expect(try count(LedgerFilter(from: "18/11/2026")) == 0)
        #expect(try count(LedgerFilter(to: "16/11/2026")) == 0)
        #expect(try count(LedgerFilter(from: "không phải ngày")) == all.count)
    }

    @Test(
        "shows the reader of a branch what is about things of that branch, and nothing else",
        arguments: Engine.available)
    func branch(_ engine: Engine) throws {
        let world = try World(engine)
        let (stc, snv) = (try world.province.unit("STC"), try world.province.unit("SNV"))
        let reader = world.visitor([Grant(.observer, branch: stc.path, home: nil)])
        let seen = try world.page(for: reader).lines
        #expect(seen.count > 3)
        #expect(seen.allSatisfy { $0.entry.branch?.hasPrefix(stc.path) == true })
        #expect(try world.page(LedgerFilter(kind: "unit", subject: snv.id.rawValue), for: reader).lines == [])
        // What happens elsewhere changes nothing of what this reader sees.
        try world.province.office.write(by: world.province.actor(.specialist)) { operation in
            try Organisations.learn(alias: "Nơi khác", of: snv.id, by: operation)
        }
        #expect(try world.page(for: reader).lines == seen)
        #expect(try world.page(for: world.visitor([Grant(.unitOfficer, home: nil)])).lines == [])
    }

    @Test("tells what changed in words, before and after")
    func words() throws {
        let world = try World(.sqlite)
        try world.province.office.write(by: world.province.actor(.leader)) { operation in
            try operation.record(
                "task.postpone", on: Subject("task", 1), before: ["due": "2026-11-20", "state": "doing"],
                after: ["due": "2026-12-31", "state": "doing"], why: "chờ ý kiến")
        }
        let line = try #require(try world.page(size: 1).lines.first)
        #expect(
            line.changes(world.book) == [
                .init(fact: "hạn", before: "20/11/2026", after: "31/12/2026"),
                .init(fact: "tình trạng", before: "đang làm", after: "đang làm"),
            ])
        #expect(world.book.words(forAct: "task.postpone") == "lùi hạn")
    }

    @Test("asks as many questions for many entries as for one", arguments: Engine.available)
    func queries(_ engine: Engine) throws {
        let world = try World(engine)
        let filter = LedgerFilter(kind: "unit")
        let one = try Recorder.recording { try world.page(filter, size: 1) }.1.count
        let many = try Recorder.recording { try world.page(filter, size: 50) }.1.count
        #expect(one == many)
    }

    @Test("is a page for whoever may read it, and links from thing to thing")
    func page() throws {
        let world = try World(.sqlite)
        let admin = try world.province.client(.administrator)
        let answer = try admin.get("/nhat-ky?hanh-dong=unit.alias")
        #expect(answer.status == 200)
        #expect(answer.body.contains("Ghi thêm tên gọi") && answer.body.contains("Sở Tài chính"))
        #expect(try admin.get("/nhat-ky?tu=hôm+qua").body.contains("Ngày phải viết như 17/11/2026."))
        #expect(try world.province.client(.unitOfficer).get("/nhat-ky").status == 403)
    }

    @Test("can be taken away as a table and as lines that others can check")
    func exports() throws {
        let world = try World(.sqlite)
        let admin = try world.province.client(.administrator)
        let table = try admin.get("/nhat-ky.csv?hanh-dong=unit.alias")
        #expect(table.header("Content-Type") == "text/csv; charset=utf-8")
        let rows = table.body.split(separator: "\r\n")
        #expect(rows.count > 6 && rows[0].hasPrefix("\u{FEFF}\"Số\",\"Thời gian\""))
        #expect(rows[1].contains("Đặng Hạnh Nguyên") || rows[1].contains("system:test"))
        let lines = try admin.get("/nhat-ky.jsonl").body.split(separator: "\n")
        let entries: Int = try world.province.office.read { try $0.value("SELECT count(*) FROM ledger_entry") }
        #expect(lines.count == entries)
        #expect(lines[0].hasPrefix("{\"act\":\"unit.add\""))
    }
}

extension Operation {
    fileprivate func unitID(_ code: String) throws -> ID<Unit> { try Organisations.unit(codeOrName: code, self).id }
}
