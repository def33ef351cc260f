import Database
import Markup
import Vocabulary

/// Honours by the name of the holder or the number of the decision, within the visitor's branch.
enum HonourSearch {
    static let source = SearchSource("khen-thuong", "Khen thưởng", needs: .readHonours) { question, visitor, _, db in
        let found = try HonourList.nearest(
            question.typed, in: visitor.scope(.readHonours), offset: question.offset, limit: question.limit,
            counting: question.counting, db)
        return SearchFound(
            hits: found.lines.map { line in
                let year = line.years.map { ", \($0.vietnamese)" } ?? ""
                return SearchHit(
                    "\(line.name): \(line.award)\(year)", link: HonoursPage.decision(line.decision).path,
                    note: "\(line.number), \(line.signed.vietnamese)" + (line.place.isEmpty ? "" : " · \(line.place)"))
            }, count: found.count)
    }
}
