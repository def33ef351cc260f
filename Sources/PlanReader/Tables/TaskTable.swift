import Paper
import Vocabulary

/// The rows of one table as tasks.
struct TaskTable {
    private let table: SourceTable
    private let heads: ColumnHeads
    private let owners: CellOwners
    private let context: TimeContext
    private let part: String

    private(set) var tasks: [PlanDraft.Task] = []
    private(set) var groups: [PlanDraft.Group] = []
    private var heading: GroupHeading?
    private var headingTime: PlannedTime?
    /// Row of the table and group that each task was read from.
    private var rowOf: [Int] = []
    private var counts: [String: Int] = [:]
    private var group: String?

    /// `part` names the tasks where the table has no headings of its own.
    init(_ table: SourceTable, heads: ColumnHeads, part: String, context: TimeContext) {
        (self.table, self.heads, self.part, self.context) = (table, heads, part, context)
        owners = CellOwners(table.rows)
        for row in heads.rows..<max(heads.rows, table.rows.count) { read(row) }
    }

    /// A programme of one day: its times are hours.
    static func isAgenda(_ table: SourceTable, _ heads: ColumnHeads) -> Bool {
        guard let column = heads.column(.time) else { return false }
        var (hours, all) = (0, 0)
        for row in table.rows.dropFirst(heads.rows) where column < row.cells.count {
            guard let text = row.cells[column]?.text, !text.isEmpty else { continue }
            all += 1
            let wording = Wording(text)
            let time = TimePhrase.read(text, TimeContext(year: 2000))
            if time.kind == .unstated, wording.isDigit(0),
                wording.lower.contains(where: { $0 == "h" || $0 == ":" }) || wording.contains("giờ")
            {
                hours += 1
            }
        }
        return all > 0 && hours * 2 > all
    }

    private func text(_ row: Int, _ role: ColumnHeads.Role) -> String {
        heads.column(role).flatMap { own(row, $0) }?.text.tidied ?? ""
    }

    /// A cell that begins in this row.
    private func own(_ row: Int, _ column: Int) -> PaperDocument.Cell? {
        let cells = table.rows[row].cells
        return column < cells.count ? cells[column] : nil
    }

    private func lines(_ row: Int) -> PlanDraft.Lines { .init(table.rows[row].line, table.ends[row]) }

    private mutating func read(_ row: Int) {
        let filled = table.rows[row].cells.compactMap { $0 }.filter { !$0.text.tidied.isEmpty }
        guard let first = filled.first else { return }
        let texts = filled.map { $0.text.tidied }
        if isColumnNumbers(texts) || isRepeatedHead(row) { return }
        let ordinalText = text(row, .ordinal)
        let content = text(row, .content)
        if filled.count == 1 || first.columns >= max(3, heads.roles.count - 1)
            || texts.count == 2 && texts[0] == ordinalText && isHeadingNumber(ordinalText)
        {
            if readHeading(row, texts, ordinalText, content) { return }
        }
        if isHeadingNumber(ordinalText), hasNoRoles(row), !content.isEmpty {
            open(GroupHeading(number: ordinalText.trimmingEnd(".)/"), title: content), row)
            return
        }
        if ["*", "**", "•", "#"].contains(ordinalText), hasNoRoles(row), !content.isEmpty {
            open(GroupHeading(number: nil, title: content.trimmingEnd(":.")), row)
            return
        }
        if ordinalText.isEmpty, hasNoRoles(row),
            Wording(content).starts(withAnyOf: ["tổng cộng", "tổng số", "tổng kinh phí", "cộng"])
        {
            return
        }
        if content.isEmpty { return addToLast(row) }
        if ordinalText.isEmpty, let last = tasks.indices.last, isContinuation(row, content) {
            extend(last, row, content)
            return
        }
        if hasNoRoles(row), isGroup(row, ordinalText) {
            let ordinal = ordinalText.trimmingEnd(".)")
            groups.append(.init(ordinal: ordinal, text: content.trimmingEnd(":"), lines: lines(row)))
            group = ordinal
            return
        }
        add(row, ordinalText, content)
    }

    private func isColumnNumbers(_ texts: [String]) -> Bool {
        texts.count >= 3 && texts.allSatisfy { $0.trimmingStart("(").trimmingEnd(")").unicodeScalars.count <= 2 }
    }

    private func isRepeatedHead(_ row: Int) -> Bool {
        guard heads.rows > 0 else { return false }
        return ColumnHeads.read(table.rows, at: row)?.roles == heads.roles
    }

    private func isHeadingNumber(_ text: String) -> Bool {
        let number = text.trimmingEnd(".)/:")
        return Roman.value(number) != nil || number.count == 1 && "ABCDEFGH".contains(number)
    }

    private func hasNoRoles(_ row: Int) -> Bool {
        let roles: [ColumnHeads.Role] = [.time, .lead, .coordinators, .advisor, .product]
        return roles.allSatisfy { role in
            guard let column = heads.column(role) else { return true }
            // A cell that spans the row from the left is no cell of this column.
            guard owners.firstColumn(row, column) == column else { return true }
            let cell = owners.cell(row, column)?.text.tidied ?? ""
            return cell.isEmpty || cell == "-"
        }
    }

    private mutating func readHeading(_ row: Int, _ texts: [String], _ ordinal: String, _ content: String) -> Bool {
        let joined = texts.joined(separator: " ")
        if texts.count == 2, isHeadingNumber(texts[0]) {
            open(GroupHeading(number: texts[0].trimmingEnd(".)/:"), title: texts[1]), row)
            return true
        }
        guard texts.count == 1 else { return false }
        if let heading = GroupHeading.read(joined) {
            open(heading, row)
            return true
        }
        let wording = Wording(joined)
        if wording.starts(withAnyOf: ["tổng cộng", "tổng số", "cộng", "ghi chú"]) { return true }
        guard let first = table.rows[row].cells.compactMap({ $0 }).first(where: { !$0.text.isEmpty }),
            first.columns >= max(2, heads.roles.count - 1), wording.isUpper(0)
        else { return false }
        open(GroupHeading(number: nil, title: joined.trimmingEnd(":.")), row)
        return true
    }

    private mutating func open(_ heading: GroupHeading, _ row: Int) {
        self.heading = heading
        headingTime = heading.time(context)
        group = nil
        counts = [:]
    }

    private var section: String { heading.map { $0.number ?? $0.title } ?? part }

    /// Content that goes on from the page before, or under a cell that lasts.
    private func isContinuation(_ row: Int, _ content: String) -> Bool {
        let wording = Wording(content)
        if wording.isLower(0) || ",;)".unicodeScalars.contains(wording.lower[0]) { return true }
        guard !table.isReal, hasNoRoles(row) else { return false }
        return !(tasks.last?.text.hasSuffix(".") ?? true) && group == nil && ItemMark.read(wording) == nil
            && wording.isDigit(0)
    }

    private mutating func extend(_ index: Int, _ row: Int, _ content: String) {
        tasks[index].text += " " + content
        tasks[index].lines.last = max(tasks[index].lines.last, table.ends[row])
        tasks[index].suggests = WorkKinds.of(tasks[index].text)
        let above = rowOf[index]
        if tasks[index].lead == nil {
            tasks[index].lead = roles(row).lead
        } else if goesOn(row, .lead, from: above) {
            tasks[index].lead = roles(row, from: above).lead
        }
        let helpers = text(row, .coordinators)
        if !helpers.isEmpty {
            if let last = tasks[index].coordinators.last, !helpers.hasPrefix("-"), !helpers.hasPrefix("+"),
                !text(above, .coordinators).hasSuffix(";"), !text(above, .coordinators).hasSuffix(".")
            {
                let dash = text(above, .coordinators).hasSuffix("-") ? " - " : " "
                tasks[index].coordinators.removeLast()
                tasks[index].coordinators += RolesInSentence.split(last + dash + helpers)
            } else {
                tasks[index].coordinators += RolesInSentence.split(helpers)
            }
        }
        let time = text(row, .time)
        if !time.isEmpty, text(above, .time) != time {
            let whole = TimePhrase.read(text(above, .time) + " " + time, timeContext)
            if whole.kind != .unstated { tasks[index].when = whole }
        }
    }

    /// The cell was cut by the page: its words go on in this row.
    private func goesOn(_ row: Int, _ role: ColumnHeads.Role, from above: Int) -> Bool {
        let (upper, lower) = (text(above, role), text(row, role))
        guard !upper.isEmpty, !lower.isEmpty, upper != lower else { return false }
        return Wording(lower).isLower(0) || upper.hasSuffix("-") || upper.hasSuffix(",") || upper.hasSuffix(" và")
    }

    /// The roles of a row with the words of its lead that stand in the row above.
    private func roles(_ row: Int, from above: Int) -> TableRoles {
        TableRoles.read(
            lead: PaperDocument.Cell([text(above, .lead) + " " + text(row, .lead)]), coordinators: nil, advisor: nil)
    }

    /// A row without content: what else it says belongs to the task above.
    private mutating func addToLast(_ row: Int) {
        guard let last = tasks.indices.last else { return }
        let said = roles(row)
        if tasks[last].lead == nil {
            tasks[last].lead = said.lead
        } else if let lead = said.lead, lead != tasks[last].lead {
            tasks[last].coordinators.append(lead)
        }
        tasks[last].coordinators += said.coordinators
        if tasks[last].when.kind == .unstated, !text(row, .time).isEmpty {
            tasks[last].when = TimePhrase.read(text(row, .time), timeContext)
        }
        tasks[last].lines.last = max(tasks[last].lines.last, table.ends[row])
    }

    /// Rows under this one have its number in theirs, or marks without numbers.
    private func isGroup(_ row: Int, _ ordinal: String) -> Bool {
        guard row + 1 < table.rows.count, !ordinal.isEmpty else { return false }
        let next = text(row + 1, .ordinal).trimmingEnd(".)")
        let own = ordinal.trimmingEnd(".)")
        if next.hasPrefix(own + ".") { return true }
        if next.count == 1, let letter = next.first, letter.isLetter, letter.isLowercase { return true }
        let following = text(row + 1, .content)
        return (next.isEmpty || next == "-") && !following.isEmpty && !hasNoRoles(row + 1)
            && !Wording(following).isLower(0)
    }

    private var timeContext: TimeContext {
        var context = context
        if let title = heading?.title,
            let year = TimeScanner(Wording(title)).all().compactMap({ $0.atom.ownYear }).first,
            context.schoolYear == nil
        {
            context.year = year
        }
        return context
    }

    private mutating func add(_ row: Int, _ ordinalText: String, _ content: String) {
        var content = content
        var ordinal: String? = ordinalText.trimmingEnd(".)/")
        if ordinal?.isEmpty ?? true || ordinal == "-" || ordinal == "+" {
            ordinal = nil
            if let (mark, body) = ItemMark.read(Wording(content)), mark.written != nil || mark.isBullet {
                ordinal = mark.written
                content = Wording(content).text(from: body)
            }
            if ordinal == nil, let group {
                counts[group, default: 0] += 1
                ordinal = "\(group).\(counts[group, default: 1])"
            } else if ordinal == nil, let column = heads.column(.ordinal), owners.firstRow(row, column) < row,
                let above = tasks.last?.ordinal
            {
                let stem = above.split(separator: ".").first.map(String.init) ?? above
                counts[stem, default: 1] += 1
                ordinal = "\(stem).\(counts[stem, default: 2])"
            }
        } else if let group, let own = ordinal, own.count == 1, own.first?.isLetter == true {
            ordinal = "\(group).\(own)"
        }
        if let own = ordinal, let group, own != group, !own.hasPrefix(group + ".") { self.group = nil }
        let said = roles(row)
        var task = PlanDraft.Task(
            section: section, ordinal: ordinal, text: content, lines: lines(row), suggests: WorkKinds.of(content),
            confidence: table.isReal ? 0.95 : 0.9)
        task.lead = said.lead
        task.advisor = said.advisor
        task.coordinators = said.coordinators
        if let above = tasks.last {
            if let lead = task.lead, isDitto(lead) {
                task.lead = above.lead
                task.inferred.append("lead")
            }
            if task.coordinators.count == 1, isDitto(task.coordinators[0]) { task.coordinators = above.coordinators }
        }
        inheritLead(&task, row)
        task.product = nonEmpty(text(row, .product))
        task.cost = nonEmpty(text(row, .cost))
        time(&task, row)
        tasks.append(task)
        rowOf.append(row)
    }

    private func nonEmpty(_ text: String) -> String? { text.isEmpty || text == "-" ? nil : text }

    private func roles(_ row: Int) -> TableRoles {
        TableRoles.read(
            lead: cell(row, .lead), coordinators: cell(row, .coordinators), advisor: cell(row, .advisor))
    }

    private func cell(_ row: Int, _ role: ColumnHeads.Role) -> PaperDocument.Cell? {
        heads.column(role).flatMap { owners.cell(row, $0) }
    }

    /// Without borders a merged cell leaves the places below it empty.
    private func inheritLead(_ task: inout PlanDraft.Task, _ row: Int) {
        guard let column = heads.column(.lead) else { return }
        if task.lead == nil, !table.isReal, let last = tasks.last, last.section == task.section, last.lead != nil {
            task.lead = last.lead
            task.inferred.append("lead")
            task.confidence = min(task.confidence, 0.7)
        } else if owners.firstRow(row, column) < row, task.lead != nil {
            task.inferred.append("lead")
        }
    }

    private mutating func time(_ task: inout PlanDraft.Task, _ row: Int) {
        guard let column = heads.column(.time) else {
            task.when = headingTime ?? TimeInSentence.read(Wording(task.text), timeContext) ?? .unstated
            return
        }
        let origin = owners.firstRow(row, column)
        let own = ownTime(row)
        if !own.isEmpty, own != "-" {
            task.when = TimePhrase.read(own, timeContext)
            if task.when.kind == .unstated, task.when.external == nil, isDitto(own) {
                let above = tasks.last.flatMap { $0.section == task.section ? $0.when : nil }
                task.when = above ?? headingTime ?? task.when
                task.inferred.append("when")
            }
        } else if origin < row, let index = rowOf.lastIndex(where: { $0 >= origin && $0 < row }),
            rowOf[index] >= origin, tasks[index].when.kind != .unstated
        {
            share(&task, with: index, from: rowOf.firstIndex(where: { $0 >= origin }) ?? index)
        } else if !table.isReal, let last = tasks.indices.last, tasks[last].section == task.section,
            tasks[last].when.kind != .unstated, tasks[last].when.phrase != nil || tasks[last].when.shared
        {
            share(&task, with: last, from: tasks[last].when.shared ? tasks.lastIndex { !$0.when.shared } ?? last : last)
            task.confidence = min(task.confidence, 0.7)
        } else if let headingTime {
            task.when = headingTime
            task.inferred.append("when")
        }
        PlaceOfTime.mark(&task.when, heading: headingTime, context: context)
    }

    /// The time of the row; the columns "Bắt đầu" and "Kết thúc" make one.
    private func ownTime(_ row: Int) -> String {
        let (from, to) = (text(row, .time), text(row, .end))
        if to.isEmpty || to == "-" || to == from { return from }
        return from.isEmpty || from == "-" ? "đến hết \(to)" : "\(from) - \(to)"
    }

    /// "nt", "như trên", a quote mark: as in the row above.
    private func isDitto(_ text: String) -> Bool {
        let words = text.trimmingStart("-. ").trimmingEnd("-. ").lowercased()
        return ["nt", "n.t", "như trên", "\"", "\"\"", "”", "“", "''", "〃", "″"].contains(words)
    }

    private func share(_ task: inout PlanDraft.Task, with index: Int, from origin: Int) {
        task.when = tasks[index].when
        task.when.shared = true
        task.when.sharedWith = [tasks[origin].section, tasks[origin].ordinal ?? ""].filter { !$0.isEmpty }.joined(
            separator: ".")
    }
}

/// Whether a time lies in the quarter of its heading and in the year of the plan.
enum PlaceOfTime {
    static func mark(_ time: inout PlannedTime, heading: PlannedTime?, context: TimeContext) {
        guard time.kind == .month || time.kind == .quarter || time.kind == .date || time.kind == .period,
            let value = time.value,
            let span = PlannedTime.span(of: value)
        else { return }
        if let heading, heading.kind == .month || heading.kind == .quarter || heading.kind == .period,
            let frame = heading.value.flatMap({ PlannedTime.span(of: $0) })
        {
            time.outsideSection = span.last < frame.first || span.first > frame.last
        }
        if let whole = context.whole, let frame = PlannedTime.span(of: whole) {
            time.outsideYear = span.last < frame.first || span.first > frame.last
        }
    }
}
