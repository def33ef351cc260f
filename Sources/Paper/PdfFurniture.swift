/// What belongs to the pages and not to the paper: their numbers, and what repeats at their edges.
struct PdfFurniture {
    /// Texts without digits that stand in the margins of most pages.
    let heads: Set<String>
    /// Numbers that this page may bear.
    let numbers: Set<Int>

    init(heads: Set<String>, page: Int, shift: Int?) {
        self.heads = heads
        numbers = Set([page] + (shift.map { [page + $0] } ?? []))
    }

    static func heads(_ pages: [PdfPage]) -> Set<String> {
        var counts: [String: Int] = [:]
        for page in pages {
            let rows = PdfRow.rows(page.segments).filter { PdfLayout.isInMargin($0, page) }
            for key in Set(rows.map(PdfLayout.furnitureKey)) { counts[key, default: 0] += 1 }
        }
        return Set(counts.filter { $0.value >= 3 && $0.value * 2 >= pages.count && !$0.key.isEmpty }.keys)
    }

    /// How far the numbers printed on the pages are from counting them, where at least three and most pages agree.
    static func shift(_ pages: [PdfPage]) -> Int? {
        var counts: [Int: Int] = [:]
        for (index, page) in pages.enumerated() {
            let rows = PdfRow.rows(page.segments)
            let ends = [rows.first, rows.count > 1 ? rows.last : nil].compactMap { $0 }
            for number in Set(ends.compactMap { PdfLayout.pageNumber($0, page) }) {
                counts[number - index - 1, default: 0] += 1
            }
        }
        return counts.filter { $0.value >= 3 && $0.value * 2 >= pages.count }.max { $0.value < $1.value }?.key
    }
}
