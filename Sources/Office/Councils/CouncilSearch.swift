import Database
import Vocabulary

/// Councils by their names, for who reads them, within the branch; those of older terms too.
enum CouncilSearch {
    static let source = SearchSource("hoi-dong", "Hội đồng", needs: .readCouncils) { question, visitor, today, db in
        guard !question.words.isEmpty else { return .nothing }
        let matching = matching(question, visitor.scope(.readCouncils))
        let page = try question.page(text: { (council: Council) in council.name }) { limit, offset in
            try db.all(
                """
                SELECT \(sql: Council.columns) \(sql: matching) ORDER BY c.name_key, c.id LIMIT \(limit) OFFSET \(offset)
                """
            ).map(Council.init)
        }
        let count: Int =
            try page.known
            ?? db.value("SELECT count(*) FROM (SELECT 1 AS n \(sql: matching) LIMIT \(question.counting + 1)) c")
        return SearchFound(
            hits: page.hits.map { council in
                let term = UnitPages.periodWords(council.firstDay, council.lastDay)
                return SearchHit(
                    council.name, link: CouncilPage.show(council.id).path,
                    note: "\(council.kind.vietnamese) · \(council.unitName) · \(term)")
            }, count: count)
    }

    static func matching(_ question: SearchQuestion, _ scope: Scope) -> SQL {
        let words = question.words.map { word -> SQL in "AND ' ' || c.name_fold \(contains: " " + word)" }
        return """
            \(sql: Councils.joined) WHERE \(sql: scope.condition(path: "u.path")) \(sql: words.joined(separator: " "))
            """
    }
}
