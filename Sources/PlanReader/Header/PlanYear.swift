import Vocabulary

/// The year, the school year or the years that the plan is for.
enum PlanYear {
    static func complete(_ facts: inout PlanDraft.Header, _ elements: [Element]) {
        let title = Wording(facts.title ?? "")
        let found = TimeScanner(title).all()
        var years: [Int] = []
        for one in found {
            switch one.atom {
            case .schoolYear(let year): facts.schoolYear = "\(year)-\(year + 1)"
            case .years(let first, let last): facts.period = "\(first)-\(last)"
            default: if let year = one.atom.ownYear { years.append(year) }
            }
        }
        if let school = facts.schoolYear, let first = Int(school.prefix(4)) {
            facts.year = years.last ?? first
            return
        }
        if let year = years.last {
            facts.year = year
        } else if let issued = facts.issuedOn, let year = Int(issued.prefix(4)) {
            facts.year = year
        } else {
            facts.year = commonest(elements)
        }
        if facts.title == nil || title.isEmpty, let school = commonSchoolYear(elements) {
            facts.schoolYear = "\(school)-\(school + 1)"
        }
    }

    static func context(_ facts: PlanDraft.Header) -> TimeContext {
        var context = TimeContext(year: facts.year)
        if let school = facts.schoolYear, let first = Int(school.prefix(4)) { context.schoolYear = first }
        if let period = facts.period, let first = Int(period.prefix(4)), let last = Int(period.suffix(4)), first <= last
        {
            context.years = first...last
        }
        return context
    }

    private static func commonest(_ elements: [Element]) -> Int? {
        var counts: [Int: Int] = [:]
        for element in elements.prefix(300) {
            guard case .passage(let passage) = element else { continue }
            if passage.wording.starts(withAnyOf: ["căn cứ", "thực hiện", "theo"]) { continue }
            for found in TimeScanner(passage.wording).all() {
                if case .years = found.atom { continue }
                if let year = found.atom.ownYear { counts[year, default: 0] += 1 }
            }
        }
        return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
    }

    private static func commonSchoolYear(_ elements: [Element]) -> Int? {
        for element in elements.prefix(20) {
            guard case .passage(let passage) = element else { continue }
            for found in TimeScanner(passage.wording).all() {
                if case .schoolYear(let year) = found.atom { return year }
            }
        }
        return nil
    }
}
