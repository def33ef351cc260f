import Database
import Vocabulary

/// Vai trò: what an account may do. Rights are the union of its roles'.
public enum Role: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
    case administrator, specialist, leader, unitOfficer
    case legalOfficer, blocHead, councilMember, secretary, accountant, reporter, delegate, observer

    public var vietnamese: String {
        switch self {
        case .administrator: "quản trị"
        case .specialist: "chuyên viên"
        case .leader: "lãnh đạo"
        case .unitOfficer: "cán bộ đơn vị"
        case .legalOfficer: "pháp chế"
        case .blocHead: "trưởng khối"
        case .councilMember: "thành viên hội đồng"
        case .secretary: "thư ký hội đồng"
        case .accountant: "kế toán"
        case .reporter: "phóng viên"
        case .delegate: "đại biểu"
        case .observer: "thanh tra"
        }
    }

    /// How the command line writes it: `quan-tri`.
    public var code: String { vietnamese.folded.replacing(" ", with: "-") }

    public init?(code: String) {
        guard let role = Role.allCases.first(where: { $0.code == code.folded || $0.rawValue == code }) else {
            return nil
        }
        self = role
    }

    /// Whether it reaches the whole province of its holder's unit where no branch is named, or that unit alone.
    public var reachesProvince: Bool {
        switch self {
        case .administrator, .specialist, .leader, .legalOfficer, .secretary, .accountant, .observer: true
        case .unitOfficer, .blocHead, .councilMember, .reporter, .delegate: false
        }
    }

    /// The law is everybody's to read.
    public var permissions: Set<Permission> { duties.union([.readLaw]) }

    private var duties: Set<Permission> {
        switch self {
        case .administrator:
            [
                .readProgramme, .readUnits, .manageUnits, .manageAccounts, .readLedger, .manageInstallation,
                .manageCalendar, .viewAsOthers,
            ]
        case .specialist:
            [
                .readProgramme, .readAllTasks, .preparePlans, .readPlanDrafts, .manageTasks, .workOnTasks, .readUnits,
                .manageUnits, .readPeople, .managePeople, .readCouncils, .manageCouncils, .readBlocs, .manageBlocs,
                .readHonours, .manageHonours, .readConduct, .manageConduct,
                .manageCalendar,
            ]
        case .leader:
            [
                .readProgramme, .readAllTasks, .readPlanDrafts, .seeQuarter, .manageTasks, .workOnTasks, .readUnits,
                .readPeople,
                .readCouncils, .readBlocs, .readLedger,
                .readHonours, .readConduct,
                .approveRegulations,
            ]
        case .unitOfficer:
            [
                .readProgramme, .workOnTasks, .readUnits, .readPeople, .managePeople, .readBlocs,
                .readHonours, .manageHonours,
            ]
        case .legalOfficer:
            [
                .readProgramme, .readAllTasks, .readUnits, .readCouncils, .readBlocs, .manageLawLibrary,
                .draftRegulations,
            ]
        case .blocHead: [.readProgramme, .workOnTasks, .readUnits, .readBlocs]
        case .councilMember: [.readProgramme, .readUnits, .readCouncils, .readBlocs]
        case .secretary:
            [
                .readProgramme, .readAllTasks, .workOnTasks, .readUnits, .readPeople, .readCouncils, .manageCouncils,
                .readBlocs, .readHonours, .readConduct,
            ]
        case .accountant: [.readProgramme, .readUnits]
        case .reporter: [.readProgramme, .workOnTasks, .readUnits]
        case .delegate: []
        case .observer:
            [
                .readProgramme, .readAllTasks, .readUnits, .readPeople, .readCouncils, .readBlocs, .readLedger,
                .readHonours, .readConduct,
            ]
        }
    }
}
