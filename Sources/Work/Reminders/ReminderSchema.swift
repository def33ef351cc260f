import Database

/// Rules of reminders, and who was reminded of what.
enum ReminderSchema {
    static let migrations = [
        Migration(
            "work/0093-reminder-rules",
            [
                // An office with a row here has rules of its own, be they none; else the standard ones hold.
                """
                CREATE TABLE reminder_office (
                    office BIGINT NOT NULL PRIMARY KEY REFERENCES unit (id),
                    changed BIGINT NOT NULL
                )
                """,
                """
                CREATE TABLE reminder_rule (
                    id \(word: .identity),
                    office BIGINT NOT NULL REFERENCES reminder_office (office) ON DELETE CASCADE,
                    time_kind TEXT NOT NULL CHECK (time_kind <> ''),
                    side TEXT NOT NULL CHECK (side IN ('before', 'after')),
                    days INTEGER NOT NULL CHECK (days BETWEEN 0 AND 180),
                    audience TEXT NOT NULL CHECK (audience <> ''),
                    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
                    UNIQUE (office, time_kind, side, days, audience)
                )
                """,
                """
                CREATE TABLE reminder_sent (
                    task BIGINT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
                    -- A postponed task, and each round of a recurring one, is told of anew.
                    due TEXT NOT NULL,
                    side TEXT NOT NULL CHECK (side IN ('before', 'after')),
                    days INTEGER NOT NULL,
                    account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                    day TEXT NOT NULL,
                    -- 0: another reminder of the same day said it already.
                    is_told INTEGER NOT NULL CHECK (is_told IN (0, 1)),
                    PRIMARY KEY (task, due, side, days, account)
                )
                """,
                "CREATE INDEX reminder_sent_account ON reminder_sent (account)",
                "CREATE INDEX reminder_sent_day ON reminder_sent (day, account)",
            ])
    ]
}
