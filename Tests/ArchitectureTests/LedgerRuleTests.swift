import App
import Foundation
import Testing

@Suite("The ledger in the source") struct LedgerRuleTests {
    @Test("is written by Operation.record and signed by Sealer, and by nothing else")
    func writers() {
        let writes = /(?i)(?:INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?|DROP\s+TABLE|into:)\s+"?ledger_\w+/
        let writers = Repository.sources.filter { $0.text.contains(writes) }.map(\.path)
        #expect(writers.sorted() == ["Sources/Office/Audit/Operation.swift", "Sources/Office/Audit/Sealer.swift"])
    }

    @Test("has Vietnamese words for every act that is recorded, and knows every kind of thing")
    func words() {
        var (acts, kinds): (Set<String>, Set<String>) = ([], [])
        for file in Repository.sources where ["Office", "Work", "App"].contains(file.target) {
            // An act has a dot in it; kinds are the first word of a subject.
            for match in file.text.matches(of: /(?:record|touch)\(\s*[^"]{0,40}?"([a-z]\w*\.[a-zA-Z]+)"/) {
                acts.insert(String(match.1))
            }
            for match in file.text.matches(of: /Subject\("(\w+)"/) { kinds.insert(String(match.1)) }
        }
        acts.formUnion(["account.open", "draft.accepted", "draft.rejected", "draft.waiting"])
        #expect(acts.count > 25 && kinds.count > 4)
        let book = Installation.book
        #expect(acts.filter { !book.knows(act: $0) }.sorted() == [], "give them words in the room's LedgerKind")
        #expect(kinds.filter { book[$0] == nil }.sorted() == [], "the room's `ledger` has no LedgerKind for them")
    }
}
