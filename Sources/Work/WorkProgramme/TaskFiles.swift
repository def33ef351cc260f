import Database
import Office
import Vocabulary

/// Which stored files a visitor may fetch: those of tasks and plans in scope, and of drafts for who prepares plans.
public enum TaskFiles {
    /// The largest file a task takes.
    public static let most = 50 * 1024 * 1024

    /// The file, refused like one that does not exist where nothing in scope holds it.
    public static func file(_ id: ID<StoredFile>, for visitor: Visitor, _ db: any Reader) throws -> StoredFile {
        let scope = TaskScope.condition(for: visitor)
        let draft: SQL =
            visitor.may(.preparePlans)
            ? """
            OR EXISTS (SELECT 1 FROM plan_draft d JOIN unit du ON du.id = d.unit
                       WHERE d.file = \(id) AND \(sql: visitor.scope(.preparePlans).condition(path: "du.path")))
            """ : ""
        let held = try db.first(
            """
            SELECT 1 AS held WHERE EXISTS (SELECT 1 FROM task t WHERE t.file = \(id) AND \(sql: scope))
            OR EXISTS (SELECT 1 FROM task_step s JOIN task t ON t.id = s.task WHERE s.file = \(id) AND \(sql: scope))
            OR EXISTS (SELECT 1 FROM task_evidence e JOIN task t ON t.id = e.task WHERE e.file = \(id) AND \(sql: scope))
            OR EXISTS (SELECT 1 FROM plan_version v JOIN plan p ON p.id = v.plan
                       WHERE v.file = \(id) AND \(sql: PlanScope.condition(for: visitor)))
            \(sql: draft)
            """)
        guard held != nil, let file = try StoredFile.with(id, db) else { throw FrameRefusal.notFound }
        return file
    }
}
