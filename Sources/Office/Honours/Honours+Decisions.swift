import Database
import Rulebook
import Vocabulary

extension Honours {
    static let longestNumber = 60
    static let longestText = 600

    /// The decision to which honours are added: the one that is in the register already, or a new one. Refused where the
    /// register has the same number of that year with another day or another issuer.
    ///
    /// - Parameter scope: where the visitor manages honours.
    static func decision(_ new: NewDecision, in scope: Scope, by operation: Operation) throws -> (
        head: HonourRows.Head, isNew: Bool
    ) {
        let new = try checked(new, today: operation.today)
        let branch = try branch(new.branch, in: scope, operation)
        if let known = try known(new, root: branch.root, operation) {
            // Whoever withdraws it at this moment is waited for.
            let held = try operation.first(
                "SELECT id FROM honour_decision WHERE id = \(known.id) AND state = 'held' \(word: .forUpdate)")
            guard held != nil else { throw HonourRefusal.changedMeanwhile }
            return (known, false)
        }
        let id = ID<HonourDecision>(
            try operation.insert(
                """
                INSERT INTO honour_decision (number, number_key, signed, signed_year, issuer, issuer_fold, issuer_level, signer,
                    signer_position, branch, root, occasion_kind, same_number_why, state, version, added, changed)
                VALUES (\(new.number), \(NewDecision.key(new.number)), \(new.signed), \(new.signed.year), \(new.issuer),
                    \(NewDecision.issuerFold(new.issuer)), \(new.level.rawValue), \(new.signer), \(new.signerPosition),
                    \(new.branch), \(branch.root), \(new.occasion), \(new.sameNumberWhy), 'held', 1, \(operation.now),
                    \(operation.now))
                """))
        return (HonourRows.Head(id: id, signed: new.signed, branch: new.branch, root: branch.root), true)
    }

    private static func branch(_ id: ID<Unit>, in scope: Scope, _ db: any Reader) throws -> (
        path: String, root: ID<Unit>
    ) {
        let path: String? = try db.value("SELECT path FROM unit WHERE id = \(id)")
        guard let path, scope.contains(path), let root = Unit.province(at: path) else {
            throw HonourRefusal.outside("Đơn vị giữ sổ")
        }
        return (path, root)
    }

    /// The same paper, where the register has it. One number of a year means one paper of one body.
    static func known(
        _ new: NewDecision, root: ID<Unit>, besides own: ID<HonourDecision>? = nil, _ db: any Reader
    ) throws -> HonourRows.Head? {
        let rows = try db.all(
            """
            SELECT id, number, signed, issuer, issuer_fold, branch FROM honour_decision
            WHERE root = \(root) AND number_key = \(NewDecision.key(new.number)) AND signed_year = \(new.signed.year)
              AND state = 'held' ORDER BY id
            """)
        let fold = NewDecision.issuerFold(new.issuer)
        var contradiction: HonourRefusal?
        for row in rows {
            let (id, signed): (ID<HonourDecision>, Day) = (try row("id"), try row("signed"))
            if id == own { continue }
            let isSame = try row("issuer_fold") as String == fold
            if isSame, signed == new.signed {
                return HonourRows.Head(id: id, signed: signed, branch: try row("branch"), root: root)
            }
            if isSame || new.sameNumberWhy == nil, contradiction == nil {
                contradiction = .contradiction(
                    number: try row("number"), day: signed, issuer: try row("issuer"), sameIssuer: isSame)
            }
        }
        if let contradiction { throw contradiction }
        return nil
    }

    /// The head as it is kept. Throws what no decision has.
    static func checked(_ new: NewDecision, today: Day) throws(HonourRefusal) -> NewDecision {
        var new = new
        new.number = try line(new.number, "Số quyết định", longestNumber)
        guard !new.number.isEmpty else { throw .noNumber }
        guard new.number.contains(where: \.isNumber) else { throw .badNumber(new.number) }
        new.issuer = try line(new.issuer, "Tên cơ quan", 200)
        guard !new.issuer.isEmpty else { throw .noIssuer }
        new.signer = try optional(new.signer, "Tên người ký", 120)
        new.signerPosition = try optional(new.signerPosition, "Chức vụ người ký", 200)
        new.sameNumberWhy = try optional(new.sameNumberWhy, "Lý do", 300)
        guard new.signed <= today else { throw .futureDay(new.signed) }
        guard new.signed >= earliest else { throw .longAgo(new.signed) }
        return new
    }

    /// The state was founded on that day; nobody signed its decisions before.
    static let earliest = Day(year: 1945, month: 9, day: 2) ?? Day(number: 0)

    /// One line: NFC, single spaces, letters of this script.
    static func line(_ typed: String, _ what: String, _ longest: Int) throws(HonourRefusal) -> String {
        let text = typed.nfc.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard text.count <= longest else { throw .tooLong(what, longest) }
        if let found = LookAlike.first(in: text) {
            throw .strangeLetters("\(what): \(found.vietnamese). Hãy gõ lại bằng bàn phím tiếng Việt.")
        }
        return text
    }

    static func optional(_ typed: String?, _ what: String, _ longest: Int) throws(HonourRefusal) -> String? {
        guard let typed else { return nil }
        let text = try line(typed, what, longest)
        return text.isEmpty ? nil : text
    }

    /// Puts the head of a decision right; the day of its honours goes with it.
    public static func correct(
        _ id: ID<HonourDecision>, to new: NewDecision, knowing version: Int, in scope: Scope, by operation: Operation
    ) throws {
        let row = try operation.first(
            """
            SELECT d.number, d.signed, d.issuer, d.version, d.state, d.root, u.path FROM honour_decision d
            JOIN unit u ON u.id = d.branch WHERE d.id = \(id) \(word: .forUpdate)
            """)
        guard let row, scope.contains(try row("path")) else { throw HonourRefusal.notFound }
        guard try row("state") as String == "held" else { throw HonourRefusal.alreadyEnded }
        guard try row("version") as Int == version else { throw HonourRefusal.changedMeanwhile }
        let new = try checked(new, today: operation.today)
        let branch = try branch(new.branch, in: scope, operation)
        if let other = try known(new, root: branch.root, besides: id, operation) {
            let head = try DecisionHead.with(other.id, in: .everything, operation)
            throw HonourRefusal.contradiction(
                number: head.number, day: head.signed, issuer: head.issuer, sameIssuer: true)
        }
        let (oldNumber, oldDay, oldIssuer): (String, Day, String) = (
            try row("number"), try row("signed"), try row("issuer")
        )
        try operation.run(
            """
            UPDATE honour_decision SET number = \(new.number), number_key = \(NewDecision.key(new.number)),
                signed = \(new.signed), signed_year = \(new.signed.year), issuer = \(new.issuer),
                issuer_fold = \(NewDecision.issuerFold(new.issuer)), issuer_level = \(new.level.rawValue),
                signer = \(new.signer), signer_position = \(new.signerPosition), branch = \(new.branch),
                root = \(branch.root), occasion_kind = \(new.occasion), same_number_why = \(new.sameNumberWhy),
                version = version + 1, changed = \(operation.now)
            WHERE id = \(id)
            """)
        if new.signed != oldDay {
            try operation.run("UPDATE honour SET signed = \(new.signed) WHERE decision = \(id)")
        }
        try operation.record(
            "honourDecision.correct", on: Subject("honourDecision", id),
            before: ["number": oldNumber, "signed": oldDay.iso, "issuer": oldIssuer],
            after: ["number": new.number, "signed": new.signed.iso, "issuer": new.issuer])
    }
}
