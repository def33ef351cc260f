import Testing

@testable import Work

@Suite("What a newer version of a plan changes") struct PlanDifferenceTests {
    typealias Side = PlanDifference.Side

    private func side(
        _ reference: String, _ text: String, _ time: String = "Tháng 3", lead: String? = "Sở Nội vụ",
        with coordinators: [String] = []
    ) -> Side {
        Side(reference: reference, text: text, time: time, lead: lead, coordinators: coordinators)
    }

    /// `0→1 Mục`, with the fields that changed; `+1`, `-0`.
    private func summary(_ old: [Side], _ new: [Side]) -> [String] {
        let difference = PlanDifference(old: old, new: new)
        let pairs = (difference.same + difference.changed).sorted { $0.new < $1.new }
        return pairs.map { pair in
            (["\(pair.old)→\(pair.new)"] + pair.changes.map(\.field)).joined(separator: " ")
        } + difference.added.map { "+\($0)" } + difference.gone.map { "-\($0)" }
    }

    private let check = "Ban hành Kế hoạch kiểm tra công tác thi đua"
    private let course = "Tổ chức lớp tập huấn nghiệp vụ cho cán bộ xã"
    private let session = "Họp Hội đồng xét khen thưởng cấp Nhà nước"

    @Test("is nothing where both say the same")
    func same() {
        let sides = [side("I.1", check), side("I.2", course)]
        #expect(PlanDifference(old: sides, new: sides).isEmpty)
        #expect(summary(sides, sides) == ["0→0", "1→1"])
        #expect(PlanDifference(old: [], new: []).isEmpty)
    }

    @Test("tells added and gone tasks")
    func addedAndGone() {
        #expect(
            summary([side("I.1", check), side("I.2", course)], [side("I.1", check), side("I.2", session)]) == [
                "0→0", "+1", "-1",
            ])
        #expect(summary([], [side("I.1", check)]) == ["+0"])
        #expect(summary([side("I.1", check)], []) == ["-0"])
    }

    @Test("tells each field that changed, in the words of both")
    func changed() {
        let old = side("I.1", check, "Tháng 3", lead: nil, with: ["Sở Tài chính"])
        let new = side("I.1", check, "Quý II", lead: "Sở Nội vụ", with: ["Sở Tài chính", "Thanh tra tỉnh"])
        #expect(
            PlanDifference(old: [old], new: [new]).changed == [
                .init(
                    old: 0, new: 0,
                    changes: [
                        .init(field: "Thời gian", old: "Tháng 3", new: "Quý II"),
                        .init(field: "Chủ trì", old: "", new: "Sở Nội vụ"),
                        .init(field: "Phối hợp", old: "Sở Tài chính", new: "Sở Tài chính; Thanh tra tỉnh"),
                    ])
            ])
    }

    @Test("knows a task that moved to another place or changed places with another")
    func moved() {
        #expect(summary([side("I.1", check)], [side("III.4", check)]) == ["0→0 Mục"])
        #expect(
            summary([side("I.1", check), side("I.2", course)], [side("I.1", course), side("I.2", check)]) == [
                "1→0 Mục", "0→1 Mục",
            ])
    }

    @Test("knows a reworded task, more readily in its own place")
    func reworded() {
        #expect(summary([side("I.1", check)], [side("I.1", check + " và khen thưởng năm 2026")]) == ["0→0 Nội dung"])
        #expect(summary([side("I.1", check)], [side("II.3", check + " cấp tỉnh")]) == ["0→0 Mục Nội dung"])
        // Half the words in another place are another task.
        let half = "Ban hành Kế hoạch kiểm tra quỹ nhà ở của bệnh viện"
        #expect(summary([side("I.1", check)], [side("II.3", half)]) == ["+0", "-0"])
    }

    @Test("keeps tasks of equal words at their own places before it moves one")
    func twins() {
        let old = [side("I.1", session), side("III.1", session)]
        #expect(summary(old, [side("II.1", session), side("I.1", session)]) == ["1→0 Mục", "0→1"])
        #expect(summary(old, [side("III.1", session)]) == ["1→0", "-0"])
        #expect(
            summary(old, [side("I.1", session), side("III.1", session), side("IV.1", session)]) == ["0→0", "1→1", "+2"])
    }

    @Test("tells a changed mark or letter case as a change of words, not as another task")
    func marks() {
        #expect(summary([side("I.1", "Họp hội đồng")], [side("I.1", "Họp Hội đồng")]) == ["0→0 Nội dung"])
        #expect(summary([side("I.1", "Hop hoi dong")], [side("II.1", "Họp hội đồng")]) == ["0→0 Mục Nội dung"])
    }

    @Test("pairs each task at most once and forgets none, whatever the versions are", arguments: 1...40)
    func whole(_ seed: Int) {
        var state = UInt64(seed)
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        func version() -> [Side] {
            (0..<next(12)).map { _ in
                side(
                    "\(["I", "II"][next(2)]).\(next(5))",
                    [check, course, session, check + " tỉnh", course + " phường"][next(5)])
            }
        }
        let (old, new) = (version(), version())
        let difference = PlanDifference(old: old, new: new)
        let pairs = difference.same + difference.changed
        #expect((pairs.map(\.old) + difference.gone).sorted() == Array(old.indices))
        #expect((pairs.map(\.new) + difference.added).sorted() == Array(new.indices))
        #expect(difference == PlanDifference(old: old, new: new))
    }
}
