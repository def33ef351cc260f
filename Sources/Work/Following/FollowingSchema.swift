import Database

/// Tables of what people do about a task beside the task itself: difficulties, urging, opinions.
enum FollowingSchema {
    static let migrations = [
        Migration("work/0080-following", difficulties + urgings + opinions)
    ]

    /// Who has no account is asked by name, and somebody writes the answer down.
    static let byName = Migration("work/0094-opinions-by-name") { db in
        let statements: [SQL] = [
            """
            CREATE TABLE opinion_of_anybody (
                id \(word: .identity),
                request BIGINT NOT NULL REFERENCES opinion_request (id) ON DELETE CASCADE,
                unit BIGINT REFERENCES unit (id),
                account BIGINT REFERENCES account (id),
                -- A member of a council without an account. Gone with a council that was taken back; the name stays.
                member BIGINT REFERENCES council_member (id) ON DELETE SET NULL,
                name TEXT NOT NULL CHECK (name <> ''),
                answer TEXT CHECK (answer IN ('agree', 'changes', 'disagree')),
                words TEXT,
                answered BIGINT,
                answered_by BIGINT REFERENCES account (id),
                who TEXT,
                -- What the answer was written down from.
                source TEXT,
                CHECK (unit IS NULL OR account IS NULL),
                CHECK (member IS NULL OR (unit IS NULL AND account IS NULL)),
                CHECK ((answer IS NULL) = (answered IS NULL)),
                CHECK (answer IS NULL OR answer = 'agree' OR words <> '')
            )
            """,
            """
            INSERT INTO opinion_of_anybody (id, request, unit, account, name, answer, words, answered, answered_by, who)
            SELECT id, request, unit, account, name, answer, words, answered, answered_by, who FROM opinion
            """,
            "DROP TABLE opinion",
            "ALTER TABLE opinion_of_anybody RENAME TO opinion",
            "CREATE INDEX opinion_request_of ON opinion (request, id)",
            "CREATE INDEX opinion_unit ON opinion (unit, answered)",
            "CREATE INDEX opinion_account ON opinion (account, answered)",
            "CREATE INDEX opinion_answered_by ON opinion (answered_by)",
            "CREATE INDEX opinion_member ON opinion (member)",
        ]
        for statement in statements { try db.run(statement) }
        // PostgreSQL counts on from where the numbers came from only when told.
        guard db.dialect == .postgres, let most: Int64 = try db.value("SELECT max(id) FROM opinion") else { return }
        _ = try db.all("SELECT setval(pg_get_serial_sequence('opinion', 'id'), CAST(\(most) AS BIGINT))")
    }

    private static let difficulties: [SQL] = [
        """
        CREATE TABLE difficulty (
            id \(word: .identity),
            task BIGINT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
            -- Who raised it; NULL for who works in no unit.
            unit BIGINT REFERENCES unit (id),
            text TEXT NOT NULL CHECK (text <> ''),
            state TEXT NOT NULL CHECK (state IN ('waiting', 'answered', 'escalated', 'directed', 'closed')),
            is_open INTEGER NOT NULL CHECK (is_open = CASE WHEN state = 'closed' THEN 0 ELSE 1 END),
            -- Until when the next answer is wanted, or a day after all days.
            due_sort TEXT NOT NULL,
            raised BIGINT NOT NULL,
            account BIGINT REFERENCES account (id),
            who TEXT NOT NULL
        )
        """,
        "CREATE INDEX difficulty_task ON difficulty (task, id)",
        "CREATE INDEX difficulty_unit ON difficulty (unit, is_open, due_sort, id)",
        "CREATE INDEX difficulty_account ON difficulty (account)",
        "CREATE INDEX difficulty_by_due ON difficulty (is_open, due_sort, id)",
        "CREATE INDEX difficulty_in_state ON difficulty (state, due_sort, id)",
        """
        CREATE TABLE difficulty_step (
            id \(word: .identity),
            difficulty BIGINT NOT NULL REFERENCES difficulty (id) ON DELETE CASCADE,
            at BIGINT NOT NULL,
            account BIGINT REFERENCES account (id),
            who TEXT NOT NULL,
            act TEXT NOT NULL CHECK (act <> ''),
            words TEXT NOT NULL CHECK (words <> ''),
            paper TEXT,
            due_day TEXT
        )
        """,
        "CREATE INDEX difficulty_step_difficulty ON difficulty_step (difficulty, id)",
        "CREATE INDEX difficulty_step_account ON difficulty_step (account)",
    ]

    private static let urgings: [SQL] = [
        """
        CREATE TABLE urging (
            id \(word: .identity),
            unit BIGINT NOT NULL REFERENCES unit (id),
            at BIGINT NOT NULL,
            day TEXT NOT NULL,
            channel TEXT NOT NULL CHECK (channel IN ('paper', 'telephone', 'zalo', 'mail', 'meeting')),
            words TEXT NOT NULL CHECK (words <> ''),
            account BIGINT REFERENCES account (id),
            who TEXT NOT NULL
        )
        """,
        "CREATE INDEX urging_unit ON urging (unit, id)",
        "CREATE INDEX urging_account ON urging (account)",
        """
        CREATE TABLE urging_task (
            urging BIGINT NOT NULL REFERENCES urging (id) ON DELETE CASCADE,
            task BIGINT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
            PRIMARY KEY (urging, task)
        )
        """,
        "CREATE INDEX urging_task_task ON urging_task (task, urging)",
    ]

    private static let opinions: [SQL] = [
        """
        CREATE TABLE opinion_request (
            id \(word: .identity),
            task BIGINT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
            question TEXT NOT NULL CHECK (question <> ''),
            due_day TEXT NOT NULL,
            -- So many days before it who has not answered is reminded; 0: never.
            remind_before INTEGER NOT NULL CHECK (remind_before BETWEEN 0 AND 30),
            -- The request itself says that silence is taken for agreement.
            silence_agrees INTEGER NOT NULL CHECK (silence_agrees IN (0, 1)),
            asked BIGINT NOT NULL,
            account BIGINT REFERENCES account (id),
            who TEXT NOT NULL,
            closed BIGINT,
            reminded TEXT,
            silence_told TEXT
        )
        """,
        "CREATE INDEX opinion_request_task ON opinion_request (task, id)",
        "CREATE INDEX opinion_request_account ON opinion_request (account)",
        "CREATE INDEX opinion_request_due ON opinion_request (closed, due_day, id)",
        """
        CREATE TABLE opinion (
            id \(word: .identity),
            request BIGINT NOT NULL REFERENCES opinion_request (id) ON DELETE CASCADE,
            unit BIGINT REFERENCES unit (id),
            account BIGINT REFERENCES account (id),
            -- Of the unit or person on the day they were asked.
            name TEXT NOT NULL CHECK (name <> ''),
            answer TEXT CHECK (answer IN ('agree', 'changes', 'disagree')),
            words TEXT,
            answered BIGINT,
            answered_by BIGINT REFERENCES account (id),
            who TEXT,
            CHECK ((unit IS NULL) <> (account IS NULL)),
            CHECK ((answer IS NULL) = (answered IS NULL)),
            CHECK (answer IS NULL OR answer = 'agree' OR words <> '')
        )
        """,
        "CREATE INDEX opinion_request_of ON opinion (request, id)",
        "CREATE INDEX opinion_unit ON opinion (unit, answered)",
        "CREATE INDEX opinion_account ON opinion (account, answered)",
        "CREATE INDEX opinion_answered_by ON opinion (answered_by)",
    ]
}
