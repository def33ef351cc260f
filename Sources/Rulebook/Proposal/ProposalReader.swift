import Vocabulary

extension Proposal {
    /// Reads a case as `vinhdanh law check` takes it. Refused, naming the place, when it is not one.
    public init(json bytes: [UInt8], named name: String, _ law: Law) throws(InputRefusal) {
        let value = try JSONFile.value(bytes, named: name)
        do {
            try self.init(value, law)
        } catch {
            throw error.inside(name)
        }
    }

    init(_ value: JSONValue, _ law: Law) throws(InputRefusal) {
        self.init()
        let fields = try Fields(value, at: "", allowed: Self.keys)
        only = try fields.words("only", Check.self).map { Checks($0) }
        award = try fields.award("award", law)
        year = try fields.achievementYear()
        acceptedOn = try fields.day("acceptedOn")
        decidedOn = try fields.day("decidedOn")
        procedure = try fields.word("procedure") ?? .regular
        basis = try fields.word("basis")
        achievement = try fields.text("achievement")
        try readSubject(fields, law)
        try readRecord(fields, law)
        try readCounts(fields)
        try readProcedure(fields)
        try readMoney(fields)
        guard award != nil || fund != nil || cites != nil else {
            throw InputRefusal("", "không có gì để kiểm tra: cần ít nhất một trong award, fund, cites")
        }
    }

    private static let keys: Set<String> = [
        "only", "award", "year", "schoolYear", "acceptedOn", "decidedOn", "procedure", "basis", "achievement",
        "alsoProposed",
        "subject", "decider", "history", "ratings", "initiatives", "discipline", "pending", "collective", "quota",
        "council",
        "disclosure", "consultation", "papers", "congressYear", "bonusAmount", "fund", "cites", "holidays", "local",
    ]
    /// Years that have days.
    static let lastYear = 9999
    /// Above any amount or count there is, and small enough to be added.
    static let largest = 1_000_000_000_000_000_000

    private mutating func readSubject(_ fields: Fields, _ law: Law) throws(InputRefusal) {
        decider = try fields.word("decider")
        if let subject = try fields.object("subject", allowed: ["kind", "group", "joined"]) {
            self.subject = Subject(
                kind: try subject.word("kind"), group: try subject.word("group"), joined: try subject.day("joined"))
        }
        if let others = try fields.objects("alsoProposed", allowed: ["award", "achievement"]) {
            alsoProposed = []
            for other in others {
                alsoProposed?.append(
                    Other(award: try other.award("award", law), achievement: try other.text("achievement")))
            }
        }
    }

    private mutating func readRecord(_ fields: Fields, _ law: Law) throws(InputRefusal) {
        let honourKeys: Set = ["award", "year", "schoolYear", "decidedOn", "decision", "basis", "achievement"]
        if let honours = try fields.objects("history", allowed: honourKeys) {
            history = []
            for honour in honours {
                history?.append(
                    Honour(
                        award: try honour.award("award", law), year: try honour.achievementYear(),
                        decidedOn: try honour.day("decidedOn"), decision: try honour.text("decision"),
                        basis: try honour.word("basis"), achievement: try honour.text("achievement")))
            }
        }
        ratings = try fields.ratings("ratings")
        if let initiatives = try fields.objects(
            "initiatives", allowed: ["year", "schoolYear", "kind", "scope", "recognisedOn"])
        {
            self.initiatives = []
            for initiative in initiatives {
                self.initiatives?.append(
                    Initiative(
                        year: try initiative.achievementYear(), kind: try initiative.word("kind"),
                        scope: try initiative.word("scope"), recognisedOn: try initiative.day("recognisedOn")))
            }
        }
        if let disciplines = try fields.objects("discipline", allowed: ["kind", "from", "to"]) {
            discipline = []
            for one in disciplines {
                discipline?.append(
                    Discipline(kind: try one.word("kind"), from: try one.day("from"), to: try one.day("to")))
            }
        }
        if let matters = try fields.objects("pending", allowed: ["kind", "from", "to", "signs"]) {
            pending = []
            for matter in matters {
                pending?.append(
                    Matter(
                        kind: try matter.word("kind"), from: try matter.day("from"), to: try matter.day("to"),
                        signs: try matter.flag("signs")))
            }
        }
    }

    private mutating func readCounts(_ fields: Fields) throws(InputRefusal) {
        let collectiveKeys: Set = [
            "members", "completed", "ldtt", "cstdCoSo", "disciplined", "rank", "movementYears", "dissolvedOn",
        ]
        if let counts = try fields.object("collective", allowed: collectiveKeys) {
            var collective = Collective()
            collective.members = try counts.count("members")
            collective.completed = try counts.count("completed")
            collective.ldtt = try counts.count("ldtt")
            collective.cstdCoSo = try counts.count("cstdCoSo")
            collective.disciplined = try counts.count("disciplined")
            collective.rank = try counts.count("rank")
            collective.movementYears = try counts.count("movementYears")
            collective.dissolvedOn = try counts.day("dissolvedOn")
            try counts.within("completed", collective.completed, "members", collective.members)
            try counts.within("ldtt", collective.ldtt, "members", collective.members)
            self.collective = collective
        }
        if let counts = try fields.object("quota", allowed: ["candidates", "base", "limit"]) {
            var quota = Quota()
            quota.candidates = try counts.count("candidates")
            quota.base = try counts.count("base")
            quota.limit = try counts.count("limit")
            self.quota = quota
        }
    }

    private mutating func readProcedure(_ fields: Fields) throws(InputRefusal) {
        if let counts = try fields.object(
            "council", allowed: ["members", "present", "absentWritten", "for", "secret", "heldOn"])
        {
            var council = Council()
            council.members = try counts.count("members")
            council.present = try counts.count("present")
            council.absentWritten = try counts.count("absentWritten")
            council.inFavour = try counts.count("for")
            council.secret = try counts.flag("secret")
            council.heldOn = try counts.day("heldOn")
            try counts.within("for", council.inFavour, "members", council.members)
            if let present = council.present {
                try counts.within(
                    "present", present + (council.absentWritten ?? 0), "members", council.members)
                if let written = council.absentWritten {
                    try counts.within("for", council.inFavour, "present + absentWritten", present + written)
                }
            }
            try counts.within("absentWritten", council.absentWritten, "members", council.members)
            self.council = council
        }
        if let days = try fields.object("disclosure", allowed: ["from", "to"]) {
            disclosure = Disclosure(from: try days.day("from"), to: try days.day("to"))
        }
        if let asked = try fields.objects("consultation", allowed: ["agency", "askedOn", "answeredOn", "opinion"]) {
            consultation = []
            for one in asked {
                consultation?.append(
                    Consulted(
                        agency: try one.text("agency"), askedOn: try one.day("askedOn"),
                        answeredOn: try one.day("answeredOn"), opinion: try one.word("opinion")))
            }
        }
        papers = try fields.words("papers")
        congressYear = try fields.whole("congressYear", atLeast: 1, atMost: Self.lastYear)
        holidays = try fields.days("holidays") ?? []
    }

    private mutating func readMoney(_ fields: Fields) throws(InputRefusal) {
        bonusAmount = try fields.count("bonusAmount")
        if let money = try fields.object("fund", allowed: ["currentExpenditure", "allotted", "organising", "area"]) {
            var fund = Fund()
            fund.currentExpenditure = try money.count("currentExpenditure")
            fund.allotted = try money.count("allotted")
            fund.organising = try money.count("organising")
            fund.area = try money.word("area")
            self.fund = fund
        }
        if let paper = try fields.object("cites", allowed: ["on", "documents"]) {
            cites = Cites(on: try paper.day("on"), documents: try paper.texts("documents"))
        }
        let localKeys = Set(LocalKey.allCases.map(\.rawValue)).union(["number"])
        if let values = try fields.object("local", allowed: localKeys) {
            var local = LocalRegulation(number: try values.text("number"))
            for key in LocalKey.allCases {
                local[key] =
                    switch key.unit {
                    case .percent: try values.hundredths(key.rawValue)
                    case .workingDays: try values.count(key.rawValue)
                    case .years: try values.whole(key.rawValue, atMost: Self.lastYear)
                    }
            }
            self.local = local
        }
    }
}

extension Fields {
    fileprivate func count(_ key: String) throws(InputRefusal) -> Int? { try whole(key, atMost: Proposal.largest) }

    fileprivate func award(_ key: String, _ law: Law) throws(InputRefusal) -> Award.Slug? {
        guard let text = try text(key) else { return nil }
        guard let slug = law.awards.slug(written: text) else {
            throw refusal(key, "danh mục không có mã “\(text)”")
        }
        return slug
    }

    /// `year` or `schoolYear`, never both.
    fileprivate func achievementYear() throws(InputRefusal) -> AchievementYear? {
        let calendar = try whole("year", atLeast: 1, atMost: Proposal.lastYear)
        guard let text = try text("schoolYear") else { return calendar.map { AchievementYear($0) } }
        guard calendar == nil else { throw refusal("schoolYear", "chỉ ghi một trong year và schoolYear") }
        guard let year = AchievementYear(text), year.isSchoolYear else {
            throw refusal("schoolYear", "“\(text)” không phải năm học; ghi như 2023-2024")
        }
        return year
    }

    fileprivate func ratings(_ key: String) throws(InputRefusal) -> [Proposal.Rated]? {
        guard let value = value(key) else { return nil }
        guard case .object(let members) = value else {
            throw refusal(key, "phải là một đối tượng {…}, không phải \(value.kind)")
        }
        var ratings: [AchievementYear: Proposal.Rating?] = [:]
        for member in members {
            let place = Self.join(place(of: key), member.key)
            guard let year = AchievementYear(member.key) else {
                throw InputRefusal(place, "“\(member.key)” không phải năm; ghi như 2024 hoặc 2023-2024")
            }
            switch member.value {
            case .null: ratings[year] = .some(nil)
            case .text(let text): ratings[year] = try Self.word(text, at: place) as Proposal.Rating
            default: throw InputRefusal(place, "phải là chữ, không phải \(member.value.kind)")
            }
        }
        return ratings.compactMap { year, rating in rating.map { Proposal.Rated(year, $0) } }.sorted {
            $0.year < $1.year
        }
    }

    /// A part that is greater than its whole is refused.
    fileprivate func within(_ part: String, _ count: Int?, _ whole: String, _ all: Int?) throws(InputRefusal) {
        guard let count, let all, count > all else { return }
        throw refusal(part, "\(count) lớn hơn \(whole) (\(all))")
    }
}
