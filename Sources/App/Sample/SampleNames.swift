/// Invented names, by a seed: the same seed gives the same people.
struct SampleNames {
    private static let families = [
        "Nông", "Lục", "Vi", "Đặng", "Phan", "Lò", "Hoàng", "Triệu", "Sầm", "Bế", "Ma", "Tòng", "Quàng", "Khà", "Chu",
    ]
    private static let middles = [
        "Thị", "Văn", "Minh", "Ngọc", "Quỳnh", "Thục", "Hạnh", "Trí", "Bảo", "Hải", "Mây", "Xuân",
    ]
    private static let givens = [
        "Hạ", "Tâm", "Khoa", "Ưởng", "Nguyên", "Dũng", "Lan", "Phúc", "Thảo", "Yến", "Ngọc", "Đượm", "Ánh", "Sương",
        "Mai",
    ]

    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> String {
        "\(pick(Self.families)) \(pick(Self.middles)) \(pick(Self.givens))"
    }

    private mutating func pick(_ list: [String]) -> String {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return list[Int((state >> 33) % UInt64(list.count))]
    }
}
