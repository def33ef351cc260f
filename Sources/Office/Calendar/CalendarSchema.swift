import Database

/// Tables of the working-day calendar.
enum CalendarSchema {
    static let migrations = [
        Migration(
            "office/0023-calendar",
            [
                """
                CREATE TABLE calendar_day (
                    id \(word: .identity),
                    day TEXT NOT NULL UNIQUE,
                    sort TEXT NOT NULL CHECK (sort IN ('off', 'worked')),
                    name TEXT NOT NULL CHECK (name <> ''),
                    kind TEXT NOT NULL CHECK (kind IN ('fixed', 'lunar', 'compensation', 'exchange', 'other')),
                    certainty TEXT NOT NULL CHECK (certainty IN ('law', 'notice', 'unsettled')),
                    exchanged_with TEXT,
                    source TEXT,
                    removed BIGINT,
                    CHECK (sort = 'off' OR (kind = 'exchange' AND exchanged_with IS NOT NULL))
                )
                """,
                // Counts the changes, so that every node sees one by reading a single row.
                """
                CREATE TABLE calendar_version (
                    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
                    version BIGINT NOT NULL
                )
                """,
                "INSERT INTO calendar_version (id, version) VALUES (1, 0)",
            ])
    ]
}
