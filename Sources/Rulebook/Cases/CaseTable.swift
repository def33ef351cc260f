import Vocabulary

/// A file of cases as tables that a lawyer can read: what is common, then one case a row, with what is expected of it.
///
/// The form is told in `docs/law.md`; the same file is read by the tests and by `vinhdanh law test`.
struct CaseTable {
    /// One case and its expectations.
    struct Row {
        let line: Int
        let name: String
        let value: JSONValue
        let expected: [Expected]
    }

    struct Expected: Equatable {
        let what: What
        /// As written in the cell; `-` where it must be absent.
        let text: String

        enum What: Equatable {
            case verdict, regime, error, underNewText
            case check(Check)
            /// With another day of signing, where one is named.
            case bonus(on: String?)
        }
    }

    let rows: [Row]

    init(_ text: String, named name: String) throws(InputRefusal) {
        var (rows, shared, columns): ([Row], [(String, String)], [String]) = ([], [], [])
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = raw.trimmed
            let place = "\(name):\(index + 1)"
            if line.hasPrefix("#") {
                (shared, columns) = ([], [])
            } else if line.hasPrefix("|") {
                let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map(
                    \.trimmed)
                if cells.allSatisfy({ $0.count >= 3 && $0.allSatisfy { $0 == "-" } }) { continue }
                if columns.isEmpty {
                    columns = cells
                    continue
                }
                guard cells.count == columns.count else {
                    throw InputRefusal(place, "có \(cells.count) ô, cần \(columns.count)")
                }
                rows.append(try Self.row(shared, columns, cells, line: index + 1, place))
            } else {
                columns = []
                // `acceptedOn = 2025-03-03`; every other line is a remark.
                guard let equals = line.firstIndex(of: "=") else { continue }
                let key = line[..<equals].trimmed
                guard !key.isEmpty, key.allSatisfy({ $0.isLetter || $0 == "." }) else { continue }
                shared.append((key, line[line.index(after: equals)...].trimmed))
            }
        }
        self.rows = rows
    }

    private static func row(
        _ shared: [(String, String)], _ columns: [String], _ cells: [String], line: Int, _ place: String
    ) throws(InputRefusal) -> Row {
        var (name, settings, expected): (String, [(String, String)], [Expected]) = ("", shared, [])
        for (column, cell) in zip(columns, cells) {
            if column == "ca" {
                name = cell
            } else if column.hasPrefix("=>") {
                guard !cell.isEmpty else { continue }
                expected.append(Expected(what: try what(column.dropFirst(2).trimmed, place), text: cell))
            } else if !cell.isEmpty {
                settings.append((column, cell))
            }
        }
        var value = JSONValue.object([])
        for (path, text) in settings {
            let keys = path.split(separator: ".").map(String.init)
            value = value.setting(keys[...], to: text == "-" ? nil : try CaseCell.value(text, key: path, place))
        }
        return Row(line: line, name: name, value: value, expected: expected)
    }

    private static func what(_ text: String, _ place: String) throws(InputRefusal) -> Expected.What {
        switch text {
        case "verdict": return .verdict
        case "regime": return .regime
        case "error": return .error
        case "new": return .underNewText
        case "bonus": return .bonus(on: nil)
        default:
            if text.hasPrefix("bonus ") { return .bonus(on: text.dropFirst(6).trimmed) }
            guard let check = Check(rawValue: text) else { throw InputRefusal(place, "không có cột “=> \(text)”") }
            return .check(check)
        }
    }
}

extension JSONValue {
    /// The object with a field at a path set, or taken away.
    fileprivate func setting(_ path: ArraySlice<String>, to value: JSONValue?) -> JSONValue {
        guard let key = path.first else { return value ?? .null }
        guard case .object(var members) = self else { return self }
        let rest = path.dropFirst()
        let old = members.firstIndex { $0.key == key }
        let new = rest.isEmpty ? value : (old.map { members[$0].value } ?? .object([])).setting(rest, to: value)
        if let old { members.remove(at: old) }
        if let new { members.append(Member(key: key, value: new)) }
        return .object(members)
    }
}
