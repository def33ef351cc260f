/// Quyền: one kind of thing a visitor may do. Which units' things of that kind is `Visitor.scope(_:)`.
public enum Permission: String, Sendable, CaseIterable {
    /// See plans in force and the tasks in which a unit in scope takes part.
    case readProgramme
    /// See every task of the branch, not only those of one's own unit.
    case readAllTasks
    /// Upload plans, review drafts, adopt them.
    case preparePlans
    /// Read plans that are being written here, and say what one thinks of them.
    case readPlanDrafts
    /// Add, postpone, drop, reopen tasks and correct what was adopted.
    case manageTasks
    /// Report progress, add evidence, comments and files to tasks within one's scope.
    case workOnTasks
    /// The leader's page for the quarter.
    case seeQuarter
    case readUnits, manageUnits
    case readPeople, managePeople
    case readCouncils, manageCouncils
    case readBlocs, manageBlocs
    /// What was given, ratings, initiatives.
    case readHonours, manageHonours
    /// Discipline and matters that are being looked into.
    case readConduct, manageConduct
    /// The law as data: what it asks on a day.
    case readLaw
    /// The province's own documents in the law library.
    case manageLawLibrary
    /// The regulation of the province: write it, let it hold.
    case draftRegulations, approveRegulations
    case manageAccounts
    /// See the program as another person does, without being able to act.
    case viewAsOthers
    case readLedger
    /// Days off and days worked in exchange.
    case manageCalendar
    /// Backups, mail, sign-in from elsewhere, how long things are kept.
    case manageInstallation

    /// What a refusal says one may not do.
    public var vietnamese: String {
        switch self {
        case .readProgramme: "xem chương trình công tác"
        case .readAllTasks: "xem việc của mọi đơn vị"
        case .preparePlans: "nhập và nhận kế hoạch"
        case .readPlanDrafts: "xem và góp ý kế hoạch đang soạn"
        case .manageTasks: "điều chỉnh nhiệm vụ"
        case .workOnTasks: "cập nhật nhiệm vụ"
        case .seeQuarter: "xem trang của lãnh đạo"
        case .readUnits: "xem danh mục đơn vị"
        case .manageUnits: "sửa danh mục đơn vị"
        case .readPeople: "xem danh sách cá nhân"
        case .managePeople: "sửa danh sách cá nhân"
        case .readCouncils: "xem hội đồng"
        case .manageCouncils: "sửa hội đồng"
        case .readBlocs: "xem khối, cụm thi đua"
        case .manageBlocs: "sửa khối, cụm thi đua"
        case .readHonours: "xem khen thưởng đã có"
        case .manageHonours: "nhập khen thưởng đã có"
        case .readConduct: "xem kỷ luật, việc đang xem xét"
        case .manageConduct: "nhập kỷ luật, việc đang xem xét"
        case .readLaw: "tra cứu luật"
        case .manageLawLibrary: "nhập, sửa thư viện văn bản"
        case .draftRegulations: "soạn quy chế địa phương"
        case .approveRegulations: "duyệt quy chế địa phương"
        case .manageAccounts: "quản lý tài khoản"
        case .viewAsOthers: "xem như người khác"
        case .readLedger: "xem nhật ký"
        case .manageCalendar: "sửa lịch nghỉ"
        case .manageInstallation: "quản lý hệ thống"
        }
    }

    /// What the whole province may know of each other, whatever unit one works in.
    var isDirectory: Bool {
        switch self {
        case .readUnits, .readCouncils, .readBlocs, .readLaw: true
        default: false
        }
    }

    /// What is about the tasks of one's own unit: who works in none has none.
    var needsUnit: Bool {
        switch self {
        case .readProgramme, .readAllTasks, .preparePlans, .readPlanDrafts, .manageTasks, .workOnTasks, .seeQuarter:
            true
        default: false
        }
    }
}
