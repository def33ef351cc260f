import Database
import Vocabulary

/// Dân tộc: one of the 54 groups of the list of Vietnam's peoples (Quyết định 121-TCTK/PPCĐ of 1979), by its number there.
public struct EthnicGroup: Hashable, Sendable, SQLBindable, SQLDecodable {
    /// 1…54
    public let number: Int

    public init?(number: Int) {
        guard EthnicGroup.names.indices.contains(number - 1) else { return nil }
        self.number = number
    }

    /// By the name as a list writes it: `Tày`, `H'Mông`, `Mông`, `khơ me`; nil for what is no group.
    public init?(name: String) {
        let sought = Self.plain(name)
        guard !sought.isEmpty else { return nil }
        let known = Self.byName[sought]
        guard let known else { return nil }
        self.number = known
    }

    public init(sqlValue: SQLValue) throws {
        guard let group = EthnicGroup(number: try Int(sqlValue: sqlValue)) else {
            throw DatabaseFault(message: "no ethnic group has this number")
        }
        self = group
    }

    public static var sqlType: SQLType { .integer }
    public var sqlValue: SQLValue { .integer(Int64(number)) }

    public var name: String { EthnicGroup.names[number - 1] }
    /// Dân tộc thiểu số: everybody but the Kinh.
    public var isMinority: Bool { number != 1 }

    public static let all: [EthnicGroup] = names.indices.compactMap { EthnicGroup(number: $0 + 1) }

    private static let names = [
        "Kinh", "Tày", "Thái", "Hoa", "Khmer", "Mường", "Nùng", "Mông", "Dao", "Gia Rai", "Ngái", "Ê Đê", "Ba Na",
        "Xơ Đăng", "Sán Chay", "Cơ Ho", "Chăm", "Sán Dìu", "Hrê", "Mnông", "Raglay", "Xtiêng", "Bru - Vân Kiều", "Thổ",
        "Giáy", "Cơ Tu", "Giẻ Triêng", "Mạ", "Khơ Mú", "Co", "Tà Ôi", "Chơ Ro", "Kháng", "Xinh Mun", "Hà Nhì", "Chu Ru",
        "Lào", "La Chí", "La Ha", "Phù Lá", "La Hủ", "Lự", "Lô Lô", "Chứt", "Mảng", "Pà Thẻn", "Cơ Lao", "Cống", "Bố Y",
        "Si La", "Pu Péo", "Brâu", "Ơ Đu", "Rơ Măm",
    ]

    /// Other ways in which lists write a name.
    private static let others: [(String, Int)] = [
        ("Việt", 1), ("Khơ Me", 5), ("Khơ-me", 5), ("H'Mông", 8), ("Hmông", 8), ("Mèo", 8), ("Gia-rai", 10),
        ("Jrai", 10), ("Ê-đê", 12), ("Ba-na", 13), ("Xơ-đăng", 14), ("Cao Lan", 15), ("Sán Chỉ", 15), ("Cơ-ho", 16),
        ("Chàm", 17), ("M'nông", 20), ("Ra-glai", 21), ("Bru", 23), ("Vân Kiều", 23), ("Cơ-tu", 26), ("Gié Triêng", 27),
        ("Khơ-mú", 29), ("Tà-ôi", 31), ("Chơ-ro", 32), ("Xinh-mun", 34), ("Chu-ru", 36), ("Ơ-đu", 53), ("Rơ-măm", 54),
    ]

    private static func plain(_ name: String) -> String {
        name.folded.filter { $0.isLetter }
    }

    /// Exact letters would part `Thái` from `Thai`; folded they stay apart except `Hoa`/`Hòa`, which nobody writes.
    private static let byName: [String: Int] = {
        var table: [String: Int] = [:]
        for (index, name) in names.enumerated() { table[plain(name)] = index + 1 }
        for (name, number) in others where table[plain(name)] == nil { table[plain(name)] = number }
        return table
    }()
}
