import Database

enum MailSchema {
    static let migrations = [
        Migration(
            "office/0061-mail",
            [
                // How this installation sends mail: one row.
                """
                CREATE TABLE mail_setting (
                    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
                    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
                    host TEXT NOT NULL,
                    port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
                    security TEXT NOT NULL CHECK (security IN ('startTLS', 'tls', 'none')),
                    login TEXT NOT NULL,
                    -- Sealed with the key of the data folder.
                    password \(word: .blob),
                    sender TEXT NOT NULL,
                    sender_name TEXT NOT NULL,
                    -- Where people reach the program: links in mails begin with it.
                    site TEXT NOT NULL,
                    -- Certificates (PEM) to trust beside those of the system.
                    certificates TEXT NOT NULL
                )
                """,
                // Letters that wait, were sent or could not be: the outbox. Written in the transaction of the work that
                // caused them; a job sends them afterwards.
                """
                CREATE TABLE mail (
                    id \(word: .identity),
                    account BIGINT REFERENCES account (id) ON DELETE CASCADE,
                    address TEXT NOT NULL CHECK (address <> ''),
                    name TEXT NOT NULL,
                    kind TEXT NOT NULL,
                    subject TEXT NOT NULL CHECK (subject <> ''),
                    body TEXT NOT NULL,
                    link TEXT,
                    added BIGINT NOT NULL,
                    -- Not before this moment.
                    due BIGINT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'withdrawn')),
                    attempts INTEGER NOT NULL CHECK (attempts >= 0),
                    ended BIGINT,
                    -- Why the last attempt failed.
                    words TEXT NOT NULL,
                    CHECK ((state = 'waiting') = (ended IS NULL))
                )
                """,
                "CREATE INDEX mail_due ON mail (state, due, id)",
                "CREATE INDEX mail_state ON mail (state, id)",
                "CREATE INDEX mail_account ON mail (account, id)",
            ])
    ]
}
