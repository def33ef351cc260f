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

    /// After the tables of the rooms that stood before it.
    static let later = [
        Migration("office/0005-ledger-seals") { db in
            for statement in branches + seals { try db.run(statement) }
            for statement in db.dialect == .sqlite ? sqliteGuards : postgresGuards { try db.run(statement) }
        }
    ]

    private static let branches: [SQL] = [
        "ALTER TABLE ledger_entry ADD COLUMN format BIGINT NOT NULL DEFAULT 1",
        "ALTER TABLE ledger_entry ADD COLUMN branch TEXT",
        "CREATE INDEX ledger_entry_branch ON ledger_entry (branch, sequence)",
        "CREATE INDEX ledger_entry_kind ON ledger_entry (subject_kind, sequence)",
        "CREATE INDEX ledger_entry_act ON ledger_entry (act, sequence)",
        "CREATE INDEX ledger_entry_at ON ledger_entry (at, sequence)",
    ]

    private static let seals: [SQL] = [
        """
        CREATE TABLE ledger_seal (
            sequence BIGINT NOT NULL PRIMARY KEY CHECK (sequence > 0),
            hash \(word: .blob) NOT NULL,
            at BIGINT NOT NULL,
            previous \(word: .blob) NOT NULL,
            signing_key TEXT NOT NULL,
            signature \(word: .blob) NOT NULL
        )
        """,
        // Seals that may not have reached the file yet.
        "CREATE TABLE ledger_seal_unfiled (sequence BIGINT NOT NULL PRIMARY KEY REFERENCES ledger_seal (sequence))",
    ]

    /// What the program itself cannot do even by mistake. Whoever owns the database can drop these: then the chain and
    /// its seals tell.
    private static let sqliteGuards: [SQL] = [
        """
        CREATE TRIGGER ledger_entry_fixed BEFORE UPDATE ON ledger_entry
        BEGIN SELECT raise(ABORT, 'the ledger is only added to'); END
        """,
        """
        CREATE TRIGGER ledger_entry_kept BEFORE DELETE ON ledger_entry
        BEGIN SELECT raise(ABORT, 'the ledger is only added to'); END
        """,
        """
        CREATE TRIGGER ledger_head_forward BEFORE UPDATE ON ledger_head WHEN NEW.sequence <> OLD.sequence + 1
        BEGIN SELECT raise(ABORT, 'the ledger is only added to'); END
        """,
        """
        CREATE TRIGGER ledger_head_kept BEFORE DELETE ON ledger_head
        BEGIN SELECT raise(ABORT, 'the ledger is only added to'); END
        """,
        """
        CREATE TRIGGER ledger_seal_fixed BEFORE UPDATE ON ledger_seal
        BEGIN SELECT raise(ABORT, 'the ledger is only added to'); END
        """,
        """
        CREATE TRIGGER ledger_seal_kept BEFORE DELETE ON ledger_seal
        BEGIN SELECT raise(ABORT, 'the ledger is only added to'); END
        """,
    ]

    private static let postgresGuards: [SQL] = [
        """
        CREATE FUNCTION ledger_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'the ledger is only added to'; END $$
        """,
        """
        CREATE TRIGGER ledger_entry_fixed BEFORE UPDATE OR DELETE ON ledger_entry
        FOR EACH ROW EXECUTE FUNCTION ledger_is_only_added_to()
        """,
        """
        CREATE TRIGGER ledger_entry_kept BEFORE TRUNCATE ON ledger_entry
        FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_only_added_to()
        """,
        """
        CREATE TRIGGER ledger_head_forward BEFORE UPDATE ON ledger_head
        FOR EACH ROW WHEN (NEW.sequence <> OLD.sequence + 1) EXECUTE FUNCTION ledger_is_only_added_to()
        """,
        """
        CREATE TRIGGER ledger_head_kept BEFORE DELETE ON ledger_head
        FOR EACH ROW EXECUTE FUNCTION ledger_is_only_added_to()
        """,
        """
        CREATE TRIGGER ledger_seal_fixed BEFORE UPDATE OR DELETE ON ledger_seal
        FOR EACH ROW EXECUTE FUNCTION ledger_is_only_added_to()
        """,
    ]
}
