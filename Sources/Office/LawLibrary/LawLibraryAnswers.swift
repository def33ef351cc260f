import Database
import HTTP
import Markup
import Rulebook
import Vocabulary

/// The answers of the library.
enum LawLibraryAnswers {
    /// What was typed; it stays when the form is refused.
    struct Typed: Equatable {
        var values: [String: String] = [:]

        subscript(name: String) -> String { values[name] ?? "" }

        static let names = [
            "so", "loai", "co-quan", "ngay", "trich-yeu", "tu", "den", "ly-do", "thay-bang",
        ]

        init(_ values: [String: String] = [:]) { self.values = values }

        init(_ call: Call) { for name in Self.names { values[name] = call.request.form[name] } }

        init(_ document: LawDocument) {
            values = [
                "so": document.number, "loai": document.kind.rawValue, "co-quan": document.issuer,
                "ngay": document.issuedOn.vietnamese, "trich-yeu": document.subject,
                "tu": document.firstDay.vietnamese, "den": document.lastDay?.vietnamese ?? "",
            ]
        }

        func day(_ name: String) throws -> Day? {
            let text = self[name].trimmed
            guard !text.isEmpty else { return nil }
            guard let day = Day(vietnamese: text), (1945...2200).contains(day.year) else {
                throw LawLibraryRefusal.badDay(field: name)
            }
            return day
        }

        func needed(_ name: String) throws -> Day {
            guard let day = try day(name) else { throw LawLibraryRefusal.badDay(field: name) }
            return day
        }

        func document() throws -> NewLawDocument {
            let issued = try needed("ngay")
            return NewLawDocument(
                self["so"], LawDocument.Kind(rawValue: self["loai"]) ?? .other, issuer: self["co-quan"],
                issuedOn: issued, subject: self["trich-yeu"], firstDay: try day("tu") ?? issued, lastDay: try day("den")
            )
        }
    }

    private static func foundOr404<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch LawLibraryRefusal.notFound { throw FrameRefusal.notFound }
    }

    private static func scope(_ call: Call) throws -> Scope { try call.signedIn().scope(.manageLawLibrary) }

    // MARK: Reading

    static func list(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let query = call.request.query
        var model = LawLibraryPages.List(
            words: query["tim"] ?? "", day: query["ngay"] ?? "", mayManage: visitor.may(.manageLawLibrary))
        var filter = LawLibraryList.Filter(words: model.words)
        do { filter.day = try LawRefusal.day(query["ngay"]) } catch let refusal as LawRefusal {
            model.refusal = refusal
        }
        let sought = filter.words.folded.split(whereSeparator: \.isWhitespace)
        model.instruments = try call.office.law.instruments.all.filter { one in
            let text = "\(one.number) \(one.kind.vietnamese) \(one.issuer) \(one.title)".folded
            return sought.allSatisfy { text.contains($0) } && (filter.day.map { one.state(on: $0) == .inForce } ?? true)
        }.sorted { $0.period.start > $1.period.start }
        model.isFiltered = filter.isFiltered
        model.page = try call.read {
            try LawLibraryList.page(filter, KeysetCursor { query[$0] }, in: visitor.scope(.readLaw), $0)
        }
        return call.page(
            "Thư viện văn bản", LawLibraryPages.list(model, today: call.today), status: model.refusal == nil ? 200 : 422
        )
    }

    private static func citing(_ number: String, issued: Day?, _ call: Call, _ db: any Reader) throws
        -> [LawLibraryPages.Citing]
    {
        let visitor = try call.signedIn()
        guard let key = InstrumentNumber(written: number) else { return [] }
        return try call.rooms.flatMap(\.citing).filter { visitor.may($0.needs) }.map { source in
            LawLibraryPages.Citing(title: source.title, hits: try source.find(key, issued, visitor, 50, db))
        }
    }

    static func instrument(_ code: String, _ call: Call) throws -> Response {
        let law = try call.office.law
        guard let one = law.instruments.all.first(where: { LawLibraryPage.code(of: $0) == code }) else {
            throw FrameRefusal.notFound
        }
        let papers = try call.read { try citing(one.number, issued: nil, call, $0) }
        return call.page(one.citation, LawLibraryPages.instrument(one, law, papers, today: call.today))
    }

    static func show(_ id: ID<LawDocument>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let model = try foundOr404 {
            try call.read { db -> LawLibraryPages.One in
                let document = try LawLibrary.document(id, in: visitor.scope(.readLaw), db)
                let path: String = try db.value(
                    "SELECT u.path FROM law_document d JOIN unit u ON u.id = d.province WHERE d.id = \(id)")
                let mayManage = visitor.may(.manageLawLibrary, at: path)
                return LawLibraryPages.One(
                    document: document, heir: try LawLibrary.heirs(of: document, db).first,
                    forerunners: try LawLibrary.forerunners(of: id, db), files: try LawLibrary.files(of: id, db),
                    citing: try citing(document.number, issued: document.issuedOn, call, db), mayManage: mayManage,
                    entries: mayManage ? try Ledger.entries(about: Subject("lawDocument", id), limit: 30, db) : [])
            }
        }
        return call.page(
            model.document.citation, LawLibraryPages.one(model, today: call.today, token: call.hiddenToken))
    }

    static func file(_ file: ID<StoredFile>, of id: ID<LawDocument>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let stored = try foundOr404 {
            try call.read { db -> StoredFile in
                _ = try LawLibrary.document(id, in: visitor.scope(.readLaw), db)
                guard let stored = try LawLibrary.files(of: id, db).first(where: { $0.id == file }) else {
                    throw LawLibraryRefusal.notFound
                }
                return stored
            }
        }
        guard call.office.shelf.contains(stored.sha256) else { throw FrameRefusal.notFound }
        // Always a download: a file somebody gave is never opened as a page of this site.
        return .file(
            path: call.office.shelf.path(of: stored.sha256), size: Int(stored.bytes),
            contentType: "application/octet-stream", downloadName: stored.name)
    }

    // MARK: Writing

    static func new(_ call: Call) throws -> Response {
        try newPage(call, Typed(["loai": LawDocument.Kind.decision.rawValue]), nil)
    }

    private static func newPage(_ call: Call, _ typed: Typed, _ refusal: LawLibraryRefusal?) throws -> Response {
        call.page(
            "Nhập văn bản của tỉnh", LawLibraryPages.new(typed, refusal, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func add(_ call: Call) throws -> Response {
        let (visitor, typed) = (try call.signedIn(), Typed(call))
        do {
            guard let province = visitor.province else { throw FrameRefusal.notFound }
            let id = try call.write {
                try LawLibrary.add(
                    try typed.document(), to: province.id, in: visitor.scope(.manageLawLibrary), by: $0)
            }
            return call.redirect(
                to: LawLibraryPage.show(id), saying: "Đã nhập văn bản số \(typed["so"].trimmed). Có thể đính kèm tệp.")
        } catch let refusal as LawLibraryRefusal {
            return try newPage(call, typed, refusal)
        }
    }

    private static func managed(_ id: ID<LawDocument>, _ call: Call) throws -> LawDocument {
        try foundOr404 { try call.read { try LawLibrary.document(id, in: try scope(call), $0) } }
    }

    static func correctForm(_ id: ID<LawDocument>, _ call: Call) throws -> Response {
        let document = try managed(id, call)
        return call.page(
            "Sửa văn bản", LawLibraryPages.correct(document, Typed(document), nil, token: call.hiddenToken))
    }

    static func correct(_ id: ID<LawDocument>, _ call: Call) throws -> Response {
        let (document, typed) = (try managed(id, call), Typed(call))
        do {
            try call.write {
                try LawLibrary.correct(
                    id, to: try typed.document(), because: typed["ly-do"], in: try scope(call), by: $0)
            }
        } catch let refusal as LawLibraryRefusal {
            return call.page(
                "Sửa văn bản", LawLibraryPages.correct(document, typed, refusal, token: call.hiddenToken), status: 422)
        }
        return call.redirect(to: LawLibraryPage.show(id), saying: "Đã sửa văn bản.")
    }

    static func endForm(_ id: ID<LawDocument>, _ call: Call) throws -> Response {
        let document = try managed(id, call)
        return try endPage(document, call, Typed(["den": document.lastDay?.vietnamese ?? ""]), nil)
    }

    private static func endPage(
        _ document: LawDocument, _ call: Call, _ typed: Typed, _ refusal: LawLibraryRefusal?
    ) throws -> Response {
        let known = try call.read { db in
            try LawLibraryList.page(.init(), in: try scope(call), size: 200, db).lines
        }.filter { $0.id != document.id }.map { "\($0.number), ngày \($0.issuedOn.vietnamese)" }
        return call.page(
            "Ghi hết hiệu lực", LawLibraryPages.end(document, typed, known, refusal, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    /// The document that somebody means as an heir: its number, and the day where one is typed.
    private static func heir(_ typed: Typed, _ call: Call, _ db: any Reader) throws -> ID<LawDocument>? {
        let text = typed["thay-bang"].trimmed
        guard !text.isEmpty else { return nil }
        guard let key = LawDocument.key(text) else { throw LawLibraryRefusal.noHeir }
        let found = try LawLibrary.documents(numbered: [key], in: try scope(call), db)[key] ?? []
        let day = CitedDocuments.day(in: text)
        guard let heir = found.first(where: { day == nil || $0.issuedOn == day }) else {
            throw LawLibraryRefusal.noHeir
        }
        return heir.id
    }

    static func end(_ id: ID<LawDocument>, _ call: Call) throws -> Response {
        let (document, typed) = (try managed(id, call), Typed(call))
        do {
            try call.write { operation in
                try LawLibrary.end(
                    id, on: try typed.needed("den"), replacedBy: try heir(typed, call, operation), in: try scope(call),
                    by: operation)
            }
        } catch let refusal as LawLibraryRefusal {
            return try endPage(document, call, typed, refusal)
        }
        return call.redirect(
            to: LawLibraryPage.show(id),
            saying: "Đã ghi: \(document.number) có hiệu lực đến hết \(typed["den"].trimmed).")
    }

    static func withdrawForm(_ id: ID<LawDocument>, _ call: Call) throws -> Response {
        let document = try managed(id, call)
        return call.page(
            "Rút văn bản nhập nhầm", LawLibraryPages.withdraw(document, Typed(), nil, token: call.hiddenToken))
    }

    static func withdraw(_ id: ID<LawDocument>, _ call: Call) throws -> Response {
        let (document, typed) = (try managed(id, call), Typed(call))
        do {
            try call.write {
                try LawLibrary.withdraw(id, because: typed["ly-do"], in: try scope(call), by: $0)
            }
        } catch let refusal as LawLibraryRefusal {
            return call.page(
                "Rút văn bản nhập nhầm", LawLibraryPages.withdraw(document, typed, refusal, token: call.hiddenToken),
                status: 422)
        }
        return call.redirect(to: LawLibraryPage.list, saying: "Đã rút văn bản số \(document.number) khỏi thư viện.")
    }

    static func attach(_ id: ID<LawDocument>, _ call: Call) throws -> Response {
        _ = try managed(id, call)
        let upload = call.request.uploads.first { $0.field == "tep" && $0.size > 0 && !$0.filename.isEmpty }
        guard let upload else {
            return call.redirect(to: LawLibraryPage.show(id), saying: LawLibraryRefusal.noFile.explanation.notice)
        }
        try call.office.shelf.keep(upload.path, hash: upload.sha256)
        try call.write { operation in
            let file = try StoredFile.note(
                name: upload.filename, sha256: upload.sha256, bytes: Int64(upload.size), by: operation)
            try LawLibrary.attach(file, to: id, in: try scope(call), by: operation)
        }
        return call.redirect(to: LawLibraryPage.show(id), saying: "Đã đính kèm \(upload.filename).")
    }

    static func detach(_ id: ID<LawDocument>, _ call: Call) throws -> Response {
        _ = try managed(id, call)
        guard let file = ID<StoredFile>(call.request.form["tep"] ?? "") else { throw FrameRefusal.notFound }
        try foundOr404 { try call.write { try LawLibrary.detach(file, from: id, in: try scope(call), by: $0) } }
        return call.redirect(to: LawLibraryPage.show(id), saying: "Đã bỏ tệp; đính kèm lại được nếu cần.")
    }
}
