import Database

/// Tables of the regulations of provinces.
enum LocalRegulationSchema {
    static let migrations = [
        Migration(
            "office/0130-local-regulations",
            [
                """
                CREATE TABLE local_regulation (
                    id \(word: .identity),
                    province BIGINT NOT NULL REFERENCES unit (id),
                    number TEXT CHECK (number <> ''),
                    number_key TEXT,
                    signed TEXT,
                    title TEXT NOT NULL CHECK (title <> ''),
                    title_fold TEXT NOT NULL,
                    issuer TEXT NOT NULL CHECK (issuer <> ''),
                    -- Days of acceptance for which it holds; set by who approves.
                    first_day TEXT,
                    last_day TEXT CHECK (last_day >= first_day),
                    replaces BIGINT REFERENCES local_regulation (id),
                    file BIGINT REFERENCES stored_file (id),
                    cases TEXT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'dropped')),
                    sent_back_why TEXT,
                    submitted_by BIGINT REFERENCES account (id),
                    submitted BIGINT,
                    approved_by BIGINT REFERENCES account (id),
                    approved BIGINT,
                    ended_why TEXT,
                    version INTEGER NOT NULL CHECK (version >= 1),
                    added BIGINT NOT NULL,
                    changed BIGINT NOT NULL,
                    CHECK ((number IS NULL) = (number_key IS NULL)),
                    CHECK (state <> 'approved' OR (number IS NOT NULL AND signed IS NOT NULL AND first_day IS NOT NULL
                        AND approved_by IS NOT NULL))
                )
                """,
                "CREATE INDEX local_regulation_province ON local_regulation (province, state)",
                "CREATE INDEX local_regulation_number ON local_regulation (number_key)",
                "CREATE INDEX local_regulation_changed ON local_regulation (changed, id)",
                "CREATE INDEX local_regulation_replaces ON local_regulation (replaces)",
                "CREATE INDEX local_regulation_file ON local_regulation (file)",
                "CREATE INDEX local_regulation_submitted_by ON local_regulation (submitted_by)",
                "CREATE INDEX local_regulation_approved_by ON local_regulation (approved_by)",
                // Whoever wrote in it: they may not approve it.
                """
                CREATE TABLE local_regulation_hand (
                    regulation BIGINT NOT NULL REFERENCES local_regulation (id),
                    account BIGINT NOT NULL REFERENCES account (id),
                    PRIMARY KEY (regulation, account)
                )
                """,
                "CREATE INDEX local_regulation_hand_account ON local_regulation_hand (account)",
                """
                CREATE TABLE local_value (
                    regulation BIGINT NOT NULL REFERENCES local_regulation (id),
                    key TEXT NOT NULL,
                    amount INTEGER NOT NULL CHECK (amount >= 0),
                    article TEXT,
                    note TEXT,
                    PRIMARY KEY (regulation, key)
                )
                """,
                // Danh hiệu, hình thức khen thưởng that the regulation makes.
                """
                CREATE TABLE local_award (
                    id \(word: .identity),
                    regulation BIGINT NOT NULL REFERENCES local_regulation (id),
                    slug TEXT NOT NULL CHECK (slug LIKE 'dp-%'),
                    name TEXT NOT NULL CHECK (name <> ''),
                    kind TEXT NOT NULL CHECK (kind IN ('title', 'commendation')),
                    level TEXT NOT NULL CHECK (level IN ('province', 'commune', 'grassroots')),
                    -- Kinds of subjects, with blanks between.
                    subjects TEXT NOT NULL CHECK (subjects <> ''),
                    article TEXT,
                    criteria TEXT NOT NULL CHECK (criteria <> ''),
                    bonus BIGINT CHECK (bonus >= 0),
                    object TEXT,
                    UNIQUE (regulation, slug)
                )
                """,
                "CREATE INDEX local_award_slug ON local_award (slug)",
            ])
    ]
}
