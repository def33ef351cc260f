/// The award is given to this kind of subject.
struct KindOfSubject: RuleShape {
    static let name = "kindOfSubject"
    static let keys: Set<String> = []

    init(_ parameters: Fields, _ awards: Awards) {}

    func words(_ names: AwardNames) -> String {
        "Đúng loại đối tượng được tặng danh hiệu, hình thức này (xem “Tặng cho ai”)."
    }

    func judge(_ question: Question) -> Judgement? {
        guard let (version, isConfirmed) = question.version else { return nil }
        guard isConfirmed else {
            return question.unknown(
                "Danh mục chưa có bản của “\(version.name)” cho ngày này; đang dùng bản gần nhất, chưa được xác nhận.")
        }
        guard let kind = question.proposal.subject?.kind else {
            return question.missing("loại đối tượng (cá nhân, tập thể, hộ gia đình)")
        }
        let allowed = version.subjects.map(\.vietnamese).joined(separator: ", ")
        var judgement = question.judge(
            version.subjects.contains(kind), "\(version.name) tặng cho \(allowed); đối tượng là \(kind.vietnamese).")
        judgement.citation = version.article
        return judgement
    }
}
