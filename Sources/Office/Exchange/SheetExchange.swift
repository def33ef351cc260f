import Database
import Foundation
import Vocabulary

/// A spreadsheet in and out in one go, as the command line does it.
public enum SheetExchange {
    /// What an import came to.
    public struct Outcome: Encodable, Equatable, Sendable {
        public let `import`: Int64
        public let applied: Bool
        public let fresh: Int
        public let changed: Int
        public let same: Int
        public let invalid: Int
        public let notes: [String]
        /// The first wrong places: `Dòng 14, cột D (Ngày sinh): …`
        public let problems: [String]
    }

    private static let mostProblems = 50

    /// Opens, checks and writes a file. Wrong rows hinder the whole unless `isPartial`; the check is kept either way, so that
    /// it can be looked at on screen.
    public static func run(
        path: String, name: String, sheet: String?, isPartial: Bool, of kind: any ExchangeKind,
        among kinds: [any ExchangeKind], in office: Office, by actor: Actor
    ) throws -> Outcome {
        let sheets = try OpenedSheets(path: path, name: name)
        let hash = try FileDigest.sha256(path: path)
        try office.shelf.keep(path, hash: hash)
        let bytes = (try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.int64Value ?? 0
        let context = ExchangeContext.everything(on: office.world.today, law: try? office.law)
        var current = try office.write(by: actor) { operation in
            let file = try StoredFile.note(name: name, sha256: hash, bytes: bytes, by: operation)
            let id = try SheetImport.open(file, sheets, sheet: sheet, of: kind, among: kinds, context, by: operation)
            return try SheetImport.with(id, operation)
        }
        if current.state == .opened {
            guard current.sheet != nil else { throw ExchangeRefusal.sheetNotChosen }
            guard current.headRow != nil else { throw ExchangeRefusal.noHead }
            throw ExchangeRefusal.headMissing(SheetImport.missing(current, kind))
        }
        if current.counts.work > 0, isPartial || current.counts.invalid == 0 {
            current = try office.write(by: actor) { operation in
                try SheetImport.apply(current.id, partial: isPartial, of: kind, context, by: operation)
            }
        }
        let problems = try office.read { try Self.problems(current, kind, $0) }
        return Outcome(
            import: current.id.rawValue, applied: current.state == .applied, fresh: current.counts.fresh,
            changed: current.counts.changed, same: current.counts.same, invalid: current.counts.invalid,
            notes: current.notes, problems: problems)
    }

    private static func problems(_ current: SheetImport, _ kind: any ExchangeKind, _ db: any Reader) throws -> [String]
    {
        try db.all(
            """
            SELECT number, problems FROM sheet_import_row
            WHERE sheet_import = \(current.id) AND state = \(SheetImport.RowState.invalid) ORDER BY number LIMIT \(mostProblems)
            """
        ).flatMap { row in
            let number: Int = try row("number")
            return PackedCells.problems(try row("problems")).map { ProblemPlace.sentence(number, $0, kind, current) }
        }
    }

    /// Writes everything of a kind, or the template. Returns how many rows.
    public static func export(_ kind: any ExchangeKind, to path: String, isTemplate: Bool, in office: Office) throws
        -> Int
    {
        let context = ExchangeContext.everything(on: office.world.today, law: try? office.law)
        return try office.read { try ExchangeWorkbook.write(kind, to: path, isTemplate: isTemplate, context, $0) }
    }
}
