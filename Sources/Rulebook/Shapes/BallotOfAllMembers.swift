/// Votes in favour as a share of all members of the council, never of those present.
///
/// - `percent`: what the law asks; `local`: `ignored`; `raises` (the province may ask more); `decides` (the province asks what it
///   likes; the law's percent is enough without it, less cannot be told); `needed` (no ballot unless the province asks one).
/// - `key`: the setting for these awards alone; without a value the one for all (`votePercent`) serves.
/// - `secret`: `required`, or `wanted` (the text asks a ballot, not a secret one: an open one cannot be told).
struct BallotOfAllMembers: RuleShape {
    static let name = "ballotOfAllMembers"
    static let keys: Set = ["percent", "local", "key", "secret"]
    let percent: Int?
    let local: Local
    /// The narrow one first.
    let settings: [LocalKey]
    let secret: Secret

    enum Local: String, CaseIterable, Sendable { case ignored, raises, decides, needed }
    enum Secret: String, CaseIterable, Sendable { case required, wanted }

    init(_ parameters: Fields, _ awards: Awards) throws(InputRefusal) {
        percent = try parameters.hundredths("percent")
        local = try parameters.word("local") ?? .ignored
        let key = try parameters.word("key", LocalKey.self)
        guard (key == nil) == (local == .ignored) else { throw parameters.refusal("key", "không khớp với local") }
        settings = key.map { [$0] + [$0.general].compactMap(\.self) } ?? []
        secret = try parameters.word("secret") ?? .wanted
        guard (percent == nil) == (local == .needed) else {
            throw parameters.refusal("percent", "không khớp với local")
        }
    }

    func words(_ names: AwardNames) -> String {
        let ballot = secret == .required ? "Bỏ phiếu kín" : "Bỏ phiếu"
        let most = percent.map { "ít nhất \(Percent.words($0)) tổng số thành viên hội đồng đồng ý" } ?? ""
        return switch local {
        case .ignored: "\(ballot), \(most)."
        case .raises: "\(ballot), \(most); quy chế của địa phương có thể đòi cao hơn."
        case .decides: "\(ballot), \(most); tỷ lệ do quy chế của địa phương quy định."
        case .needed:
            "Không bắt buộc bỏ phiếu; quy chế của địa phương quy định thì theo tỷ lệ của quy chế, tính trên tổng số thành viên hội đồng."
        }
    }

    var locals: [LocalUse] {
        settings.map { LocalUse($0, local == .raises ? .atLeast(percent ?? 0) : .open) }
    }

    func judge(_ question: Question) -> Judgement? {
        let setting = question.proposal.local?.first(of: settings)
        let own = setting?.amount
        let wanted: Int
        switch local {
        case .ignored: wanted = percent ?? 0
        case .raises: wanted = max(percent ?? 0, own ?? 0)
        case .decides: wanted = own ?? percent ?? 0
        case .needed:
            guard let own else { return nil }
            wanted = own
        }
        guard let council = question.proposal.council else { return question.missing("kết quả bỏ phiếu của hội đồng") }
        return share(council, wanted, setting, question).and(secrecy(council, question))
    }

    private func share(
        _ council: Proposal.Council, _ wanted: Int, _ setting: (key: LocalKey, amount: Int)?, _ question: Question
    )
        -> Judgement
    {
        guard let votes = council.inFavour else { return question.missing("số phiếu đồng ý") }
        guard let members = council.members, members > 0 else { return question.missing("tổng số thành viên hội đồng") }
        let isOwn = setting?.amount == wanted && (local != .raises || wanted != percent)
        let origin =
            setting.flatMap { isOwn ? question.proposal.local?.vietnamese($0.key) : nil }.map { ", \($0)" } ?? ""
        let words =
            "\(votes)/\(members) phiếu đồng ý trên tổng số thành viên; cần ít nhất \(Percent.words(wanted))\(origin)."
        if Int128(votes) * 10_000 >= Int128(wanted) * Int128(members) { return question.met(words) }
        guard local == .decides, setting == nil else { return question.unmet(words) }
        return question.unknown(
            "\(votes)/\(members) phiếu đồng ý, dưới \(Percent.words(wanted)); tỷ lệ do địa phương quy định, cần quy chế của địa phương."
        )
    }

    private func secrecy(_ council: Proposal.Council, _ question: Question) -> Judgement {
        switch (secret, council.secret) {
        case (_, true), (.wanted, nil): Judgement(.met, "")
        case (.required, false): question.unmet("Phải bỏ phiếu kín.")
        case (.required, nil): question.missing("xác nhận bỏ phiếu kín")
        case (.wanted, false):
            question.unknown("Văn bản yêu cầu bỏ phiếu, chưa rõ biểu quyết công khai có được chấp nhận hay không.")
        }
    }
}
