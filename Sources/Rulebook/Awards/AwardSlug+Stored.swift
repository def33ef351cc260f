extension Award.Slug {
    /// The slug as a row of a database keeps it, of the catalogue or of a local award (`dp-…`); nil for what no slug looks
    /// like.
    public init?(stored text: String) {
        let isPlain = text.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2D }
        guard isPlain, !text.isEmpty, text.utf8.count <= 60 else { return nil }
        self.init(text)
    }

    /// A slug written in the source; what no slug looks like is in no catalogue.
    public static func of(_ literal: StaticString) -> Award.Slug { Award.Slug(literal.description) }

    /// Hình thức of one province alone.
    public var isLocal: Bool { text.hasPrefix("dp-") }
}
