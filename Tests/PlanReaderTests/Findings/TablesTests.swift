import Paper
import Testing
import Vocabulary

@testable import PlanReader

@Suite("Shape of tables") struct TableShapeTests {
    private static let head = "TT NỘI DUNG THỜI GIAN ĐƠN VỊ CHỦ TRÌ ĐƠN VỊ PHỐI HỢP"
    private static let tasks: @Sendable (inout PlanDraft) -> Void = {
        $0.tasks = [.row("I", "1", "Báo cáo", PlannedTime(.month, "2026-03"), 2, 3)]
    }

    @Test("a table that lost its borders is told, a table of tabs is not")
    func borders() {
        #expect(
            told(
                TableShape.withoutSeparators, "\(Self.head)\n1 Báo cáo kết quả công tác 03/2026\nSở Nội vụ", Self.tasks)
                == ["warn TABLE_WITHOUT_SEPARATORS [2]", "info GLUED_CELL [2]"])
        let lone =
            "TT\tNội dung\tThời gian\tChủ trì\tPhối hợp\nI\tQuý I\n1\tBáo cáo\t03/2026\tSở Nội vụ\tSở Y tế\nII\tQuý II"
        #expect(told(TableShape.withoutSeparators, lone, Self.tasks) == [])
        #expect(
            told(
                TableShape.withoutSeparators, "TT\tNội dung\tThời gian\tChủ trì\tPhối hợp\n1\tBáo cáo\t03/2026\tSở\t",
                Self.tasks) == [])
        #expect(
            told(TableShape.withoutSeparators, "Nội dung, thời gian, đơn vị chủ trì và phối hợp như sau:", Self.tasks)
                == [])
    }

    @Test("a row that the page splits is worth a look")
    func split() {
        #expect(told(TableShape.splitRows, "1\tKế hoạch học tập\tSở A\t\n\tsuốt đời\t\t") == ["info SPLIT_ROW [1, 2]"])
        #expect(told(TableShape.splitRows, "1\tKế hoạch học tập.\tSở A\t\n\tSuốt đời\t\t") == [])
        #expect(
            told(TableShape.splitRows, .table([["1", "Kế hoạch học tập", "Sở A"], ["", "suốt đời", ""]])) == [
                "info SPLIT_ROW [1, 2]"
            ])
    }

    @Test("a heading whole in one cell, a table without times")
    func headings() {
        let text =
            "TT\tNhiệm vụ\tChủ trì\tPhối hợp\nI\tViệc trong quý I\t\t\n1\tHọp\tSở\tXã\nII Việc trong quý II\t\t\t\n1\tHọp\tSở\tXã"
        #expect(told(TableShape.headingInOneCell, text) == ["info HEADING_GLUED [4]"])
        #expect(told(TableShape.headingInOneCell, text.replacing("II Việc", with: "II\tViệc")) == [])
        #expect(told(TableShape.noTimeColumn, text) == ["info MISSING_TIME_COLUMN [1]"])
        #expect(told(TableShape.noTimeColumn, text.replacing("\tPhối hợp", with: "\tThời gian")) == [])
    }
}
