import Database

/// Tables of blocs and clusters.
enum BlocSchema {
    static let migrations = [
        Migration(
            "office/0080-blocs",
            [
                """
                CREATE TABLE bloc (
                    id \(word: .identity),
                    kind TEXT NOT NULL CHECK (kind IN ('bloc', 'cluster', 'inner', 'provinces')),
                    name TEXT NOT NULL CHECK (name <> ''),
                    name_key \(word: .blob) NOT NULL,
                    name_fold TEXT NOT NULL,
                    -- The body that looks after it: for an inner bloc the agency, else the province.
                    unit BIGINT NOT NULL REFERENCES unit (id),
                    added BIGINT NOT NULL
                )
                """,
                "CREATE INDEX bloc_by_name ON bloc (name_key, id)",
                "CREATE INDEX bloc_unit ON bloc (unit)",
                // A new decision gives a new version; the old one stays for its years.
                """
                CREATE TABLE bloc_version (
                    id \(word: .identity),
                    bloc BIGINT NOT NULL REFERENCES bloc (id),
                    decision TEXT NOT NULL CHECK (decision <> ''),
                    decided_on TEXT NOT NULL,
                    first_year INTEGER NOT NULL CHECK (first_year BETWEEN 1990 AND 2100),
                    last_year INTEGER CHECK (last_year >= first_year),
                    UNIQUE (bloc, first_year)
                )
                """,
                """
                CREATE TABLE bloc_member (
                    id \(word: .identity),
                    version BIGINT NOT NULL REFERENCES bloc_version (id),
                    unit BIGINT NOT NULL REFERENCES unit (id),
                    position INTEGER NOT NULL,
                    UNIQUE (version, unit)
                )
                """,
                "CREATE INDEX bloc_member_unit ON bloc_member (unit)",
                """
                CREATE TABLE bloc_year (
                    id \(word: .identity),
                    bloc BIGINT NOT NULL REFERENCES bloc (id),
                    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2100),
                    head BIGINT REFERENCES unit (id),
                    flags INTEGER CHECK (flags BETWEEN 0 AND 1000),
                    certificates INTEGER CHECK (certificates BETWEEN 0 AND 1000),
                    UNIQUE (bloc, year)
                )
                """,
                "CREATE INDEX bloc_year_head ON bloc_year (head)",
                """
                CREATE TABLE bloc_deputy (
                    id \(word: .identity),
                    bloc_year BIGINT NOT NULL REFERENCES bloc_year (id),
                    unit BIGINT NOT NULL REFERENCES unit (id),
                    position INTEGER NOT NULL,
                    UNIQUE (bloc_year, unit)
                )
                """,
                "CREATE INDEX bloc_deputy_unit ON bloc_deputy (unit)",
            ])
    ]
}
