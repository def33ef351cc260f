/// A shape of rule: what a rule of the law looks like, whatever its numbers. One small file each; numbers come from `Law/`.
///
/// A shape is asked only where the condition of its rule fits. It never invents a fact: what is missing gives `.unknown` and says
/// what to bring, unless the missing fact cannot change the result.
protocol RuleShape: Sendable {
    /// The word in `Law/*.json`.
    static var name: String { get }
    /// The parameters it knows.
    static var keys: Set<String> { get }
    /// Refused, naming the parameter, when one is missing or wrong.
    init(_ parameters: Fields, _ awards: Awards) throws(InputRefusal)
    /// What it asks, in plain Vietnamese, whatever the case; every number of its parameters is told.
    func words(_ names: AwardNames) -> String
    /// The settings of the local regulation that it asks for.
    var locals: [LocalUse] { get }
    /// Nil where it does not apply after all.
    func judge(_ question: Question) -> Judgement?
}

extension RuleShape {
    var locals: [LocalUse] { [] }
}

/// The shapes that the files of the law may name.
enum Shapes {
    static let all: [any RuleShape.Type] = [
        RegimeIsKnown.self, HasPower.self, KindOfSubject.self, MonthsServed.self, BodyExists.self, YearsInARow.self,
        EitherRun.self, NotConfirmed.self, EnoughInitiatives.self, EarlierAward.self, BasisOfEarlierAward.self,
        ShareOfBase.self, WithinLimit.self, OneAchievement.self, NoOpenMatter.self, NoRunningDiscipline.self,
        NoDisciplineInYear.self, MembersOfCollective.self, LeadsItsBloc.self, PapersPresent.self,
        YearAfterDecision.self,
        CongressWindow.self, AfterTheYear.self, DaysToDecide.self, DisclosedBeforeCouncil.self, AgenciesAgree.self,
        BallotOfAllMembers.self, BonusAgrees.self, FundCeiling.self, FundForOrganising.self, BasesInForce.self,
    ]
}

extension Fields {
    /// An award of the catalogue.
    func award(_ key: String, in awards: Awards) throws(InputRefusal) -> Award.Slug? {
        guard let text = try text(key) else { return nil }
        return try Self.award(text, at: place(of: key), in: awards)
    }

    func awards(_ key: String, in awards: Awards) throws(InputRefusal) -> [Award.Slug]? {
        guard let texts = try texts(key) else { return nil }
        var slugs: [Award.Slug] = []
        for (index, text) in texts.enumerated() {
            slugs.append(try Self.award(text, at: "\(place(of: key))[\(index)]", in: awards))
        }
        return slugs
    }

    private static func award(_ text: String, at place: String, in awards: Awards) throws(InputRefusal) -> Award.Slug {
        guard awards[Award.Slug(text)] != nil else { throw InputRefusal(place, "danh mục không có mã “\(text)”") }
        return Award.Slug(text)
    }

    func yearDay(_ key: String) throws(InputRefusal) -> YearDay? {
        guard let text = try text(key) else { return nil }
        guard let day = YearDay(text) else { throw refusal(key, "“\(text)” không phải ngày trong năm; ghi như 12-31") }
        return day
    }

    func neededWhole(_ key: String, atLeast least: Int = 0) throws(InputRefusal) -> Int {
        guard let number = try whole(key, atLeast: least, atMost: 1_000_000) else { throw refusal(key, "thiếu") }
        return number
    }

    func neededPercent(_ key: String) throws(InputRefusal) -> Int {
        guard let number = try hundredths(key) else { throw refusal(key, "thiếu") }
        return number
    }

    func neededAward(_ key: String, in awards: Awards) throws(InputRefusal) -> Award.Slug {
        guard let slug = try award(key, in: awards) else { throw refusal(key, "thiếu") }
        return slug
    }
}
