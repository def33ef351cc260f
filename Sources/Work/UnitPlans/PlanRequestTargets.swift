import Database
import Office
import Vocabulary

/// Nơi nhận yêu cầu: which units a request is put to: groups of the register, the members of blocs, units by name.
public struct PlanRequestTargets: Equatable, Sendable {
    /// Units of one level and kind, below the unit that asks.
    public enum Group: String, Sendable, CaseIterable {
        case departments = "so-nganh"
        case parties = "dang-doan-the"
        case communes = "xa-phuong"
        case enterprises = "doanh-nghiep"
        case schools = "truong"
        case institutions = "su-nghiep"

        public var vietnamese: String {
            switch self {
            case .departments: "Sở, ban, ngành cấp tỉnh"
            case .parties: "Cơ quan Đảng, Mặt trận, đoàn thể cấp tỉnh"
            case .communes: "Xã, phường, đặc khu"
            case .enterprises: "Doanh nghiệp"
            case .schools: "Trường học cấp tỉnh"
            case .institutions: "Báo chí và đơn vị sự nghiệp cấp tỉnh"
            }
        }

        /// Over `unit u`.
        var condition: SQL {
            switch self {
            case .departments:
                """
                u.level = 'province' AND u.kind IN ('department', 'police', 'army', 'court')
                """
            case .parties: "u.level = 'province' AND u.kind IN ('party', 'front', 'union')"
            case .communes: "u.level = 'commune' AND u.kind = 'government'"
            case .enterprises: "u.kind IN ('enterprise', 'cooperative')"
            case .schools: "u.level = 'province' AND u.kind = 'school'"
            case .institutions: "u.level = 'province' AND u.kind IN ('press', 'institution')"
            }
        }
    }

    public var groups: Set<Group>
    public var blocs: Set<ID<Bloc>>
    /// Names or codes as typed.
    public var names: [String]

    public init(groups: Set<Group> = [], blocs: Set<ID<Bloc>> = [], names: [String] = []) {
        (self.groups, self.blocs, self.names) = (groups, blocs, names)
    }

    static let most = 2000

    /// A unit that is meant.
    public struct Target: Equatable, Sendable {
        public let unit: ID<Unit>
        public let name: String
    }

    /// The units meant, each once, in the Vietnamese order of names. Units that have ended are left out of groups and
    /// blocs; one that is named is refused with its heirs.
    ///
    /// - Parameter asker: the unit that asks is never asked itself.
    func units(
        in scope: Scope, asker: ID<Unit>, year: Int, on day: Day, _ db: any Reader
    ) throws -> [Target] {
        var chosen: [SQL] = []
        if !groups.isEmpty {
            let parts = groups.sorted { $0.rawValue < $1.rawValue }.map { "(\(sql: $0.condition))" as SQL }
            chosen.append("(\(sql: parts.joined(separator: " OR ")))")
        }
        if !blocs.isEmpty {
            chosen.append(
                """
                u.id IN (SELECT m.unit FROM bloc_member m JOIN bloc_version v ON v.id = m.version
                         WHERE v.bloc IN (\(list: blocs.sorted())) AND v.first_year <= \(year)
                           AND (v.last_year IS NULL OR v.last_year >= \(year)))
                """)
        }
        let named = try names.map { try Self.find($0, in: scope, on: day, db) }
        if !named.isEmpty { chosen.append("u.id IN (\(list: named))") }
        guard !chosen.isEmpty else { throw UnitPlanRefusal.noUnits }
        let found = try db.all(
            """
            SELECT u.id, u.name FROM unit u
            WHERE (\(sql: chosen.joined(separator: " OR "))) AND u.id <> \(asker)
              AND (u.first_day IS NULL OR u.first_day <= \(day)) AND (u.last_day IS NULL OR u.last_day >= \(day))
              AND \(sql: scope.condition(path: "u.path")) ORDER BY u.name_key, u.id LIMIT \(Self.most + 1)
            """
        ).map { Target(unit: try $0("id"), name: try $0("name")) }
        guard !found.isEmpty else { throw UnitPlanRefusal.noUnits }
        guard found.count <= Self.most else { throw UnitPlanRefusal.tooMany(Self.most) }
        return found
    }

    /// The unit that a line means; one that has ended is refused with who carries on its work.
    static func find(_ typed: String, in scope: Scope, on day: Day, _ db: any Reader) throws -> ID<Unit> {
        do {
            guard let unit = try TypedUnit.find(typed, within: scope, on: day, db) else {
                throw UnitPlanRefusal.unknownUnit(typed)
            }
            if let last = unit.lastDay, last < day {
                throw UnitPlanRefusal.ended(
                    unit: unit.name, last, heirs: try EndedUnits.heirs(of: unit.id, on: day, db).map(\.name))
            }
            return unit.id
        } catch UnitRefusal.ambiguous(let name, let codes) {
            throw UnitPlanRefusal.ambiguousUnit(name, codes)
        } catch is UnitRefusal {
            if let ended = try EndedUnits.named(typed, in: scope, on: day, db) {
                throw UnitPlanRefusal.ended(unit: ended.name, ended.last, heirs: ended.heirs.map(\.name))
            }
            throw UnitPlanRefusal.unknownUnit(typed)
        }
    }
}

/// Đơn vị đã kết thúc hoạt động: a name of old, and who carries on the work today.
public enum EndedUnits {
    public struct Heir: Equatable, Sendable {
        public let unit: ID<Unit>
        public let name: String
    }

    public struct Ended: Equatable, Sendable {
        public let unit: ID<Unit>
        public let name: String
        public let last: Day
        public let heirs: [Heir]
    }

    static func heirs(of unit: ID<Unit>, on day: Day, _ db: any Reader) throws -> [Heir] {
        let ids = try UnitDetail.heirs(of: unit, on: day, db)
        let units = try Organisations.units(Set(ids), db)
        return ids.compactMap { id in units[id].map { Heir(unit: id, name: $0.name) } }
    }

    /// The same for several folded names, as far as they name such units; two more queries for each found.
    static func named(folds: [String], in scope: Scope, on day: Day, _ db: any Reader) throws -> [String: Ended] {
        guard !folds.isEmpty else { return [:] }
        var found: [String: (unit: ID<Unit>, name: String, last: Day)] = [:]
        for row in try db.all(
            """
            SELECT n.fold, u.id, u.name, u.last_day FROM unit_name n JOIN unit u ON u.id = n.unit
            WHERE n.fold IN (\(list: folds.prefix(500).map { $0 })) AND u.last_day < \(day)
              AND \(sql: scope.condition(path: "u.path")) ORDER BY u.last_day, u.id
            """)
        { found[try row("fold")] = (try row("id"), try row("name"), try row("last_day")) }
        return try found.mapValues { one in
            Ended(
                unit: one.unit, name: one.name, last: one.last,
                heirs: try heirs(of: one.unit, on: day, db).filter { $0.unit != one.unit })
        }
    }

    /// The unit of that name that has ended before the day, the last one where there were several.
    public static func named(_ name: String, in scope: Scope, on day: Day, _ db: any Reader) throws -> Ended? {
        let fold = UnitName.fold(name)
        guard !fold.isEmpty else { return nil }
        let row = try db.first(
            """
            SELECT u.id, u.name, u.last_day FROM unit u
            WHERE u.id IN (SELECT n.unit FROM unit_name n WHERE n.fold = \(fold)) AND u.last_day < \(day)
              AND \(sql: scope.condition(path: "u.path")) ORDER BY u.last_day DESC, u.id LIMIT 1
            """)
        return try row.map { row in
            let unit: ID<Unit> = try row("id")
            return Ended(
                unit: unit, name: try row("name"), last: try row("last_day"), heirs: try heirs(of: unit, on: day, db))
        }
    }
}
