import Vocabulary

/// The head of a printed page, in the places of NĐ 30/2020; not on screen.
public struct PaperHead: Part, Sendable {
    /// The body above; nil where there is none.
    public let superior: String?
    /// In capitals, as the office writes itself.
    public let issuer: String
    public let place: String
    public let day: Day

    public init(superior: String?, issuer: String, place: String, day: Day) {
        (self.superior, self.issuer, self.place, self.day) = (superior, issuer, place, day)
    }

    public var html: HTML {
        """
        <div class="paper-only motto"><p>\(superior.map { "\($0)<br>" })<b>\(issuer)</b></p>\
        <p><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br><b>Độc lập - Tự do - Hạnh phúc</b><br>\
        <i>\(place), \(day.onPaper)</i></p></div>

        """
    }
}

/// The foot of a printed page: what was shown and when it was printed, and the place for a signature.
public struct PaperFoot: Part, Sendable {
    public let source: String
    public let printed: Instant
    /// Post of the signer in capitals; nil leaves no place to sign.
    public let signer: String?
    public let name: String?

    public init(source: String, printed: Instant, signer: String? = nil, name: String? = nil) {
        (self.source, self.printed, self.signer, self.name) = (source, printed, signer, name)
    }

    public var html: HTML {
        """
        <div class="paper-only"><p class="small">In lúc \(printed.hour) ngày \(printed.day) từ: \(source).</p>\
        \(signer.map { Self.sign($0, name: name) })</div>

        """
    }

    static func sign(_ post: String, name: String?) -> HTML {
        """
        <div class="sign"><p></p><p><b>\(post)</b><br><i>(Ký, ghi rõ họ tên)</i>\
        \(name.map { "<br><b class=\"signed\">\($0)</b>" })</p></div>
        """
    }
}
