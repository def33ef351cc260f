import Foundation
import HTTP
import Markup
import Vocabulary

/// Nhật ký: the ledger as people read it, and its exports.
public enum LedgerPage: Page, Equatable {
    case all
    case table
    case lines
    case seals

    public var path: String {
        switch self {
        case .all: "/nhat-ky"
        case .table: "/nhat-ky.csv"
        case .lines: "/nhat-ky.jsonl"
        case .seals: "/nhat-ky/dau-ky"
        }
    }

    public var needs: Need { .permission(.readLedger) }

    /// A whole ledger is a long file.
    public var lane: Lane { self == .all ? .fast : .slow }

    /// The ledger of one thing, for a link from its page.
    public static func about(_ subject: Subject) -> Address {
        LedgerFilter(kind: subject.kind, subject: subject.id).address(LedgerPage.all.path)
    }

    /// What one person did.
    public static func by(_ account: ID<Account>) -> Address {
        LedgerFilter(person: account.description).address(LedgerPage.all.path)
    }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .all: try LedgerAnswers.all(call)
        case .table: try LedgerAnswers.table(call)
        case .lines: try LedgerAnswers.lines(call)
        case .seals: try LedgerAnswers.seals(call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> LedgerPage? {
        guard method == .get else { return nil }
        return switch path {
        case ["nhat-ky"]: .all
        case ["nhat-ky.csv"]: .table
        case ["nhat-ky.jsonl"]: .lines
        case ["nhat-ky", "dau-ky"]: .seals
        default: nil
        }
    }

    public static let room = Room(
        name: "Office/Audit",
        navigation: [NavigationItem("Nhật ký", path: LedgerPage.all.path, needs: .readLedger, place: 130)],
        ledger: LedgerKind.office, examples: [LedgerPage.all, .table, .lines, .seals], recognise: { recognise($0, $1) })
}

enum LedgerAnswers {
    static func all(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let query = call.request.query
        let filter = LedgerFilter { query[$0] }
        let (list, person) = try call.read { db in
            let list = try LedgerList.page(
                filter, LedgerList.Cursor({ query[$0] }, { Int64($0) }), for: visitor, book: call.office.book, db)
            return (list, try list.person(filter))
        }
        let model = LedgerPages.All(
            filter: filter, list: list, person: person, book: call.office.book, visitor: visitor, today: call.today)
        return call.page("Nhật ký", LedgerPages.all(model), shape: .landscape)
    }

    static func table(_ call: Call) throws -> Response {
        try file(call, name: "Nhật ký \(call.today.iso).csv", type: "text/csv; charset=utf-8") { filter, scope, file in
            try call.read { try LedgerExport.table(filter, scope: scope, book: call.office.book, to: file, $0) }
        }
    }

    static func lines(_ call: Call) throws -> Response {
        try file(call, name: "nhat-ky-\(call.today.iso).jsonl", type: "application/jsonl") { filter, scope, file in
            try call.read { try LedgerExport.lines(filter, scope: scope, places: call.office.sealPlaces, to: file, $0) }
        }
    }

    /// The file of seals, to be kept elsewhere. It names no person and no thing.
    static func seals(_ call: Call) throws -> Response {
        guard let seals = call.office.sealPlaces?.seals, seals.exists else { throw FrameRefusal.notFound }
        let size = Int(try FileDigest.size(path: seals.path))
        return .file(
            path: seals.path, size: size, contentType: "text/plain; charset=utf-8",
            downloadName: "dau-ky-\(call.today.iso).log")
    }

    private static func file(
        _ call: Call, name: String, type: String, _ write: (LedgerFilter, Scope, FileHandle) throws -> Void
    ) throws -> Response {
        let visitor = try call.signedIn()
        let passing = try PassingFile(ending: "")
        guard let handle = FileHandle(forWritingAtPath: passing.path) else {
            throw BackupRefusal.notWritten(passing.path)
        }
        try write(LedgerFilter { call.request.query[$0] }, visitor.scope(.readLedger), handle)
        try handle.close()
        return .file(passing, contentType: type, downloadName: name)
    }
}

extension LedgerList {
    /// What the list calls the person of a filter by number.
    fileprivate func person(_ filter: LedgerFilter) throws -> String? {
        guard Int64(filter.person) != nil else { return nil }
        return lines.first?.entry.actor
    }
}
