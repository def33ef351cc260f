import Database
import Fixtures
import Office
import Testing
import Vocabulary

@Suite("The people of the sample province") struct SamplePeopleTests {
    /// People by the level of the unit in which they held a post on a day, and what must be zero.
    private func counts(_ store: Store, on day: Day) throws -> [String: Int] {
        try store.read { db in
            let rows = try db.all(
                """
                SELECT CASE WHEN u.level = 'commune' AND u.last_day IS NOT NULL THEN 'old commune' ELSE u.level END AS level,
                    count(DISTINCT o.person) AS people
                FROM post o JOIN unit u ON u.id = o.unit
                WHERE (o.first_day IS NULL OR o.first_day <= \(day)) AND (o.last_day IS NULL OR o.last_day >= \(day))
                GROUP BY 1
                """)
            return Dictionary(uniqueKeysWithValues: try rows.map { (try $0("level"), try $0("people")) })
        }
    }

    @Test("work in the communes of 30/06/2025, and in those that took them over on 01/07/2025")
    func reorganised() throws {
        let folder = DataFolder()
        let ran = folder.run("sample", "--units", "12", "--people", "600")
        #expect(ran.status == 0, "\(ran.err)")
        let store = try folder.store()
        let last = try #require(Day(iso: "2025-06-30"))
        let (before, after) = try (counts(store, on: last), counts(store, on: last.adding(days: 1)))
        let gone = try #require(before["old commune"])
        #expect(gone > 50)
        #expect(after["old commune"] == nil)
        // Nobody is lost over night; only who began on 01/07/2025 came.
        let began: Int = try store.read {
            try $0.value(
                """
                SELECT count(*) FROM post o WHERE o.first_day = '2025-07-01' AND NOT EXISTS (
                    SELECT 1 FROM post e WHERE e.person = o.person AND e.last_day = '2025-06-30')
                """)
        }
        #expect(before.values.reduce(0, +) + began == after.values.reduce(0, +))
        #expect(try #require(after["commune"]) >= (before["commune"] ?? 0) + gone)
        let wrong: [String: Int] = try store.read { db in
            [
                "posts outside the life of their unit": try db.value(
                    """
                    SELECT count(*) FROM post o JOIN unit u ON u.id = o.unit
                    WHERE o.first_day < u.first_day OR COALESCE(o.last_day, '9999') > COALESCE(u.last_day, '9999')
                    """),
                "moved to a unit that took over another one": try db.value(
                    """
                    SELECT count(*) FROM post o JOIN unit u ON u.id = o.unit AND u.last_day IS NOT NULL
                    JOIN post n ON n.person = o.person AND n.id > o.id AND NOT EXISTS (
                        SELECT 1 FROM unit_successor s WHERE s.predecessor = o.unit AND s.successor = n.unit)
                    """),
                "last posts that are not said to be so": try db.value(
                    "SELECT count(*) FROM post WHERE last_day IS NULL AND is_final = 0"),
                "people without a last post": try db.value(
                    """
                    SELECT count(*) FROM person p WHERE NOT EXISTS (
                        SELECT 1 FROM post o WHERE o.person = p.id AND o.is_final = 1)
                    """),
            ]
        }
        #expect(wrong.filter { $0.value != 0 } == [:])
        #expect(folder.run("verify").status == 0)
    }
}
