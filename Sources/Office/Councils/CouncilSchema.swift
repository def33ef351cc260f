import Database

/// Tables of councils. They refer to blocs, which come before.
enum CouncilSchema {
    static let migrations = [
        Migration(
            "office/0081-councils",
            [
                """
                CREATE TABLE council (
                    id \(word: .identity),
                    kind TEXT NOT NULL CHECK (kind IN ('emulation', 'initiative')),
                    level TEXT NOT NULL,
                    name TEXT NOT NULL CHECK (name <> ''),
                    name_key \(word: .blob) NOT NULL,
                    name_fold TEXT NOT NULL,
                    unit BIGINT NOT NULL REFERENCES unit (id),
                    -- Cơ quan thường trực.
                    standing BIGINT REFERENCES unit (id),
                    decision TEXT NOT NULL CHECK (decision <> ''),
                    decided_on TEXT NOT NULL,
                    first_day TEXT NOT NULL,
                    last_day TEXT CHECK (last_day >= first_day),
                    added BIGINT NOT NULL
                )
                """,
                "CREATE INDEX council_by_name ON council (name_key, id)",
                "CREATE INDEX council_unit ON council (unit)",
                "CREATE INDEX council_standing ON council (standing)",
                """
                CREATE TABLE council_member (
                    id \(word: .identity),
                    council BIGINT NOT NULL REFERENCES council (id),
                    person BIGINT NOT NULL REFERENCES person (id),
                    role TEXT NOT NULL CHECK (role IN ('chair', 'standingDeputy', 'deputy', 'standing', 'secretary', 'member')),
                    first_day TEXT NOT NULL,
                    last_day TEXT CHECK (last_day >= first_day)
                )
                """,
                "CREATE INDEX council_member_council ON council_member (council, first_day)",
                "CREATE INDEX council_member_person ON council_member (person)",
                """
                CREATE TABLE council_assignment (
                    id \(word: .identity),
                    member BIGINT NOT NULL REFERENCES council_member (id),
                    bloc BIGINT NOT NULL REFERENCES bloc (id),
                    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2100),
                    UNIQUE (bloc, year, member)
                )
                """,
                "CREATE INDEX council_assignment_member ON council_assignment (member, year)",
            ]),
        // A council that a spreadsheet brought goes when the import is taken back.
        Migration(
            "office/0082-councils-by-spreadsheet",
            [
                "ALTER TABLE council ADD COLUMN sheet_import BIGINT REFERENCES sheet_import (id)",
                "CREATE INDEX council_sheet_import ON council (sheet_import)",
            ]),
    ]
}
