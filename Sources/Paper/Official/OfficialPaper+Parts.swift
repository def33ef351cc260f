import Vocabulary

extension OfficialPaper {
    /// Phần đầu: who issues the paper, its number, place and day.
    public struct Letterhead: Equatable, Sendable {
        /// Cơ quan chủ quản
        public var superior: String?
        /// Cơ quan ban hành
        public var issuer: String
        /// Nil leaves room for the clerk's pen.
        public var number: Int?
        /// `KH-UBND`
        public var symbol: String
        /// Địa danh
        public var place: String
        public var issued: Issued

        public init(
            superior: String? = nil, issuer: String, number: Int? = nil, symbol: String, place: String, issued: Issued
        ) {
            (self.superior, self.issuer, self.number) = (superior, issuer, number)
            (self.symbol, self.place, self.issued) = (symbol, place, issued)
        }

        /// `05/KH-UBND`: numbers below ten get a zero.
        public var numberAndSymbol: String { "\(number.map(Self.padded) ?? "        ")/\(symbol)" }

        static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    }

    /// When a paper is issued, or as much as is known of it.
    public enum Issued: Equatable, Sendable {
        case on(Day)
        /// Room for the day, and for the month where that is open too.
        case open(year: Int, month: Int? = nil)

        /// `ngày 05 tháng 01 năm 2027`: days below ten and the months 1 and 2 get a zero.
        public var words: String {
            switch self {
            case .on(let day): "ngày \(Letterhead.padded(day.civil.day)) tháng \(Self.month(day.month)) năm \(day.year)"
            case .open(let year, let month): "ngày      tháng \(month.map(Self.month) ?? "    ") năm \(year)"
            }
        }

        private static func month(_ month: Int) -> String { month < 3 ? "0\(month)" : "\(month)" }
    }

    /// Phần ký: by what authority, the post, the name.
    public struct Signature: Equatable, Sendable {
        /// Quyền hạn của người ký
        public enum Authority: Equatable, Sendable {
            /// TM., thay mặt a collective body
            case onBehalf(of: String)
            /// KT., ký thay the head
            case deputy(for: String)
            /// TL., thừa lệnh
            case byOrder(of: String)
            /// TUQ., thừa ủy quyền
            case byDelegation(of: String)

            public var words: String {
                switch self {
                case .onBehalf(let body): "TM. \(body.uppercased())"
                case .deputy(let head): "KT. \(head.uppercased())"
                case .byOrder(let head): "TL. \(head.uppercased())"
                case .byDelegation(let head): "TUQ. \(head.uppercased())"
                }
            }
        }

        public var authority: [Authority]
        /// Chức vụ: “Chủ tịch”; nil where only the role in the meeting is told.
        public var post: String
        /// Q., quyền: holds the post for the time being.
        public var isActing: Bool
        /// With rank or degree as the law allows; nil before it is known who signs.
        public var name: String?

        public init(_ authority: [Authority] = [], post: String, isActing: Bool = false, name: String?) {
            (self.authority, self.post, self.isActing, self.name) = (authority, post, isActing, name)
        }

        /// The lines above the place of the signature.
        public var lines: [String] { authority.map(\.words) + [(isActing ? "Q. " : "") + post.uppercased()] }
    }

    /// Nơi nhận
    public struct Recipients: Equatable, Sendable {
        public var items: [String]
        /// Behind “Lưu:”: `VT`, and the unit that drafted the paper.
        public var kept: [String]

        public init(_ items: [String], kept: [String] = ["VT"]) { (self.items, self.kept) = (items, kept) }

        /// `- Sở Nội vụ;` … `- Lưu: VT, TĐKT.`
        public var lines: [String] {
            let all = items + (kept.isEmpty ? [] : ["Lưu: \(kept.joined(separator: ", "))"])
            return all.enumerated().map { index, item in
                PaperText("- \(item)").ending(in: index == all.count - 1 ? "." : ";").plain
            }
        }
    }

    /// Phụ lục
    public struct Annex {
        /// Roman; nil where there is one annex only.
        public var number: String?
        public var title: String
        /// `Kèm theo …` without its brackets; nil: said by the paper's own number and day.
        public var issuedWith: String?
        public var orientation: Orientation
        public var body: [Block]

        public init(
            _ number: String? = nil, title: String, issuedWith: String? = nil, orientation: Orientation = .portrait,
            body: [Block]
        ) {
            (self.number, self.title, self.issuedWith) = (number, title, issuedWith)
            (self.orientation, self.body) = (orientation, body)
        }
    }

    public enum Orientation: Equatable, Sendable { case portrait, landscape }

    /// `Kế hoạch số 05/KH-UBND ngày 05 tháng 01 năm 2027 của Ủy ban nhân dân tỉnh Hoàng Giang`
    public var citation: String {
        "\(kind.name) số \(letterhead.numberAndSymbol) \(letterhead.issued.words) của \(letterhead.issuer)"
    }
}
