import Markup
import Office
import PlanReader
import Vocabulary

/// How tasks are spoken of: the same words on pages, in spreadsheets and in tests.
enum TaskWords {
    /// State and lateness as one word: `Quá hạn 5 ngày`, `Xong 28/10`.
    static func state(_ state: Task.State, due: Day?, closedOn: Day?, today: Day) -> Status {
        switch state {
        case .done: Status(.done, "Xong" + (closedOn.map { " " + day($0, today) } ?? ""))
        case .dropped: Status(.todo, "Thôi thực hiện")
        case .toDo, .doing:
            if let due, due < today {
                .late(today.days(since: due))
            } else {
                state == .doing ? .doing : .todo
            }
        }
    }

    static func state(_ line: TaskLine, today: Day) -> Status {
        state(line.state, due: line.due, closedOn: line.closedOn, today: today)
    }

    /// `hôm nay`, `còn 3 ngày`: for open tasks that are not late and due within a month.
    static func timeLeft(_ due: Day?, _ state: Task.State, today: Day) -> String? {
        guard state == .toDo || state == .doing, let due, due >= today else { return nil }
        let days = due.days(since: today)
        switch days {
        case 0: return "đến hạn hôm nay"
        case 1: return "đến hạn ngày mai"
        case 2...30: return "còn \(days)\(noBreak)ngày"
        default: return nil
        }
    }

    /// `17/11`, with the year where it is another than this one.
    static func day(_ day: Day, _ today: Day) -> String { day.year == today.year ? day.short : day.vietnamese }

    /// What one usually does with such a task: words only.
    static func suggestion(_ kind: PlanDraft.WorkKind) -> String? {
        switch kind {
        case .councilSession:
            "Việc này là phiên họp Hội đồng: gửi giấy mời và tài liệu trước phiên, kiểm tra đủ thành viên; xong thì gắn biên bản hoặc thông báo kết luận làm minh chứng."
        case .dossierBatch:
            "Việc này là một đợt hồ sơ khen thưởng: nhắc các đơn vị nộp đủ trước hạn; xong thì gắn tờ trình của đợt làm minh chứng."
        case .conference:
            "Việc này là hội nghị: chốt chương trình, giấy mời, danh sách đại biểu; xong thì gắn báo cáo hoặc thông báo kết luận."
        case .training:
            "Việc này là lớp tập huấn: chốt danh sách học viên, tài liệu, điểm cầu; xong thì gắn báo cáo kết quả lớp."
        case .movementLaunch:
            "Việc này là phát động phong trào: xong khi kế hoạch hoặc văn bản phát động được ban hành."
        case .report: "Việc này là báo cáo: thu đủ số liệu của các đơn vị; xong thì gắn số, ngày của báo cáo."
        case .inspection:
            "Việc này là kiểm tra, giám sát: có quyết định hoặc kế hoạch kiểm tra trước khi đi; xong thì gắn biên bản hoặc kết luận."
        case .contest:
            "Việc này là cuộc thi: có thể lệ, thời hạn nhận bài, ban giám khảo; xong thì gắn quyết định công nhận kết quả."
        case .documentIssuance: "Việc này là ban hành văn bản: xong khi gắn số và ngày của văn bản đã ban hành."
        case .studyVisit:
            "Việc này là học tập kinh nghiệm: có kế hoạch và danh sách đoàn; xong thì gắn báo cáo kết quả chuyến đi."
        case .propaganda:
            "Việc này là tuyên truyền: mỗi tin, bài, phóng sự đã phát là một minh chứng; dán đường dẫn vào đây."
        case .registration:
            "Việc này là đăng ký, ký giao ước: xong khi đủ các đơn vị đăng ký; gắn bản tổng hợp làm minh chứng."
        case .other: nil
        }
    }
}
