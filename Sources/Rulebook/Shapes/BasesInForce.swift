import Vocabulary

/// Every instrument that a paper cites is in force on its date.
struct BasesInForce: RuleShape {
    static let name = "basesInForce"
    static let keys: Set<String> = []

    init(_ parameters: Fields, _ awards: Awards) {}

    func words(_ names: AwardNames) -> String { "Mọi căn cứ pháp lý đang có hiệu lực vào ngày của văn bản." }

    func judge(_ question: Question) -> Judgement? {
        guard let cites = question.proposal.cites else { return nil }
        guard let documents = cites.documents else { return question.missing("danh sách căn cứ pháp lý") }
        guard let day = cites.on else { return question.missing("ngày của văn bản") }
        var result = question.met("Các căn cứ đều còn hiệu lực ngày \(day.vietnamese).", documents)
        for document in documents { result = result.and(judge(document, on: day, question)) }
        return result
    }

    private func judge(_ document: String, on day: Day, _ question: Question) -> Judgement {
        guard let instrument = question.law.instruments[written: document] else {
            return question.unknown("Phần mềm chưa biết văn bản “\(document)”; cần tra cứu hiệu lực.")
        }
        switch instrument.state(on: day) {
        case .inForce: return Judgement(.met, "")
        case .notYet(let from):
            return question.unmet(
                "\(instrument.number) có hiệu lực từ \(from.vietnamese), chưa có hiệu lực ngày \(day.vietnamese).")
        case .ended(let last, _):
            let heirs = question.law.instruments.heirs(of: instrument, on: day).map(\.number)
            let instead = heirs.isEmpty ? "" : "; thay bằng \(heirs.joined(separator: ", "))"
            return question.unmet("\(instrument.number) hết hiệu lực sau \(last.vietnamese)\(instead).")
        case .unsettled(let why): return question.unknown("\(instrument.number): \(why).")
        }
    }
}
