/// Chance that a seed makes the same everywhere.
struct SampleDice {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    /// 0 ..< `sides`
    mutating func roll(_ sides: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(sides, 1)))
    }

    /// The place of a weight, as often as it weighs.
    mutating func choose(_ weights: [Int]) -> Int {
        var rest = roll(weights.reduce(0, +))
        for (index, weight) in weights.enumerated() {
            if rest < weight { return index }
            rest -= weight
        }
        return weights.count - 1
    }

    mutating func pick(_ list: [String]) -> String { list[roll(list.count)] }
}

/// Invented names, by a seed: the same seed gives the same people.
struct SampleNames {
    /// Peoples of the northern mountains, each with family names of its own.
    enum Group: CaseIterable {
        case kinh, tay, nung, mong, dao, thai

        var people: String {
            switch self {
            case .kinh: "Kinh"
            case .tay: "Tày"
            case .nung: "Nùng"
            case .mong: "Mông"
            case .dao: "Dao"
            case .thai: "Thái"
            }
        }

        var families: [String] {
            switch self {
            case .kinh:
                [
                    "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Phạm", "Vũ", "Đặng", "Bùi", "Đỗ",
                    "Phan",
                    "Đinh", "Ngô", "Dương",
                ]
            case .tay: ["Nông", "Hoàng", "Ma", "Bế", "Lục", "Hà", "Vi", "Lương"]
            case .nung: ["Nông", "Lục", "Vi", "Hoàng", "Sầm", "Chu", "Lâm"]
            case .mong: ["Giàng", "Vàng", "Thào", "Sùng", "Lý", "Vừ", "Hờ"]
            case .dao: ["Bàn", "Triệu", "Đặng", "Phùng", "Lý", "Tẩn"]
            case .thai: ["Lò", "Quàng", "Tòng", "Cà", "Khà", "Lường"]
            }
        }
    }

    private static let women = ["Thị", "Thị", "Thị", "Ngọc", "Thu", "Thúy", "Hồng", "Minh", "Bích", "Thanh", "Mai"]
    private static let men = ["Văn", "Văn", "Đức", "Minh", "Quang", "Hữu", "Xuân", "Quốc", "Trí", "Anh", "Thế", "Bá"]
    private static let womensNames = [
        "Hạnh", "Lan", "Hoa", "Hòa", "Thảo", "Yến", "Ngọc", "Ánh", "Mai", "Hương", "Hà", "Thủy", "Trang", "Linh",
        "Phương",
        "Huyền", "Nga", "Dung", "Vân", "Quỳnh", "Nhung", "Hiền", "Loan", "Đào", "Sương", "Thơm", "Bích", "Oanh",
    ]
    private static let mensNames = [
        "Tâm", "Khoa", "Dũng", "Phúc", "Hùng", "Hòa", "Bình", "Sơn", "Thắng", "Tuấn", "Long", "Cường", "Quân", "Nam",
        "Minh",
        "Đạt", "Vinh", "An", "Ân", "Lâm", "Hải", "Tùng", "Kiên", "Thành", "Trung", "Việt", "Ưởng", "Quyết", "Toàn",
        "Hoàn",
    ]

    private var dice: SampleDice

    init(seed: UInt64) { dice = SampleDice(seed: seed) }

    mutating func next(_ group: Group, isFemale: Bool) -> String {
        let family = dice.pick(group.families)
        let middle = dice.pick(isFemale ? Self.women : Self.men)
        let given = dice.pick(isFemale ? Self.womensNames : Self.mensNames)
        // One name in five has four parts.
        guard dice.roll(5) == 0 else { return "\(family) \(middle) \(given)" }
        return "\(family) \(middle) \(dice.pick(isFemale ? Self.women : Self.men)) \(given)".replacing(
            "Thị Thị", with: "Thị")
    }
}
