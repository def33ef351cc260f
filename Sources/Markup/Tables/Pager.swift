/// Leads through a long list: by page number, or by cursor where counting would be slow.
public struct Pager: Part, Equatable, Sendable {
    /// `1–50 trong 1.234 việc`
    public let words: String
    public let previous: Address?
    public let next: Address?

    /// By page, from 1. `total` is counted; the parameter of the address is `trang`.
    public init(_ address: Address, page: Int, size: Int, total: Int, noun: String) {
        let pages = max(1, (total + size - 1) / size)
        let page = min(max(1, page), pages)
        let (first, last) = ((page - 1) * size + 1, min(page * size, total))
        words = total == 0 ? "0 \(noun)" : "\(first.dotted)–\(last.dotted) trong \(total.dotted) \(noun)"
        previous = page > 1 ? (page == 2 ? address.without("trang") : address.with("trang", page - 1)) : nil
        next = page < pages ? address.with("trang", page + 1) : nil
    }

    /// By cursor: the parameters are `truoc` and `sau`. `words` says what is known: `50 việc`, `hơn 1.000 việc`.
    public init(_ address: Address, words: String, before: String?, after: String?) {
        let base = address.without("truoc", "sau", "trang")
        self.words = words
        previous = before.map { base.with("truoc", $0) }
        next = after.map { base.with("sau", $0) }
    }

    public var html: HTML {
        guard previous != nil || next != nil else { return "<p class=\"pager\"><span>\(words)</span></p>\n" }
        return """
            <nav class="pager" aria-label="Các trang: \(words)"><span>\(words)</span>\
            \(previous.map { "<a href=\"\(url: $0)\" rel=\"prev\">Trang trước</a>" })\
            \(next.map { "<a href=\"\(url: $0)\" rel=\"next\">Trang sau</a>" })</nav>

            """
    }
}
