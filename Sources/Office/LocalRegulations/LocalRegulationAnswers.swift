import Database
import HTTP
import Markup
import Paper
import Rulebook
import Vocabulary

/// The answers of the pages that show regulations of the province.
enum LocalRegulationAnswers {
    static func foundOr404<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch LocalRegulationRefusal.notFound { throw FrameRefusal.notFound }
    }

    /// Approved ones lie in the scope of readers; the others are for who writes and who approves.
    static func scopes(_ visitor: Visitor) -> (approved: Scope, drafts: Scope) {
        (visitor.scope(.readLaw), visitor.scope(.draftRegulations).union(visitor.scope(.approveRegulations)))
    }

    static func list(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let (approved, drafts) = scopes(visitor)
        let query = call.request.query
        let filter = LocalRegulationList.Filter(
            state: query["trang-thai"].flatMap { LocalRegulation.State(rawValue: $0) }, words: query["tim"] ?? "")
        let law = try call.office.law
        let model = try call.read { db in
            let page = try LocalRegulationList.page(
                filter, KeysetCursor { query[$0] }, in: approved, drafts: drafts, db)
            let gaps = try visitor.province.map {
                try LocalRegulations.gaps(on: call.today, for: $0.id, law, db)
            }
            return LocalRegulationPages.List(
                page: page, filter: filter, gaps: gaps ?? [], today: call.today,
                maySeeDrafts: drafts != .nothing, mayDraft: visitor.may(.draftRegulations))
        }
        return call.page("Quy chế của địa phương", LocalRegulationPages.list(model))
    }

    static func show(_ id: ID<LocalRegulation>, _ call: Call) throws -> Response { try show(id, call, nil) }

    /// With what was refused on it.
    static func show(_ id: ID<LocalRegulation>, _ call: Call, _ refusal: LocalRegulationRefusal?) throws -> Response {
        let model = try one(id, call)
        return call.page(
            model.regulation.words, LocalRegulationPages.one(model, refusal, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func file(_ id: ID<LocalRegulation>, _ call: Call) throws -> Response {
        let (approved, drafts) = scopes(try call.signedIn())
        let file = try foundOr404 {
            try call.read { db in
                try LocalRegulations.regulation(id, in: approved, drafts: drafts, db).file.flatMap {
                    try StoredFile.with($0, db)
                }
            }
        }
        guard let file, call.office.shelf.contains(file.sha256) else { throw FrameRefusal.notFound }
        return .file(
            path: call.office.shelf.path(of: file.sha256), size: Int(file.bytes),
            contentType: "application/octet-stream", downloadName: file.name)
    }

    static func paper(_ id: ID<LocalRegulation>, _ file: PaperFile, _ call: Call) throws -> Response {
        let model = try one(id, call)
        return try file.response(
            named: model.regulation.words.replacing("/", with: "-"), LocalRegulationPaper.annex(model))
    }

    /// What changes: the regulation's own cases, and the quota of every unit in a year that is known.
    static func changes(_ id: ID<LocalRegulation>, _ call: Call) throws -> Response {
        let model = try one(id, call)
        let year = year(call)
        return call.page(
            "Thay đổi gì: \(model.regulation.words)",
            LocalChangePages.changes(
                model, year: year, try quotas(model.regulation, model.values, year, call),
                page: call.request.query["trang"].flatMap { Int($0) } ?? 1))
    }

    static func changesFile(_ id: ID<LocalRegulation>, _ call: Call) throws -> Response {
        let (approved, drafts) = scopes(try call.signedIn())
        let (regulation, values) = try foundOr404 {
            try call.read { db in
                (
                    try LocalRegulations.regulation(id, in: approved, drafts: drafts, db),
                    try LocalRegulations.values(of: id, db)
                )
            }
        }
        let year = year(call)
        guard let quotas = try quotas(regulation, values, year, call) else { throw FrameRefusal.notFound }
        let title = "Chiến sĩ thi đua cơ sở năm \(year), trước và sau: \(regulation.words)"
        return try PaperFile.xlsx.response(named: title.replacing("/", with: "-").replacing(":", with: "")) { path in
            try LocalRegulationPaper.quotas(quotas).writeXlsx(
                to: path, sheet: "Thay đổi",
                titles: [title, "Nếu hồ sơ được tiếp nhận ngày \(quotas.accepted.vietnamese)"])
        }
    }

    private static func year(_ call: Call) -> Int {
        call.request.query["nam"].flatMap { Int($0.trimmed) }.flatMap { (1990...2100).contains($0) ? $0 : nil }
            ?? call.today.year - 1
    }

    /// Nil for who reads no honours of units.
    private static func quotas(
        _ regulation: LocalRegulation, _ values: [LocalValue], _ year: Int, _ call: Call
    ) throws -> LocalQuotas? {
        let visitor = try call.signedIn()
        let law = try call.office.law
        let scope = visitor.scope(.readHonours).union(visitor.scope(.draftRegulations))
        guard scope != .nothing else { return nil }
        return try call.read { db in
            try LocalQuotas.of(
                year, regulation, values, from: regulation.firstDay ?? call.today, law, in: scope, db)
        }
    }

    static func one(_ id: ID<LocalRegulation>, _ call: Call) throws -> LocalRegulationPages.One {
        let visitor = try call.signedIn()
        let (approved, drafts) = scopes(visitor)
        let law = try call.office.law
        return try foundOr404 {
            try call.read { db in
                let regulation = try LocalRegulations.regulation(id, in: approved, drafts: drafts, db)
                let values = try LocalRegulations.values(of: id, db)
                let first = regulation.firstDay ?? call.today
                let isSeen = drafts.contains(regulation.path)
                return LocalRegulationPages.One(
                    regulation: regulation, values: values, awards: try LocalAwards.all(of: id, db),
                    parameters: law.local.open(on: first),
                    trial: try LocalTrial(regulation, values, from: first, law, db),
                    replaced: regulation.replaces.flatMap { old in
                        try? LocalRegulations.regulation(old, in: approved, drafts: drafts, db)
                    },
                    mayDraft: visitor.may(.draftRegulations, at: regulation.path),
                    mayApprove: visitor.may(.approveRegulations, at: regulation.path),
                    isOwnHand: try LocalRegulations.isHand(visitor.account, of: id, db),
                    file: try regulation.file.flatMap { try StoredFile.with($0, db) },
                    entries: isSeen ? try Ledger.entries(about: Subject("localRegulation", id), limit: 60, db) : [],
                    today: call.today)
            }
        }
    }
}
