import Database
import Vocabulary

/// Which unit of the register a plan means by a name.
public enum UnitRecognition: Equatable, Sendable {
    case one(ID<Unit>)
    /// Several units bear the name: a person must say which.
    case several([ID<Unit>])
    /// No unit does: a new one may be proposed.
    case none

    /// Looks the name up first inside the branch of the paper's issuer, then in the whole register; without its note in
    /// brackets, then by the note alone; on the paper's day, so that old papers keep old names. Units that do not exist
    /// that day are not meant; a name borne that day goes before one borne earlier or later.
    public static func find(_ name: String, in branch: Unit?, on day: Day, _ db: any Reader) throws -> UnitRecognition {
        var candidates = [name]
        if let (outside, inside) = UnitName.bracketed(name) { candidates += [outside, inside] }
        if let slash = name.firstIndex(of: "/") {
            candidates += [String(name[..<slash]), String(name[name.index(after: slash)...])]
        }
        for candidate in candidates {
            var folds = [UnitName.fold(candidate)]
            // `Ban TĐKT tỉnh`, `Văn phòng UBND tỉnh Hoàng Giang`: the level is told by the branch anyway.
            for suffix in [" tinh", " thanh pho", " xa", " phuong", " cua tinh"] where folds[0].hasSuffix(suffix) {
                folds.append(String(folds[0].dropLast(suffix.count)))
            }
            for fold in folds where !fold.isEmpty {
                let found = try lookUp(fold, in: branch, on: day, db)
                if found != .none { return found }
            }
        }
        return .none
    }

    private static func lookUp(_ fold: String, in branch: Unit?, on day: Day, _ db: any Reader) throws
        -> UnitRecognition
    {
        let rows = try db.all(
            """
            SELECT u.id, u.path, max(CASE WHEN \(sql: day.lies(in: "n")) THEN 1 ELSE 0 END) AS is_then
            FROM unit_name n JOIN unit u ON u.id = n.unit
            WHERE n.fold = \(fold) AND \(sql: day.lies(in: "u"))
            GROUP BY u.id, u.path ORDER BY u.id LIMIT 50
            """)
        // Papers go on using the old name of a unit for a while: it counts where no unit bears the name that day.
        let borne: [Bool] = try rows.map { try $0("is_then") }
        let all: [(id: ID<Unit>, path: String)] = try zip(rows, borne).filter { $0.1 || !borne.contains(true) }.map {
            (try $0.0("id"), try $0.0("path"))
        }
        let inside = branch.map { branch in all.filter { $0.path.hasPrefix(branch.path) } } ?? []
        let found = inside.isEmpty ? all : inside
        switch found.count {
        case 0: return .none
        case 1: return .one(found[0].id)
        default:
            // The unit nearest the issuer wins: a department of the province before one of a commune.
            let depths = found.map { $0.path.count { $0 == "/" } }
            let least = depths.min() ?? 0
            let nearest = zip(found, depths).filter { $0.1 == least }.map(\.0.id)
            return nearest.count == 1 && !inside.isEmpty ? .one(nearest[0]) : .several(found.map(\.id))
        }
    }
}
