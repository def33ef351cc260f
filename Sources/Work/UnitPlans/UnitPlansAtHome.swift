import Database
import Markup
import Office
import Vocabulary

/// What the first pages say of units' plans: the running requests of the office, the plans that one's own unit owes.
public struct UnitPlansAtHome: Equatable, Sendable {
    public var requests: [PlanRequestLine] = []
    public var owed: [OwedPlan] = []

    public static func of(_ visitor: Visitor, _ db: any Reader) throws -> UnitPlansAtHome {
        UnitPlansAtHome(
            requests: try PlanRequestLine.running(for: visitor, db),
            owed: try OwedPlan.all(for: visitor, isOpen: true, limit: 10, db))
    }

    static func html(_ found: UnitPlansAtHome, _ today: Day) -> HTML {
        let owed: HTML =
            found.owed.isEmpty
            ? .empty : PlanRequestPages.owed(found.owed, today, title: "Kế hoạch phải gửi", empty: "Không có.")
        let requests: HTML =
            found.requests.isEmpty
            ? .empty
            : PlanRequestPages.short("Thu kế hoạch của các đơn vị", found.requests, today, id: "thu-ke-hoach").html
        return "\(owed)\n\(requests)"
    }
}
