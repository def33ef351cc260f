import Paper
import Testing

@testable import PlanReader

@Suite("Sums") struct CountsTests {
    private static let text = "Khoảng 100 đại biểu, gồm:\n- Khối sở: 60 đại biểu;\n- Khối xã: 36 đại biểu."

    @Test(
        "delegates",
        arguments: [
            ([("Khối sở", 60), ("Khối xã", 36)], ["warn COUNT_MISMATCH [1, 3]"]),
            ([("Khối sở", 60), ("Khối xã", 40)], []),
            ([("Khối sở", nil), ("Khối xã", nil)], ["warn COUNTS_MISSING [1, 3]"]),
            ([("Khối sở", 60), ("Khối xã", nil)], ["info DELEGATES_NOT_COUNTED [1, 3]"]),
            ([("Khối sở", 160), ("Khối xã", nil)], ["warn COUNT_MISMATCH [1, 3]"]), ([("Khối sở", nil)], []),
        ] as [([(String, Int?)], [String])])
    func delegates(_ groups: [(String, Int?)], _ expected: [String]) {
        #expect(
            told(DelegateCounts.groups, Self.text) { $0.events = [.full("conference", total: 100, groups: groups)] }
                == expected)
    }

    @Test("the finding tells both figures")
    func words() {
        var draft = PlanDraft()
        draft.events = [.full("conference", total: 100, groups: [("Khối sở", 60), ("Khối xã", 36)])]
        #expect(
            DelegateCounts.groups(PlanText(.text(Self.text)), draft) == [
                .warn(
                    .countMismatch, [1, 3], "100 delegates stated, the groups sum to 96",
                    "Văn bản ghi khoảng 100 đại biểu; các nhóm cộng lại được 96. Đề nghị kiểm tra lại số lượng.")
            ])
    }

    @Test("delegates at remote sites without a number are worth a look")
    func sites() {
        let text = "Trực tuyến với 12 điểm cầu."
        let edit: (Int?) -> (inout PlanDraft) -> Void = { sites in
            { draft in
                var event = PlanDraft.Event.full("training")
                event.remoteSites = sites
                draft.events = [event]
            }
        }
        #expect(told(DelegateCounts.remoteSites, text, edit(12)) == ["info DELEGATES_NOT_COUNTED [1]"])
        #expect(told(DelegateCounts.remoteSites, text, edit(nil)) == [])
    }

    @Test(
        "parts in the same sentence",
        arguments: [
            ("Tổ chức 03 lớp tập huấn: 01 lớp cho sở, 01 lớp cho xã.", ["warn COUNT_MISMATCH [1]"]),
            ("Tổ chức 02 lớp tập huấn: 01 lớp cho sở; 01 lớp cho xã.", []),
            (
                "Trao 12 giải (01 giải Nhất, 02 giải Nhì, 03 giải Ba, 05 giải Khuyến khích).",
                ["warn COUNT_MISMATCH [1]"]
            ),
            ("Trao 12 giải (trong đó 01 giải Nhất, 02 giải Nhì).", []),
            ("52 đại biểu (Y tế: 06 Khối; Công an: 06 Khối; Giáo dục: 40 Khối).", []),
            ("Chọn 05 đến 07 đơn vị (01 đơn vị cấp sở, 02 đơn vị cấp xã).", []),
            ("Mỗi 02 đơn vị: 01 đơn vị cấp sở, 05 đơn vị cấp xã, mỗi đơn vị 02 người.", []),
        ])
    func sentence(_ text: String, _ expected: [String]) {
        #expect(told(PartSums.inSentence, text) == expected)
    }

    @Test(
        "quotas of units",
        arguments: [
            ("25 đại biểu (12 huyện, mỗi huyện 02 người).", ["warn COUNT_MISMATCH [1]"]),
            ("24 đại biểu (12 huyện, mỗi huyện 02 người).", []),
            ("Mỗi huyện 02 người, riêng sở 03 người.", []),
        ])
    func quotas(_ text: String, _ expected: [String]) {
        #expect(told(PartSums.products, text) == expected)
    }

    @Test("money", arguments: [(50, 40, 1), (50, 50, 0), (100, 50, 0)])
    func money(_ total: Int, _ second: Int, _ count: Int) {
        let found = told(PartSums.fund, "Kinh phí, trong đó:") { draft in
            var fund = PlanDraft.Fund(source: "Quỹ thi đua")
            fund.amount = total
            fund.parts = [.init(name: "a", amount: total == 100 ? 40 : 0), .init(name: "b", amount: second)]
            fund.lines = total == 100 ? .init(1, 1) : nil
            draft.fund = fund
        }
        #expect(found.count == count)
    }

    @Test("the total row of a table")
    func table() {
        func rows(_ total: String) -> PaperDocument {
            .table([
                ["TT", "Nội dung", "Đơn giá", "Thành tiền"], ["1", "Nước uống", "10.000", "1.000.000"],
                ["2", "In tài liệu", "20.000", "2.500.000"], ["", "Tổng cộng", "", total],
            ])
        }
        #expect(told(TableSums.columns, rows("3.600.000")) == ["warn COUNT_MISMATCH [2, 4]"])
        #expect(told(TableSums.columns, rows("3.500.000")) == [])
        #expect(told(TableSums.columns, rows("")) == [])
        // Subtotals by Roman parts.
        #expect(
            told(
                TableSums.columns,
                .table([
                    ["TT", "Nội dung", "Tiền"], ["I", "Hội nghị", "300"], ["1", "Nước", "100"], ["2", "In", "200"],
                    ["II", "Thi", "50"],
                    ["", "Cộng", "350"],
                ])) == [])
    }
}
