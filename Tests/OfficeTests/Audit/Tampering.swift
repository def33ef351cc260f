import Database
import Fixtures
import Foundation
import Testing
import Vocabulary

@testable import Office

/// One way of tampering, and the sentence that `verify` says about it.
struct Tampering: Sendable, CustomTestStringConvertible {
    let name: String
    let finding: @Sendable (SealedLedger) -> String
    let harm: @Sendable (inout Thief) throws -> Void

    var testDescription: String { name }

    init(
        _ name: String, _ finding: @escaping @autoclosure @Sendable () -> String,
        _ harm: @escaping @Sendable (inout Thief) throws -> Void
    ) { (self.name, self.finding, self.harm) = (name, { _ in finding() }, harm) }

    init(
        _ name: String, finding: @escaping @Sendable (SealedLedger) -> String,
        _ harm: @escaping @Sendable (inout Thief) throws -> Void
    ) { (self.name, self.finding, self.harm) = (name, finding, harm) }

    static let all = fields + entries + heads + seals + files + keys

    /// Every column of an entry.
    private static let fields: [Tampering] =
        ([
            ("the time", "UPDATE ledger_entry SET at = at - 86400000 WHERE sequence = 24"),
            ("the account", "UPDATE ledger_entry SET account = 1 WHERE sequence = 24"),
            ("the account, taken away", "UPDATE ledger_entry SET account = NULL WHERE sequence = 24"),
            ("the person", "UPDATE ledger_entry SET actor = 'Người khác' WHERE sequence = 24"),
            ("the origin", "UPDATE ledger_entry SET origin = '10.0.0.1' WHERE sequence = 24"),
            ("the act", "UPDATE ledger_entry SET act = 'unit.add' WHERE sequence = 24"),
            ("the kind of its subject", "UPDATE ledger_entry SET subject_kind = 'task' WHERE sequence = 24"),
            ("its subject", "UPDATE ledger_entry SET subject = 5 WHERE sequence = 24"),
            ("what was before", "UPDATE ledger_entry SET facts_before = '{}' WHERE sequence = 24"),
            ("what was after", "UPDATE ledger_entry SET facts_after = NULL WHERE sequence = 24"),
            ("the reason", "UPDATE ledger_entry SET why = 'vì thế' WHERE sequence = 24"),
            ("its branch", "UPDATE ledger_entry SET branch = '/9/' WHERE sequence = 24"),
            ("its branch, taken away", "UPDATE ledger_entry SET branch = NULL WHERE sequence = 24"),
            ("its format", "UPDATE ledger_entry SET format = 1 WHERE sequence = 24"),
            ("the hash before", "UPDATE ledger_entry SET previous = hash WHERE sequence = 24"),
            (
                "its hash",
                "UPDATE ledger_entry SET hash = (SELECT previous FROM ledger_entry WHERE sequence = 1) WHERE sequence = 24"
            ),
        ] as [(String, SQL)]).map { name, harm in
            Tampering("an entry altered: \(name)", "Bút tích số 24 đã bị sửa sau khi ghi.") { try $0.db.run(harm) }
        }

    private static let entries = [
        Tampering("the first entry removed", "Nhật ký thiếu bút tích từ số 1 đến 1.") {
            try $0.db.run("DELETE FROM ledger_entry WHERE sequence = 1")
        },
        Tampering("an entry in the middle removed", "Nhật ký thiếu bút tích từ số 24 đến 24.") {
            try $0.db.run("DELETE FROM ledger_entry WHERE sequence = 24")
        },
        Tampering(
            "the last entry removed",
            finding: { "Nhật ký phải kết thúc ở bút tích số \($0.last) nhưng lại dừng ở số \($0.last - 1)." }
        ) { try $0.db.run("DELETE FROM ledger_entry WHERE sequence = \($0.ledger.last)") },
        Tampering(
            "several at the end removed, the head put back",
            finding: { "Bút tích số \($0.sealed[2]) đã được ký nhưng không còn trong nhật ký." }
        ) { thief in
            let end = thief.ledger.sealed[2] - 2
            try thief.db.run("DELETE FROM ledger_entry WHERE sequence > \(end)")
            try thief.db.run(
                "UPDATE ledger_head SET sequence = \(end), hash = (SELECT hash FROM ledger_entry WHERE sequence = \(end))"
            )
        },
        Tampering(
            "one removed, the rest renumbered and chained anew",
            finding: { "Bút tích số \($0.sealed[0]) khác với lúc được ký" }
        ) { thief in
            var entries = try thief.entries
            entries.remove(at: 3)
            try thief.rechain(entries)
        },
        Tampering(
            "one inserted, the rest renumbered and chained anew",
            finding: { "Bút tích số \($0.sealed[1]) khác với lúc được ký" }
        ) { thief in
            var entries = try thief.entries
            var forged = entries[3]
            forged.act = "account.add"
            entries.insert(forged, at: Int(thief.ledger.sealed[0]) + 1)
            try thief.rechain(entries)
        },
        Tampering(
            "one inserted at a number that is free", finding: { "Nhật ký thiếu bút tích từ số \($0.last + 1) đến 98." }
        ) { thief in
            var forged = try thief.entries[3]
            forged.sequence = 99
            forged.hash = forged.computedHash
            try thief.insert(forged)
        },
        Tampering("one doubled at the end", finding: { "Bút tích số \($0.last + 1) không nối" }) { thief in
            var double = try thief.entries[5]
            double.sequence = thief.ledger.last + 1
            double.hash = double.computedHash
            try thief.insert(double)
        },
        Tampering("two exchanged by their numbers", "Bút tích số 12 đã bị sửa sau khi ghi.") { thief in
            try thief.db.run("UPDATE ledger_entry SET sequence = 1000 WHERE sequence = 12")
            try thief.db.run("UPDATE ledger_entry SET sequence = 12 WHERE sequence = 13")
            try thief.db.run("UPDATE ledger_entry SET sequence = 13 WHERE sequence = 1000")
        },
        Tampering(
            "two exchanged, the rest chained anew", finding: { "Bút tích số \($0.sealed[1]) khác với lúc được ký" }
        ) { thief in
            var entries = try thief.entries
            entries.swapAt(Int(thief.ledger.sealed[0]), Int(thief.ledger.sealed[0]) + 1)
            try thief.rechain(entries)
        },
        Tampering("all numbers moved up", "Nhật ký thiếu bút tích từ số 1 đến 100.") { thief in
            try thief.db.run("UPDATE ledger_entry SET sequence = sequence + 1000")
            try thief.db.run("UPDATE ledger_entry SET sequence = sequence - 900")
        },
        Tampering(
            "one altered, the whole chain hashed anew",
            finding: { "Bút tích số \($0.sealed[0]) khác với lúc được ký" }
        ) { thief in
            var entries = try thief.entries
            entries[2].actor = "Người khác"
            try thief.rechain(entries)
        },
        Tampering(
            "the times of all moved back, the whole chain hashed anew",
            finding: { "Bút tích số \($0.sealed[2]) khác với lúc được ký" }
        ) { thief in
            try thief.rechain(
                thief.entries.map { entry in
                    var entry = entry
                    entry.at = Instant(milliseconds: entry.at.milliseconds - 86_400_000)
                    return entry
                })
        },
        Tampering(
            "every entry turned into the older format",
            finding: { "Bút tích số \($0.sealed[0]) khác với lúc được ký" }
        ) { thief in
            try thief.rechain(
                thief.entries.map { entry in
                    var entry = entry
                    (entry.format, entry.branch) = (1, nil)
                    return entry
                })
        },
    ]

    private static let heads = [
        Tampering("the hash of the head changed", "Nhật ký phải kết thúc ở bút tích số") {
            try $0.db.run("UPDATE ledger_head SET hash = (SELECT hash FROM ledger_entry WHERE sequence = 2)")
        },
        Tampering("the number of the head changed", "Nhật ký phải kết thúc ở bút tích số 3 ") {
            try $0.db.run("UPDATE ledger_head SET sequence = 3")
        },
        Tampering("the head removed", "Nhật ký phải kết thúc ở bút tích số 0 ") {
            try $0.db.run("DELETE FROM ledger_head")
        },
        Tampering(
            "the whole database put back to an older state",
            finding: { "dấu ký ở bút tích số \($0.sealed[2]) mà cơ sở dữ liệu không có" }
        ) { try $0.cut(after: $0.ledger.sealed[1]) },
    ]

    private static let seals = [
        Tampering("a seal removed", finding: { "có dấu ký ở bút tích số \($0.sealed[1]) mà cơ sở dữ liệu không có" }) {
            try $0.db.run("DELETE FROM ledger_seal WHERE sequence = \($0.ledger.sealed[1])")
        },
        Tampering(
            "a seal removed here and in the file", finding: { "Dấu ký ở bút tích số \($0.sealed[2]) không nối" }
        ) { thief in
            try thief.db.run("DELETE FROM ledger_seal WHERE sequence = \(thief.ledger.sealed[1])")
            var lines = try thief.lines
            lines.remove(at: 1)
            try thief.write(lines)
        },
        Tampering("the last seal removed", finding: { "có dấu ký ở bút tích số \($0.sealed[2]) mà" }) {
            try $0.db.run("DELETE FROM ledger_seal WHERE sequence = \($0.ledger.sealed[2])")
        },
        Tampering("the hash in a seal changed", finding: { "Bút tích số \($0.sealed[0]) khác với lúc được ký" }) {
            try $0.db.run(
                """
                UPDATE ledger_seal SET hash = (SELECT hash FROM ledger_entry WHERE sequence = 1)
                WHERE sequence = \($0.ledger.sealed[0])
                """)
        },
        Tampering(
            "the signature of the last seal changed", finding: { "Chữ ký ở bút tích số \($0.sealed[2]) không đúng." }
        ) {
            try $0.db.run(
                """
                UPDATE ledger_seal SET signature = (SELECT signature FROM ledger_seal WHERE sequence = \($0.ledger.sealed[0]))
                WHERE sequence = \($0.ledger.sealed[2])
                """)
        },
        Tampering(
            "the signature of an earlier seal changed", finding: { "Dấu ký ở bút tích số \($0.sealed[1]) không nối" }
        ) {
            try $0.db.run(
                """
                UPDATE ledger_seal SET signature = (SELECT signature FROM ledger_seal WHERE sequence = \($0.ledger.sealed[1]))
                WHERE sequence = \($0.ledger.sealed[0])
                """)
        },
        Tampering(
            "the time of the last seal moved back", finding: { "Chữ ký ở bút tích số \($0.sealed[2]) không đúng." }
        ) {
            try $0.db.run("UPDATE ledger_seal SET at = at - 86400000 WHERE sequence = \($0.ledger.sealed[2])")
        },
        Tampering("two seals exchanged", finding: { "Bút tích số \($0.sealed[0]) khác với lúc được ký" }) { thief in
            let (one, other) = (thief.ledger.sealed[0], thief.ledger.sealed[1])
            try thief.db.run("UPDATE ledger_seal SET sequence = 1000 WHERE sequence = \(one)")
            try thief.db.run("UPDATE ledger_seal SET sequence = \(one) WHERE sequence = \(other)")
            try thief.db.run("UPDATE ledger_seal SET sequence = \(other) WHERE sequence = 1000")
        },
        Tampering(
            "a seal about an entry that is not there", finding: { _ in "Bút tích số 900 đã được ký nhưng không còn" }
        ) {
            try $0.db.run("UPDATE ledger_seal SET sequence = 900 WHERE sequence = \($0.ledger.sealed[2])")
        },
    ]

    private static let files = [
        Tampering("the end of the file cut off", finding: { "Tệp dấu ký thiếu dấu ký ở bút tích số \($0.sealed[2])." })
        {
            try $0.write($0.lines.dropLast())
        },
        Tampering("the last line of the file cut in half", "Dòng 3 của tệp dấu ký không đọc được.") { thief in
            let text = try thief.lines.joined(separator: "\n")
            try String(text.dropLast(200)).write(toFile: thief.file.path, atomically: false, encoding: .utf8)
        },
        Tampering(
            "a line in the middle of the file removed",
            finding: { "Tệp dấu ký thiếu dấu ký ở bút tích số \($0.sealed[1])." }
        ) {
            var lines = try $0.lines
            lines.remove(at: 1)
            try $0.write(lines)
        },
        Tampering("a digit in the file changed", "Dòng 2 của tệp dấu ký khác với cơ sở dữ liệu.") {
            var lines = try $0.lines
            lines[1] = lines[1].dropLast() + (lines[1].hasSuffix("0") ? "1" : "0")
            try $0.write(lines)
        },
        Tampering("two lines of the file exchanged", "Dòng 3 của tệp dấu ký không đúng thứ tự.") {
            var lines = try $0.lines
            lines.swapAt(1, 2)
            try $0.write(lines)
        },
        Tampering("the file emptied", finding: { "Tệp dấu ký thiếu dấu ký ở bút tích số \($0.sealed[0])." }) {
            try "".write(toFile: $0.file.path, atomically: false, encoding: .utf8)
        },
        Tampering("the file removed", "Không có tệp dấu ký") {
            try FileManager.default.removeItem(atPath: $0.file.path)
        },
    ]

    private static let keys = [
        Tampering("the keys replaced", finding: { "Dấu ký ở bút tích số \($0.sealed[2]) do khóa lạ" }) {
            _ = try $0.newKeys()
        },
        Tampering("the keys removed", finding: { "Dấu ký ở bút tích số \($0.sealed[2]) do khóa lạ" }) {
            try FileManager.default.removeItem(atPath: $0.keys.folder)
        },
        Tampering(
            "the chain hashed anew and signed with another key",
            finding: { "Dấu ký ở bút tích số \($0.sealed[2]) do khóa lạ" }
        ) { thief in
            var entries = try thief.entries
            entries[2].actor = "Người khác"
            try thief.rechain(entries)
            guard let key = SealKey.new() else { return }
            try thief.write(thief.reseal(key).map(\.line))
        },
        Tampering(
            "the chain hashed anew, signed with another key that takes the place of ours; the file is out of reach",
            "Dòng 1 của tệp dấu ký khác với cơ sở dữ liệu."
        ) { thief in
            var entries = try thief.entries
            entries[2].actor = "Người khác"
            try thief.rechain(entries)
            _ = try thief.reseal(thief.newKeys())
        },
    ]
}
