import Foundation
import Vocabulary

/// Entries of the ledger about a unit, in words.
enum UnitHistory {
    static func words(_ entry: LedgerEntry) -> String {
        let (before, after) = (facts(entry.before), facts(entry.after))
        func day(_ text: String?) -> String { text.flatMap { Day(iso: $0)?.vietnamese } ?? "?" }
        return switch entry.act {
        case "unit.add": "Thêm vào danh mục với tên “\(after["name"] ?? "?")”"
        case "unit.rename": "Đổi tên thành “\(after["name"] ?? "?")” từ \(day(after["from"]))"
        case "unit.move": "Chuyển đơn vị cấp trên từ \(day(after["from"]))"
        case "unit.moveBack": "Hoàn tác việc chuyển đơn vị cấp trên"
        case "unit.end": "Kết thúc hoạt động, ngày cuối \(day(after["lastDay"]))"
        case "unit.reopen": "Hoàn tác việc kết thúc hoạt động"
        case "unit.succeed": "Kết thúc, có đơn vị kế thừa, ngày cuối \(day(after["lastDay"]))"
        case "unit.alias": "Thêm tên gọi “\(after["alias"] ?? "?")”"
        case "unit.forget": "Bỏ tên gọi “\(before["alias"] ?? "?")”"
        case "unit.due": "Thay đổi đã ghi trước có hiệu lực từ \(day(after["day"]))"
        case "unit.correct": "Sửa thông tin: \(changes(before, after))"
        case "post.follow": "Chuyển \(after["people"] ?? "?") người sang đơn vị kế thừa từ \(day(after["firstDay"]))"
        default: entry.act
        }
    }

    private static func changes(_ before: [String: String], _ after: [String: String]) -> String {
        let names = [
            ("code", "mã"), ("name", "tên"), ("shortName", "tên viết tắt"), ("level", "cấp"), ("kind", "loại"),
            ("communeKind", "địa bàn"), ("firstDay", "ngày đầu"), ("lastDay", "ngày cuối"),
        ]
        return names.filter { before[$0.0] != after[$0.0] }.map { key, word in
            ["name", "code", "shortName"].contains(key)
                ? "\(word) “\(before[key] ?? "")” thành “\(after[key] ?? "")”" : word
        }.joined(separator: "; ")
    }

    private static func facts(_ json: String?) -> [String: String] {
        guard let json, let facts = try? JSONDecoder().decode([String: String?].self, from: Data(json.utf8)) else {
            return [:]
        }
        return facts.compactMapValues(\.self)
    }
}
