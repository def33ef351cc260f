import Database
import Vocabulary

/// Blocs and clusters by their names, for who reads them, within the branch.
enum BlocSearch {
    static let source = SearchSource("khoi", "Khối, cụm", needs: .readBlocs) { question, visitor, today, db in
        guard !question.words.isEmpty else { return .nothing }
        let matching = matching(question, visitor.scope(.readBlocs))
        let page = try question.page(text: { (found: Found) in found.bloc.name }) { limit, offset in
            try db.all(
                """
                SELECT \(sql: Bloc.columns), (SELECT h.name FROM bloc_year y JOIN unit h ON h.id = y.head
                    WHERE y.bloc = b.id AND y.year = \(today.year)) AS head
                \(sql: matching) ORDER BY b.name_key, b.id LIMIT \(limit) OFFSET \(offset)
                """
            ).map { Found(bloc: try Bloc($0), head: try $0("head")) }
        }
        let count: Int =
            try page.known
            ?? db.value("SELECT count(*) FROM (SELECT 1 AS n \(sql: matching) LIMIT \(question.counting + 1)) c")
        return SearchFound(
            hits: page.hits.map { found in
                let bloc = found.bloc
                let head = found.head.map { "\(bloc.kind.head) năm \(today.year): \($0)" }
                return SearchHit(
                    bloc.name, link: BlocPage.show(bloc.id).path,
                    note: [bloc.kind.vietnamese, bloc.unitName, head].compactMap(\.self).joined(separator: " · "))
            }, count: count)
    }

    private struct Found {
        let bloc: Bloc
        let head: String?
    }

    static func matching(_ question: SearchQuestion, _ scope: Scope) -> SQL {
        let words = question.words.map { word -> SQL in "AND ' ' || b.name_fold \(contains: " " + word)" }
        return """
            FROM bloc b JOIN unit u ON u.id = b.unit
            WHERE \(sql: scope.condition(path: "u.path")) \(sql: words.joined(separator: " "))
            """
    }
}
