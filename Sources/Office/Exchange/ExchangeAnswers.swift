import Database
import Foundation
import HTTP
import Markup
import Vocabulary

/// The answers of the pages of spreadsheets.
enum ExchangeAnswers {
    static func context(_ kind: any ExchangeKind, _ call: Call) throws -> ExchangeContext {
        let visitor = try call.signedIn()
        return ExchangeContext(
            scope: visitor.scope(kind.manages), naming: visitor.scope(.readUnits), today: call.today,
            law: try? call.office.law)
    }

    static func index(_ kinds: [any ExchangeKind], _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        return call.page("Nhập, xuất Excel", ExchangePages.index(kinds.filter { visitor.may($0.manages) }))
    }

    // MARK: Beginning

    static func start(_ kind: any ExchangeKind, _ call: Call) throws -> Response {
        try startPage(kind, call, refusal: nil)
    }

    private static func startPage(_ kind: any ExchangeKind, _ call: Call, refusal: (any Explained)?) throws -> Response
    {
        let visitor = try call.signedIn()
        let before = call.request.query["sau"].flatMap { ID<SheetImport>($0) }
        let list = try call.read { try ImportList(kind.code, for: visitor, kind.manages, before: before, $0) }
        return call.page(
            "Nhập, xuất \(kind.title.lowercased())",
            ExchangePages.start(kind, list, refusal: refusal?.explanation.notice, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func receive(_ kind: any ExchangeKind, _ call: Call) throws -> Response {
        do {
            guard let upload = call.request.uploads.first(where: { $0.field == "tep" }), !upload.filename.isEmpty
            else { throw ExchangeRefusal.noFile }
            let sheets = try OpenedSheets(path: upload.path, name: upload.filename)
            try call.office.shelf.keep(upload.path, hash: upload.sha256)
            let context = try context(kind, call)
            let opened = try call.write { operation in
                let file = try StoredFile.note(
                    name: upload.filename, sha256: upload.sha256, bytes: Int64(upload.size), by: operation)
                let id = try SheetImport.open(file, sheets, of: kind, among: [kind], context, by: operation)
                return try SheetImport.with(id, operation)
            }
            return .redirect(to: page(of: opened, kind).path)
        } catch let refusal as any Explained {
            if refusal is FrameRefusal { throw refusal }
            return try startPage(kind, call, refusal: refusal)
        }
    }

    /// Where the work on an import goes on.
    private static func page(of opened: SheetImport, _ kind: any ExchangeKind) -> ExchangePage {
        opened.state == .opened ? .columns(kind, opened.id) : .show(kind, opened.id)
    }

    /// The template, or everything in scope.
    static func workbook(_ kind: any ExchangeKind, isTemplate: Bool, _ call: Call) throws -> Response {
        let context = try context(kind, call)
        let day = call.today
        let name = isTemplate ? "Mẫu \(kind.title.lowercased())" : "\(kind.title) \(day.iso)"
        return try PaperFile.xlsx.response(named: name) { path in
            try call.read { _ = try ExchangeWorkbook.write(kind, to: path, isTemplate: isTemplate, context, $0) }
        }
    }

    // MARK: One import

    /// An import that the visitor may see: one's own, and all where one's scope is everything.
    static func visible(_ id: ID<SheetImport>, _ kind: any ExchangeKind, _ call: Call, _ db: any Reader) throws
        -> SheetImport
    {
        let visitor = try call.signedIn()
        let current = try SheetImport.with(id, db)
        guard current.kind == kind.code, ImportList.sees(visitor, kind.manages, current.account) else {
            throw ExchangeRefusal.notFound
        }
        return current
    }

    private static func operate<Result>(
        _ id: ID<SheetImport>, _ kind: any ExchangeKind, _ call: Call, _ body: (Operation, SheetImport) throws -> Result
    ) throws -> Result {
        try call.write { operation in try body(operation, visible(id, kind, call, operation)) }
    }

    /// The file of an import, opened again.
    private static func sheets(_ current: SheetImport, _ call: Call) throws -> OpenedSheets {
        let file = try call.read { try StoredFile.with(current.file, $0) }
        guard let file, call.office.shelf.contains(file.sha256) else { throw ExchangeRefusal.notFound }
        return try OpenedSheets(path: call.office.shelf.path(of: file.sha256), name: file.name)
    }

    static func show(_ kind: any ExchangeKind, _ id: ID<SheetImport>, _ call: Call) throws -> Response {
        try showPage(kind, id, call, refusal: nil)
    }

    private static func showPage(
        _ kind: any ExchangeKind, _ id: ID<SheetImport>, _ call: Call, refusal: (any Explained)?
    ) throws -> Response {
        let query = call.request.query
        let (current, rows) = try call.read { db in
            let current = try visible(id, kind, call, db)
            let view = ImportRows.View(query["xem"], current.counts)
            return (current, try ImportRows(current, kind, view: view, after: Int(query["sau"] ?? "") ?? 0, db))
        }
        if current.state == .opened { return .redirect(to: ExchangePage.columns(kind, id).path) }
        return call.page(
            "Nhập \(kind.title.lowercased()): \(current.fileName)",
            ExchangePages.show(kind, current, rows, refusal: refusal?.explanation.notice, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func original(_ kind: any ExchangeKind, _ id: ID<SheetImport>, _ call: Call) throws -> Response {
        let file = try call.read { try StoredFile.with(visible(id, kind, call, $0).file, $0) }
        guard let file, call.office.shelf.contains(file.sha256) else { throw ExchangeRefusal.notFound }
        return .file(
            path: call.office.shelf.path(of: file.sha256), size: Int(file.bytes),
            contentType: "application/octet-stream",
            downloadName: file.name)
    }

    static func returned(_ kind: any ExchangeKind, _ id: ID<SheetImport>, _ call: Call) throws -> Response {
        let current = try call.read { try visible(id, kind, call, $0) }
        guard current.state != .opened, current.state != .dropped else { throw ExchangeRefusal.notFound }
        let sheets = try sheets(current, call)
        let stem = current.fileName.prefix(upTo: current.fileName.lastIndex(of: ".") ?? current.fileName.endIndex)
        return try PaperFile.xlsx.response(named: "\(stem) - chỗ cần sửa") { path in
            try call.read { try ErrorWorkbook.write(current, kind, sheets, to: path, $0) }
        }
    }

    // MARK: Which column is which

    static func columns(_ kind: any ExchangeKind, _ id: ID<SheetImport>, _ call: Call) throws -> Response {
        try columnsPage(kind, id, call, typed: nil, refusal: nil)
    }

    private static func columnsPage(
        _ kind: any ExchangeKind, _ id: ID<SheetImport>, _ call: Call, typed: [Int: String]?, refusal: (any Explained)?
    ) throws -> Response {
        let current = try call.read { try visible(id, kind, call, $0) }
        guard current.state == .opened || current.state == .checked else {
            return .redirect(to: ExchangePage.show(kind, id).path)
        }
        let model = try ExchangePages.ColumnsModel(current, kind, sheets(current, call), typed: typed)
        return call.page(
            "Ghép cột: \(current.fileName)",
            ExchangePages.columns(kind, model, refusal: refusal?.explanation.notice, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func chooseSheet(_ kind: any ExchangeKind, _ id: ID<SheetImport>, _ call: Call) throws -> Response {
        let form = call.request.form
        do {
            let sheets = try sheets(call.read { try visible(id, kind, call, $0) }, call)
            try operate(id, kind, call) { operation, _ in
                try SheetImport.choose(
                    sheet: Int(form["trang"] ?? "") ?? -1, headRow: Int(form["dong"] ?? ""), of: id, sheets, kind: kind,
                    by: operation)
            }
            return .redirect(to: ExchangePage.columns(kind, id).path)
        } catch let refusal as ExchangeRefusal where refusal != .notFound {
            return try columnsPage(kind, id, call, typed: nil, refusal: refusal)
        }
    }

    static func saveColumns(_ kind: any ExchangeKind, _ id: ID<SheetImport>, _ call: Call) throws -> Response {
        var mapping: [Int: String] = [:]
        for (name, value) in call.request.form.pairs where name.hasPrefix("cot-") && !value.isEmpty {
            if let column = Int(name.dropFirst(4)), (0..<16_384).contains(column) { mapping[column] = value }
        }
        do {
            let sheets = try sheets(call.read { try visible(id, kind, call, $0) }, call)
            let context = try context(kind, call)
            try operate(id, kind, call) { operation, _ in
                try SheetImport.map(mapping, of: id, sheets, kind: kind, by: operation)
                try SheetImport.check(id, sheets, of: kind, context, by: operation)
            }
            return call.redirect(
                to: ExchangePage.show(kind, id).path, saying: "Đã kiểm tra xong. Chưa có gì được nhập.")
        } catch let refusal as ExchangeRefusal where refusal != .notFound {
            return try columnsPage(kind, id, call, typed: mapping, refusal: refusal)
        }
    }

    static func recheck(_ kind: any ExchangeKind, _ id: ID<SheetImport>, _ call: Call) throws -> Response {
        do {
            let sheets = try sheets(call.read { try visible(id, kind, call, $0) }, call)
            let context = try context(kind, call)
            try operate(id, kind, call) { operation, _ in
                try SheetImport.check(id, sheets, of: kind, context, by: operation)
            }
            return call.redirect(to: ExchangePage.show(kind, id).path, saying: "Đã kiểm tra lại. Chưa có gì được nhập.")
        } catch let refusal as ExchangeRefusal where refusal != .notFound {
            return try showPage(kind, id, call, refusal: refusal)
        }
    }

    // MARK: Writing and taking back

    static func apply(_ kind: any ExchangeKind, _ id: ID<SheetImport>, _ call: Call) throws -> Response {
        do {
            let context = try context(kind, call)
            let partial = call.request.form["phan"] == "hop-le"
            let done = try operate(id, kind, call) { operation, _ in
                try SheetImport.apply(id, partial: partial, of: kind, context, by: operation)
            }
            return call.redirect(
                to: ExchangePage.show(kind, id).path,
                saying: "Đã nhập: \(done.counts.fresh) \(kind.noun) mới, \(done.counts.changed) thay đổi.")
        } catch let refusal as any Explained {
            if refusal is FrameRefusal || refusal as? ExchangeRefusal == .notFound { throw refusal }
            return try showPage(kind, id, call, refusal: refusal)
        }
    }

    static func askUndo(_ kind: any ExchangeKind, _ id: ID<SheetImport>, _ call: Call) throws -> Response {
        let current = try call.read { try visible(id, kind, call, $0) }
        guard current.state == .applied else { return .redirect(to: ExchangePage.show(kind, id).path) }
        return call.page("Hoàn tác lượt nhập", ExchangePages.askUndo(kind, current, token: call.hiddenToken))
    }

    static func undo(_ kind: any ExchangeKind, _ id: ID<SheetImport>, _ call: Call) throws -> Response {
        do {
            let context = try context(kind, call)
            try operate(id, kind, call) { operation, _ in
                try SheetImport.undo(id, of: kind, context, by: operation)
            }
            return call.redirect(to: ExchangePage.show(kind, id).path, saying: "Đã hoàn tác cả lượt nhập.")
        } catch let refusal as any Explained {
            if refusal is FrameRefusal || refusal as? ExchangeRefusal == .notFound { throw refusal }
            return try showPage(kind, id, call, refusal: refusal)
        }
    }

    static func drop(_ kind: any ExchangeKind, _ id: ID<SheetImport>, _ call: Call) throws -> Response {
        do {
            try operate(id, kind, call) { operation, _ in try SheetImport.drop(id, by: operation) }
            return call.redirect(to: ExchangePage.start(kind).path, saying: "Đã bỏ lượt nhập. Chưa có gì bị thay đổi.")
        } catch let refusal as ExchangeRefusal where refusal != .notFound {
            return try showPage(kind, id, call, refusal: refusal)
        }
    }
}
