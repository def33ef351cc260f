import Database
import Rulebook
import Vocabulary

/// A pasted list of holders, each line matched to people and units of the register: what a check shows before anything is
/// written. Never fails; what is wrong with a line stands beside it.
struct EntryReading: Equatable {
    struct Line: Equatable {
        let index: Int
        /// As it was pasted.
        let text: String
        var new: NewHonour?
        /// Who may be meant, in words; empty where nobody of the register bears the name.
        var candidates: [Candidate] = []
        /// Nobody chose yet among several.
        var isOpen = false
        var error: String?
        var warnings: [String] = []
    }

    struct Candidate: Equatable {
        let id: Int64
        let words: String
    }

    var lines: [Line]

    var errors: [(index: Int, words: String)] {
        lines.compactMap { line in line.error.map { (line.index, $0) } }
    }
    var open: [Line] { lines.filter { $0.isOpen && $0.error == nil } }

    static func == (left: EntryReading, right: EntryReading) -> Bool { left.lines == right.lines }

    /// Cells of one line: by tabs as Excel copies them, else by semicolons or bars.
    private struct Cells {
        let name: String
        let post: String
        let unit: String
        let award: String
        let years: String
        let achievement: String

        init?(_ text: String) {
            let mark: Character = text.contains("\t") ? "\t" : text.contains("|") ? "|" : ";"
            var cells = text.split(separator: mark, omittingEmptySubsequences: false).map { $0.trimmed }
            // A running number in front is no name.
            if cells.count > 1, let first = cells.first, !first.isEmpty,
                first.allSatisfy({ $0.isNumber || $0 == "." })
            {
                cells.removeFirst()
            }
            func cell(_ index: Int) -> String { cells.indices.contains(index) ? cells[index] : "" }
            guard !cell(0).isEmpty, !Self.heads.contains(cell(0).folded) else { return nil }
            (name, post, unit, award) = (cell(0), cell(1), cell(2), cell(3))
            (years, achievement) = (cell(4), cell(5))
        }

        private static let heads: Set = [
            "ho va ten", "ho ten", "ten", "stt", "tt", "ten tap the/ca nhan", "ten ca nhan", "ten tap the",
        ]
    }

    init(
        _ typed: TypedEntry, _ decision: NewDecision, of province: ID<Unit>, _ awards: AwardChoices, in scope: Scope,
        today: Day, _ db: any Reader
    ) throws {
        let signed = decision.signed
        let texts = typed["danh-sach"].split(whereSeparator: \.isNewline).map(String.init)
        let rows = texts.compactMap { text in Cells(text).map { (text, $0) } }.prefix(TypedEntry.mostLines)
        let units = try UnitsByName(rows.flatMap { [$0.1.unit, $0.1.name] }, on: signed, in: scope, db)
        let people = try PeopleByName(rows.map { Self.bare($0.1.name) }, in: scope, db)
        lines = rows.enumerated().map { index, row in
            var line = Line(index: index, text: row.0)
            do throws(HonourRefusal) {
                let award = try Self.award(row.1.award, typed["danh-hieu"], decision.level, province, awards)
                try Self.read(row.1, award, typed, signed, awards, units, people, &line)
                if let new = line.new {
                    let checked = try Honours.checked(new, signed: signed, in: province, awards, today: today)
                    line.new = checked
                    if let years = checked.years, signed < years.lastDay {
                        line.warnings.append("ký trước khi hết \(years.year.vietnamese)")
                    }
                    if let remark = awards[checked.award]?.remark(on: signed) { line.warnings.append(remark) }
                }
            } catch {
                line.error = error.explanation.notice
            }
            return line
        }
    }

    private static func read(
        _ cells: Cells, _ award: Award.Slug, _ typed: TypedEntry, _ signed: Day, _ awards: AwardChoices,
        _ units: UnitsByName, _ people: PeopleByName, _ line: inout Line
    ) throws(HonourRefusal) {
        let yearText = cells.years.isEmpty ? typed["nam"].trimmed : cells.years
        var years: AchievementYears?
        if !yearText.isEmpty {
            guard let read = AchievementYears(yearText) else { throw .badYears(yearText) }
            years = read
        }
        let kind = SubjectKind(rawValue: typed["doi-tuong"]) ?? Self.kind(cells.name, award, awards, units)
        let unit = units[cells.unit]
        let achievement = cells.achievement.isEmpty ? typed["thanh-tich"] : cells.achievement
        var new = NewHonour(
            .person(nil), name: bare(cells.name), post: cells.post, unitText: cells.unit, unit: unit?.id, award: award,
            years: years, achievement: achievement, basis: HonourBasis(rawValue: typed["loai-hinh"]) ?? .congTrang,
            isEnterprise: unit?.isEnterprise ?? false)
        let chosen = typed.chosen(line.index)
        switch kind {
        case .household: new.holder = .household(address: cells.unit.isEmpty ? cells.post : cells.unit)
        case .collective:
            let own = units[bare(cells.name)] ?? units[cells.name]
            new.holder = .unit(own?.id)
            new.unit = own?.id ?? unit?.id
            new.isEnterprise = own?.isEnterprise ?? new.isEnterprise
            line.candidates = own.map { [Candidate(id: $0.id.rawValue, words: $0.words)] } ?? []
        case .individual:
            let found = people.candidates(new.name, unit: unit?.id)
            line.candidates = found.all.map { Candidate(id: $0.id.rawValue, words: $0.words) }
            var person = found.only
            if let chosen { person = found.all.first { $0.id.rawValue == chosen } }
            line.isOpen = person == nil && chosen == nil && !found.all.isEmpty
            new.holder = .person(person?.id)
            let post = person.flatMap { people.post(of: $0.id, in: unit?.id, on: signed) }
            new.group = post?.group ?? (cells.post.isEmpty ? .direct : PeopleExchange.group(ofTitle: cells.post))
            if new.unit == nil { new.unit = post?.unit }
            if cells.unit.isEmpty { new.unitText = post?.unitName }
            if cells.post.isEmpty { new.post = post?.title }
            if post?.isEnterprise == true { new.isEnterprise = true }
        }
        line.new = new
    }

    private static func award(
        _ cell: String, _ common: String, _ level: Award.Level, _ province: ID<Unit>, _ awards: AwardChoices
    ) throws(HonourRefusal) -> Award.Slug {
        let text = cell.isEmpty ? common : cell
        guard !text.trimmed.isEmpty, let slug = awards.slug(text, issuer: level, in: province) else {
            throw .unknownAward(text)
        }
        return slug
    }

    /// Without the form of address: `Ông Lê Văn An` → `Lê Văn An`.
    static func bare(_ name: String) -> String {
        let words = name.split(separator: " ")
        guard words.count > 2, let first = words.first else { return name.trimmed }
        let addresses: Set = ["ong", "ba", "d/c", "dc", "ong/ba"]
        if addresses.contains(first.folded) { return words.dropFirst().joined(separator: " ") }
        if first.folded == "dong", words[1].folded == "chi" { return words.dropFirst(2).joined(separator: " ") }
        return name.trimmed
    }

    /// What the award, the name and the register say of the kind of holder.
    private static func kind(_ name: String, _ award: Award.Slug, _ awards: AwardChoices, _ units: UnitsByName)
        -> SubjectKind
    {
        let subjects = awards[award]?.versions.last?.subjects ?? [.individual]
        if subjects.count == 1 { return subjects[0] }
        let fold = name.folded
        if subjects.contains(.household), fold.hasPrefix("ho ") || fold.hasPrefix("gia dinh") { return .household }
        let words: [String] = [
            "so ", "phong ", "ban ", "truong ", "ubnd", "uy ban", "cong ty", "trung tam", "tap the", "van phong",
            "chi bo",
            "to ", "thon ", "doi ", "khoa ", "benh vien", "nhan dan", "can bo va", "cong an", "hop tac xa", "xa ",
            "phuong ",
            "ban chi huy", "bao ", "dang bo", "hoi ", "doan ", "lien doan",
        ]
        if subjects.contains(.collective), units[name] != nil || words.contains(where: fold.hasPrefix) {
            return .collective
        }
        return subjects.contains(.individual) ? .individual : subjects[0]
    }
}
