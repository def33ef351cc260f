/// Facts of a thing: name at the left, answer at the right.
public struct Facts: Part, Sendable {
    public let facts: [(name: String, value: HTML)]

    public init(_ facts: [(name: String, value: HTML)]) { self.facts = facts }

    public var html: HTML {
        "<dl class=\"facts\">\(facts.map { "<dt>\($0.name)</dt><dd>\($0.value)</dd>" })</dl>\n"
    }
}

/// Short lines parted by hairlines, in an aside.
public struct Lines: Part, Sendable {
    public let items: [HTML]

    public init(_ items: [HTML]) { self.items = items }

    public var html: HTML { "<ul class=\"lines\">\(items.map { "<li>\($0)</li>\n" })</ul>\n" }
}

/// What has happened, newest first; an open ring for what is still to come.
public struct Trace: Part, Sendable {
    public struct Step: Sendable {
        public let time: [String]
        public let what: HTML
        /// Who, and what belongs to it; nil for nothing.
        public let who: HTML?
        public let isToCome: Bool

        /// - Parameter time: one or two short lines: day, hour.
        public init(_ time: [String], _ what: HTML, who: HTML? = nil, isToCome: Bool = false) {
            (self.time, self.what, self.who, self.isToCome) = (time, what, who, isToCome)
        }
    }

    public let steps: [Step]

    public init(_ steps: [Step]) { self.steps = steps }

    public var html: HTML {
        """
        <ol class="trace">
        \(steps.map { step in
            """
            <li\(if: step.isToCome, " class=\"next\"")>\
            <time>\(step.time.map { "<span>\($0)</span>" as HTML }.joined(" "))</time>\
            <div>\(if: step.isToCome, "<span class=\"hide\">Sắp tới: </span>")\(step.what)\
            \(step.who.map { "<br><span class=\"soft small\">\($0)</span>" })</div></li>

            """
        })</ol>

        """
    }
}

/// The words of a paper, word for word, and where they stand.
public struct SourceQuote: Part, Sendable {
    public let words: String
    public let from: HTML

    public init(_ words: String, from: HTML) { (self.words, self.from) = (words, from) }

    public var html: HTML {
        "<blockquote class=\"quote serif\">“\(words)”<footer>\(from)</footer></blockquote>\n"
    }
}

/// Parts of a long job: one link a row, status at the right, the reason under it.
public struct TaskList: Part, Sendable {
    public struct Row: Sendable {
        public let words: HTML
        public let status: Status
        public let reason: HTML?

        public init(_ words: HTML, _ status: Status, reason: HTML? = nil) {
            (self.words, self.status, self.reason) = (words, status, reason)
        }
    }

    public let rows: [Row]

    public init(_ rows: [Row]) { self.rows = rows }

    public var html: HTML {
        """
        <ul class="tasks">
        \(rows.map { row in
            "<li><span>\(row.words)</span>\(row.status)\(row.reason.map { "<small>\($0)</small>" })</li>\n"
        })</ul>

        """
    }
}

/// Conditions of the law for one award: verdict, rule in plain words, what supports or is missing, citation.
public struct Conditions: Part, Sendable {
    public struct Row: Sendable {
        public let verdict: Status
        public let rule: String
        public let facts: [HTML]
        public let citation: String

        public init(_ verdict: Status, _ rule: String, facts: [HTML], citation: String) {
            (self.verdict, self.rule, self.facts, self.citation) = (verdict, rule, facts, citation)
        }
    }

    public let rows: [Row]

    /// In the order of work: not met, cannot tell, met.
    public init(_ rows: [Row]) {
        let order: [Status.Kind: Int] = [.unmet: 0, .unsure: 1, .met: 2]
        self.rows = rows.enumerated().sorted {
            (order[$0.element.verdict.kind] ?? 3, $0.offset) < (order[$1.element.verdict.kind] ?? 3, $1.offset)
        }.map(\.element)
    }

    public var html: HTML {
        """
        <ol class="conds">
        \(rows.map { row in
            """
            <li>\(row.verdict)<div><h3>\(row.rule)</h3>\(row.facts.map { "<p>\($0)</p>" })\
            <p class="cite">\(row.citation)</p></div></li>

            """
        })</ol>

        """
    }
}

/// Every answer once more before it is sent, each with its way back.
public struct Answers: Part, Sendable {
    public let rows: [(question: String, answer: HTML, edit: String?)]

    public init(_ rows: [(question: String, answer: HTML, edit: String?)]) { self.rows = rows }

    public var html: HTML {
        """
        <dl class="answers">
        \(rows.map { row in
            """
            <div><dt>\(row.question)</dt><dd>\(row.answer)</dd>\
            \(row.edit.map { "<dd>\(Link("Sửa", $0, subject: row.question.lowercased()))</dd>" })</div>

            """
        })</dl>

        """
    }
}

/// A number of an official paper, never broken: `31/2025/QĐ-UBND`.
public func paperNumber(_ number: String) -> HTML { "<span class=\"nowrap\">\(number)</span>" }
