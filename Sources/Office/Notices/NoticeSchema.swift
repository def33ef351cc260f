import Database

enum NoticeSchema {
    static let migrations = [
        Migration(
            "office/0062-notices",
            [
                """
                CREATE TABLE notice (
                    id \(word: .identity),
                    kind TEXT NOT NULL CHECK (kind <> ''),
                    subject_kind TEXT NOT NULL,
                    subject BIGINT NOT NULL,
                    -- Where it leads: a path of this program.
                    link TEXT NOT NULL CHECK (link LIKE '/%'),
                    words TEXT NOT NULL CHECK (words <> ''),
                    detail TEXT NOT NULL,
                    at BIGINT NOT NULL,
                    -- Who did what it tells of.
                    who TEXT NOT NULL
                )
                """,
                "CREATE INDEX notice_subject ON notice (subject_kind, subject, id)",
                "CREATE INDEX notice_at ON notice (at)",
                // One row for each person who is told.
                """
                CREATE TABLE notice_receipt (
                    id \(word: .identity),
                    notice BIGINT NOT NULL REFERENCES notice (id) ON DELETE CASCADE,
                    account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                    kind TEXT NOT NULL,
                    -- 'hidden': not in the inbox, only in the letter of the day.
                    state TEXT NOT NULL CHECK (state IN ('new', 'read', 'hidden')),
                    read_at BIGINT,
                    digest TEXT NOT NULL CHECK (digest IN ('none', 'waiting', 'sent')),
                    UNIQUE (notice, account)
                )
                """,
                "CREATE INDEX notice_receipt_state ON notice_receipt (account, state, id)",
                "CREATE INDEX notice_receipt_kind ON notice_receipt (account, kind, id)",
                "CREATE INDEX notice_receipt_digest ON notice_receipt (account, digest, id)",
                // How one person wants to be told; without a row the standard holds.
                """
                CREATE TABLE notice_setting (
                    account BIGINT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
                    address TEXT,
                    -- Days on which letters may come: 1 Monday, 2 Tuesday, 4 Wednesday … 64 Sunday.
                    days INTEGER NOT NULL CHECK (days BETWEEN 0 AND 127),
                    rests INTEGER NOT NULL CHECK (rests IN (0, 1)),
                    first_hour INTEGER NOT NULL CHECK (first_hour BETWEEN 0 AND 23),
                    last_hour INTEGER NOT NULL CHECK (last_hour BETWEEN 1 AND 24),
                    digest_hour INTEGER NOT NULL CHECK (digest_hour BETWEEN 0 AND 23),
                    CHECK (first_hour < last_hour)
                )
                """,
                // The last day on which a person's letter of the day was written or found to have nothing to say.
                """
                CREATE TABLE notice_digest (
                    account BIGINT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
                    day TEXT NOT NULL
                )
                """,
                """
                CREATE TABLE notice_choice (
                    account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                    kind TEXT NOT NULL,
                    channels INTEGER NOT NULL CHECK (channels BETWEEN 0 AND 7),
                    PRIMARY KEY (account, kind)
                )
                """,
            ]),
        Migration(
            "office/0083-notices-on-behalf",
            [
                // For whom a person was told, where a delegation is the reason.
                "ALTER TABLE notice_receipt ADD COLUMN behalf BIGINT REFERENCES account (id)",
                "CREATE INDEX notice_receipt_behalf ON notice_receipt (behalf)",
            ]),
    ]
}
