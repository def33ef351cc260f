import Database
import Fixtures
import Office
import Testing
import Vocabulary

@Suite("The audit ledger") struct LedgerTests {
    /// Three entries about unit 1.
    private func office(_ engine: Engine) throws -> Office {
        let province = try TestProvince(engine)
        for alias in ["Sở Nội vụ tỉnh", "Nội vụ tỉnh", "Sở Nội vụ Hoàng Giang"] {
            try province.office.write(by: province.actor(.specialist)) { operation in
                try Organisations.learn(alias: alias, of: ID(3), by: operation)
            }
        }
        return province.office
    }

    @Test("is whole after ordinary work", arguments: Engine.available)
    func whole(_ engine: Engine) throws {
        let office = try office(engine)
        #expect(try office.read { try Ledger.faults($0) } == [])
    }

    @Test("tells who did what, newest first", arguments: Engine.available)
    func readable(_ engine: Engine) throws {
        let office = try office(engine)
        let entries = try office.read { try Ledger.entries(about: Subject("unit", 3), $0) }
        #expect(entries.map(\.act) == ["unit.alias", "unit.alias", "unit.alias", "unit.add"])
        #expect(entries.first?.after == #"{"alias":"Sở Nội vụ Hoàng Giang"}"#)
        #expect(entries.first?.actor == "Đặng Hạnh Nguyên")
    }

    @Test("shows each way of tampering", arguments: Engine.available)
    func tampering(_ engine: Engine) throws {
        let harms: [(SQL, String)] = [
            ("UPDATE ledger_entry SET facts_after = '{}' WHERE sequence = 4", "Bút tích số 4 đã bị sửa sau khi ghi."),
            ("UPDATE ledger_entry SET why = 'vì thế' WHERE sequence = 4", "Bút tích số 4 đã bị sửa sau khi ghi."),
            ("UPDATE ledger_entry SET at = at + 1 WHERE sequence = 4", "Bút tích số 4 đã bị sửa sau khi ghi."),
            ("DELETE FROM ledger_entry WHERE sequence = 4", "Nhật ký thiếu bút tích từ số 4 đến 4."),
        ]
        for (harm, sentence) in harms {
            let office = try office(engine)
            try office.store.write { _ = try $0.run(harm) }
            #expect(try office.read { try Ledger.faults($0) }.map(\.message).first == sentence)
        }
    }

    @Test("shows entries cut off its end and entries exchanged", arguments: Engine.available)
    func truncation(_ engine: Engine) throws {
        let office = try office(engine)
        let last: Int64 = try office.read { try $0.value("SELECT max(sequence) FROM ledger_entry") }
        try office.store.write { _ = try $0.run("DELETE FROM ledger_entry WHERE sequence = \(last)") }
        #expect(
            try office.read { try Ledger.faults($0) }
                == [
                    .init(
                        sequence: last,
                        message: "Nhật ký phải kết thúc ở bút tích số \(last) nhưng lại dừng ở số \(last - 1).")
                ])

        let other = try self.office(engine)
        try other.store.write { db in
            try db.run("UPDATE ledger_entry SET sequence = 1000 WHERE sequence = 4")
            try db.run("UPDATE ledger_entry SET sequence = 4 WHERE sequence = 5")
            try db.run("UPDATE ledger_entry SET sequence = 5 WHERE sequence = 1000")
        }
        #expect(try !other.read { try Ledger.faults($0) }.isEmpty)
    }

    @Test("has an entry for every write, or the write is undone", arguments: Engine.available)
    func unrecorded(_ engine: Engine) throws {
        let office = try office(engine)
        #expect(throws: UnrecordedWrite.self) {
            try office.write(by: .system(user: "test")) { _ = try $0.run("UPDATE unit SET code = 'X' WHERE id = 3") }
        }
        #expect(try office.read { try Organisations.unit(ID(3), $0)?.code } == "SNV")
    }
}
