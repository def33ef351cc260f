import Database
import Office
import Vocabulary

/// Which tasks a visitor sees: decided here for every list, count, search and page.
///
/// Who may read all tasks sees those of the whole branch; others see tasks in which a unit of their own branch leads,
/// advises or coordinates.
public enum TaskScope {
    /// A condition on `task t`.
    public static func condition(for visitor: Visitor) -> SQL {
        let all = visitor.scope(.readAllTasks)
        let ofBranch = all.condition(path: "t.branch")
        guard case .branches(let own) = ownUnits(of: visitor) else { return ofBranch }
        let ofUnits: SQL = """
            EXISTS (SELECT 1 FROM task_unit own JOIN unit own_unit ON own_unit.id = own.unit
                    WHERE own.task = t.id AND \(sql: Scope.branches(own).condition(path: "own_unit.path")))
            """
        return all == .nothing ? ofUnits : "(\(sql: ofBranch) OR \(sql: ofUnits))"
    }

    /// The units whose tasks the visitor sees beyond those of `readAllTasks`.
    static func ownUnits(of visitor: Visitor) -> Scope {
        let own = visitor.scope(.readProgramme)
        return visitor.scope(.readAllTasks).covers(own) ? .nothing : own
    }

    /// The task, where the visitor may see it; a task outside scope is refused like one that does not exist.
    public static func task(_ id: ID<Task>, for visitor: Visitor, _ db: any Reader) throws -> Task {
        let row = try db.first(
            "SELECT \(sql: Task.columns) FROM task t WHERE t.id = \(id) AND \(sql: condition(for: visitor))")
        guard let row else { throw TaskRefusal.notFound }
        if let operation = db as? Operation { try noteLender(id, visitor, operation) }
        return try Task(row)
    }

    /// What is done to a task that only a lent right opens is done on behalf of the lender.
    private static func noteLender(_ id: ID<Task>, _ visitor: Visitor, _ operation: Operation) throws {
        guard !visitor.principals.isEmpty else { return }
        func opens(_ principal: ID<Account>?) throws -> Bool {
            let condition = condition(for: visitor.acting(onlyFor: principal))
            return try operation.first("SELECT t.id FROM task t WHERE t.id = \(id) AND \(sql: condition)") != nil
        }
        guard try !opens(nil), let lender = try visitor.principals.first(where: { try opens($0.account) }) else {
            return
        }
        operation.act(onBehalfOf: lender.account)
    }

    /// Whether the visitor may report on a task: its own unit leads or coordinates, or all tasks are theirs to work on.
    public static func mayWork(on id: ID<Task>, _ visitor: Visitor, _ db: any Reader) throws -> Bool {
        guard visitor.may(.workOnTasks) else { return false }
        return try db.first("SELECT t.id FROM task t WHERE t.id = \(id) AND \(sql: condition(for: visitor))") != nil
    }
}
