import Foundation
import Paper
import PlanReader
import Testing
import Vocabulary

@Suite("A plan that was written here") struct WrittenPlanTests {
    private static let tasks: [(section: String, text: String, when: String, lead: String, helpers: String)] = [
        (
            "I", "Ban hành Kế hoạch công tác thi đua, khen thưởng năm 2027", "Tháng 01/2027", "Sở Nội vụ",
            "Văn phòng UBND tỉnh"
        ),
        (
            "I", "Tổ chức hội nghị tổng kết, phát động thi đua", "Ngày 15/02/2027", "Sở Nội vụ",
            "Sở Tài chính; Báo Hoàng Giang"
        ),
        ("II", "Tập huấn nghiệp vụ công tác thi đua, khen thưởng", "Quý II", "Sở Nội vụ", "Các sở, ban, ngành tỉnh"),
        (
            "II", "Kiểm tra công tác thi đua tại các xã, phường", "Từ tháng 4 đến tháng 6/2027", "Thanh tra tỉnh",
            "Sở Nội vụ"
        ),
        ("III", "Tuyên truyền gương người tốt, việc tốt", "Thường xuyên", "Báo Hoàng Giang", "Các cơ quan, đơn vị"),
    ]

    private static var paper: OfficialPaper {
        let table = PaperTable(
            [
                .init("TT", width: 5, .centre), .init("Nội dung nhiệm vụ", width: 60, .justified),
                .init("Thời gian thực hiện", width: 18, .centre), .init("Cơ quan chủ trì", width: 24),
                .init("Cơ quan phối hợp", width: 34),
            ]
        ) { add in
            var section = ""
            var ordinal = 0
            for task in tasks {
                if task.section != section {
                    (section, ordinal) = (task.section, 0)
                    try add(.group("Nhóm nhiệm vụ \(section)", number: section))
                }
                ordinal += 1
                try add(
                    .cells([
                        .number(ordinal), .text(task.text), .text(task.when), .text(task.lead), .text(task.helpers),
                    ]))
            }
        }
        return OfficialPaper(
            .plan,
            .init(
                issuer: "Ủy ban nhân dân tỉnh Hoàng Giang", number: 5, symbol: "KH-UBND", place: "Hoàng Giang",
                issued: .on(Day(number: 20_823))),
            abstract: "Công tác thi đua, khen thưởng năm 2027",
            bases: ["Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"],
            body: [
                .heading(.roman, "I", "Mục đích, yêu cầu"), .paragraph("Đẩy mạnh các phong trào thi đua yêu nước."),
                .heading(.roman, "II", "Nội dung"), .paragraph("Nhiệm vụ cụ thể tại Phụ lục kèm theo Kế hoạch này."),
            ],
            signatures: [.init([.onBehalf(of: "Ủy ban nhân dân")], post: "Chủ tịch", name: "Trần Văn Bình")],
            recipients: .init(["Các cơ quan, đơn vị"]),
            annexes: [
                .init(title: "Nhiệm vụ năm 2027", orientation: .landscape, body: [.table(table)])
            ])
    }

    @Test("is read again with the same tasks, times and units", arguments: ["docx", "pdf"])
    func readAgain(_ kind: String) throws {
        let path = NSTemporaryDirectory() + "written-plan-\(UUID().uuidString).\(kind)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        if kind == "docx" {
            try DocxWriting.write(Self.paper, to: path)
        } else {
            try PdfWriting.write(Self.paper, to: path)
        }
        let draft = PlanReader.read(try PaperReader.read(path: path))
        #expect(
            draft.tasks.map {
                [$0.section, $0.text, $0.when.phrase ?? "", $0.lead ?? "", $0.coordinators.joined(separator: "; ")]
            }
                == Self.tasks.map { [$0.section, $0.text, $0.when, $0.lead, $0.helpers] })
        #expect(
            draft.tasks.map { $0.when.kind } == [.month, .date, .quarter, .period, .ongoing])
        let head = draft.document
        #expect(
            [head.number, head.issuer, head.place, head.issuedOn, head.title, head.signer?.name]
                == [
                    "05/KH-UBND", "Ủy ban nhân dân tỉnh Hoàng Giang", "Hoàng Giang", "2027-01-05",
                    "Công tác thi đua, khen thưởng năm 2027", "Trần Văn Bình",
                ])
    }
}
