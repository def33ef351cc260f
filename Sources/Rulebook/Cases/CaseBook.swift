import Vocabulary

/// Cases of one text, to be judged under other settings than their own: those of a draft of a local regulation.
public struct CaseBook: Sendable {
    private let table: CaseTable
    private let name: String

    /// Refused, with the line, where the text is no table of cases.
    public init(_ text: String, named name: String) throws(InputRefusal) {
        (table, self.name) = (try CaseTable(text, named: name), name)
    }

    public var count: Int { table.rows.count }

    /// Every case in the order of the text. `local`: the regulation for its day of acceptance; a case that brings its own keeps it.
    public func tried(_ law: Law, _ local: (Day?) -> Proposal.LocalRegulation?) -> [TriedCase] {
        table.rows.map { row in CaseTrial.tried(row, name, law, local) }
    }
}

/// One case and what the law says of it.
public struct TriedCase: Equatable, Sendable {
    public let name: String
    public let acceptedOn: Day?
    /// Nil where the case cannot be read; then `refusal` says why.
    public let answer: Answer?
    public let refusal: String?
    public let slips: [CaseTrial.Slip]
}
