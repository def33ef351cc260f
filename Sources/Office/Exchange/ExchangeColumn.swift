import Vocabulary

/// Cột: one column of a kind of spreadsheet, and what its cells may hold.
public struct ExchangeColumn: Sendable {
    /// What the cells hold. A cell is kept in its *plain form*: `2025-07-01`, `1985`, a choice's code, a unit's code.
    public enum Content: Sendable {
        case text(longest: Int)
        /// Letters, digits and signs without spaces.
        case code
        /// Several texts with semicolons between them.
        case texts
        /// A day of the calendar; `orYear` where a year alone is an answer.
        case day(orYear: Bool)
        case number(ClosedRange<Int>)
        case phone
        case email
        case choice([Choice])
        /// A unit of the register by `Tên (MÃ)`, code or name; `orHere` where a unit of the same file may be meant.
        case unit(orHere: Bool)
    }

    /// One answer of a choice.
    public struct Choice: Sendable, Equatable {
        public let code: String
        public let words: String
        /// Other ways to write it, folded.
        public let aliases: [String]
        /// All of them, folded once: a long list asks for each of its rows.
        let folds: [String]

        public init(_ code: String, _ words: String, aliases: [String] = []) {
            (self.code, self.words, self.aliases) = (code, words, aliases)
            folds = [code.folded, words.folded] + aliases
        }
    }

    /// How forms and mappings call it: `ngay-sinh`.
    public let code: String
    public let title: String
    public let content: Content
    public let isNeeded: Bool
    /// Heads of the lists that offices mail round, folded.
    public let aliases: [String]
    /// In characters.
    public let width: Double
    /// What is said when a cell is chosen, and on the sheet of guidance.
    public let help: String

    public init(
        _ code: String, _ title: String, _ content: Content, isNeeded: Bool = false, aliases: [String] = [],
        width: Double = 18, help: String
    ) {
        (self.code, self.title, self.content, self.isNeeded) = (code, title, content, isNeeded)
        (self.aliases, self.width, self.help) = (aliases, width, help)
    }

    /// A plain form as people read it: `01/7/2025`, the words of a choice. Units are labelled by who knows them.
    public func words(_ plain: String) -> String {
        switch content {
        case .day: Day(iso: plain)?.vietnamese ?? plain
        case .choice(let choices): choices.first { $0.code == plain }?.words ?? plain
        default: plain
        }
    }
}

extension [ExchangeColumn] {
    /// The place of the column with that code. Asked only for codes of the same kind's own columns.
    public func place(_ code: String) -> Int? { firstIndex { $0.code == code } }
}
