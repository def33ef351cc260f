import Database
import Vocabulary

/// What another room keeps about units: the register asks before units end, and takes it along when they move.
///
/// A wing above cannot be called from here: `App` hands the list of all rooms to `Office`.
public struct UnitTouch: Sendable {
    /// Of the units asked about.
    public struct Found: Equatable, Sendable {
        public let count: Int
        /// `việc chưa xong`, `tài khoản đang dùng`
        public let noun: String
        /// What the office should do with them after units have ended.
        public let advice: String

        public init(_ count: Int, _ noun: String, advice: String = "") {
            (self.count, self.noun, self.advice) = (count, noun, advice)
        }
    }

    /// A branch that moved from one path to another.
    public struct Move: Equatable, Sendable {
        public let from: String
        public let to: String
    }

    /// Whatever the room keeps about these units; a count of zero is left out by the caller.
    public let count: @Sendable (_ units: [ID<Unit>], _ db: any Reader) throws -> [Found]
    /// Copies of paths follow branches that moved, in their order.
    public let follow: (@Sendable (_ moves: [Move], _ operation: Operation) throws -> Void)?

    public init(
        count: @escaping @Sendable (_ units: [ID<Unit>], _ db: any Reader) throws -> [Found],
        follow: (@Sendable (_ moves: [Move], _ operation: Operation) throws -> Void)? = nil
    ) {
        (self.count, self.follow) = (count, follow)
    }

    /// Everything that is kept about some units, without what is not there.
    public static func found(_ touches: [UnitTouch], about units: [ID<Unit>], _ db: any Reader) throws -> [Found] {
        guard !units.isEmpty else { return [] }
        return try touches.flatMap { try $0.count(units, db) }.filter { $0.count > 0 }
    }

    /// Accounts of people who work in the units.
    static let accounts = UnitTouch { units, db in
        let count: Int = try db.value("SELECT count(*) FROM account WHERE unit IN (\(list: units)) AND state = 'open'")
        return [
            Found(count, "tài khoản đang dùng", advice: "Sau khi thực hiện, chuyển từng tài khoản sang đơn vị mới.")
        ]
    }
}
