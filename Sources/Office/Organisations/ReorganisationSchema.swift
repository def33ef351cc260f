import Database

/// Tables of reorganisations: what is prepared, and what its execution did, so that it can be undone.
enum ReorganisationSchema {
    static let migration = Migration(
        "office/0022-reorganisations",
        [
            """
            CREATE TABLE reorganisation (
                id \(word: .identity),
                title TEXT NOT NULL CHECK (title <> ''),
                decision TEXT NOT NULL,
                first_day TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('draft', 'applied', 'undone')),
                branch TEXT NOT NULL,
                made BIGINT NOT NULL,
                settled BIGINT,
                CHECK ((state = 'draft') = (settled IS NULL))
            )
            """,
            "CREATE INDEX reorganisation_by_day ON reorganisation (first_day, id)",
            // Units that end. Without an heir the unit is dissolved.
            """
            CREATE TABLE reorganisation_old (
                id \(word: .identity),
                reorganisation BIGINT NOT NULL REFERENCES reorganisation (id) ON DELETE CASCADE,
                unit BIGINT NOT NULL REFERENCES unit (id),
                children TEXT NOT NULL CHECK (children IN ('heir', 'up', 'end')),
                UNIQUE (reorganisation, unit)
            )
            """,
            "CREATE INDEX reorganisation_old_unit ON reorganisation_old (unit)",
            // Units that take over: one that exists, or one to be made; both have their key once it is made.
            """
            CREATE TABLE reorganisation_heir (
                id \(word: .identity),
                reorganisation BIGINT NOT NULL REFERENCES reorganisation (id) ON DELETE CASCADE,
                unit BIGINT REFERENCES unit (id),
                is_new INTEGER NOT NULL CHECK (is_new IN (0, 1)),
                code TEXT, name TEXT, short_name TEXT, level TEXT, kind TEXT, commune_kind TEXT,
                parent BIGINT REFERENCES unit (id),
                CHECK (is_new = 0 OR (code IS NOT NULL AND name IS NOT NULL AND level IS NOT NULL AND kind IS NOT NULL)),
                CHECK (is_new = 1 OR unit IS NOT NULL)
            )
            """,
            "CREATE INDEX reorganisation_heir_of ON reorganisation_heir (reorganisation, id)",
            "CREATE INDEX reorganisation_heir_unit ON reorganisation_heir (unit)",
            "CREATE INDEX reorganisation_heir_parent ON reorganisation_heir (parent)",
            """
            CREATE TABLE reorganisation_link (
                old BIGINT NOT NULL REFERENCES reorganisation_old (id) ON DELETE CASCADE,
                heir BIGINT NOT NULL REFERENCES reorganisation_heir (id) ON DELETE CASCADE,
                PRIMARY KEY (old, heir)
            )
            """,
            "CREATE INDEX reorganisation_link_heir ON reorganisation_link (heir)",
            // What the execution did to which unit, in order; undone backwards. A created unit that was undone is gone.
            """
            CREATE TABLE reorganisation_effect (
                id \(word: .identity),
                reorganisation BIGINT NOT NULL REFERENCES reorganisation (id) ON DELETE CASCADE,
                unit BIGINT NOT NULL,
                what TEXT NOT NULL CHECK (what IN ('created', 'ended', 'moved'))
            )
            """,
            "CREATE INDEX reorganisation_effect_of ON reorganisation_effect (reorganisation, id)",
            "CREATE INDEX reorganisation_effect_unit ON reorganisation_effect (unit)",
        ])
}
