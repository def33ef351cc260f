import Database

/// Tables of the register of units.
enum OrganisationSchema {
    static let migrations = [
        Migration(
            "office/0002-organisations",
            [
                """
                CREATE TABLE unit (
                    id \(word: .identity),
                    code TEXT NOT NULL UNIQUE CHECK (code <> ''),
                    name TEXT NOT NULL CHECK (name <> ''),
                    name_key \(word: .blob) NOT NULL,
                    short_name TEXT,
                    level TEXT NOT NULL,
                    kind TEXT NOT NULL,
                    parent BIGINT REFERENCES unit (id),
                    path TEXT NOT NULL,
                    first_day TEXT,
                    last_day TEXT,
                    CHECK (last_day IS NULL OR first_day IS NULL OR first_day <= last_day)
                )
                """,
                "CREATE INDEX unit_parent ON unit (parent)",
                "CREATE INDEX unit_path ON unit (path)",
                "CREATE INDEX unit_name_key ON unit (name_key, id)",
                // Every name a unit is or was called by: official names with their period, abbreviations, aliases of plans.
                """
                CREATE TABLE unit_name (
                    id \(word: .identity),
                    unit BIGINT NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
                    name TEXT NOT NULL CHECK (name <> ''),
                    fold TEXT NOT NULL,
                    sort TEXT NOT NULL CHECK (sort IN ('official', 'short', 'alias')),
                    first_day TEXT,
                    last_day TEXT,
                    UNIQUE (unit, fold, sort)
                )
                """,
                "CREATE INDEX unit_name_fold ON unit_name (fold)",
                """
                CREATE TABLE unit_successor (
                    predecessor BIGINT NOT NULL REFERENCES unit (id),
                    successor BIGINT NOT NULL REFERENCES unit (id),
                    on_day TEXT NOT NULL,
                    how TEXT NOT NULL CHECK (how IN ('merged', 'split', 'renamed', 'dissolved')),
                    basis TEXT,
                    PRIMARY KEY (predecessor, successor),
                    CHECK (predecessor <> successor)
                )
                """,
                "CREATE INDEX unit_successor_successor ON unit_successor (successor)",
            ]),
        periods, ReorganisationSchema.migration,
    ]

    /// Names that come back, places in the tree over time, what a commune is, which papers made and ended a unit.
    private static let periods = Migration(
        "office/0021-units-over-time",
        [
            // A unit may bear a name a second time, so a name is unique together with its first day.
            """
            CREATE TABLE unit_name_by_day (
                id \(word: .identity),
                unit BIGINT NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
                name TEXT NOT NULL CHECK (name <> ''),
                fold TEXT NOT NULL,
                sort TEXT NOT NULL CHECK (sort IN ('official', 'short', 'alias')),
                first_day TEXT,
                last_day TEXT,
                UNIQUE (unit, sort, fold, first_day),
                CHECK (last_day IS NULL OR first_day IS NULL OR first_day <= last_day)
            )
            """,
            """
            INSERT INTO unit_name_by_day (unit, name, fold, sort, first_day, last_day)
            SELECT unit, name, fold, sort, first_day, last_day FROM unit_name ORDER BY id
            """,
            "DROP TABLE unit_name",
            "ALTER TABLE unit_name_by_day RENAME TO unit_name",
            "CREATE INDEX unit_name_fold ON unit_name (fold)",
            // Under which unit a unit stands from day to day; none on a day: it is a root that day. unit.parent and
            // unit.path are its place today (at its end, once it has ended), and decide rights.
            """
            CREATE TABLE unit_place (
                id \(word: .identity),
                unit BIGINT NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
                parent BIGINT NOT NULL REFERENCES unit (id),
                first_day TEXT,
                last_day TEXT,
                basis TEXT,
                CHECK (parent <> unit),
                CHECK (last_day IS NULL OR first_day IS NULL OR first_day <= last_day)
            )
            """,
            "CREATE INDEX unit_place_unit ON unit_place (unit, first_day)",
            "CREATE INDEX unit_place_parent ON unit_place (parent, unit)",
            "INSERT INTO unit_place (unit, parent) SELECT id, parent FROM unit WHERE parent IS NOT NULL ORDER BY id",
            """
            ALTER TABLE unit ADD COLUMN commune_kind TEXT
            CHECK (commune_kind IN ('commune', 'ward', 'specialZone', 'townlet'))
            """,
            "ALTER TABLE unit ADD COLUMN founded_by TEXT",
            "ALTER TABLE unit ADD COLUMN ended_by TEXT",
            "CREATE INDEX unit_level_name ON unit (level, name_key, id)",
            "CREATE INDEX unit_last_day ON unit (last_day)",
        ])
}
