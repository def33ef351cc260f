import Database
import Vocabulary

/// The words an account is found by, without marks: those of the name and of the login.
enum AccountWords {
    static func of(name: String, login: String) -> Set<String> {
        let parts = (name + " " + login).folded.split { !($0.isLetter || $0.isNumber) }.map(String.init)
        return Set(parts + [login.folded])
    }

    /// Keeps the words of an account in place of those it had.
    static func keep(name: String, login: String, of id: ID<Account>, _ db: any Writer) throws {
        try db.run("DELETE FROM account_word WHERE account = \(id)")
        let rows = of(name: name, login: login).sorted().map { [$0.sqlValue, id.sqlValue] }
        try db.insertMany(into: "account_word", columns: ["word", "account"], rows: rows)
    }

    /// A condition on `account a` for each word typed: some word of the account begins so.
    static func conditions(_ typed: String) -> [SQL] {
        typed.folded.split { !($0.isLetter || $0.isNumber) }.prefix(6).map { word in
            let word = String(word)
            return """
                a.id IN (SELECT w.account FROM account_word w WHERE w.word >= \(word) AND w.word < \(word + "\u{10FFFF}"))
                """
        }
    }
}
