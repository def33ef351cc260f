import Database

/// Tables of backups: when they are made, and each that was.
enum SafekeepingSchema {
    static let migrations = [
        Migration(
            "office/0006-backups",
            [
                """
                CREATE TABLE backup_plan (
                    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
                    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
                    hour INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),
                    minute INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 59),
                    folder TEXT NOT NULL CHECK (folder <> ''),
                    daily INTEGER NOT NULL CHECK (daily >= 0),
                    weekly INTEGER NOT NULL CHECK (weekly >= 0),
                    monthly INTEGER NOT NULL CHECK (monthly >= 0),
                    passphrase_file TEXT CHECK (passphrase_file <> ''),
                    worry_hours INTEGER NOT NULL CHECK (worry_hours > 0),
                    CHECK (daily + weekly + monthly > 0)
                )
                """,
                """
                CREATE TABLE backup_run (
                    id \(word: .identity),
                    cause TEXT NOT NULL CHECK (cause IN ('scheduled', 'asked')),
                    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
                    asked BIGINT NOT NULL,
                    ended BIGINT,
                    path TEXT,
                    bytes BIGINT,
                    is_sealed INTEGER CHECK (is_sealed IN (0, 1)),
                    rows_count BIGINT,
                    entries BIGINT,
                    files BIGINT,
                    -- Why it failed, or what is to be known of it.
                    words TEXT NOT NULL,
                    -- When it was restored on trial and proved whole.
                    tried BIGINT,
                    -- When its file was removed, since newer ones are kept.
                    removed BIGINT,
                    CHECK (state <> 'done' OR (ended IS NOT NULL AND path IS NOT NULL AND bytes IS NOT NULL))
                )
                """,
                "CREATE INDEX backup_run_state ON backup_run (state, id)",
            ]),
        Migration(
            "office/0082-backup-makers",
            [
                // Who makes it, when they last showed that they live, and how often it was begun.
                "ALTER TABLE backup_run ADD COLUMN maker TEXT",
                "ALTER TABLE backup_run ADD COLUMN beat BIGINT",
                "ALTER TABLE backup_run ADD COLUMN starts INTEGER NOT NULL DEFAULT 0",
            ]),
    ]
}
