import HTTP
import Markup
import Rulebook
import Vocabulary

/// The answers of the pages of the law.
enum LawAnswers {
    static func start(_ call: Call) throws -> Response {
        let law = try call.office.law
        let ways = LawPages.ways.filter { way in
            let segments = way.path.split(separator: "/")
            let page = call.rooms.lazy.compactMap { $0.recognise(.get, segments) }.first
            return page.map { Router.permits($0.needs, call.visitor) } ?? false
        }
        return call.page("Luật thi đua, khen thưởng", LawPages.start(law, ways, on: call.today))
    }
}
