import Database
import Foundation
import Vocabulary

/// The ledger as a file that others can check: JSON lines with everything an entry's hash covers, or a table for people.
///
/// A whole export (no filter, whole province) ends with the seals and the public keys, so that a program of anybody's can walk
/// chain and signatures: docs/ledger.md says how.
enum LedgerExport {
    /// One JSON object a line.
    static func lines(
        _ filter: LedgerFilter, scope: Scope, places: SealPlaces?, to file: FileHandle, _ db: any Reader
    ) throws {
        var buffer = Data()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        func put(_ value: some Encodable) throws {
            buffer.append(try encoder.encode(value))
            buffer.append(0x0A)
            if buffer.count > 1 << 18 {
                try file.write(contentsOf: buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        try LedgerList.each(filter, scope: scope, db) { try put(Line($0)) }
        if filter.isEmpty, scope == .everything {
            var seals = SealWalk(db)
            while let seal = try seals.next() { try put(["seal": seal.line]) }
            for key in try places?.keys.verifiers() ?? [] { try put(["publicKey": Digest.hex(key.bytes)]) }
        }
        try file.write(contentsOf: buffer)
    }

    private struct Line: Encodable {
        let sequence: Int64, at: Int64, account: Int64?, actor: String, origin: String, act: String, kind: String
        let subject: Int64, before: String?, after: String?, why: String?, branch: String?, format: Int64
        let previous: String, hash: String

        init(_ entry: LedgerEntry) {
            (sequence, at, account) = (entry.sequence, entry.at.milliseconds, entry.account)
            (actor, origin, act) = (entry.actor, entry.origin, entry.act)
            (kind, subject) = (entry.subject.kind, entry.subject.id)
            (before, after, why, branch) = (entry.before, entry.after, entry.why, entry.branch)
            (format, previous, hash) = (entry.format, Digest.hex(entry.previous), Digest.hex(entry.hash))
        }
    }

    /// With a mark of the encoding, since spreadsheets guess otherwise; cells that a spreadsheet would take for a formula get an
    /// apostrophe.
    static func table(
        _ filter: LedgerFilter, scope: Scope, book: LedgerBook, to file: FileHandle, _ db: any Reader
    ) throws {
        var text = "\u{FEFF}"
        func put(_ cells: [String]) throws {
            text += cells.map(cell).joined(separator: ",") + "\r\n"
            if text.utf8.count > 1 << 18 {
                try file.write(contentsOf: Data(text.utf8))
                text = ""
            }
        }
        try put([
            "Số", "Thời gian", "Người thực hiện", "Từ đâu", "Hành động", "Đối tượng", "Số đối tượng", "Thay đổi",
            "Lý do",
            "Mã băm",
        ])
        try LedgerList.each(filter, scope: scope, db) { entry in
            let changes = LedgerLine(entry: entry, name: nil).changes(book).map { change in
                [
                    change.fact + ":", change.before ?? "", change.before != nil && change.after != nil ? "→" : "",
                    change.after ?? "",
                ]
                .filter { !$0.isEmpty }.joined(separator: " ")
            }
            try put([
                String(entry.sequence), entry.at.vietnamese, entry.actor, entry.origin, book.words(forAct: entry.act),
                book[entry.subject.kind]?.noun ?? entry.subject.kind, String(entry.subject.id),
                changes.joined(separator: "; "), entry.why ?? "", Digest.hex(entry.hash),
            ])
        }
        try file.write(contentsOf: Data(text.utf8))
    }

    private static func cell(_ value: String) -> String {
        let safe = "=+-@\t\r".contains(value.first ?? "a") && Double(value) == nil ? "'" + value : value
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
