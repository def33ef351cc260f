import Database
import Rulebook
import Vocabulary

/// Thư viện văn bản của tỉnh: what is asked of it, and each write as one operation.
public enum LawLibrary {
    static let joined: SQL = "FROM law_document d JOIN unit u ON u.id = d.province"

    /// A document that has not been withdrawn.
    public static func document(_ id: ID<LawDocument>, in scope: Scope, _ db: any Reader) throws -> LawDocument {
        let row = try db.first(
            """
            SELECT \(sql: LawDocument.columns) \(sql: joined)
            WHERE d.id = \(id) AND d.withdrawn IS NULL AND \(sql: scope.condition(path: "u.path"))
            """)
        guard let row else { throw LawLibraryRefusal.notFound }
        return try LawDocument(row)
    }

    /// Documents with one of these numbers, as people write them; the newest first.
    public static func documents(numbered keys: [String], in scope: Scope, _ db: any Reader) throws -> [String:
        [LawDocument]]
    {
        guard !keys.isEmpty else { return [:] }
        var found: [String: [LawDocument]] = [:]
        try db.each(
            """
            SELECT \(sql: LawDocument.columns), d.number_key \(sql: joined)
            WHERE d.number_key IN (\(list: Array(Set(keys)).sorted())) AND d.withdrawn IS NULL
              AND \(sql: scope.condition(path: "u.path"))
            ORDER BY d.issued_on DESC, d.id DESC
            """
        ) { row in found[try row("number_key"), default: []].append(try LawDocument(row)) }
        return found
    }

    /// What it has replaced.
    public static func forerunners(of id: ID<LawDocument>, _ db: any Reader) throws -> [LawDocument] {
        try db.all(
            """
            SELECT \(sql: LawDocument.columns) FROM law_document d
            WHERE d.replaced_by = \(id) AND d.withdrawn IS NULL ORDER BY d.issued_on, d.id
            """
        ).map(LawDocument.init)
    }

    public static func files(of id: ID<LawDocument>, _ db: any Reader) throws -> [StoredFile] {
        try db.all(
            """
            SELECT \(sql: StoredFile.columns) FROM law_document_file l JOIN stored_file f ON f.id = l.file
            WHERE l.document = \(id) ORDER BY f.name, f.id
            """
        ).map(StoredFile.init)
    }

    /// The heirs of a document, nearest first, each in force or not.
    public static func heirs(of document: LawDocument, _ db: any Reader) throws -> [LawDocument] {
        var (heirs, next): ([LawDocument], ID<LawDocument>?) = ([], document.replacedBy)
        while let id = next, heirs.count < 20, !heirs.contains(where: { $0.id == id }) {
            let row = try db.first("SELECT \(sql: LawDocument.columns) FROM law_document d WHERE d.id = \(id)")
            guard let row else { break }
            let heir = try LawDocument(row)
            heirs.append(heir)
            next = heir.replacedBy
        }
        return heirs
    }

    // MARK: Writing

    public static func add(_ new: NewLawDocument, to province: ID<Unit>, in scope: Scope, by operation: Operation)
        throws
        -> ID<LawDocument>
    {
        let path: String? = try operation.first("SELECT path FROM unit WHERE id = \(province)")?("path")
        guard let path, scope.contains(path) else { throw LawLibraryRefusal.notFound }
        let (new, key) = try checked(new)
        try mustBeFree(new, key, province, except: nil, operation)
        let id = ID<LawDocument>(
            try operation.insert(
                """
                INSERT INTO law_document (province, number, number_key, kind, issuer, issuer_fold, issued_on, subject, words_fold,
                    first_day, last_day, added)
                VALUES (\(province), \(new.number), \(key), \(new.kind), \(new.issuer), \(new.issuer.folded), \(new.issuedOn),
                    \(new.subject), \(words(new)), \(new.firstDay), \(new.lastDay), \(operation.now))
                """))
        try operation.record("lawDocument.add", on: Subject("lawDocument", id), after: facts(new))
        return id
    }

    public static func correct(
        _ id: ID<LawDocument>, to new: NewLawDocument, because reason: String, in scope: Scope, by operation: Operation
    ) throws {
        let old = try locked(id, in: scope, operation)
        let reason = try self.reason(reason)
        let (new, key) = try checked(new)
        let province: ID<Unit> = try operation.value("SELECT province FROM law_document WHERE id = \(id)")
        try mustBeFree(new, key, province, except: id, operation)
        if let heir = old.replacedBy {
            guard new.lastDay != nil else { throw LawLibraryRefusal.badDay(field: "den") }
            let begins = try document(heir, in: scope, operation).firstDay
            if let last = new.lastDay, begins < last { throw LawLibraryRefusal.heirTooLate(begins) }
        }
        try operation.run(
            """
            UPDATE law_document SET number = \(new.number), number_key = \(key), kind = \(new.kind), issuer = \(new.issuer),
                issuer_fold = \(new.issuer.folded), issued_on = \(new.issuedOn), subject = \(new.subject),
                words_fold = \(words(new)), first_day = \(new.firstDay), last_day = \(new.lastDay)
            WHERE id = \(id)
            """)
        let before = NewLawDocument(
            old.number, old.kind, issuer: old.issuer, issuedOn: old.issuedOn, subject: old.subject,
            firstDay: old.firstDay, lastDay: old.lastDay)
        try operation.record(
            "lawDocument.correct", on: Subject("lawDocument", id), before: facts(before), after: facts(new), why: reason
        )
    }

    /// Its last day, and what stands in its place from then on.
    public static func end(
        _ id: ID<LawDocument>, on last: Day, replacedBy heir: ID<LawDocument>?, in scope: Scope, by operation: Operation
    ) throws {
        let old = try locked(id, in: scope, operation)
        guard last >= old.firstDay else { throw LawLibraryRefusal.endBeforeStart }
        if let heir {
            guard heir != id else { throw LawLibraryRefusal.heirIsItself }
            let next: LawDocument
            do { next = try document(heir, in: scope, operation) } catch LawLibraryRefusal.notFound {
                throw LawLibraryRefusal.noHeir
            }
            if try heirs(of: next, operation).contains(where: { $0.id == id }) {
                throw LawLibraryRefusal.circle(next.number)
            }
            guard last <= next.firstDay else { throw LawLibraryRefusal.heirTooLate(next.firstDay) }
        }
        try operation.run("UPDATE law_document SET last_day = \(last), replaced_by = \(heir) WHERE id = \(id)")
        try operation.record(
            "lawDocument.end", on: Subject("lawDocument", id),
            before: ["lastDay": old.lastDay?.iso, "replacedBy": old.replacedBy?.description],
            after: ["lastDay": last.iso, "replacedBy": heir?.description])
    }

    /// Takes out what was entered by mistake. What it was said to replace is no longer replaced by it.
    public static func withdraw(_ id: ID<LawDocument>, because reason: String, in scope: Scope, by operation: Operation)
        throws
    {
        let old = try locked(id, in: scope, operation)
        let reason = try self.reason(reason)
        try operation.run("UPDATE law_document SET replaced_by = NULL WHERE replaced_by = \(id)")
        try operation.run("UPDATE law_document SET withdrawn = \(operation.now) WHERE id = \(id)")
        try operation.record(
            "lawDocument.withdraw", on: Subject("lawDocument", id), before: ["number": old.number], why: reason)
    }

    public static func attach(_ file: ID<StoredFile>, to id: ID<LawDocument>, in scope: Scope, by operation: Operation)
        throws
    {
        _ = try locked(id, in: scope, operation)
        let known = try operation.first(
            "SELECT 1 AS one FROM law_document_file WHERE document = \(id) AND file = \(file)")
        if known == nil { try operation.run("INSERT INTO law_document_file (document, file) VALUES (\(id), \(file))") }
        try operation.record(
            "lawDocument.attach", on: Subject("lawDocument", id), after: ["file": file.description])
    }

    public static func detach(
        _ file: ID<StoredFile>, from id: ID<LawDocument>, in scope: Scope, by operation: Operation
    )
        throws
    {
        _ = try locked(id, in: scope, operation)
        guard try operation.run("DELETE FROM law_document_file WHERE document = \(id) AND file = \(file)") > 0 else {
            throw LawLibraryRefusal.notFound
        }
        try operation.record(
            "lawDocument.detach", on: Subject("lawDocument", id), before: ["file": file.description])
    }

    // MARK: Parts

    private static func locked(_ id: ID<LawDocument>, in scope: Scope, _ operation: Operation) throws -> LawDocument {
        _ = try operation.first("SELECT id FROM law_document WHERE id = \(id) \(word: .forUpdate)")
        return try document(id, in: scope, operation)
    }

    private static func reason(_ text: String) throws -> String {
        let text = text.nfc.trimmed
        guard !text.isEmpty else { throw LawLibraryRefusal.noReason }
        guard text.count <= 500 else { throw LawLibraryRefusal.tooLong(field: "ly-do") }
        return text
    }

    private static func checked(_ new: NewLawDocument) throws -> (NewLawDocument, key: String) {
        func line(_ text: String) -> String { text.nfc.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        var new = new
        (new.number, new.issuer, new.subject) = (line(new.number), line(new.issuer), line(new.subject))
        guard let key = LawDocument.key(new.number), new.number.count <= 60 else { throw LawLibraryRefusal.badNumber }
        guard !new.issuer.isEmpty else { throw LawLibraryRefusal.noIssuer }
        guard new.issuer.count <= 200 else { throw LawLibraryRefusal.tooLong(field: "co-quan") }
        guard !new.subject.isEmpty else { throw LawLibraryRefusal.noSubject }
        guard new.subject.count <= 1000 else { throw LawLibraryRefusal.tooLong(field: "trich-yeu") }
        guard new.firstDay >= new.issuedOn else { throw LawLibraryRefusal.beforeIssue }
        if let last = new.lastDay, last < new.firstDay { throw LawLibraryRefusal.endBeforeStart }
        return (new, key)
    }

    /// A number is given once a year by an issuer; one that holds its year is given once.
    private static func mustBeFree(
        _ new: NewLawDocument, _ key: String, _ province: ID<Unit>, except id: ID<LawDocument>?, _ operation: Operation
    ) throws {
        let rows = try operation.all(
            """
            SELECT d.id, d.number, d.issued_on FROM law_document d
            WHERE d.number_key = \(key) AND d.province = \(province) AND d.issuer_fold = \(new.issuer.folded)
              AND d.withdrawn IS NULL
            """)
        let holdsYear = key.split(separator: "/").dropFirst().contains { $0.count == 4 && $0.allSatisfy(\.isNumber) }
        for row in rows {
            let (other, number, day): (ID<LawDocument>, String, Day) = (
                try row("id"), try row("number"), try row("issued_on")
            )
            if other != id, holdsYear || day.year == new.issuedOn.year {
                throw LawLibraryRefusal.numberTaken(number, on: day)
            }
        }
    }

    private static func words(_ new: NewLawDocument) -> String {
        "\(new.number) \(new.kind.vietnamese) \(new.issuer) \(new.subject)".folded
    }

    private static func facts(_ new: NewLawDocument) -> [String: String?] {
        [
            "number": new.number, "kind": new.kind.rawValue, "issuer": new.issuer, "issuedOn": new.issuedOn.iso,
            "subject": new.subject, "firstDay": new.firstDay.iso, "lastDay": new.lastDay?.iso,
        ]
    }
}
