import Database

/// What a plan is beside its tasks: whose, for which years, and the names it defines for itself.
enum PlanFactsSchema {
    static let migrations = [
        Migration("work/0086-plan-facts", ["plan", "plan_draft"].flatMap(facts) + names)
    ]

    private static func facts(_ table: SQL) -> [SQL] {
        [
            """
            ALTER TABLE \(sql: table) ADD COLUMN issuer_kind TEXT NOT NULL DEFAULT 'committee'
                CHECK (issuer_kind IN ('committee', 'council', 'initiativeCouncil', 'other'))
            """,
            // Both or none; a plan of one year has none.
            "ALTER TABLE \(sql: table) ADD COLUMN first_year INTEGER",
            "ALTER TABLE \(sql: table) ADD COLUMN last_year INTEGER CHECK (last_year > first_year)",
            """
            UPDATE \(sql: table) SET issuer_kind = CASE
                WHEN issuer LIKE 'Hội đồng Sáng kiến%' OR issuer LIKE 'Hội đồng sáng kiến%' THEN 'initiativeCouncil'
                WHEN issuer LIKE 'Hội đồng Thi đua%' OR issuer LIKE 'Hội đồng thi đua%' THEN 'council'
                WHEN issuer IS NULL OR issuer LIKE '%Ủy ban nhân dân%' OR issuer LIKE '%UBND%' THEN 'committee'
                ELSE 'other' END
            """,
        ]
    }

    private static let names: [SQL] = [
        "CREATE INDEX plan_by_issuer_kind ON plan (issuer_kind)",
        "CREATE INDEX plan_by_years ON plan (first_year, last_year)",
        """
        CREATE TABLE draft_short_name (
            draft BIGINT NOT NULL REFERENCES plan_draft (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            short TEXT NOT NULL CHECK (short <> ''),
            full_name TEXT NOT NULL CHECK (full_name <> ''),
            -- As names of units are compared.
            fold TEXT NOT NULL,
            line INTEGER NOT NULL,
            PRIMARY KEY (draft, position)
        )
        """,
    ]
}
