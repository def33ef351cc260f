import Database

/// Tables of people, their posts and what hangs on them.
enum PeopleSchema {
    static let migrations = [people, transfers, duplicates, retention, reach]

    private static let people = Migration(
        "office/0030-people",
        [
            """
            CREATE TABLE person (
                id \(word: .identity),
                name TEXT NOT NULL CHECK (name <> ''),
                -- By given name, as lists of people are sorted.
                name_key \(word: .blob) NOT NULL,
                name_fold TEXT NOT NULL,
                birth_day TEXT,
                birth_year INTEGER CHECK (birth_year BETWEEN 1850 AND 2200),
                gender TEXT CHECK (gender IN ('male', 'female')),
                ethnic INTEGER CHECK (ethnic BETWEEN 1 AND 54),
                area TEXT CHECK (area IN ('mountain', 'remote', 'border', 'island', 'difficult')),
                phone TEXT CHECK (phone <> ''),
                email TEXT CHECK (email <> ''),
                state TEXT NOT NULL CHECK (state IN ('active', 'merged', 'anonymised')),
                merged_into BIGINT REFERENCES person (id),
                version INTEGER NOT NULL CHECK (version >= 1),
                added BIGINT NOT NULL,
                changed BIGINT NOT NULL,
                CHECK (birth_day IS NULL OR (birth_year IS NOT NULL AND CAST(substr(birth_day, 1, 4) AS INTEGER) = birth_year)),
                CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
                CHECK (merged_into <> id),
                CHECK (state <> 'anonymised' OR (birth_day IS NULL AND phone IS NULL AND email IS NULL))
            )
            """,
            "CREATE INDEX person_by_name ON person (state, name_key, id)",
            "CREATE INDEX person_by_change ON person (state, changed, id)",
            "CREATE INDEX person_fold ON person (name_fold, id)",
            "CREATE INDEX person_merged_into ON person (merged_into)",
            // The turns of a name (an, nguyen van): prefix search by any word, without marks and with them.
            """
            CREATE TABLE person_name (
                person BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                fold TEXT NOT NULL,
                exact TEXT NOT NULL,
                PRIMARY KEY (person, position)
            )
            """,
            "CREATE INDEX person_name_fold ON person_name (fold, person)",
            "CREATE INDEX person_name_exact ON person_name (exact, person)",
            """
            CREATE TABLE post (
                id \(word: .identity),
                person BIGINT NOT NULL REFERENCES person (id),
                unit BIGINT NOT NULL REFERENCES unit (id),
                title TEXT NOT NULL CHECK (title <> ''),
                title_fold TEXT NOT NULL,
                -- Nhóm đối tượng of form 0603.N.
                post_group TEXT NOT NULL CHECK (post_group IN
                    ('provinceLeader', 'departmentLeader', 'businessLeader', 'otherLeader', 'direct')),
                is_leader INTEGER NOT NULL CHECK (is_leader IN (0, 1)),
                first_day TEXT,
                last_day TEXT,
                -- No other post of the person lasts longer: who sees the unit goes on seeing the person.
                is_final INTEGER NOT NULL CHECK (is_final IN (0, 1)),
                added BIGINT NOT NULL,
                CHECK (last_day IS NULL OR first_day IS NULL OR first_day <= last_day),
                CHECK ((post_group <> 'direct') = (is_leader = 1)),
                CHECK (last_day IS NOT NULL OR is_final = 1)
            )
            """,
            "CREATE INDEX post_person ON post (person, last_day)",
            "CREATE INDEX post_unit ON post (unit, is_final, last_day, person, is_leader, first_day)",
            "CREATE INDEX post_ended ON post (is_final, last_day, person)",
            // Cán bộ phụ trách thi đua, khen thưởng of a unit.
            """
            CREATE TABLE emulation_officer (
                id \(word: .identity),
                unit BIGINT NOT NULL REFERENCES unit (id),
                person BIGINT NOT NULL REFERENCES person (id),
                first_day TEXT NOT NULL,
                last_day TEXT,
                CHECK (last_day IS NULL OR first_day <= last_day),
                UNIQUE (unit, person, first_day)
            )
            """,
            "CREATE INDEX emulation_officer_person ON emulation_officer (person)",
            // Lớp đã tập huấn: filled by the training room.
            """
            CREATE TABLE person_training (
                id \(word: .identity),
                person BIGINT NOT NULL REFERENCES person (id),
                class_name TEXT NOT NULL CHECK (class_name <> ''),
                on_day TEXT,
                added BIGINT NOT NULL
            )
            """,
            "CREATE INDEX person_training_person ON person_training (person, on_day)",
            "ALTER TABLE account ADD COLUMN person BIGINT REFERENCES person (id)",
            "CREATE UNIQUE INDEX account_person ON account (person)",
        ])

    private static let transfers = Migration(
        "office/0031-transfers",
        [
            """
            CREATE TABLE transfer (
                id \(word: .identity),
                person BIGINT NOT NULL REFERENCES person (id),
                post BIGINT NOT NULL REFERENCES post (id) ON DELETE CASCADE,
                old_title TEXT NOT NULL,
                from_unit BIGINT NOT NULL REFERENCES unit (id),
                to_unit BIGINT NOT NULL REFERENCES unit (id),
                title TEXT NOT NULL CHECK (title <> ''),
                post_group TEXT NOT NULL,
                on_day TEXT NOT NULL,
                basis TEXT,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'declined', 'withdrawn')),
                is_open INTEGER NOT NULL GENERATED ALWAYS AS (CASE state WHEN 'waiting' THEN 1 ELSE 0 END) STORED,
                proposed BIGINT NOT NULL,
                proposer TEXT NOT NULL,
                answered BIGINT,
                answerer TEXT,
                reason TEXT,
                CHECK (from_unit <> to_unit),
                CHECK ((state = 'waiting') = (answered IS NULL)),
                CHECK (state NOT IN ('declined', 'withdrawn') OR reason <> '')
            )
            """,
            "CREATE INDEX transfer_open ON transfer (is_open, id)",
            "CREATE INDEX transfer_person ON transfer (person, is_open)",
            "CREATE INDEX transfer_post ON transfer (post, is_open)",
            "CREATE INDEX transfer_from ON transfer (from_unit)",
            "CREATE INDEX transfer_to ON transfer (to_unit, is_open)",
        ])

    private static let duplicates = Migration(
        "office/0032-duplicates",
        [
            // Somebody has looked: these two are not the same.
            """
            CREATE TABLE person_distinct (
                first_person BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
                second_person BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
                at BIGINT NOT NULL,
                PRIMARY KEY (first_person, second_person),
                CHECK (first_person < second_person)
            )
            """,
            "CREATE INDEX person_distinct_second ON person_distinct (second_person)",
            // A merge, and what it moved: so that it can be undone.
            """
            CREATE TABLE person_merge (
                id \(word: .identity),
                kept BIGINT NOT NULL REFERENCES person (id),
                gone BIGINT NOT NULL REFERENCES person (id),
                at BIGINT NOT NULL,
                who TEXT NOT NULL,
                -- Columns of the kept person that were empty and took the other's value.
                filled TEXT NOT NULL,
                undone BIGINT,
                CHECK (kept <> gone)
            )
            """,
            "CREATE INDEX person_merge_kept ON person_merge (kept, id)",
            "CREATE INDEX person_merge_gone ON person_merge (gone, id)",
            """
            CREATE TABLE person_merge_row (
                merge BIGINT NOT NULL REFERENCES person_merge (id) ON DELETE CASCADE,
                table_name TEXT NOT NULL,
                column_name TEXT NOT NULL,
                row_id BIGINT NOT NULL,
                PRIMARY KEY (merge, table_name, column_name, row_id)
            )
            """,
        ])

    private static let retention = Migration(
        "office/0033-retention",
        [
            """
            CREATE TABLE person_retention (
                id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
                years INTEGER CHECK (years BETWEEN 1 AND 100),
                basis TEXT NOT NULL,
                is_confirmed INTEGER NOT NULL CHECK (is_confirmed IN (0, 1)),
                CHECK (is_confirmed = 0 OR (years IS NOT NULL AND basis <> ''))
            )
            """,
            // Đề nghị sửa: what somebody says is wrong in what is kept about them.
            """
            CREATE TABLE correction_request (
                id \(word: .identity),
                person BIGINT NOT NULL REFERENCES person (id),
                words TEXT NOT NULL CHECK (words <> ''),
                at BIGINT NOT NULL,
                settled BIGINT,
                answer TEXT,
                CHECK ((settled IS NULL) = (answer IS NULL))
            )
            """,
            "CREATE INDEX correction_request_person ON correction_request (person, id)",
        ])

    /// Whether somebody is seen is asked of every name that is counted: the index alone tells.
    private static let reach = Migration(
        "office/0034-posts-of-a-person",
        [
            "DROP INDEX post_person",
            "CREATE INDEX post_person ON post (person, is_final, last_day, unit)",
        ])
}
