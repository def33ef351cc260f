import Database

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
            ])
    ]
}
