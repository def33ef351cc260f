import Database

enum AccountSchema {
    static let migrations = [
        Migration(
            "office/0003-accounts",
            [
                """
                CREATE TABLE account (
                    id \(word: .identity),
                    login TEXT NOT NULL UNIQUE CHECK (login <> ''),
                    name TEXT NOT NULL CHECK (name <> ''),
                    name_key \(word: .blob) NOT NULL,
                    unit BIGINT REFERENCES unit (id),
                    password TEXT NOT NULL,
                    must_change INTEGER NOT NULL CHECK (must_change IN (0, 1)),
                    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
                    added BIGINT NOT NULL
                )
                """,
                "CREATE INDEX account_unit ON account (unit)",
                """
                CREATE TABLE account_role (
                    id \(word: .identity),
                    account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                    role TEXT NOT NULL,
                    branch BIGINT REFERENCES unit (id),
                    first_day TEXT NOT NULL,
                    last_day TEXT,
                    CHECK (last_day IS NULL OR first_day <= last_day)
                )
                """,
                "CREATE INDEX account_role_account ON account_role (account)",
                "CREATE INDEX account_role_branch ON account_role (branch)",
                // Only a hash of the token: whoever reads this table cannot sign in with it.
                """
                CREATE TABLE session (
                    token_hash \(word: .blob) NOT NULL PRIMARY KEY,
                    account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                    started BIGINT NOT NULL,
                    seen BIGINT NOT NULL,
                    expires BIGINT NOT NULL,
                    origin TEXT NOT NULL
                )
                """,
                "CREATE INDEX session_account ON session (account)",
                "CREATE INDEX session_expires ON session (expires)",
                """
                CREATE TABLE failed_sign_in (
                    id \(word: .identity),
                    login_hash \(word: .blob) NOT NULL,
                    origin TEXT NOT NULL,
                    at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX failed_sign_in_login ON failed_sign_in (login_hash, origin, at)",
                "CREATE INDEX failed_sign_in_origin ON failed_sign_in (origin, at)",
                "CREATE INDEX failed_sign_in_at ON failed_sign_in (at)",
            ])
    ]

    /// Roles with a history, delegations, invitations, sessions that are told apart, words to search by.
    static let rights = [
        Migration("office/0070-rights") { db in
            for statement in held + delegations + invitations + sessions { try db.run(statement) }
            try db.each("SELECT id, name, login FROM account") { row in
                try AccountWords.keep(name: row("name"), login: row("login"), of: row("id"), db)
            }
        }
    ]

    private static let held: [SQL] = [
        // When a role was ended before its last day; NULL while it runs its course.
        "ALTER TABLE account_role ADD COLUMN ended BIGINT",
        "CREATE INDEX account_role_role ON account_role (role, account)",
        // 0 for who never signed in: lists sort by it.
        "ALTER TABLE account ADD COLUMN last_sign_in BIGINT NOT NULL DEFAULT 0",
        "CREATE INDEX account_name_key ON account (name_key, id)",
        "CREATE INDEX account_last_sign_in ON account (last_sign_in, id)",
        """
        CREATE TABLE account_word (
            word TEXT NOT NULL,
            account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
            PRIMARY KEY (word, account)
        )
        """,
        "CREATE INDEX account_word_account ON account_word (account)",
    ]

    private static let delegations: [SQL] = [
        """
        CREATE TABLE delegation (
            id \(word: .identity),
            principal BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
            deputy BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
            first_day TEXT NOT NULL,
            last_day TEXT NOT NULL,
            reason TEXT NOT NULL CHECK (reason <> ''),
            given BIGINT NOT NULL,
            given_by BIGINT REFERENCES account (id),
            ended BIGINT,
            ended_by BIGINT REFERENCES account (id),
            CHECK (principal <> deputy),
            CHECK (first_day <= last_day)
        )
        """,
        "CREATE INDEX delegation_principal ON delegation (principal, last_day)",
        "CREATE INDEX delegation_deputy ON delegation (deputy, last_day)",
        "CREATE INDEX delegation_given_by ON delegation (given_by)",
        "CREATE INDEX delegation_ended_by ON delegation (ended_by)",
        """
        CREATE TABLE delegation_role (
            delegation BIGINT NOT NULL REFERENCES delegation (id) ON DELETE CASCADE,
            role TEXT NOT NULL CHECK (role <> 'administrator'),
            PRIMARY KEY (delegation, role)
        )
        """,
    ]

    private static let invitations: [SQL] = [
        // Only a hash of the code: it is shown once, on the letter.
        """
        CREATE TABLE invitation (
            id \(word: .identity),
            account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
            code_hash \(word: .blob) NOT NULL UNIQUE,
            made BIGINT NOT NULL,
            made_by BIGINT REFERENCES account (id),
            expires BIGINT NOT NULL,
            used BIGINT,
            revoked BIGINT,
            CHECK (used IS NULL OR revoked IS NULL)
        )
        """,
        "CREATE INDEX invitation_account ON invitation (account)",
        "CREATE INDEX invitation_made_by ON invitation (made_by)",
    ]

    private static let sessions: [SQL] = [
        // `Chrome trên Windows`: words, not what the browser sent.
        "ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT ''",
        // Whom an administrator sees the program as, since when and until when.
        "ALTER TABLE session ADD COLUMN view_as BIGINT REFERENCES account (id)",
        "ALTER TABLE session ADD COLUMN view_started BIGINT",
        "ALTER TABLE session ADD COLUMN view_until BIGINT",
        "CREATE INDEX session_view_as ON session (view_as)",
        // Addresses and devices from which a person has signed in: only their hashes.
        """
        CREATE TABLE sign_in_place (
            account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
            place \(word: .blob) NOT NULL,
            seen BIGINT NOT NULL,
            PRIMARY KEY (account, place)
        )
        """,
        // Since when an address waits for its turn at a login that is being guessed.
        """
        CREATE TABLE sign_in_wait (
            login_hash \(word: .blob) NOT NULL,
            origin TEXT NOT NULL,
            since BIGINT NOT NULL,
            PRIMARY KEY (login_hash, origin)
        )
        """,
        "CREATE INDEX sign_in_wait_since ON sign_in_wait (since)",
        // The known device that a wrong password came from: counted apart.
        "ALTER TABLE failed_sign_in ADD COLUMN device \(word: .blob)",
        "CREATE INDEX failed_sign_in_login_at ON failed_sign_in (login_hash, at)",
    ]
}
