/// A QR code as a picture: dark on white also where the page is dark, since cameras expect it.
public struct QRPicture: Part, Equatable, Sendable {
    /// Row by row; true is dark.
    public let rows: [[Bool]]
    /// What the code holds, for who does not see it.
    public let label: String

    /// Squares of white around the code, as the standard asks.
    static let quiet = 4

    public init(_ rows: [[Bool]], label: String) { (self.rows, self.label) = (rows, label) }

    public var html: HTML {
        let side = rows.count + 2 * Self.quiet
        return """
            <svg class="qr" viewBox="0 0 \(side) \(side)" width="240" height="240" role="img" aria-label="\(label)" \
            shape-rendering="crispEdges"><path fill="#fff" d="M0 0h\(side)v\(side)H0z"/>\
            <path fill="#000" d="\(runs)"/></svg>
            """
    }

    /// One rectangle for each run of dark squares of a row.
    private var runs: HTML {
        rows.enumerated().flatMap { y, row in
            var found: [HTML] = []
            var x = 0
            while x < row.count {
                guard row[x] else {
                    x += 1
                    continue
                }
                let end = row[x...].firstIndex(of: false) ?? row.count
                found.append("M\(x + Self.quiet) \(y + Self.quiet)h\(end - x)v1H\(x + Self.quiet)z")
                x = end
            }
            return found
        }.joined()
    }
}
