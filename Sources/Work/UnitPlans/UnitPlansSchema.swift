import Database

/// Tables of requests for units' own plans.
enum UnitPlansSchema {
    static let migrations = [Migration("work/0085-unit-plans", requests + plans)]

    private static let requests: [SQL] = [
        """
        CREATE TABLE plan_request (
            id \(word: .identity),
            -- The unit that asks; decides who sees the request.
            unit BIGINT NOT NULL REFERENCES unit (id),
            year INTEGER NOT NULL CHECK (year BETWEEN 1945 AND 2200),
            title TEXT NOT NULL CHECK (title <> ''),
            -- What obliges the units: words, and the plan in force whose items their plans should answer.
            basis TEXT NOT NULL,
            plan BIGINT REFERENCES plan (id),
            due_day TEXT NOT NULL,
            -- So many days before it who has not sent is reminded; 0: never.
            remind_before INTEGER NOT NULL CHECK (remind_before BETWEEN 0 AND 60),
            made BIGINT NOT NULL,
            account BIGINT REFERENCES account (id),
            who TEXT NOT NULL,
            closed BIGINT,
            reminded TEXT,
            missing_told TEXT
        )
        """,
        "CREATE INDEX plan_request_by_due ON plan_request (due_day, id)",
        "CREATE INDEX plan_request_unit ON plan_request (unit, due_day, id)",
        "CREATE INDEX plan_request_plan ON plan_request (plan)",
        "CREATE INDEX plan_request_account ON plan_request (account)",
    ]

    private static let plans: [SQL] = [
        // One row for each unit asked. The first sending decides whether it was late; the newest file is read.
        """
        CREATE TABLE unit_plan (
            id \(word: .identity),
            request BIGINT NOT NULL REFERENCES plan_request (id) ON DELETE CASCADE,
            unit BIGINT NOT NULL REFERENCES unit (id),
            -- The unit's name on the day it was asked, and its Vietnamese order, so that the table pages by an index.
            name TEXT NOT NULL CHECK (name <> ''),
            name_key \(word: .blob) NOT NULL,
            name_fold TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('missing', 'sent', 'returned')),
            sent_on TEXT,
            -- sent_on, or a day after all days.
            sent_sort TEXT NOT NULL,
            file BIGINT REFERENCES stored_file (id),
            title TEXT,
            number TEXT,
            issued_on TEXT,
            -- Why the file could not be read as a plan; it is kept all the same.
            unread TEXT,
            remark TEXT,
            reminders INTEGER NOT NULL CHECK (reminders >= 0),
            reminded_on TEXT,
            UNIQUE (request, unit),
            CHECK ((state = 'missing') = (file IS NULL)),
            CHECK ((file IS NULL) = (sent_on IS NULL)),
            CHECK (sent_sort = COALESCE(sent_on, '9999-12-31')),
            CHECK ((state = 'returned') = (remark IS NOT NULL))
        )
        """,
        "CREATE INDEX unit_plan_by_name ON unit_plan (request, name_key, id)",
        "CREATE INDEX unit_plan_by_day ON unit_plan (request, sent_sort, id)",
        "CREATE INDEX unit_plan_unit ON unit_plan (unit, request)",
        "CREATE INDEX unit_plan_file ON unit_plan (file)",
        """
        CREATE TABLE unit_plan_step (
            id \(word: .identity),
            unit_plan BIGINT NOT NULL REFERENCES unit_plan (id) ON DELETE CASCADE,
            at BIGINT NOT NULL,
            day TEXT NOT NULL,
            act TEXT NOT NULL CHECK (act IN ('asked', 'sent', 'returned', 'reminded')),
            words TEXT,
            file BIGINT REFERENCES stored_file (id),
            account BIGINT REFERENCES account (id),
            who TEXT NOT NULL
        )
        """,
        "CREATE INDEX unit_plan_step_of ON unit_plan_step (unit_plan, id)",
        "CREATE INDEX unit_plan_step_file ON unit_plan_step (file)",
        "CREATE INDEX unit_plan_step_account ON unit_plan_step (account)",
        // What was read from the newest file: each item, and the task of the superior plan that it answers.
        """
        CREATE TABLE unit_plan_item (
            id \(word: .identity),
            unit_plan BIGINT NOT NULL REFERENCES unit_plan (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            reference TEXT NOT NULL,
            text TEXT NOT NULL CHECK (text <> ''),
            time_words TEXT NOT NULL,
            lead TEXT,
            first_line INTEGER NOT NULL,
            last_line INTEGER NOT NULL,
            task BIGINT REFERENCES task (id),
            score DOUBLE PRECISION NOT NULL,
            answer TEXT NOT NULL CHECK (answer IN ('none', 'suggested', 'confirmed')),
            -- Somebody said so; a guess made again leaves it alone.
            is_decided INTEGER NOT NULL CHECK (is_decided IN (0, 1)),
            UNIQUE (unit_plan, position),
            CHECK ((answer = 'none') = (task IS NULL))
        )
        """,
        "CREATE INDEX unit_plan_item_task ON unit_plan_item (task, answer)",
    ]
}
