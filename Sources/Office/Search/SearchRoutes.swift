import HTTP
import Markup
import Vocabulary

/// The search box: one question to every room.
public enum SearchPage: Page, Equatable {
    case search

    public var path: String { "/tim" }

    public var needs: Need { .permission(.readProgramme) }

    public var bodyLimit: Int { 4 * 1024 }

    static let pageSize = 30
    /// Of each kind, where all are shown together.
    static let overview = 6

    public func answer(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let query = call.request.query
        let sources = call.rooms.flatMap(\.search).filter { visitor.may($0.needs) }
        let chosen = query["loai"].flatMap { kind in sources.first { $0.kind == kind } }
        let page =
            chosen == nil
            ? 1 : min(max(1, query["trang"].flatMap { Int($0) } ?? 1), SearchQuestion.most / Self.pageSize + 1)
        let size = chosen == nil ? Self.overview : Self.pageSize
        let question = SearchQuestion(
            query["tim"] ?? "", offset: (page - 1) * size, limit: size,
            counting: chosen == nil ? SearchQuestion.glance : SearchQuestion.most)
        let found: [SearchPages.Part] = try call.read { db in
            guard !question.words.isEmpty else { return [] }
            return try sources.map { source in
                // The counts of the other kinds stay in sight.
                let asked =
                    chosen == nil || source.kind == chosen?.kind
                    ? question : SearchQuestion(question.typed, limit: 0, counting: SearchQuestion.glance)
                return SearchPages.Part(
                    source: source, counting: asked.counting, found: try source.find(asked, visitor, call.today, db))
            }
        }
        let model = SearchPages.Found(question: question, parts: found, chosen: chosen?.kind, page: page)
        return call.page(
            question.typed.isEmpty ? "Tìm" : "Tìm “\(question.typed)”", SearchPages.found(model))
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> SearchPage? {
        method == .get && path.count == 1 && path[0] == "tim" ? .search : nil
    }

    public static let room = Room(
        name: "Office/Search", search: [AccountSearch.source], examples: [SearchPage.search],
        recognise: { recognise($0, $1) })
}
