/// One column of a table: what its head says, how wide it is, what stands in its cells.
public struct Column<Row> {
    public enum Kind: Sendable {
        case text
        /// Figures: at the right, under one another.
        case number
        /// The margin of days: first column.
        case day
        /// Names the row: `<th scope="row">` with its link. One per table.
        case name
        /// What one may do: at the right, its head only for screen readers.
        case action
        /// Boxes for work on several rows; not printed.
        case box
    }

    /// Widths of the style sheet, in the order of `col.w2…w18`; nil takes what is left.
    public enum Width: String, Sendable { case w2, w4, w5, w7, w8, w9, w11, w13, w14, w18 }

    let title: String
    let kind: Kind
    let width: Width?
    let sortKey: String?
    let isOnPaper: Bool
    let total: HTML?
    let cell: (Row) -> HTML

    /// - Parameters:
    ///   - sort: the word for this column in the address; nil where it cannot be sorted by.
    ///   - total: what the foot says under the column.
    public init(
        _ title: String, _ kind: Kind = .text, _ width: Width? = nil, sort: String? = nil, isOnPaper: Bool = true,
        total: HTML? = nil, cell: @escaping (Row) -> HTML
    ) {
        (self.title, self.kind, self.width, self.sortKey) = (title, kind, width, sort)
        (self.isOnPaper, self.total, self.cell) = (isOnPaper, total, cell)
    }

    /// Boxes to choose rows, with one in the head for all of them (by script).
    public static func boxes(
        name: String, value: @escaping (Row) -> String, label: @escaping (Row) -> String, form: String? = nil
    ) -> Column {
        Column("Chọn", .box, .w2, isOnPaper: false) { row in
            """
            <input type="checkbox" name="\(name)" value="\(value(row))"\(attribute: "form", form) \
            aria-label="Chọn \(label(row))">
            """
        }
    }

    var cellClass: String? {
        let word =
            switch kind {
            case .number: "num"
            case .day: "day"
            case .action: "end"
            case .text, .name, .box: ""
            }
        let classes = [word, isOnPaper ? "" : "screen"].filter { !$0.isEmpty }.joined(separator: " ")
        return classes.isEmpty ? nil : classes
    }
}

/// Which column a list is sorted by, told in the address: `sap=han`, `sap=-han`.
public struct Sorting: Equatable, Sendable {
    public let address: Address
    public let key: String
    public let isDescending: Bool
    public let parameter: String

    /// The order asked for by `address`; `standard` when it asks for none or for one that is not in `allowed`.
    public init(_ address: Address, allowed: [String], standard: String, parameter: String = "sap") {
        self.address = address.without("trang", "sau", "truoc")
        self.parameter = parameter
        let asked = address[parameter] ?? ""
        let key = asked.hasPrefix("-") ? String(asked.dropFirst()) : asked
        let isKnown = allowed.contains(key)
        let fallback = standard.hasPrefix("-") ? String(standard.dropFirst()) : standard
        self.key = isKnown ? key : fallback
        isDescending = isKnown ? asked.hasPrefix("-") : standard.hasPrefix("-")
    }

    func head(_ title: String, _ sortKey: String) -> (attribute: String?, link: HTML) {
        let isCurrent = key == sortKey
        let next = isCurrent && !isDescending ? "-" + sortKey : sortKey
        let arrow: HTML = isDescending ? "↓" : "↑"
        return (
            isCurrent ? (isDescending ? "descending" : "ascending") : nil,
            """
            <a href="\(url: address.with(parameter, next))">\(title)\
            \(if: isCurrent, " <span class=\"screen\" aria-hidden=\"true\">\(arrow)</span>")</a>
            """
        )
    }
}

/// A table with an ink rule, a caption and hairlines; on phones every row becomes a block.
public struct RuledTable<Row>: Part {
    public let caption: String
    /// Beside the caption: `12 việc, sắp theo mục trong kế hoạch`.
    public let count: String?
    public let columns: [Column<Row>]
    public let rows: [Row]
    public var id: String?
    public var sorting: Sorting?
    /// Rows that are worked on now.
    public var isCurrent: ((Row) -> Bool)?
    /// The `id` of a row, for links to it.
    public var rowID: ((Row) -> String)?
    /// The head stays in sight; the table scrolls in its own region where the window is narrow.
    public var isLong = false
    /// Without the rule, under a `FilterBar` or a `Section` that has one.
    public var hasRule = true
    /// Column widths are taken as said; false lets the browser measure.
    public var isFixed = true
    /// Said by the bar above it already: only screen readers hear the caption.
    public var isCaptionHidden = false
    public var empty: Empty?

    public init(_ caption: String, count: String? = nil, columns: [Column<Row>], rows: [Row]) {
        (self.caption, self.count, self.columns, self.rows) = (caption, count, columns, rows)
    }

    /// The same table, changed: `.with { $0.isLong = true }`.
    public func with(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }

    public var html: HTML {
        if rows.isEmpty, let empty {
            return Section(caption, count: count, id: id, content: empty.html).html
        }
        let table: HTML = """
            <table class="fold\(if: hasRule, " ruled")\(if: isFixed, " fixed")\(if: isLong, " stick")"\
            \(attribute: "id", isLong ? nil : id)>
            <caption\(if: isCaptionHidden, " class=\"hide\"")><b>\(caption)</b>\(count.map { " \($0)" })</caption>
            <colgroup>\(columns.map { "<col\(attribute: "class", columnClass($0))>" })</colgroup>
            <thead><tr>\(columns.map(head))</tr></thead>
            <tbody>
            \(body)</tbody>
            \(foot)</table>

            """
        guard isLong else { return table }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(caption)"\(attribute: "id", id)>
            \(table)</div>

            """
    }

    private func columnClass(_ column: Column<Row>) -> String? {
        let words = [column.width?.rawValue, column.isOnPaper ? nil : "screen"].compactMap(\.self)
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    private func head(_ column: Column<Row>) -> HTML {
        switch column.kind {
        case .box:
            return """
                <th scope="col" class="screen"><span class="hide">Chọn</span>\
                <input type="checkbox" data-all aria-label="Chọn tất cả" hidden></th>
                """
        case .action:
            return
                "<th scope=\"col\"\(attribute: "class", column.cellClass)><span class=\"hide\">\(column.title)</span></th>"
        case .text, .number, .day, .name:
            let sort = column.sortKey.flatMap { key in sorting?.head(column.title, key) }
            return """
                <th scope="col"\(attribute: "class", column.kind == .number ? column.cellClass : nil)\
                \(attribute: "aria-sort", sort?.attribute)>\(sort?.link ?? HTML(text: column.title))</th>
                """
        }
    }

    /// The rows, written into one buffer: lists are the pages that are asked for most.
    private var body: HTML {
        let frames = columns.map { column -> HTML in
            switch column.kind {
            case .name: "<th scope=\"row\">"
            case .text, .number: "<td\(attribute: "class", column.cellClass) data-th=\"\(column.title)\">"
            case .day, .action, .box: "<td\(attribute: "class", column.cellClass)>"
            }
        }
        let (cells, names) = (columns.map(\.cell), columns.map { $0.kind == .name })
        var bytes: [UInt8] = []
        bytes.reserveCapacity(rows.count * columns.count * 64)
        for row in rows {
            bytes.append(contentsOf: Self.opening(id: rowID?(row), isCurrent: isCurrent?(row) ?? false).bytes)
            for index in cells.indices {
                bytes.append(contentsOf: frames[index].bytes)
                bytes.append(contentsOf: cells[index](row).bytes)
                bytes.append(contentsOf: (names[index] ? "</th>" : "</td>" as StaticString).bytes)
            }
            bytes.append(contentsOf: ("</tr>\n" as StaticString).bytes)
        }
        return HTML(bytes: bytes)
    }

    private static func opening(id: String?, isCurrent: Bool) -> HTML {
        "<tr\(attribute: "id", id)\(if: isCurrent, " class=\"on\" aria-current=\"true\"")>"
    }

    private var foot: HTML {
        guard columns.contains(where: { $0.total != nil }) else { return .empty }
        var cells: [HTML] = []
        var index = 0
        while index < columns.count {
            let column = columns[index]
            var span = 1
            // Words may run on over columns that have no total of their own.
            if column.total != nil, column.kind != .number {
                while index + span < columns.count, columns[index + span].total == nil { span += 1 }
            }
            let width = span > 1 ? String(span) : nil
            if let total = column.total, column.kind == .name {
                cells.append("<th scope=\"row\"\(attribute: "colspan", width)>\(total)</th>")
            } else {
                cells.append(
                    "<td\(attribute: "class", column.cellClass)\(attribute: "colspan", width)>\(column.total)</td>")
            }
            index += span
        }
        return "<tfoot><tr>\(cells)</tr></tfoot>\n"
    }
}
