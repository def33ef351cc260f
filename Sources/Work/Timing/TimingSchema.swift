import Database

/// Tables of events and of the times that hang on them.
enum TimingSchema {
    static let migrations = [events, steps]

    private static let events = Migration(
        "work/0070-events",
        [
            """
            CREATE TABLE plan_event (
                id \(word: .identity),
                plan BIGINT NOT NULL REFERENCES plan (id),
                position INTEGER NOT NULL,
                name TEXT NOT NULL CHECK (name <> ''),
                kind TEXT NOT NULL,
                time TEXT NOT NULL,
                time_words TEXT NOT NULL,
                -- The span the time means, for calendars; a quarter has one, an event without a time has none.
                first_day TEXT,
                last_day TEXT,
                venue TEXT,
                first_line INTEGER,
                last_line INTEGER,
                changed BIGINT NOT NULL,
                CHECK (last_day >= first_day)
            )
            """,
            "CREATE INDEX plan_event_plan ON plan_event (plan, position)",
            "CREATE INDEX plan_event_day ON plan_event (first_day, id)",
            // What gives a task its day: an event, another task, or a plan of another body that is not there yet.
            """
            CREATE TABLE task_anchor (
                task BIGINT NOT NULL PRIMARY KEY REFERENCES task (id) ON DELETE CASCADE,
                event BIGINT REFERENCES plan_event (id),
                other BIGINT REFERENCES task (id),
                body TEXT,
                -- Before it when negative.
                days INTEGER NOT NULL,
                working INTEGER NOT NULL CHECK (working IN (0, 1)),
                words TEXT NOT NULL,
                -- The paper of the other body that settled the time.
                settled TEXT,
                origin TEXT NOT NULL CHECK (origin IN ('read', 'typed')),
                CHECK ((CASE WHEN event IS NULL THEN 0 ELSE 1 END) + (CASE WHEN other IS NULL THEN 0 ELSE 1 END)
                    + (CASE WHEN body IS NULL THEN 0 ELSE 1 END) = 1),
                CHECK (other IS NULL OR other <> task),
                CHECK (settled IS NULL OR body IS NOT NULL)
            )
            """,
            "CREATE INDEX task_anchor_event ON task_anchor (event)",
            "CREATE INDEX task_anchor_other ON task_anchor (other)",
            // Kỳ của việc lặp lại: what was reported for one day of a recurring task.
            """
            CREATE TABLE task_occurrence (
                task BIGINT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
                day TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('done', 'skipped')),
                words TEXT NOT NULL CHECK (words <> ''),
                at BIGINT NOT NULL,
                account BIGINT REFERENCES account (id),
                who TEXT NOT NULL,
                PRIMARY KEY (task, day)
            )
            """,
            "CREATE INDEX task_occurrence_account ON task_occurrence (account)",
        ])

    /// The history of a task gets steps of more kinds; which there are is decided by `TaskDetail.Step.Act`.
    private static let steps = Migration("work/0071-more-steps") { db in
        let statements: [SQL] = [
            """
            CREATE TABLE task_step_of_any_kind (
                id \(word: .identity),
                task BIGINT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
                at BIGINT NOT NULL,
                account BIGINT REFERENCES account (id),
                who TEXT NOT NULL,
                act TEXT NOT NULL CHECK (act <> ''),
                words TEXT,
                old_due TEXT,
                new_due TEXT,
                file BIGINT REFERENCES stored_file (id),
                CHECK (act NOT IN ('postponed', 'dropped', 'reopened') OR words <> '')
            )
            """,
            """
            INSERT INTO task_step_of_any_kind (id, task, at, account, who, act, words, old_due, new_due, file)
            SELECT id, task, at, account, who, act, words, old_due, new_due, file FROM task_step
            """,
            "DROP TABLE task_step",
            "ALTER TABLE task_step_of_any_kind RENAME TO task_step",
            "CREATE INDEX task_step_task ON task_step (task, id)",
            "CREATE INDEX task_step_file ON task_step (file)",
            "CREATE INDEX task_step_account ON task_step (account)",
        ]
        for statement in statements { try db.run(statement) }
        // PostgreSQL counts on from where the numbers came from only when told.
        guard db.dialect == .postgres, let most: Int64 = try db.value("SELECT max(id) FROM task_step") else { return }
        _ = try db.all("SELECT setval(pg_get_serial_sequence('task_step', 'id'), CAST(\(most) AS BIGINT))")
    }
}
