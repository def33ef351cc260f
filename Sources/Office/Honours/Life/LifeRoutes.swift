import HTTP
import Markup
import Vocabulary

/// Quá trình khen thưởng: the whole record of a person or a unit, with its ratings and, for few, conduct.
public enum LifePage: Page, Equatable {
    case person(ID<Person>)
    case unit(ID<Unit>)
    case personFile(ID<Person>, PaperFile)
    case unitFile(ID<Unit>, PaperFile)
    case ratePerson(ID<Person>)
    case rateUnit(ID<Unit>)
    case correctRating(ID<YearlyRating>)
    case withdrawRating(ID<YearlyRating>)
    case discipline(ID<Person>)
    case endDiscipline(ID<Conduct.Discipline>)
    case withdrawDiscipline(ID<Conduct.Discipline>)
    case openPersonMatter(ID<Person>)
    case openUnitMatter(ID<Unit>)
    case settleMatter(ID<Conduct.Matter>)
    case withdrawMatter(ID<Conduct.Matter>)

    public var path: String {
        switch self {
        case .person(let id): "/nguoi/\(id)/khen-thuong"
        case .unit(let id): "/don-vi/\(id)/khen-thuong"
        case .personFile(let id, let file): "/nguoi/\(id)/khen-thuong.\(file.rawValue)"
        case .unitFile(let id, let file): "/don-vi/\(id)/khen-thuong.\(file.rawValue)"
        case .ratePerson(let id): "/nguoi/\(id)/xep-loai"
        case .rateUnit(let id): "/don-vi/\(id)/xep-loai"
        case .correctRating(let id): "/xep-loai/\(id)/sua"
        case .withdrawRating(let id): "/xep-loai/\(id)/rut"
        case .discipline(let id): "/nguoi/\(id)/ky-luat"
        case .endDiscipline(let id): "/ky-luat/\(id)/het"
        case .withdrawDiscipline(let id): "/ky-luat/\(id)/rut"
        case .openPersonMatter(let id): "/nguoi/\(id)/viec-xem-xet"
        case .openUnitMatter(let id): "/don-vi/\(id)/viec-xem-xet"
        case .settleMatter(let id): "/viec-xem-xet/\(id)/xong"
        case .withdrawMatter(let id): "/viec-xem-xet/\(id)/rut"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .person, .unit, .personFile, .unitFile: .get
        default: .post
        }
    }

    public var needs: Need {
        switch self {
        case .person, .unit, .personFile, .unitFile: .permission(.readHonours)
        case .ratePerson, .rateUnit, .correctRating, .withdrawRating: .permission(.manageHonours)
        case .discipline, .endDiscipline, .withdrawDiscipline, .openPersonMatter, .openUnitMatter, .settleMatter,
            .withdrawMatter:
            .permission(.manageConduct)
        }
    }

    public var lane: Lane {
        switch self {
        case .personFile, .unitFile: .slow
        default: .fast
        }
    }

    public var bodyLimit: Int { 32 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        do {
            return try found(call)
        } catch HonourRefusal.notFound {
            throw FrameRefusal.notFound
        }
    }

    private func found(_ call: Call) throws -> Response {
        switch self {
        case .person(let id): try LifeAnswers.person(id, call)
        case .unit(let id): try LifeAnswers.unit(id, call)
        case .personFile(let id, let file): try LifeAnswers.file(.person(id), file, call)
        case .unitFile(let id, let file): try LifeAnswers.file(.unit(id), file, call)
        case .ratePerson(let id): try RatingAnswers.rate(.person(id), call)
        case .rateUnit(let id): try RatingAnswers.rate(.unit(id), call)
        case .correctRating(let id): try RatingAnswers.correct(id, call)
        case .withdrawRating(let id): try RatingAnswers.withdraw(id, call)
        case .discipline(let id): try ConductAnswers.discipline(id, call)
        case .endDiscipline(let id): try ConductAnswers.endDiscipline(id, call)
        case .withdrawDiscipline(let id): try ConductAnswers.withdrawDiscipline(id, call)
        case .openPersonMatter(let id): try ConductAnswers.open(.person(id), call)
        case .openUnitMatter(let id): try ConductAnswers.open(.unit(id), call)
        case .settleMatter(let id): try ConductAnswers.settle(id, call)
        case .withdrawMatter(let id): try ConductAnswers.withdraw(id, call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> LifePage? {
        guard path.count == 3, method == .get || method == .post else { return nil }
        let isGet = method == .get
        switch path[0] {
        case "nguoi": return ID<Person>(path[1]).flatMap { person($0, path[2], isGet) }
        case "don-vi": return ID<Unit>(path[1]).flatMap { unit($0, path[2], isGet) }
        case "xep-loai":
            guard !isGet, let id = ID<YearlyRating>(path[1]) else { return nil }
            return path[2] == "sua" ? .correctRating(id) : path[2] == "rut" ? .withdrawRating(id) : nil
        case "ky-luat":
            guard !isGet, let id = ID<Conduct.Discipline>(path[1]) else { return nil }
            return path[2] == "het" ? .endDiscipline(id) : path[2] == "rut" ? .withdrawDiscipline(id) : nil
        case "viec-xem-xet":
            guard !isGet, let id = ID<Conduct.Matter>(path[1]) else { return nil }
            return path[2] == "xong" ? .settleMatter(id) : path[2] == "rut" ? .withdrawMatter(id) : nil
        default: return nil
        }
    }

    private static func file(_ name: Substring) -> PaperFile? {
        guard name.hasPrefix("khen-thuong.") else { return nil }
        return PaperFile(rawValue: String(name.dropFirst("khen-thuong.".count)))
    }

    private static func person(_ id: ID<Person>, _ act: Substring, _ isGet: Bool) -> LifePage? {
        switch (isGet, act) {
        case (true, "khen-thuong"): .person(id)
        case (true, _): file(act).map { .personFile(id, $0) }
        case (false, "xep-loai"): .ratePerson(id)
        case (false, "ky-luat"): .discipline(id)
        case (false, "viec-xem-xet"): .openPersonMatter(id)
        default: nil
        }
    }

    private static func unit(_ id: ID<Unit>, _ act: Substring, _ isGet: Bool) -> LifePage? {
        switch (isGet, act) {
        case (true, "khen-thuong"): .unit(id)
        case (true, _): file(act).map { .unitFile(id, $0) }
        case (false, "xep-loai"): .rateUnit(id)
        case (false, "viec-xem-xet"): .openUnitMatter(id)
        default: nil
        }
    }

    public static let room = Room(
        name: "Office/Honours/Life",
        examples: [
            LifePage.person(ID(1)), .unit(ID(1)), .personFile(ID(1), .pdf), .unitFile(ID(1), .pdf),
            .ratePerson(ID(1)), .rateUnit(ID(1)), .correctRating(ID(1)), .withdrawRating(ID(1)), .discipline(ID(1)),
            .endDiscipline(ID(1)), .withdrawDiscipline(ID(1)), .openPersonMatter(ID(1)), .openUnitMatter(ID(1)),
            .settleMatter(ID(1)), .withdrawMatter(ID(1)),
        ],
        recognise: { recognise($0, $1) })
}
