import Database

/// What must always hold of plans and tasks beyond what the tables refuse by themselves.
public enum ProgrammeInvariants {
    /// Empty when all is well; else one Vietnamese sentence each.
    public static func faults(_ db: any Reader) throws -> [String] {
        let checks: [(SQL, (Int) -> String)] = [
            (
                "SELECT count(*) FROM plan_draft d WHERE d.state = 'adopted' AND NOT EXISTS (SELECT 1 FROM task t WHERE t.plan = d.plan)",
                { "\($0) bản nháp ghi là đã nhận nhưng kế hoạch không có việc nào." }
            ),
            (
                "SELECT count(*) FROM plan p WHERE NOT EXISTS (SELECT 1 FROM plan_version v WHERE v.plan = p.id AND v.version = p.version)",
                { "\($0) kế hoạch thiếu bản ghi của phiên bản đang dùng." }
            ),
            (
                """
                SELECT count(*) FROM task t WHERE t.state = 'done'
                AND NOT EXISTS (SELECT 1 FROM task_evidence e WHERE e.task = t.id)
                """,
                { "\($0) việc ghi là xong nhưng không có minh chứng." }
            ),
            (
                "SELECT count(*) FROM task t WHERE NOT EXISTS (SELECT 1 FROM task_step s WHERE s.task = t.id)",
                { "\($0) việc không có lịch sử." }
            ),
        ]
        var faults = try checks.compactMap { sql, sentence in
            let count: Int = try db.value(sql)
            return count == 0 ? nil : sentence(count)
        }
        let tally = try TaskTally.faults(db)
        if tally > 0 { faults.append("Sổ đếm việc sai \(tally) dòng so với các việc.") }
        return faults
    }
}
