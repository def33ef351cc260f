import Markup
import Vocabulary

/// The HTML of what was found.
enum SearchPages {
    struct Part {
        let source: SearchSource
        /// How far was counted.
        let counting: Int
        let found: SearchFound

        var isMore: Bool { found.count > counting }

        /// `hơn 100 việc`.
        var counted: String {
            (isMore ? "hơn \(counting.dotted)" : found.count.dotted) + " " + source.title.lowercased()
        }
    }

    struct Found {
        let question: SearchQuestion
        let parts: [Part]
        /// The one kind that is shown in full; nil shows some of each.
        let chosen: String?
        let page: Int

        func address(_ kind: String?) -> Address {
            Address(SearchPage.search.path).with("tim", question.typed).with("loai", kind)
        }
    }

    static func found(_ model: Found) -> HTML {
        let typed = model.question.typed
        return """
            \(PageHead(typed.isEmpty ? "Tìm" : "Tìm “\(typed)”", facts: facts(model)))
            \(kinds(model))
            \(results(model))
            """
    }

    private static func facts(_ model: Found) -> HTML {
        guard !model.question.words.isEmpty else {
            return "Gõ vào ô tìm ở đầu trang. Không cần dấu; gõ đầu mỗi từ là đủ."
        }
        return "\(model.parts.map(\.counted).joined(separator: ", "))"
    }

    private static func kinds(_ model: Found) -> HTML {
        guard model.parts.contains(where: { $0.found.count > 0 }) else { return .empty }
        let all = Link("Tất cả", model.address(nil), isCurrent: model.chosen == nil)
        let links = model.parts.filter { $0.found.count > 0 || $0.source.kind == model.chosen }.map { part in
            Link(
                "\(part.source.title) (\(part.isMore ? "\(part.counting.dotted)+" : part.found.count.dotted))",
                model.address(part.source.kind), isCurrent: model.chosen == part.source.kind)
        }
        return Views("Loại kết quả", [all] + links).html
    }

    private static func results(_ model: Found) -> HTML {
        if model.question.words.isEmpty { return .empty }
        let shown = model.parts.filter { model.chosen == nil ? !$0.found.hits.isEmpty : $0.source.kind == model.chosen }
        if shown.allSatisfy(\.found.hits.isEmpty) {
            return Empty(
                "Không tìm thấy gì với “\(model.question.typed)”.",
                "Thử ít từ hơn, hoặc chỉ gõ đầu mỗi từ: “hoi dong”, “tap hu”."
            ).html
        }
        return "<div class=\"gap\">\(shown.map { section($0, model) })</div>"
    }

    private static func section(_ part: Part, _ model: Found) -> HTML {
        let (source, found) = (part.source, part.found)
        let lines = Lines(found.hits.map { line($0, model.question.words) }).html
        if model.chosen == nil {
            let more: HTML =
                found.count > found.hits.count
                ? Link("Xem tất cả", model.address(source.kind), subject: source.title.lowercased()).html : .empty
            return Section(
                source.title, count: part.counted, id: "tim-\(source.kind)", aside: more,
                content: lines
            ).html
        }
        let pager = Pager(
            model.address(source.kind), page: model.page, size: SearchPage.pageSize,
            total: min(found.count, SearchQuestion.most), noun: source.title.lowercased())
        return """
            \(Section(source.title, count: part.counted, id: "tim-\(source.kind)", content: lines))
            \(pager)
            """
    }

    private static func line(_ hit: SearchHit, _ words: [String]) -> HTML {
        """
        <a href="\(url: hit.link)">\(Highlight(hit.title, words))</a>\
        \(if: !hit.note.isEmpty, "<br><span class=\"soft small\">\(Highlight(hit.note, words))</span>")
        """
    }
}
