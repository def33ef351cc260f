import Database

enum JobSchema {
    static let migrations = [
        Migration(
            "office/0060-jobs",
            [
                // When each job is due, who runs it now, how it went last: one row each, shared by all nodes.
                """
                CREATE TABLE job (
                    name TEXT NOT NULL PRIMARY KEY,
                    title TEXT NOT NULL,
                    timing TEXT NOT NULL,
                    due BIGINT NOT NULL,
                    holder TEXT,
                    held_until BIGINT,
                    started BIGINT,
                    ended BIGINT,
                    outcome TEXT CHECK (outcome IN ('done', 'failed')),
                    words TEXT NOT NULL,
                    last_good BIGINT,
                    failures INTEGER NOT NULL CHECK (failures >= 0),
                    CHECK ((holder IS NULL) = (held_until IS NULL)),
                    CHECK ((ended IS NULL) = (outcome IS NULL)),
                    CHECK (outcome <> 'done' OR failures = 0)
                )
                """
            ])
    ]
}
