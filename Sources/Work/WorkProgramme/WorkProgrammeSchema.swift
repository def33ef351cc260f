import Database

/// Tables of plans, drafts and tasks.
public enum WorkProgrammeSchema {
    public static let migrations =
        [plans, drafts, tasks, views, TaskTally.migration, TaskReminders.migration] + TimingSchema.migrations
        + ViewsSchema.migrations + FollowingSchema.migrations + UnitPlansSchema.migrations
        + PlanFactsSchema.migrations
        + SubtaskSchema.migrations
        + HandoverSchema.migrations + ReminderSchema.migrations + [FollowingSchema.byName]
        + PlanWritingSchema.migrations + PlanBasisSchema.migrations + [ViewsSchema.progress]

    private static let plans = Migration(
        "work/0001-plans",
        [
            """
            CREATE TABLE plan (
                id \(word: .identity),
                unit BIGINT NOT NULL REFERENCES unit (id),
                year INTEGER NOT NULL CHECK (year BETWEEN 1945 AND 2200),
                type TEXT NOT NULL,
                title TEXT NOT NULL CHECK (title <> ''),
                number TEXT,
                issued_on TEXT,
                issuer TEXT,
                parent_task BIGINT,
                file BIGINT NOT NULL REFERENCES stored_file (id),
                -- The paper and the draft as read: what each task's sentence is shown from, whatever later readers find.
                paper TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('inForce', 'closed')),
                version INTEGER NOT NULL CHECK (version >= 1),
                adopted BIGINT NOT NULL,
                account BIGINT REFERENCES account (id)
            )
            """,
            "CREATE INDEX plan_year ON plan (year, unit)",
            "CREATE INDEX plan_unit ON plan (unit)",
            "CREATE INDEX plan_file ON plan (file)",
            "CREATE INDEX plan_account ON plan (account)",
            "CREATE INDEX plan_parent_task ON plan (parent_task)",
            // Every version's file, so that provenance outlives a newer version.
            """
            CREATE TABLE plan_version (
                plan BIGINT NOT NULL REFERENCES plan (id),
                version INTEGER NOT NULL,
                file BIGINT NOT NULL REFERENCES stored_file (id),
                adopted BIGINT NOT NULL,
                account BIGINT REFERENCES account (id),
                PRIMARY KEY (plan, version)
            )
            """,
            "CREATE INDEX plan_version_file ON plan_version (file)",
            "CREATE INDEX plan_version_account ON plan_version (account)",
        ])

    private static let drafts = Migration(
        "work/0002-drafts",
        [
            """
            CREATE TABLE plan_draft (
                id \(word: .identity),
                unit BIGINT NOT NULL REFERENCES unit (id),
                year INTEGER NOT NULL,
                file BIGINT NOT NULL REFERENCES stored_file (id),
                paper TEXT NOT NULL,
                -- The whole answer of the reader, kept as it was.
                reading TEXT NOT NULL,
                type TEXT NOT NULL,
                title TEXT NOT NULL,
                number TEXT,
                issued_on TEXT,
                issuer TEXT,
                parent_task BIGINT,
                -- The plan of which this is a newer version.
                replaces BIGINT REFERENCES plan (id),
                state TEXT NOT NULL CHECK (state IN ('reviewing', 'adopted', 'discarded')),
                plan BIGINT REFERENCES plan (id),
                added BIGINT NOT NULL,
                changed BIGINT NOT NULL,
                account BIGINT REFERENCES account (id),
                CHECK (state <> 'adopted' OR plan IS NOT NULL)
            )
            """,
            "CREATE INDEX plan_draft_state ON plan_draft (state, changed)",
            "CREATE INDEX plan_draft_plan ON plan_draft (plan)",
            "CREATE INDEX plan_draft_file ON plan_draft (file)",
            "CREATE INDEX plan_draft_unit ON plan_draft (unit, year)",
            "CREATE INDEX plan_draft_replaces ON plan_draft (replaces)",
            "CREATE INDEX plan_draft_account ON plan_draft (account)",
            """
            CREATE TABLE draft_item (
                id \(word: .identity),
                draft BIGINT NOT NULL REFERENCES plan_draft (id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                section TEXT NOT NULL,
                ordinal TEXT,
                text TEXT NOT NULL CHECK (text <> ''),
                time TEXT NOT NULL,
                lead TEXT,
                advisor TEXT,
                coordinators TEXT NOT NULL,
                product TEXT,
                kind TEXT NOT NULL,
                first_line INTEGER NOT NULL,
                last_line INTEGER NOT NULL,
                confidence DOUBLE PRECISION NOT NULL,
                inferred TEXT NOT NULL,
                decision TEXT NOT NULL CHECK (decision IN ('waiting', 'accepted', 'rejected')),
                origin TEXT NOT NULL CHECK (origin IN ('read', 'edited', 'split', 'merged', 'added')),
                -- What the reader found, kept beside what a person made of it.
                as_read TEXT,
                UNIQUE (draft, position)
            )
            """,
            """
            CREATE TABLE draft_name (
                draft BIGINT NOT NULL REFERENCES plan_draft (id) ON DELETE CASCADE,
                fold TEXT NOT NULL,
                name TEXT NOT NULL,
                unit BIGINT REFERENCES unit (id),
                choice TEXT NOT NULL CHECK (choice IN ('recognised', 'chosen', 'several', 'unknown', 'words')),
                PRIMARY KEY (draft, fold),
                CHECK ((choice IN ('recognised', 'chosen')) = (unit IS NOT NULL))
            )
            """,
            "CREATE INDEX draft_name_unit ON draft_name (unit)",
            """
            CREATE TABLE draft_finding (
                id \(word: .identity),
                draft BIGINT NOT NULL REFERENCES plan_draft (id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                code TEXT NOT NULL,
                severity TEXT NOT NULL CHECK (severity IN ('warn', 'info')),
                message TEXT NOT NULL,
                lines TEXT NOT NULL,
                answer TEXT NOT NULL CHECK (answer IN ('open', 'kept', 'corrected')),
                reason TEXT
            )
            """,
            "CREATE INDEX draft_finding_draft ON draft_finding (draft, position)",
        ])

    private static let tasks = Migration(
        "work/0003-tasks",
        [
            """
            CREATE TABLE task (
                id \(word: .identity),
                plan BIGINT NOT NULL REFERENCES plan (id),
                -- Path of the unit whose programme it is in: decides who sees it.
                branch TEXT NOT NULL,
                position INTEGER NOT NULL,
                section TEXT NOT NULL,
                ordinal TEXT,
                text TEXT NOT NULL CHECK (text <> ''),
                kind TEXT NOT NULL,
                time TEXT NOT NULL,
                time_words TEXT NOT NULL,
                first_day TEXT,
                due_day TEXT,
                -- due_day, or a day after all days: lists sort and page by an index.
                due_sort TEXT NOT NULL,
                year INTEGER NOT NULL,
                quarter INTEGER CHECK (quarter BETWEEN 1 AND 4),
                -- Regular and undated tasks have no due day and lists of their own.
                schedule TEXT NOT NULL CHECK (schedule IN ('dated', 'regular', 'undated')),
                lead_text TEXT,
                -- The Vietnamese order of lead_text; those without a lead come last.
                lead_key \(word: .blob) NOT NULL,
                advisor_text TEXT,
                product TEXT,
                first_line INTEGER NOT NULL,
                last_line INTEGER NOT NULL,
                first_page INTEGER,
                last_page INTEGER,
                -- The sentence it came from, and the file it stood in.
                quote TEXT NOT NULL,
                file BIGINT REFERENCES stored_file (id),
                state TEXT NOT NULL CHECK (state IN ('toDo', 'doing', 'done', 'dropped')),
                -- Open tasks first: with due_sort behind it, the late ones lead.
                state_sort INTEGER NOT NULL GENERATED ALWAYS AS
                    (CASE state WHEN 'done' THEN 2 WHEN 'dropped' THEN 3 ELSE 1 END) STORED,
                closed_on TEXT,
                changed BIGINT NOT NULL,
                CHECK ((state IN ('done', 'dropped')) = (closed_on IS NOT NULL)),
                CHECK (due_sort = COALESCE(due_day, '9999-12-31')),
                CHECK ((schedule = 'dated') = (due_day IS NOT NULL))
            )
            """,
            // One for each order, and one for each condition that may leave few rows of a long year. Each ends with the
            // branch, so that counting within a scope reads no row of the table: 5 ms became 0.3 ms for a thousand tasks.
            "CREATE INDEX task_by_place ON task (year, schedule, plan, position, id, branch)",
            "CREATE INDEX task_by_due ON task (year, schedule, due_sort, id, branch)",
            "CREATE INDEX task_by_lead ON task (year, schedule, lead_key, due_sort, id, branch)",
            "CREATE INDEX task_by_state ON task (year, schedule, state_sort, due_sort, id, branch)",
            "CREATE INDEX task_quarter_by_due ON task (year, quarter, due_sort, id, branch)",
            "CREATE INDEX task_quarter_by_state ON task (year, quarter, state_sort, due_sort, id, branch)",
            "CREATE INDEX task_quarter_in_state ON task (year, quarter, state, due_sort, id, branch)",
            "CREATE INDEX task_in_state ON task (year, state, due_sort, id, branch)",
            "CREATE INDEX task_of_kind ON task (year, kind, due_sort, id, branch)",
            "CREATE INDEX task_open ON task (state_sort, due_sort, id, branch)",
            "CREATE INDEX task_plan ON task (plan, position, id)",
            "CREATE INDEX task_file ON task (file)",
            """
            CREATE TABLE task_unit (
                task BIGINT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
                role TEXT NOT NULL CHECK (role IN ('lead', 'advisor', 'coordinator')),
                position INTEGER NOT NULL,
                -- The plan's words; the unit where it was recognised.
                name TEXT NOT NULL,
                unit BIGINT REFERENCES unit (id),
                PRIMARY KEY (task, role, position)
            )
            """,
            "CREATE INDEX task_unit_unit ON task_unit (unit, role, task)",
            // Words of text and names, folded, for search without marks by prefix.
            """
            CREATE TABLE task_word (
                word TEXT NOT NULL,
                task BIGINT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
                PRIMARY KEY (word, task)
            )
            """,
            "CREATE INDEX task_word_task ON task_word (task)",
            """
            CREATE TABLE task_step (
                id \(word: .identity),
                task BIGINT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
                at BIGINT NOT NULL,
                account BIGINT REFERENCES account (id),
                who TEXT NOT NULL,
                act TEXT NOT NULL CHECK (act IN
                    ('adopted', 'added', 'revised', 'started', 'commented', 'attached', 'evidenced', 'finished', 'reopened',
                     'postponed', 'dropped', 'corrected')),
                words TEXT,
                old_due TEXT,
                new_due TEXT,
                file BIGINT REFERENCES stored_file (id),
                CHECK (act NOT IN ('postponed', 'dropped', 'reopened') OR words <> '')
            )
            """,
            "CREATE INDEX task_step_task ON task_step (task, id)",
            "CREATE INDEX task_step_file ON task_step (file)",
            "CREATE INDEX task_step_account ON task_step (account)",
            """
            CREATE TABLE task_evidence (
                id \(word: .identity),
                task BIGINT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
                sort TEXT NOT NULL CHECK (sort IN ('document', 'link', 'note')),
                words TEXT NOT NULL CHECK (words <> ''),
                address TEXT,
                file BIGINT REFERENCES stored_file (id),
                at BIGINT NOT NULL,
                account BIGINT REFERENCES account (id),
                CHECK (sort <> 'link' OR address IS NOT NULL)
            )
            """,
            "CREATE INDEX task_evidence_task ON task_evidence (task, id)",
            "CREATE INDEX task_evidence_file ON task_evidence (file)",
            "CREATE INDEX task_evidence_account ON task_evidence (account)",
        ])

    private static let views = Migration(
        "work/0004-saved-views",
        [
            // Cách xem đã lưu: the query of the list's address under a name, for one account.
            """
            CREATE TABLE saved_view (
                id \(word: .identity),
                account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                name TEXT NOT NULL CHECK (name <> ''),
                query TEXT NOT NULL,
                added BIGINT NOT NULL,
                UNIQUE (account, name)
            )
            """
        ])
}
