import Database

/// Who is in charge of which task, and the hand-overs that led there.
enum HandoverSchema {
    static let migrations = [
        Migration(
            "work/0092-officers-in-charge",
            [
                // One officer for each unit that takes part in a task.
                """
                CREATE TABLE task_officer (
                    task BIGINT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
                    unit BIGINT NOT NULL REFERENCES unit (id),
                    account BIGINT NOT NULL REFERENCES account (id),
                    since TEXT NOT NULL,
                    PRIMARY KEY (task, unit)
                )
                """,
                "CREATE INDEX task_officer_account ON task_officer (account, task)",
                "CREATE INDEX task_officer_unit ON task_officer (unit, account)",
                """
                CREATE TABLE handover (
                    id \(word: .identity),
                    unit BIGINT NOT NULL REFERENCES unit (id),
                    at BIGINT NOT NULL,
                    day TEXT NOT NULL,
                    -- NULL: nobody was in charge before.
                    giver BIGINT REFERENCES account (id),
                    receiver BIGINT NOT NULL REFERENCES account (id),
                    reason TEXT NOT NULL CHECK (reason <> '' OR giver IS NULL),
                    account BIGINT REFERENCES account (id),
                    who TEXT NOT NULL,
                    CHECK (giver IS NULL OR giver <> receiver)
                )
                """,
                "CREATE INDEX handover_unit ON handover (unit, id)",
                "CREATE INDEX handover_giver ON handover (giver, id)",
                "CREATE INDEX handover_receiver ON handover (receiver, id)",
                "CREATE INDEX handover_account ON handover (account)",
                """
                CREATE TABLE handover_task (
                    handover BIGINT NOT NULL REFERENCES handover (id) ON DELETE CASCADE,
                    task BIGINT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
                    PRIMARY KEY (handover, task)
                )
                """,
                "CREATE INDEX handover_task_task ON handover_task (task, handover)",
            ])
    ]
}
