import Database
import Vocabulary

/// People by their names, for who reads the register, within their branch.
enum PersonSearch {
    static let source = SearchSource("nguoi", "Cá nhân", needs: .readPeople) { question, visitor, today, db in
        // The list itself puts the very marks first, over however many people.
        let found = try PersonList.nearest(
            question.typed, in: visitor.scope(.readPeople), on: today, offset: question.offset, limit: question.limit,
            counting: question.counting, db)
        return SearchFound(
            hits: found.lines.map { line in
                SearchHit(line.name, link: PersonPage.show(line.id).path, note: note(line, today))
            }, count: found.count)
    }

    /// What tells namesakes apart, without personal data: posts and units.
    private static func note(_ line: PersonLine, _ today: Day) -> String {
        line.posts.prefix(3).map { post in
            let until = post.lastDay.flatMap { $0 < today ? " (đến \($0.vietnamese))" : nil } ?? ""
            return "\(post.title), \(post.unitName)\(until)"
        }.joined(separator: " · ")
    }
}
