import Database

/// Tables of the ways to look at the programme.
enum ViewsSchema {
    static let migrations = [
        Migration(
            "work/0075-views",
            [
                """
                CREATE TABLE anniversary (
                    id \(word: .identity),
                    name TEXT NOT NULL CHECK (name <> ''),
                    month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
                    day INTEGER NOT NULL CHECK (day BETWEEN 1 AND 31),
                    since INTEGER,
                    branch TEXT
                )
                """,
                "CREATE INDEX anniversary_day ON anniversary (month, day)",
                // Địa chỉ lịch: only a hash of the secret is kept, so that who reads the table cannot read the calendar.
                """
                CREATE TABLE calendar_feed (
                    id \(word: .identity),
                    account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                    -- Tasks of this unit only; all that the account sees when NULL.
                    unit BIGINT REFERENCES unit (id),
                    secret_hash TEXT NOT NULL UNIQUE,
                    made BIGINT NOT NULL,
                    revoked BIGINT
                )
                """,
                "CREATE INDEX calendar_feed_account ON calendar_feed (account, id)",
                "CREATE INDEX calendar_feed_unit ON calendar_feed (unit)",
                "CREATE INDEX task_step_at ON task_step (at, id)",
            ])
    ]

    static let progress = Migration(
        "work/0150-progress",
        [
            // Progress by lead unit and by plan counts some ten thousand tasks: their rows are not read for it.
            "DROP INDEX task_by_due",
            "CREATE INDEX task_by_due ON task (year, schedule, due_sort, id, branch, state)",
            "CREATE INDEX task_plan_in_state ON task (year, plan, state, due_sort, branch)",
        ])
}
