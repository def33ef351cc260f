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
}
