/// Tasks from every table that has the head of one.
enum TableTasks {
    static func read(_ outline: Outline, _ context: TimeContext) -> (tasks: [PlanDraft.Task], groups: [PlanDraft.Group])
    {
        var (tasks, groups) = ([PlanDraft.Task](), [PlanDraft.Group]())
        var previous: (heads: ColumnHeads, width: Int)?
        for (place, element) in outline.elements.enumerated() {
            guard case .table(let table) = element else { continue }
            let width = table.rows.map(\.cells.count).max() ?? 0
            var heads = ColumnHeads.find(in: table)
            // A table cut by a page goes on without its head.
            if heads == nil, let last = previous, last.width == width, table.isReal || !tasks.isEmpty {
                heads = ColumnHeads(roles: last.heads.roles, rows: 0)
            }
            guard let heads, !TaskTable.isAgenda(table, heads) else {
                previous = nil
                continue
            }
            previous = (heads, width)
            let section = outline.sections.lastIndex { $0.places.lowerBound <= place }
            var part = outline.sectionName(section)
            if part.isEmpty || section.map({ outline.sections[$0].number == nil }) ?? false {
                part = section.map { outline.annexName($0) } ?? ""
            }
            var local = context
            if let heading = section.flatMap({ outline.sections[$0].title }),
                let year = TimeScanner(Wording(heading)).all().compactMap({ $0.atom.ownYear }).last,
                context.schoolYear == nil, context.years == nil, year == context.year.map({ $0 + 1 })
            {
                local.year = year
            }
            let read = TaskTable(table, heads: heads, part: part, context: local)
            tasks += read.tasks
            groups += read.groups
        }
        return (tasks, groups)
    }
}
