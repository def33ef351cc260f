import Database

enum OpenIDSchema {
    static let migrations = [
        Migration(
            "office/0085-openid",
            [
                // One provider an installation. The secret is sealed; NULL for a provider that gives none.
                """
                CREATE TABLE openid_provider (
                    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
                    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
                    issuer TEXT NOT NULL,
                    client TEXT NOT NULL,
                    secret \(word: .blob),
                    scopes TEXT NOT NULL,
                    claim TEXT NOT NULL,
                    domain TEXT NOT NULL,
                    button TEXT NOT NULL,
                    own_address TEXT NOT NULL,
                    trusts_second_factor INTEGER NOT NULL CHECK (trusts_second_factor IN (0, 1)),
                    levels TEXT NOT NULL
                )
                """,
                // Who somebody is at the provider: one account each, and one each account of an issuer.
                """
                CREATE TABLE openid_identity (
                    id \(word: .identity),
                    account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                    issuer TEXT NOT NULL,
                    subject TEXT NOT NULL CHECK (subject <> ''),
                    linked BIGINT NOT NULL,
                    UNIQUE (issuer, subject),
                    UNIQUE (account, issuer)
                )
                """,
                // Who is at the provider now. Nonce and verifier follow from the cookie, of which only a hash is here.
                """
                CREATE TABLE openid_attempt (
                    state_hash \(word: .blob) NOT NULL PRIMARY KEY,
                    cookie_hash \(word: .blob) NOT NULL,
                    purpose TEXT NOT NULL CHECK (purpose IN ('signIn', 'link', 'prove')),
                    account BIGINT REFERENCES account (id) ON DELETE CASCADE,
                    wanted TEXT NOT NULL,
                    started BIGINT NOT NULL,
                    expires BIGINT NOT NULL,
                    CHECK ((account IS NULL) = (purpose = 'signIn'))
                )
                """,
                "CREATE INDEX openid_attempt_account ON openid_attempt (account)",
                "CREATE INDEX openid_attempt_expires ON openid_attempt (expires)",
            ])
    ]
}
