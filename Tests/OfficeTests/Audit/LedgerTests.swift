import Database
import Fixtures
import Testing
import Vocabulary

@testable import Office

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

    @Test("shows an untouched ledger as whole, sealed up to its last seal", arguments: Engine.available)
    func sealed(_ engine: Engine) throws {
        let ledger = try SealedLedger.of(engine)
        let audit = try ledger.audit { _ in }
        #expect(audit.faults == [])
        #expect(audit.notices == [])
        #expect(audit.entries == ledger.last)
        #expect(audit.sealedTo == ledger.sealed[2])
    }

    @Test("finds every kind of tampering", arguments: Engine.available, Tampering.all)
    func tampering(_ engine: Engine, _ tampering: Tampering) throws {
        let ledger = try SealedLedger.of(engine)
        let found = try ledger.audit(after: tampering.harm).faults.map(\.message)
        let wanted = tampering.finding(ledger)
        #expect(found.contains { $0.contains(wanted) }, "\(found.prefix(5))")
    }

    @Test("is guarded by the database against any change but an addition", arguments: Engine.available)
    func guarded(_ engine: Engine) throws {
        let store = try SealedLedger.of(engine).province.office.store
        let harms: [SQL] = [
            "UPDATE ledger_entry SET why = 'vì thế' WHERE sequence = 4", "DELETE FROM ledger_entry WHERE sequence = 4",
            "UPDATE ledger_head SET sequence = 3", "DELETE FROM ledger_head", "DELETE FROM ledger_seal",
            "UPDATE ledger_seal SET at = 1",
        ]
        for harm in harms {
            let fault = #expect(throws: DatabaseFault.self) { try store.write { _ = try $0.run(harm) } }
            #expect(fault?.message.contains("the ledger is only added to") == true)
        }
    }

    @Test("keeps the branch of each thing and who, when, from where and why", arguments: Engine.available)
    func filled(_ engine: Engine) throws {
        let ledger = try SealedLedger.of(engine)
        let entry = try #require(
            try ledger.province.office.read { try Ledger.entries(about: Subject("unit", 4), limit: 1, $0) }.first)
        #expect(entry.branch == (try ledger.province.unit("BAN").path))
        #expect(entry.format == LedgerEntry.newestFormat)
        #expect(entry.account == ledger.province.accounts[.specialist]?.rawValue)
        #expect(entry.origin == "127.0.0.1")
        #expect(entry.at == ledger.province.office.world.now())
        #expect(entry.why == "lý do 13")
        #expect(entry.before == #"{"alias":"cũ"}"#)
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
