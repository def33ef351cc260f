import Database

/// Tables of plans that are written here, before they are signed.
enum PlanWritingSchema {
    static let migrations = [
        Migration("work/0100-plan-writing", manuscripts + contents + around)
    ]

    private static let manuscripts: [SQL] = [
        """
        CREATE TABLE manuscript (
            id \(word: .identity),
            unit BIGINT NOT NULL REFERENCES unit (id),
            year INTEGER NOT NULL CHECK (year BETWEEN 1945 AND 2200),
            kind TEXT NOT NULL CHECK (kind IN ('plan', 'programme')),
            superior TEXT,
            issuer TEXT NOT NULL CHECK (issuer <> ''),
            symbol TEXT NOT NULL CHECK (symbol <> ''),
            place TEXT NOT NULL CHECK (place <> ''),
            -- The day it is meant to be issued: the law of that day counts.
            planned_on TEXT NOT NULL,
            number INTEGER CHECK (number > 0),
            issued_on TEXT,
            abstract TEXT NOT NULL CHECK (abstract <> ''),
            on_behalf TEXT,
            deputy_for TEXT,
            by_order TEXT,
            post TEXT NOT NULL,
            signer TEXT,
            kept TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('drafting', 'signed', 'discarded')),
            plan BIGINT REFERENCES plan (id),
            -- Of the head: whoever saves an older one is told, and by whom the newer one is.
            version INTEGER NOT NULL,
            head_who TEXT NOT NULL,
            -- Of the whole: one more with every change.
            revision INTEGER NOT NULL,
            added BIGINT NOT NULL,
            changed BIGINT NOT NULL,
            account BIGINT REFERENCES account (id),
            -- Who saved last.
            who TEXT NOT NULL,
            CHECK ((state = 'signed') = (plan IS NOT NULL)),
            CHECK (state <> 'signed' OR (number IS NOT NULL AND issued_on IS NOT NULL))
        )
        """,
        "CREATE INDEX manuscript_unit ON manuscript (unit, id)",
        "CREATE INDEX manuscript_changed ON manuscript (state, changed, id)",
        "CREATE INDEX manuscript_year ON manuscript (state, year, id)",
        "CREATE INDEX manuscript_plan ON manuscript (plan)",
        "CREATE INDEX manuscript_account ON manuscript (account)",
        """
        CREATE TABLE manuscript_source (
            manuscript BIGINT NOT NULL REFERENCES manuscript (id) ON DELETE CASCADE,
            plan BIGINT NOT NULL REFERENCES plan (id),
            PRIMARY KEY (manuscript, plan)
        )
        """,
        "CREATE INDEX manuscript_source_plan ON manuscript_source (plan)",
    ]

    private static let contents: [SQL] = [
        """
        CREATE TABLE manuscript_text (
            manuscript BIGINT NOT NULL REFERENCES manuscript (id) ON DELETE CASCADE,
            part TEXT NOT NULL CHECK (part IN ('purpose', 'requirements', 'content', 'funding', 'organisation')),
            words TEXT NOT NULL,
            version INTEGER NOT NULL,
            who TEXT NOT NULL,
            PRIMARY KEY (manuscript, part)
        )
        """,
        """
        CREATE TABLE manuscript_basis (
            id \(word: .identity),
            manuscript BIGINT NOT NULL REFERENCES manuscript (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            text TEXT NOT NULL CHECK (text <> ''),
            is_dropped INTEGER NOT NULL CHECK (is_dropped IN (0, 1)),
            version INTEGER NOT NULL,
            who TEXT NOT NULL
        )
        """,
        "CREATE INDEX manuscript_basis_of ON manuscript_basis (manuscript, position)",
        """
        CREATE TABLE manuscript_section (
            id \(word: .identity),
            manuscript BIGINT NOT NULL REFERENCES manuscript (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            title TEXT NOT NULL CHECK (title <> ''),
            version INTEGER NOT NULL,
            who TEXT NOT NULL
        )
        """,
        "CREATE INDEX manuscript_section_of ON manuscript_section (manuscript, position)",
        """
        CREATE TABLE manuscript_row (
            id \(word: .identity),
            manuscript BIGINT NOT NULL REFERENCES manuscript (id) ON DELETE CASCADE,
            section BIGINT NOT NULL REFERENCES manuscript_section (id),
            position INTEGER NOT NULL,
            text TEXT NOT NULL CHECK (text <> ''),
            time TEXT NOT NULL,
            lead TEXT,
            advisor TEXT,
            coordinators TEXT NOT NULL,
            product TEXT,
            kind TEXT NOT NULL,
            decision TEXT NOT NULL CHECK (decision IN ('waiting', 'kept', 'changed', 'added', 'dropped')),
            -- The task of the year before that it was copied from, its words and what moving the year did to its time.
            source BIGINT REFERENCES task (id),
            old_text TEXT,
            old_time TEXT,
            moved TEXT,
            -- Due so many days before or after another row.
            other BIGINT REFERENCES manuscript_row (id),
            days INTEGER,
            working INTEGER CHECK (working IN (0, 1)),
            version INTEGER NOT NULL,
            who TEXT NOT NULL,
            CHECK (other IS NULL OR (other <> id AND days IS NOT NULL AND working IS NOT NULL))
        )
        """,
        "CREATE INDEX manuscript_row_of ON manuscript_row (manuscript, section, position)",
        "CREATE INDEX manuscript_row_section ON manuscript_row (section)",
        "CREATE INDEX manuscript_row_source ON manuscript_row (source)",
        "CREATE INDEX manuscript_row_other ON manuscript_row (other)",
    ]

    private static let around: [SQL] = [
        """
        CREATE TABLE manuscript_recipient (
            id \(word: .identity),
            manuscript BIGINT NOT NULL REFERENCES manuscript (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            name TEXT NOT NULL CHECK (name <> ''),
            channel TEXT NOT NULL CHECK (channel IN ('axis', 'mail', 'paper', 'zalo', 'other')),
            sent_on TEXT,
            sent_account BIGINT REFERENCES account (id),
            sent_by TEXT,
            read_on TEXT,
            read_account BIGINT REFERENCES account (id),
            read_by TEXT,
            CHECK ((sent_on IS NULL) = (sent_by IS NULL)),
            CHECK ((read_on IS NULL) = (read_by IS NULL)),
            CHECK (read_on IS NULL OR (sent_on IS NOT NULL AND read_on >= sent_on))
        )
        """,
        "CREATE INDEX manuscript_recipient_of ON manuscript_recipient (manuscript, position)",
        "CREATE INDEX manuscript_recipient_sent ON manuscript_recipient (sent_account)",
        "CREATE INDEX manuscript_recipient_read ON manuscript_recipient (read_account)",
        """
        CREATE TABLE manuscript_comment (
            id \(word: .identity),
            manuscript BIGINT NOT NULL REFERENCES manuscript (id) ON DELETE CASCADE,
            row_id BIGINT REFERENCES manuscript_row (id),
            words TEXT NOT NULL CHECK (words <> ''),
            at BIGINT NOT NULL,
            account BIGINT REFERENCES account (id),
            who TEXT NOT NULL,
            settled BIGINT,
            settled_by TEXT,
            CHECK ((settled IS NULL) = (settled_by IS NULL))
        )
        """,
        "CREATE INDEX manuscript_comment_of ON manuscript_comment (manuscript, id)",
        "CREATE INDEX manuscript_comment_row ON manuscript_comment (row_id)",
        "CREATE INDEX manuscript_comment_account ON manuscript_comment (account)",
    ]
}
