import HTTP
import Markup
import Vocabulary

/// Spreadsheets in and out. Each kind has the same pages, under its own permission.
public enum ExchangePage: Page {
    case index([any ExchangeKind])
    case start(any ExchangeKind)
    case receive(any ExchangeKind)
    case template(any ExchangeKind)
    case export(any ExchangeKind)
    case show(any ExchangeKind, ID<SheetImport>)
    case original(any ExchangeKind, ID<SheetImport>)
    case returned(any ExchangeKind, ID<SheetImport>)
    case columns(any ExchangeKind, ID<SheetImport>)
    case chooseSheet(any ExchangeKind, ID<SheetImport>)
    case saveColumns(any ExchangeKind, ID<SheetImport>)
    case recheck(any ExchangeKind, ID<SheetImport>)
    case apply(any ExchangeKind, ID<SheetImport>)
    case askUndo(any ExchangeKind, ID<SheetImport>)
    case undo(any ExchangeKind, ID<SheetImport>)
    case drop(any ExchangeKind, ID<SheetImport>)

    public var path: String {
        switch self {
        case .index: "/trao-doi"
        case .start(let kind), .receive(let kind): "/trao-doi/\(kind.code)"
        case .template(let kind): "/trao-doi/\(kind.code)/mau"
        case .export(let kind): "/trao-doi/\(kind.code)/xuat"
        case .show(let kind, let id): "/trao-doi/\(kind.code)/\(id)"
        case .original(let kind, let id): "/trao-doi/\(kind.code)/\(id)/tep"
        case .returned(let kind, let id): "/trao-doi/\(kind.code)/\(id)/tra-lai"
        case .columns(let kind, let id), .saveColumns(let kind, let id): "/trao-doi/\(kind.code)/\(id)/cot"
        case .chooseSheet(let kind, let id): "/trao-doi/\(kind.code)/\(id)/trang"
        case .recheck(let kind, let id): "/trao-doi/\(kind.code)/\(id)/kiem-tra"
        case .apply(let kind, let id): "/trao-doi/\(kind.code)/\(id)/nhap"
        case .askUndo(let kind, let id), .undo(let kind, let id): "/trao-doi/\(kind.code)/\(id)/hoan-tac"
        case .drop(let kind, let id): "/trao-doi/\(kind.code)/\(id)/bo"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .index, .start, .template, .export, .show, .original, .returned, .columns, .askUndo: .get
        case .receive, .chooseSheet, .saveColumns, .recheck, .apply, .undo, .drop: .post
        }
    }

    public var needs: Need {
        switch self {
        case .index(let kinds): .permission(kinds.first?.manages ?? .manageUnits)
        case .start(let kind), .receive(let kind), .template(let kind), .export(let kind): .permission(kind.manages)
        case .show(let kind, _), .original(let kind, _), .returned(let kind, _), .columns(let kind, _),
            .chooseSheet(let kind, _), .saveColumns(let kind, _), .recheck(let kind, _), .apply(let kind, _),
            .askUndo(let kind, _), .undo(let kind, _), .drop(let kind, _):
            .permission(kind.manages)
        }
    }

    /// Taking back a whole import, and giving many people a way in at once.
    public var proof: Proof {
        switch self {
        case .undo: .recent
        case .apply(let kind, _): kind.manages == .manageAccounts ? .recent : .none
        default: .none
        }
    }

    /// Files are read and written apart from the pages of others.
    public var lane: Lane {
        switch self {
        case .index, .start, .show, .original, .askUndo, .drop: .fast
        default: .slow
        }
    }

    public var bodyLimit: Int { if case .receive = self { 220 * 1024 * 1024 } else { 64 * 1024 } }

    public func answer(_ call: Call) throws -> Response {
        // An import outside one's scope is answered like one that does not exist.
        do { return try answerFound(call) } catch ExchangeRefusal.notFound { throw FrameRefusal.notFound }
    }

    private func answerFound(_ call: Call) throws -> Response {
        switch self {
        case .index(let kinds): try ExchangeAnswers.index(kinds, call)
        case .start(let kind): try ExchangeAnswers.start(kind, call)
        case .receive(let kind): try ExchangeAnswers.receive(kind, call)
        case .template(let kind): try ExchangeAnswers.workbook(kind, isTemplate: true, call)
        case .export(let kind): try ExchangeAnswers.workbook(kind, isTemplate: false, call)
        case .show(let kind, let id): try ExchangeAnswers.show(kind, id, call)
        case .original(let kind, let id): try ExchangeAnswers.original(kind, id, call)
        case .returned(let kind, let id): try ExchangeAnswers.returned(kind, id, call)
        case .columns(let kind, let id): try ExchangeAnswers.columns(kind, id, call)
        case .chooseSheet(let kind, let id): try ExchangeAnswers.chooseSheet(kind, id, call)
        case .saveColumns(let kind, let id): try ExchangeAnswers.saveColumns(kind, id, call)
        case .recheck(let kind, let id): try ExchangeAnswers.recheck(kind, id, call)
        case .apply(let kind, let id): try ExchangeAnswers.apply(kind, id, call)
        case .askUndo(let kind, let id): try ExchangeAnswers.askUndo(kind, id, call)
        case .undo(let kind, let id): try ExchangeAnswers.undo(kind, id, call)
        case .drop(let kind, let id): try ExchangeAnswers.drop(kind, id, call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring], _ kinds: [any ExchangeKind]) -> ExchangePage? {
        guard path.first == "trao-doi", path.count <= 4 else { return nil }
        if path.count == 1 { return method == .get ? .index(kinds) : nil }
        guard let kind = kinds.first(where: { $0.code == path[1] }) else { return nil }
        switch (method, path.count, path.count > 2 ? path[2] : "") {
        case (.get, 2, _): return .start(kind)
        case (.post, 2, _): return .receive(kind)
        case (.get, 3, "mau"): return .template(kind)
        case (.get, 3, "xuat"): return .export(kind)
        default: break
        }
        guard path.count > 2, let id = ID<SheetImport>(path[2]) else { return nil }
        switch (method, path.count > 3 ? path[3] : "") {
        case (.get, "") where path.count == 3: return .show(kind, id)
        case (.get, "tep"): return .original(kind, id)
        case (.get, "tra-lai"): return .returned(kind, id)
        case (.get, "cot"): return .columns(kind, id)
        case (.post, "trang"): return .chooseSheet(kind, id)
        case (.post, "cot"): return .saveColumns(kind, id)
        case (.post, "kiem-tra"): return .recheck(kind, id)
        case (.post, "nhap"): return .apply(kind, id)
        case (.get, "hoan-tac"): return .askUndo(kind, id)
        case (.post, "hoan-tac"): return .undo(kind, id)
        case (.post, "bo"): return .drop(kind, id)
        default: return nil
        }
    }

    /// One of each case for each kind.
    private static func examples(_ kinds: [any ExchangeKind]) -> [ExchangePage] {
        [.index(kinds)]
            + kinds.flatMap { kind -> [ExchangePage] in
                [
                    .start(kind), .receive(kind), .template(kind), .export(kind), .show(kind, ID(1)),
                    .original(kind, ID(1)), .returned(kind, ID(1)), .columns(kind, ID(1)), .chooseSheet(kind, ID(1)),
                    .saveColumns(kind, ID(1)), .recheck(kind, ID(1)), .apply(kind, ID(1)), .askUndo(kind, ID(1)),
                    .undo(kind, ID(1)), .drop(kind, ID(1)),
                ]
            }
    }

    /// The room for the kinds that an installation has.
    public static func room(_ kinds: [any ExchangeKind]) -> Room {
        Room(
            name: "Office/Exchange",
            navigation: [
                NavigationItem(
                    "Nhập, xuất Excel", path: "/trao-doi", needs: kinds.first?.manages ?? .manageUnits, place: 115)
            ],
            ledger: [.sheetImport], examples: examples(kinds), recognise: { recognise($0, $1, kinds) })
    }
}
