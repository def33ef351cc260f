import Vocabulary

/// So many years in a row, up to the year of achievement, each with a rating or a title; among them some with more.
///
/// - `years`: the length of the run. With `since`, the run begins in the year after the achievement period of that earlier
///   award, and is at least so long.
/// - `each`: what every year must hold: a `rating` at least, or one of `honours`; either is enough.
/// - `among`: what some of these years must hold besides, and how many.
/// - `behind`: the last year is that of acceptance, or at most so many before.
/// - A year that ended before a discipline ended does not count. Calendar and school years never mix.
struct YearsInARow: RuleShape {
    static let name = "yearsInARow"
    static let keys: Set = ["years", "since", "each", "among", "behind"]
    let years: Int
    let since: Award.Slug?
    let each: Ask
    let among: [Ask]
    let behind: Int

    /// What a year is asked to hold.
    struct Ask: Equatable, Sendable {
        let rating: Proposal.Rating?
        let honours: [Award.Slug]
        /// How many years; of `each`, all.
        let count: Int

        init(_ fields: Fields, counted: Bool, _ awards: Awards) throws(InputRefusal) {
            rating = try fields.word("rating")
            honours = try fields.awards("honours", in: awards) ?? []
            count = counted ? try fields.neededWhole("count", atLeast: 1) : 0
            guard rating != nil || !honours.isEmpty else { throw InputRefusal(fields.place, "cần rating hoặc honours") }
        }
    }

    init(_ parameters: Fields, _ awards: Awards) throws(InputRefusal) {
        try self.init(parameters, awards, isAsked: true)
    }

    /// A run that only tells whether something else is asked: wherever it stands to the day of acceptance.
    init(_ parameters: Fields, _ awards: Awards, isAsked: Bool) throws(InputRefusal) {
        years = try parameters.neededWhole("years", atLeast: 1)
        since = try parameters.award("since", in: awards)
        behind = isAsked ? try parameters.neededWhole("behind") : 0
        guard let each = try parameters.object("each", allowed: ["rating", "honours"]) else {
            throw parameters.refusal("each", "thiếu")
        }
        self.each = try Ask(each, counted: false, awards)
        var among: [Ask] = []
        for ask in try parameters.objects("among", allowed: ["rating", "honours", "count"]) ?? [] {
            among.append(try Ask(ask, counted: true, awards))
        }
        self.among = among
    }

    func words(_ names: AwardNames) -> String { asked(names).capitalFirst + "; " + Self.ending(behind) + "." }

    /// `3 năm liên tục đạt Chiến sĩ thi đua cơ sở`, without where the run ends.
    func asked(_ names: AwardNames) -> String {
        var words: String
        if let since {
            words =
                "từ \(years) năm liên tục trở lên, tính cả thời gian từ sau thành tích của \(names.name(since)), mỗi năm \(Self.words(each, names))"
        } else {
            words = years == 1 ? "1 năm \(Self.words(each, names))" : "\(years) năm liên tục \(Self.words(each, names))"
        }
        if !among.isEmpty {
            let parts = among.map { "\($0.count) năm \(Self.words($0, names))" }
            words += ", trong đó có ít nhất \(parts.joined(separator: " và "))"
        }
        return words
    }

    /// `năm cuối là năm đề nghị hoặc năm liền trước`
    static func ending(_ behind: Int) -> String {
        switch behind {
        case 0: "năm cuối là năm tiếp nhận hồ sơ"
        case 1: "năm cuối là năm tiếp nhận hồ sơ hoặc năm liền trước"
        default: "năm cuối cách năm tiếp nhận hồ sơ nhiều nhất \(behind) năm"
        }
    }

    private static func words(_ ask: Ask, _ names: AwardNames) -> String {
        let honours = ask.honours.isEmpty ? nil : "đạt \(names.list(ask.honours))"
        let rating = ask.rating.map { "\($0.vietnamese)\($0 == .excellent ? "" : " trở lên")" }
        return [honours, rating].compactMap { $0 }.joined(separator: " hoặc ")
    }

    func judge(_ question: Question) -> Judgement? {
        guard question.proposal.year != nil else { return question.missing("năm thành tích") }
        return run(question).and(adjacency(question))
    }

    /// The years alone, wherever they stand to the day of acceptance.
    func run(_ question: Question) -> Judgement {
        guard let last = question.proposal.year else { return question.missing("năm thành tích") }
        let (first, isCertain) = firstYear(last, question)
        var verdict = Verdict.met
        var lacking: [AchievementYear] = []
        var open: [AchievementYear] = []
        for back in stride(from: last.number - first.number, through: 0, by: -1) {
            let year = last.adding(-back)
            switch state(of: year, each, question) {
            case .met: continue
            case .unmet: lacking.append(year)
            case .unknown: open.append(year)
            }
        }
        if !open.isEmpty || !isCertain { verdict = .unknown }
        if !lacking.isEmpty { verdict = .unmet }
        var judgement =
            question.tells ? told(verdict, first, last, lacking, open, isCertain, question) : Judgement(verdict, "")
        for ask in among { judgement = judgement.and(count(ask, first, last, isCertain, question)) }
        return judgement
    }

    private func firstYear(_ last: AchievementYear, _ question: Question) -> (AchievementYear, isCertain: Bool) {
        let shortest = last.adding(1 - years)
        guard let since else { return (shortest, true) }
        guard let history = question.proposal.history else { return (shortest, false) }
        // Thematic and irregular results support nothing: they begin no run where another award of the kind does.
        let all = history.filter { $0.award == since }
        let supporting = all.filter { $0.basis != .dotXuat && $0.basis != .phongTrao }
        let rungs = supporting.isEmpty ? all : supporting
        guard !rungs.isEmpty else { return (shortest, true) }
        let known = rungs.compactMap { $0.year?.number ?? $0.decidedOn?.year }
        guard let latest = known.filter({ $0 < last.number }).max() ?? known.max() else { return (shortest, false) }
        return (min(shortest, AchievementYear(latest + 1, isSchoolYear: last.isSchoolYear)), known.count == rungs.count)
    }

    private func adjacency(_ question: Question) -> Judgement {
        guard let year = question.proposal.year else { return question.missing("năm thành tích") }
        guard let accepted = question.acceptedOn else {
            return question.missing("ngày tiếp nhận hồ sơ, để biết \(year.vietnamese) có liền kề hay không")
        }
        let isAdjacent = (accepted.year - behind...accepted.year).contains(year.number)
        return isAdjacent
            ? Judgement(.met, "")
            : question.unmet(
                "Năm cuối của thành tích là \(year), không liền kề thời điểm đề nghị (hồ sơ tiếp nhận năm \(accepted.year))."
            )
    }

    // MARK: one year

    private func state(of year: AchievementYear, _ ask: Ask, _ question: Question) -> Verdict {
        if let discipline = question.proposal.discipline, discipline.contains(where: { $0.outlasts(year) }) {
            return .unmet
        }
        var verdict = Verdict.unmet
        if let wanted = ask.rating {
            verdict = .either(verdict, rating(of: year, question).map { $0 >= wanted ? .met : .unmet } ?? .unknown)
        }
        if !ask.honours.isEmpty { verdict = .either(verdict, honoured(year, ask.honours, question)) }
        return verdict
    }

    private func rating(of year: AchievementYear, _ question: Question) -> Proposal.Rating? {
        question.proposal.ratings?.first { $0.year == year }?.rating
    }

    private func honoured(_ year: AchievementYear, _ wanted: [Award.Slug], _ question: Question) -> Verdict {
        guard let history = question.proposal.history else { return .unknown }
        var verdict = Verdict.unmet
        for honour in history {
            let award = honour.award.map { wanted.contains($0) }
            let isThatYear = honour.year.map { $0 == year }
            if award == true, isThatYear == true { return .met }
            // An award without its year, or a year without its award, may be the one.
            if award != false, isThatYear != false { verdict = .unknown }
        }
        return verdict
    }

    private func count(
        _ ask: Ask, _ first: AchievementYear, _ last: AchievementYear, _ isCertain: Bool, _ question: Question
    ) -> Judgement {
        var (sure, possible) = (0, 0)
        for number in first.number...last.number {
            switch state(of: AchievementYear(number, isSchoolYear: last.isSchoolYear), ask, question) {
            case .met: sure += 1
            case .unknown: possible += 1
            case .unmet: break
            }
        }
        let verdict: Verdict = sure >= ask.count ? .met : sure + possible >= ask.count || !isCertain ? .unknown : .unmet
        guard question.tells else { return Judgement(verdict, "") }
        let what = Self.words(ask, question)
        let words =
            switch verdict {
            case .met: "Trong đó \(sure) năm \(what) (cần \(ask.count))."
            case .unmet: "Chỉ có \(sure) năm \(what) trong các năm \(first)–\(last); cần \(ask.count)."
            case .unknown: "Mới xác nhận được \(sure) năm \(what), cần \(ask.count); cần bổ sung \(Self.source(ask))."
            }
        return Judgement(verdict, words)
    }

    // MARK: words

    private static func words(_ ask: Ask, _ question: Question) -> String {
        let honours = ask.honours.isEmpty ? nil : "đạt \(question.names(ask.honours))"
        let rating = ask.rating.map { "\($0.vietnamese)\($0 == .excellent ? "" : " trở lên")" }
        return [honours, rating].compactMap { $0 }.joined(separator: " hoặc ")
    }

    private static func source(_ ask: Ask) -> String {
        [ask.honours.isEmpty ? nil : "quyết định công nhận danh hiệu", ask.rating == nil ? nil : "kết quả xếp loại"]
            .compactMap { $0 }.joined(separator: " hoặc ")
    }

    private func told(
        _ verdict: Verdict, _ first: AchievementYear, _ last: AchievementYear, _ lacking: [AchievementYear],
        _ open: [AchievementYear], _ isCertain: Bool, _ question: Question
    ) -> Judgement {
        let what = Self.words(each, question)
        let total = last.number - first.number + 1
        func list(_ years: [AchievementYear]) -> String { years.map(\.description).joined(separator: ", ") }
        let span = total == 1 ? last.vietnamese : "\(total) năm liên tục (\(first)–\(last))"
        let words: String
        switch verdict {
        case .met: words = total == 1 ? "Đủ điều kiện \(span): \(what)." : "Đủ \(span) \(what)."
        case .unmet:
            let disciplined = (question.proposal.discipline ?? []).contains { one in
                lacking.contains { one.outlasts($0) }
            }
            words =
                "Có \(total - lacking.count - open.count)/\(total) năm \(what); thiếu năm \(list(lacking))"
                + (disciplined ? " (năm kết thúc trước khi hết hạn kỷ luật không được tính)" : "") + "; cần \(span)."
        case .unknown:
            words =
                open.isEmpty && !isCertain
                ? "Chưa rõ thời điểm được khen lần trước\(since.map { " (\(question.name($0)))" } ?? "") nên chưa biết phải tính từ năm nào; cần bổ sung quyết định."
                : "Chưa có \(Self.source(each)) năm \(list(open)); cần \(span) \(what)."
        }
        return Judgement(verdict, words, evidence(first, last, question))
    }

    private func evidence(_ first: AchievementYear, _ last: AchievementYear, _ question: Question) -> [String] {
        let wanted = Set(each.honours + among.flatMap(\.honours))
        let honours = (question.proposal.history ?? []).filter { honour in
            honour.award.map { wanted.contains($0) } == true && honour.year.map { $0 >= first && $0 <= last } == true
        }
        guard each.rating != nil || among.contains(where: { $0.rating != nil }) else {
            return honours.map(question.evidence)
        }
        let ratings = (question.proposal.ratings ?? []).filter {
            $0.year.isSchoolYear == last.isSchoolYear && (first.number...last.number).contains($0.year.number)
        }
        return honours.map(question.evidence)
            + ratings.map { "Xếp loại \($0.year.vietnamese): \($0.rating.vietnamese)" }
    }
}

extension Proposal.Discipline {
    /// The year ended before this discipline did.
    func outlasts(_ year: AchievementYear) -> Bool { to.map { year.lastDay < $0 } ?? true }
}
