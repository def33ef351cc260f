/// The frame of every working page: strip on top, navigation at the left, the page itself.
public struct PageFrame: Part, Sendable {
    /// One line of the navigation, in the user's words.
    public struct Place: Equatable, Sendable {
        public let words: String
        public let to: String
        /// What waits there for this person; 0 shows nothing.
        public let waiting: Int
        public let isCurrent: Bool

        public init(_ words: String, _ to: String, waiting: Int = 0, isCurrent: Bool = false) {
            (self.words, self.to, self.waiting, self.isCurrent) = (words, to, waiting, isCurrent)
        }
    }

    /// Addresses of the style sheet, the script and the icon, with their content hashes.
    public struct Files: Equatable, Sendable {
        public let style: String
        public let script: String
        public let icon: String
        public init(style: String, script: String, icon: String) {
            (self.style, self.script, self.icon) = (style, script, icon)
        }
    }

    public enum Shape: String, Sendable {
        case working = "frame"
        /// Lists: printed on A4 across.
        case landscape = "frame landscape"
        /// The leader's page: printed on one sheet.
        case oneSheet = "frame onesheet"
        /// Without navigation: sign-in, public pages.
        case open = "public"
        /// One column for a hand: ballots, hall doors.
        case phone = "phone"
    }

    public var title: String
    public var hasErrors = false
    public var shape = Shape.working
    public var files: Files
    public var home = "/"
    public var places: [Place] = []
    /// Where the search box leads; nil shows none.
    public var search: String?
    public var sought = ""
    public var province: String?
    /// Tells this account from others, so that words kept in a shared browser are offered to their writer only.
    public var account: String?
    /// Person, account, log-out: at the right of the strip.
    public var person: HTML = .empty
    /// What is true of every page just now: whom one acts for, whose eyes one sees with.
    public var banner: HTML = .empty
    public var toast: Toast?
    public var content: HTML

    public init(title: String, files: Files, content: HTML) {
        (self.title, self.files, self.content) = (title, files, content)
    }

    public var html: HTML {
        """
        <!doctype html>
        <html lang="vi">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(if: hasErrors, "Lỗi: ")\(title) – Vinh Danh</title>
        <link rel="stylesheet" href="\(url: files.style)">
        <link rel="icon" href="\(url: files.icon)" type="image/svg+xml">
        <script src="\(url: files.script)" defer></script>
        </head>
        <body class="\(shape.rawValue)"\(attribute: "data-who", account)>
        <a class="skip" href="#noi-dung-chinh">Đến nội dung chính</a>
        \(strip)
        \(navigation)<main id="noi-dung-chinh">
        \(banner)\(toast)
        \(content)
        </main>
        </body>
        </html>

        """
    }

    private var strip: HTML {
        let brand: HTML = """
            <a class="brand" href="\(url: home)"><svg width="16" height="22" viewBox="0 0 16 22" aria-hidden="true">\
            <path d="M0 0h16v22l-8-6-8 6z"/></svg> Vinh Danh</a>
            """
        switch shape {
        case .open, .phone:
            return
                "<header>\(brand)<div class=\"whoami\">\(province.map { "<span class=\"soft\">\($0)</span>" })\(person)</div></header>"
        case .working, .landscape, .oneSheet:
            return """
                <header class="top">
                \(brand)
                \(searchBox)
                <div class="whoami">\(province.map { "<span class=\"wide soft\">\($0)</span>" })\(person)</div>
                </header>
                """
        }
    }

    private var searchBox: HTML {
        guard let search else { return "<div class=\"find\"></div>" }
        return """
            <form class="find" role="search" action="\(url: search)"><input type="search" name="tim" value="\(sought)" \
            aria-label="Tìm tên người, đơn vị, số quyết định" placeholder="Tìm tên, đơn vị, số quyết định… (phím /)" \
            aria-keyshortcuts="/"></form>
            """
    }

    private var navigation: HTML {
        guard !places.isEmpty, shape != .open, shape != .phone else { return .empty }
        return """
            <nav class="side" aria-label="Mục chính">
            <ul>
            \(places.map { place in
                """
                <li><a href="\(url: place.to)"\(if: place.isCurrent, " aria-current=\"page\"")>\(place.words)\
                \(if: place.waiting > 0, " <span class=\"n\">\(number: place.waiting)<span class=\"hide\"> việc chờ</span></span>")</a></li>

                """
            })</ul>
            </nav>

            """
    }
}
