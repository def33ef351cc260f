import Vocabulary

/// No matter is open on the day of acceptance or of decision; some kinds count only with signs of a violation.
struct NoOpenMatter: RuleShape {
    static let name = "noOpenMatter"
    static let keys: Set = ["onlyWithSigns"]
    let onlyWithSigns: [Proposal.Matter.Kind]

    init(_ parameters: Fields, _ awards: Awards) throws(InputRefusal) {
        onlyWithSigns = try parameters.words("onlyWithSigns") ?? []
    }

    func words(_ names: AwardNames) -> String {
        let all = "Không có vụ việc còn đang xem xét, giải quyết vào ngày tiếp nhận hồ sơ và ngày quyết định"
        guard !onlyWithSigns.isEmpty else { return all + "." }
        let some = onlyWithSigns.map(\.vietnamese).joined(separator: ", ")
        return all + "; việc \(some) chỉ tính khi có dấu hiệu vi phạm."
    }

    func judge(_ question: Question) -> Judgement? {
        guard let matters = question.proposal.pending else {
            return question.missing("xác nhận về vụ việc đang xem xét")
        }
        guard !matters.isEmpty else { return question.met("Không có vụ việc đang xem xét, giải quyết.") }
        var result =
            question.acceptedOn == nil
            ? question.missing("ngày tiếp nhận hồ sơ") : question.met("Không có vụ việc còn đang xem xét, giải quyết.")
        for matter in matters {
            let name = Self.name(matter)
            switch Verdict.both(isOpen(matter, question), counts(matter)) {
            case .unmet: continue
            case .met: result = result.and(question.unmet("\(name) chưa kết thúc khi xét.", [name]))
            case .unknown: result = result.and(question.missing("kết luận hoặc thời gian của “\(name)”"))
            }
        }
        return result
    }

    private func counts(_ matter: Proposal.Matter) -> Verdict {
        guard let kind = matter.kind else { return matter.signs == true ? .met : .unknown }
        guard onlyWithSigns.contains(kind) else { return .met }
        return matter.signs.map { $0 ? .met : .unmet } ?? .unknown
    }

    /// Whether it was open on the day of acceptance or of decision: from its first day to the day before it was settled.
    private func isOpen(_ matter: Proposal.Matter, _ question: Question) -> Verdict {
        let (accepted, decided) = (question.acceptedOn, question.proposal.decidedOn)
        let days = [accepted, decided].compactMap { $0 }
        var verdict = Verdict.unmet
        for day in days {
            if let to = matter.to, to <= day { continue }
            verdict = .either(verdict, matter.from.map { $0 <= day ? .met : .unmet } ?? .unknown)
        }
        if verdict == .met || days.count == 2 { return verdict }
        // A decision follows acceptance: what was settled by then, or began after the decision, is never open.
        if let accepted, let to = matter.to, to <= accepted { return .unmet }
        if let decided, let from = matter.from, from > decided { return .unmet }
        return .unknown
    }

    private static func name(_ matter: Proposal.Matter) -> String {
        let kind: String =
            switch matter.kind {
            case .complaint, .denunciation, .press: matter.kind?.vietnamese.capitalFirst ?? "Vụ việc"
            case .some(let kind): "Việc \(kind.vietnamese)"
            case nil: "Vụ việc"
            }
        return kind + (matter.from.map { " từ \($0.vietnamese)" } ?? "")
    }
}
