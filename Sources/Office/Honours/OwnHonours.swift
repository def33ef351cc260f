import Database
import Rulebook
import Vocabulary

/// What the office keeps about somebody's merits and conduct, for the export of one's own data.
enum OwnHonours {
    static let records = [honours, ratings, initiatives, discipline, matters]

    private static let honours = OwnRecords(
        "Khen thưởng",
        heads: ["Quyết định", "Ngày ký", "Cơ quan", "Danh hiệu, hình thức", "Năm thành tích", "Thành tích"]
    ) { _, person, db in
        guard let person else { return [] }
        return try db.all(
            """
            SELECT d.number, h.signed, d.issuer, w.name AS award_name, h.last_year, h.is_school, t.words FROM honour h
            JOIN honour_decision d ON d.id = h.decision JOIN honour_award w ON w.slug = h.award LEFT JOIN honour_text t ON t.id = h.achievement
            WHERE h.person = \(person) AND h.state <> 'withdrawn' ORDER BY h.signed DESC, h.id DESC
            """
        ).map { row in
            let year: Int? = try row("last_year")
            let isSchool: Bool = try row("is_school")
            return [
                try row("number"), (try row("signed") as Day).vietnamese, try row("issuer"),
                try row("award_name"),
                year.map { AchievementYear($0, isSchoolYear: isSchool).description } ?? "", try row("words") ?? "",
            ]
        }
    }

    private static let ratings = OwnRecords("Xếp loại hằng năm", heads: ["Năm", "Xếp loại", "Văn bản"]) {
        _, person, db in
        guard let person else { return [] }
        return try db.all(
            """
            SELECT year, is_school, rating, paper FROM yearly_rating WHERE person = \(person) AND state = 'held'
            ORDER BY year DESC, id DESC
            """
        ).map { row in
            let rating: String = try row("rating")
            return [
                AchievementYear(try row("year"), isSchoolYear: try row("is_school")).description,
                Proposal.Rating(rawValue: rating)?.vietnamese ?? rating, try row("paper") ?? "",
            ]
        }
    }

    private static let initiatives = OwnRecords(
        "Sáng kiến, đề tài", heads: ["Tên", "Năm", "Phạm vi", "Quyết định công nhận"]
    ) { _, person, db in
        guard let person else { return [] }
        return try db.all(
            """
            SELECT i.title, i.year, i.is_school, i.scope, i.number FROM initiative_author a
            JOIN initiative i ON i.id = a.initiative WHERE a.person = \(person) AND i.state = 'held'
            ORDER BY i.year DESC, i.id DESC
            """
        ).map { row in
            let scope: String = try row("scope")
            return [
                try row("title"), AchievementYear(try row("year"), isSchoolYear: try row("is_school")).description,
                Proposal.Scope(rawValue: scope)?.vietnamese ?? scope, try row("number") ?? "",
            ]
        }
    }

    private static let discipline = OwnRecords("Kỷ luật", heads: ["Hình thức", "Từ ngày", "Đến ngày"]) {
        _, person, db in
        guard let person else { return [] }
        return try db.all(
            """
            SELECT kind, first_day, last_day FROM discipline WHERE person = \(person) AND state = 'held'
            ORDER BY first_day DESC, id DESC
            """
        ).map { row in
            let (kind, first, last): (String, Day, Day?) = (try row("kind"), try row("first_day"), try row("last_day"))
            return [
                Proposal.Discipline.Kind(rawValue: kind)?.vietnamese ?? kind, first.vietnamese, last?.vietnamese ?? "",
            ]
        }
    }

    /// An investigation is told when it is over.
    private static let matters = OwnRecords(
        "Việc đang xem xét", heads: ["Việc", "Bắt đầu", "Kết thúc", "Kết quả"]
    ) { _, person, db in
        guard let person else { return [] }
        return try db.all(
            """
            SELECT kind, opened, settled, outcome FROM pending_matter WHERE person = \(person) AND state = 'held'
              AND (settled IS NOT NULL OR kind <> 'investigation')
            ORDER BY opened DESC, id DESC
            """
        ).map { row in
            let (kind, opened, settled): (String, Day, Day?) = (try row("kind"), try row("opened"), try row("settled"))
            return [
                Proposal.Matter.Kind(rawValue: kind)?.vietnamese ?? kind, opened.vietnamese, settled?.vietnamese ?? "",
                try row("outcome") ?? "",
            ]
        }
    }
}
