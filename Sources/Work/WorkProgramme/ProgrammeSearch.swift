import Database
import Office
import Vocabulary

/// What the search box finds of the work programme: tasks, plans, and units by the tasks they have.
enum ProgrammeSearch {
    static let sources = [tasks, plans, units]

    private static let tasks = SearchSource("viec", "Việc", needs: .readProgramme) { question, visitor, today, db in
        let query = try TaskQuery(
            plain: [], selective: TaskQuery.words(question.typed) + TaskQuery.own(visitor), for: visitor, db)
        let page = try question.page(text: { (hit: TaskSearch.Task) in hit.line.text }) { limit, offset in
            try TaskSearch.tasks(query, limit: limit, offset: offset, db)
        }
        return SearchFound(
            hits: page.hits.map { hit in
                let line = hit.line
                let state =
                    line.isLate(on: today) ? "quá hạn" : line.state.vietnamese.lowercased()
                let notes = [line.reference, String(hit.year), line.lead ?? "", state].filter { !$0.isEmpty }
                return SearchHit(
                    line.text, link: ProgrammePage.task(line.id).path, note: notes.joined(separator: " · "))
            }, count: try page.known ?? query.count(upTo: question.counting, db))
    }

    /// Plans are few: the newest are compared one by one.
    private static let plans = SearchSource("ke-hoach", "Kế hoạch", needs: .readProgramme) {
        question, visitor, _, db in
        let number = question.typed.folded
        let newest = try db.all(
            """
            SELECT \(sql: Plan.columns) FROM plan p WHERE \(sql: PlanScope.condition(for: visitor))
            ORDER BY p.year DESC, p.id DESC LIMIT \(SearchQuestion.most)
            """
        ).map(Plan.init)
        let found = newest.filter { plan in
            if let own = plan.number?.folded, own.hasPrefix(number) { return true }
            let words = TaskRows.searchWords(plan.title)
            return question.words.allSatisfy { word in words.contains { $0.hasPrefix(word) } }
        }
        let page = question.page(text: { (plan: Plan) in plan.title }) { limit, offset in
            Array(found.dropFirst(offset).prefix(limit))
        }
        return SearchFound(
            hits: page.hits.map { plan in
                SearchHit(
                    plan.citation, link: ProgrammePage.plan(plan.id).path,
                    note: plan.number == nil ? "năm \(plan.year)" : plan.title)
            }, count: found.count)
    }

    /// Units by any name they bear or bore; they lead to their own page, or to their tasks of the year.
    private static let units = SearchSource("don-vi", "Đơn vị", needs: .readProgramme) { question, visitor, today, db in
        let fold = UnitName.fold(question.typed)
        guard !fold.isEmpty else { return .nothing }
        let matching: SQL = """
            FROM unit u WHERE \(sql: visitor.scope(.readProgramme).condition(path: "u.path")) AND EXISTS
                (SELECT 1 FROM unit_name n WHERE n.unit = u.id
                 AND (n.fold \(startsWith: fold) OR n.fold \(contains: " " + fold)))
            """
        let page = try question.page(text: { (unit: FoundUnit) in unit.name }) { limit, offset in
            try db.all(
                """
                SELECT u.id, u.name, u.last_day, (SELECT min(n.name) FROM unit_name n WHERE n.unit = u.id
                    AND (n.fold \(startsWith: fold) OR n.fold \(contains: " " + fold))) AS called \(sql: matching)
                ORDER BY CASE WHEN u.last_day IS NULL THEN 0 ELSE 1 END, u.name_key, u.id LIMIT \(limit) OFFSET \(offset)
                """
            ).map(FoundUnit.init)
        }
        let count: Int =
            try page.known
            ?? db.value("SELECT count(*) FROM (SELECT 1 AS n \(sql: matching) LIMIT \(question.counting + 1)) c")
        return SearchFound(
            hits: page.hits.map { unit in
                let notes = [
                    UnitName.fold(unit.name).contains(fold) ? nil : "còn gọi là \(unit.called)",
                    unit.lastDay.map { "đến \($0.vietnamese)" },
                ].compactMap { $0 }
                let tasks = TaskFilter(year: today.year, unit: unit.id).address(ProgrammePage.programme.path).text
                let link = visitor.may(.readUnits) ? UnitPage.unit(unit.id).path : tasks
                return SearchHit(unit.name, link: link, note: notes.joined(separator: "; "))
            }, count: count)
    }

    private struct FoundUnit {
        let id: ID<Unit>
        let name: String
        /// The name that was found.
        let called: String
        let lastDay: Day?

        init(_ row: Row) throws {
            (id, name) = (try row("id"), try row("name"))
            (called, lastDay) = (try row("called"), try row("last_day"))
        }
    }
}
