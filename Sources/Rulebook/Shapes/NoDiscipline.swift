import Vocabulary

/// No discipline runs on the day of acceptance.
struct NoRunningDiscipline: RuleShape {
    static let name = "noRunningDiscipline"
    static let keys: Set<String> = []

    init(_ parameters: Fields, _ awards: Awards) {}

    func words(_ names: AwardNames) -> String { "Không còn trong thời hạn kỷ luật vào ngày tiếp nhận hồ sơ." }

    func judge(_ question: Question) -> Judgement? {
        guard let disciplines = question.proposal.discipline else { return question.missing("xác nhận về kỷ luật") }
        guard !disciplines.isEmpty else { return question.met("Không bị kỷ luật.") }
        guard let day = question.acceptedOn else { return question.missing("ngày tiếp nhận hồ sơ") }
        var result = question.met("Không có kỷ luật còn hiệu lực ngày \(day.vietnamese).")
        for discipline in disciplines {
            switch discipline.runs(from: day, to: day) {
            case .met:
                result = result.and(
                    question.unmet(
                        "\(discipline.vietnamese) còn hiệu lực ngày \(day.vietnamese).", [discipline.vietnamese]))
            case .unknown: result = result.and(question.missing("ngày bắt đầu của \(discipline.vietnamese)"))
            case .unmet: continue
            }
        }
        return result
    }
}

/// No discipline was in force on any day of the year of achievement.
struct NoDisciplineInYear: RuleShape {
    static let name = "noDisciplineInYear"
    static let keys: Set<String> = []

    init(_ parameters: Fields, _ awards: Awards) {}

    func words(_ names: AwardNames) -> String { "Không có ngày nào của năm thành tích nằm trong thời hạn kỷ luật." }

    func judge(_ question: Question) -> Judgement? {
        guard let disciplines = question.proposal.discipline else { return question.missing("xác nhận về kỷ luật") }
        guard !disciplines.isEmpty else { return question.met("Không bị kỷ luật.") }
        guard let year = question.proposal.year else { return question.missing("năm thành tích") }
        var result = question.met("Không có kỷ luật trong \(year.vietnamese).")
        for discipline in disciplines {
            switch discipline.runs(from: year.firstDay, to: year.lastDay) {
            case .met:
                result = result.and(
                    question.unmet(
                        "\(discipline.vietnamese) có hiệu lực trong \(year.vietnamese).", [discipline.vietnamese]))
            case .unknown: result = result.and(question.missing("ngày bắt đầu của \(discipline.vietnamese)"))
            case .unmet: continue
            }
        }
        return result
    }
}

extension Proposal.Discipline {
    /// Whether it is in force on any day of a stretch; `to` is its last day.
    fileprivate func runs(from first: Day, to last: Day) -> Verdict {
        if let to, to < first { return .unmet }
        guard let from else { return .unknown }
        return from <= last ? .met : .unmet
    }

    fileprivate var vietnamese: String {
        let kind =
            switch self.kind {
            case .khienTrach: "Kỷ luật khiển trách"
            case .canhCao: "Kỷ luật cảnh cáo"
            case .haBacLuong: "Kỷ luật hạ bậc lương"
            case .giangChuc: "Kỷ luật giáng chức"
            case .cachChuc: "Kỷ luật cách chức"
            case .buocThoiViec: "Kỷ luật buộc thôi việc"
            case nil: "Kỷ luật"
            }
        let end = to.map { " đến \($0.vietnamese)" } ?? ", chưa hết hạn"
        return kind + (from.map { " từ \($0.vietnamese)" } ?? "") + end
    }
}
