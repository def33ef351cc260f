import Database

enum SecondFactorSchema {
    static let migrations = [
        Migration(
            "office/0080-second-factor",
            [
                // The secret is sealed; it counts once a first code has confirmed it.
                """
                CREATE TABLE second_factor (
                    account BIGINT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
                    secret \(word: .blob) NOT NULL,
                    begun BIGINT NOT NULL,
                    confirmed BIGINT,
                    last_step BIGINT,
                    CHECK ((confirmed IS NULL) = (last_step IS NULL))
                )
                """,
                """
                CREATE TABLE recovery_code (
                    account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                    code_hash \(word: .blob) NOT NULL,
                    made BIGINT NOT NULL,
                    used BIGINT,
                    PRIMARY KEY (account, code_hash)
                )
                """,
                // Who has shown a first proof and owes a code: no session yet, no rights.
                """
                CREATE TABLE pending_sign_in (
                    token_hash \(word: .blob) NOT NULL PRIMARY KEY,
                    account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                    started BIGINT NOT NULL,
                    expires BIGINT NOT NULL,
                    origin TEXT NOT NULL,
                    by_provider INTEGER NOT NULL CHECK (by_provider IN (0, 1))
                )
                """,
                "CREATE INDEX pending_sign_in_account ON pending_sign_in (account)",
                "CREATE INDEX pending_sign_in_expires ON pending_sign_in (expires)",
                // Wrong codes, and wrong passwords of who is signed in already.
                """
                CREATE TABLE failed_proof (
                    id \(word: .identity),
                    account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                    origin TEXT NOT NULL,
                    at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX failed_proof_account ON failed_proof (account, at)",
                "CREATE INDEX failed_proof_at ON failed_proof (at)",
                "ALTER TABLE session ADD COLUMN proved_at BIGINT NOT NULL DEFAULT 0",
                "ALTER TABLE session ADD COLUMN second_factor INTEGER NOT NULL DEFAULT 0 CHECK (second_factor IN (0, 1))",
                "ALTER TABLE session ADD COLUMN by_provider INTEGER NOT NULL DEFAULT 0 CHECK (by_provider IN (0, 1))",
                """
                CREATE TABLE sign_in_policy (
                    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
                    second_factor TEXT NOT NULL CHECK (second_factor IN ('required', 'voluntary', 'sample'))
                )
                """,
            ])
    ]
}
