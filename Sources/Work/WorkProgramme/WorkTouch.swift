import Database
import Office
import Vocabulary

/// What the work programme keeps about units, for the register of units.
public enum WorkTouch {
    /// Tasks that are not done yet, and the branch that each task carries for quick lists.
    public static let tasks = UnitTouch(
        count: { units, db in
            let open: Int = try db.value(
                """
                SELECT count(DISTINCT t.id) FROM task_unit tu JOIN task t ON t.id = tu.task
                WHERE tu.unit IN (\(list: units)) AND t.state IN ('toDo', 'doing')
                """)
            let plans: Int = try db.value(
                "SELECT count(*) FROM plan WHERE unit IN (\(list: units)) AND state = 'inForce'")
            return [
                UnitTouch.Found(
                    open, "việc chưa xong", advice: "Sau khi thực hiện, giao lại từng việc cho đơn vị kế thừa."),
                UnitTouch.Found(plans, "kế hoạch đang thực hiện do các đơn vị này ban hành"),
            ]
        },
        follow: { moves, operation in
            for move in moves {
                try operation.run(
                    """
                    UPDATE task SET branch = \(move.to) || substr(branch, CAST(\(move.from.count + 1) AS INTEGER))
                    WHERE branch >= \(move.from) AND branch < \(move.from + "~")
                    """)
            }
            try TaskTally.recount(operation)
        })
}
