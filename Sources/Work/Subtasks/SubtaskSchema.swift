import Database

/// The table of sub-tasks, and who watches which task.
enum SubtaskSchema {
    static let migrations = [
        Migration(
            "work/0090-subtasks",
            [
                """
                CREATE TABLE subtask (
                    id \(word: .identity),
                    task BIGINT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
                    position INTEGER NOT NULL,
                    text TEXT NOT NULL CHECK (text <> ''),
                    due_day TEXT,
                    -- Who does it: a unit, a person with an account, or a name that is neither.
                    unit BIGINT REFERENCES unit (id),
                    account BIGINT REFERENCES account (id),
                    holder TEXT NOT NULL,
                    is_done INTEGER NOT NULL CHECK (is_done IN (0, 1)),
                    done_at BIGINT,
                    done_by TEXT,
                    CHECK (unit IS NULL OR account IS NULL),
                    CHECK ((is_done = 1) = (done_at IS NOT NULL))
                )
                """,
                "CREATE INDEX subtask_task ON subtask (task, position, id)",
                "CREATE INDEX subtask_unit ON subtask (unit, is_done, due_day)",
                "CREATE INDEX subtask_account ON subtask (account, is_done, due_day)",
            ]),
        Migration(
            "work/0091-watching",
            [
                """
                CREATE TABLE task_watch (
                    task BIGINT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
                    account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                    since BIGINT NOT NULL,
                    PRIMARY KEY (task, account)
                )
                """,
                "CREATE INDEX task_watch_account ON task_watch (account, task)",
            ]),
    ]
}
