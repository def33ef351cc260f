import Vocabulary

/// Đề nghị khen thưởng: what is known of one proposal, or of a fund, or of the legal bases of a paper.
///
/// A fact that is nil is *missing*; a list that is present is complete. `[]` says that there was nothing, nil says that nobody
/// looked. Meaning of each key: `docs/law.md`.
public struct Proposal: Equatable, Sendable {
    /// These checks only; nil asks for all that apply.
    public var only: Checks?
    public var award: Award.Slug?
    public var year: AchievementYear?
    /// The day on which the appraising body took the dossier: it chooses the regime.
    public var acceptedOn: Day?
    /// The day of signing: it chooses power and bonus.
    public var decidedOn: Day?
    public var procedure: Procedure = .regular
    public var basis: Basis?
    public var achievement: String?
    public var alsoProposed: [Other]?
    public var subject: Subject?
    public var decider: Decider?
    public var history: [Honour]?
    public var ratings: [Rated]?
    public var initiatives: [Initiative]?
    public var discipline: [Discipline]?
    public var pending: [Matter]?
    public var collective: Collective?
    public var quota: Quota?
    public var council: Council?
    public var disclosure: Disclosure?
    public var consultation: [Consulted]?
    public var papers: [Paper]?
    public var congressYear: Int?
    public var bonusAmount: Int?
    public var fund: Fund?
    public var cites: Cites?
    /// Days off besides Saturday, Sunday and the fixed ones.
    public var holidays: [Day] = []
    /// The office's own calendar; it stands in the place of `holidays` and the fixed days.
    public var calendar: WorkingDays?
    public var local: LocalRegulation?

    public init() {}

    /// Thủ tục.
    public enum Procedure: String, CaseIterable, Sendable { case regular, simplified }

    /// Loại hình khen thưởng.
    public enum Basis: String, CaseIterable, Sendable {
        case congTrang, dotXuat, phongTrao, quaTrinhCongHien, theoNienHan, doiNgoai
    }

    /// Another proposal that is open at the same time for the same subject.
    public struct Other: Equatable, Sendable {
        public var award: Award.Slug?
        public var achievement: String?
        public init(award: Award.Slug? = nil, achievement: String? = nil) {
            (self.award, self.achievement) = (award, achievement)
        }
    }

    /// Đối tượng.
    public struct Subject: Equatable, Sendable {
        public var kind: SubjectKind?
        public var group: Group?
        /// First day of service.
        public var joined: Day?
        public init(kind: SubjectKind? = nil, group: Group? = nil, joined: Day? = nil) {
            (self.kind, self.group, self.joined) = (kind, group, joined)
        }
    }

    public enum Group: String, CaseIterable, Sendable {
        case official, worker, farmer, soldier, entrepreneur, intellectual, student, foreigner, other
    }

    /// An earlier award of the subject.
    public struct Honour: Equatable, Sendable {
        public var award: Award.Slug?
        /// Last year of the achievement written in the decision.
        public var year: AchievementYear?
        public var decidedOn: Day?
        public var decision: String?
        public var basis: Basis?
        public var achievement: String?
        public init(
            award: Award.Slug? = nil, year: AchievementYear? = nil, decidedOn: Day? = nil, decision: String? = nil,
            basis: Basis? = nil, achievement: String? = nil
        ) {
            (self.award, self.year, self.decidedOn) = (award, year, decidedOn)
            (self.decision, self.basis, self.achievement) = (decision, basis, achievement)
        }
    }

    /// Xếp loại mức độ hoàn thành nhiệm vụ of one year.
    public struct Rated: Equatable, Sendable {
        public let year: AchievementYear
        public let rating: Rating
        public init(_ year: AchievementYear, _ rating: Rating) { (self.year, self.rating) = (year, rating) }
    }

    public enum Rating: String, CaseIterable, Comparable, Sendable {
        case excellent, good, completed, notCompleted

        var rank: Int {
            switch self {
            case .excellent: 3
            case .good: 2
            case .completed: 1
            case .notCompleted: 0
            }
        }
        public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

        public var vietnamese: String {
            switch self {
            case .excellent: "hoàn thành xuất sắc nhiệm vụ"
            case .good: "hoàn thành tốt nhiệm vụ"
            case .completed: "hoàn thành nhiệm vụ"
            case .notCompleted: "không hoàn thành nhiệm vụ"
            }
        }
    }

    /// Sáng kiến, đề tài, mưu trí: all count as initiatives.
    public struct Initiative: Equatable, Sendable {
        public var year: AchievementYear?
        public var kind: Kind?
        public var scope: Scope?
        public var recognisedOn: Day?
        public enum Kind: String, CaseIterable, Sendable { case sangKien, deTai, muuTri }
        public init(year: AchievementYear? = nil, kind: Kind? = nil, scope: Scope? = nil, recognisedOn: Day? = nil) {
            (self.year, self.kind, self.scope, self.recognisedOn) = (year, kind, scope, recognisedOn)
        }
    }

    /// Phạm vi ảnh hưởng.
    public enum Scope: String, CaseIterable, Comparable, Sendable {
        case coSo, tinh, toanQuoc

        var rank: Int {
            switch self {
            case .coSo: 0
            case .tinh: 1
            case .toanQuoc: 2
            }
        }
        public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

        public var vietnamese: String {
            switch self {
            case .coSo: "cấp cơ sở"
            case .tinh: "cấp tỉnh"
            case .toanQuoc: "toàn quốc"
            }
        }
    }

    /// Kỷ luật, with the days of its effect; no `to` means that it still runs.
    public struct Discipline: Equatable, Sendable {
        public var kind: Kind?
        public var from: Day?
        public var to: Day?
        public enum Kind: String, CaseIterable, Sendable {
            case khienTrach, canhCao, haBacLuong, giangChuc, cachChuc, buocThoiViec
        }
        public init(kind: Kind? = nil, from: Day? = nil, to: Day? = nil) {
            (self.kind, self.from, self.to) = (kind, from, to)
        }
    }

    /// Việc đang xem xét; `to` is the day of settlement.
    public struct Matter: Equatable, Sendable {
        public var kind: Kind?
        public var from: Day?
        public var to: Day?
        public var signs: Bool?
        public enum Kind: String, CaseIterable, Sendable {
            case discipline, investigation, inspection, audit, complaint, denunciation, press
        }
        public init(kind: Kind? = nil, from: Day? = nil, to: Day? = nil, signs: Bool? = nil) {
            (self.kind, self.from, self.to, self.signs) = (kind, from, to, signs)
        }
    }

    public struct Collective: Equatable, Sendable {
        public var members: Int?
        public var completed: Int?
        public var ldtt: Int?
        public var cstdCoSo: Int?
        public var disciplined: Int?
        public var rank: Int?
        public var movementYears: Int?
        public var dissolvedOn: Day?
        public init() {}
    }

    public struct Quota: Equatable, Sendable {
        public var candidates: Int?
        public var base: Int?
        public var limit: Int?
        public init() {}
    }

    public struct Council: Equatable, Sendable {
        public var members: Int?
        public var present: Int?
        public var absentWritten: Int?
        /// Written votes included.
        public var inFavour: Int?
        public var secret: Bool?
        public var heldOn: Day?
        public init() {}
    }

    public struct Disclosure: Equatable, Sendable {
        public var from: Day?
        public var to: Day?
        public init(from: Day? = nil, to: Day? = nil) { (self.from, self.to) = (from, to) }
    }

    /// Hiệp y: one agency that was asked.
    public struct Consulted: Equatable, Sendable {
        public var agency: String?
        public var askedOn: Day?
        public var answeredOn: Day?
        public var opinion: Opinion?
        public enum Opinion: String, CaseIterable, Sendable { case agree, disagree }
        public init(agency: String? = nil, askedOn: Day? = nil, answeredOn: Day? = nil, opinion: Opinion? = nil) {
            (self.agency, self.askedOn, self.answeredOn, self.opinion) = (agency, askedOn, answeredOn, opinion)
        }
    }

    public enum Paper: String, CaseIterable, Sendable {
        case toTrinh, danhSach, baoCaoThanhTich, bienBan, quyetDinhSangKien, banSaoKhenThuong, xacNhanThue,
            xacNhanBaoHiem

        public var vietnamese: String {
            switch self {
            case .toTrinh: "tờ trình"
            case .danhSach: "danh sách"
            case .baoCaoThanhTich: "báo cáo thành tích"
            case .bienBan: "biên bản họp hội đồng"
            case .quyetDinhSangKien: "quyết định công nhận sáng kiến"
            case .banSaoKhenThuong: "bản sao quyết định khen thưởng"
            case .xacNhanThue: "xác nhận nghĩa vụ thuế"
            case .xacNhanBaoHiem: "xác nhận bảo hiểm xã hội"
            }
        }
    }

    /// The fund of one budget level, in đồng.
    public struct Fund: Equatable, Sendable {
        public var currentExpenditure: Int?
        public var allotted: Int?
        public var organising: Int?
        public var area: Area?
        public enum Area: String, CaseIterable, Sendable {
            case delta, centralCity, mountain, midland, tayNguyen, remote, island
        }
        public init() {}
    }

    /// The legal bases of a paper, and its date.
    public struct Cites: Equatable, Sendable {
        public var on: Day?
        public var documents: [String]?
        public init(on: Day? = nil, documents: [String]? = nil) { (self.on, self.documents) = (on, documents) }
    }
}

/// Cá nhân, tập thể, hộ gia đình.
public enum SubjectKind: String, CaseIterable, Sendable {
    case individual, collective, household

    public var vietnamese: String {
        switch self {
        case .individual: "cá nhân"
        case .collective: "tập thể"
        case .household: "hộ gia đình"
        }
    }
}

/// Người có thẩm quyền quyết định.
public enum Decider: String, CaseIterable, Sendable {
    case president, primeMinister, minister, provinceChair, districtChair, communeChair, departmentHead, unitHead,
        subUnitHead,
        enterpriseDirector, boardChair, armedForceHead

    public var vietnamese: String {
        switch self {
        case .president: "Chủ tịch nước"
        case .primeMinister: "Thủ tướng Chính phủ"
        case .minister: "Bộ trưởng"
        case .provinceChair: "Chủ tịch UBND cấp tỉnh"
        case .districtChair: "Chủ tịch UBND cấp huyện"
        case .communeChair: "Chủ tịch UBND cấp xã"
        case .departmentHead: "Giám đốc sở và tương đương"
        case .unitHead: "Thủ trưởng đơn vị có tư cách pháp nhân"
        case .subUnitHead: "Thủ trưởng đơn vị không có tư cách pháp nhân"
        case .enterpriseDirector: "Giám đốc doanh nghiệp, hợp tác xã"
        case .boardChair: "Chủ tịch hội đồng thành viên, hội đồng quản trị"
        case .armedForceHead: "Thủ trưởng đơn vị lực lượng vũ trang"
        }
    }
}
