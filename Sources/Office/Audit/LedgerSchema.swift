import Database

enum LedgerSchema {
    static let migrations = [
        Migration(
            "office/0001-ledger",
            [
                """
                CREATE TABLE ledger_entry (
                    sequence BIGINT NOT NULL PRIMARY KEY CHECK (sequence > 0),
                    at BIGINT NOT NULL,
                    account BIGINT,
                    actor TEXT NOT NULL CHECK (actor <> ''),
                    origin TEXT NOT NULL,
                    act TEXT NOT NULL CHECK (act <> ''),
                    subject_kind TEXT NOT NULL,
                    subject BIGINT NOT NULL,
                    facts_before TEXT,
                    facts_after TEXT,
                    why TEXT,
                    previous \(word: .blob) NOT NULL,
                    hash \(word: .blob) NOT NULL UNIQUE
                )
                """,
                "CREATE INDEX ledger_entry_subject ON ledger_entry (subject_kind, subject, sequence)",
                "CREATE INDEX ledger_entry_account ON ledger_entry (account, sequence)",
                // How long the chain is and how it ends, so that cutting entries off its end shows too.
                """
                CREATE TABLE ledger_head (
                    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
                    sequence BIGINT NOT NULL,
                    hash \(word: .blob) NOT NULL
                )
                """,
            ])
    ]
}
