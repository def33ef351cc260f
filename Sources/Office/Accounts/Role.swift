import Database
import Vocabulary

/// Vai trò: what an account may do. Rights are the union of its roles'.
public enum Role: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
    case administrator, specialist, leader, unitOfficer

    public var vietnamese: String {
        switch self {
        case .administrator: "quản trị"
        case .specialist: "chuyên viên"
        case .leader: "lãnh đạo"
        case .unitOfficer: "cán bộ đơn vị"
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

    public var permissions: Set<Permission> {
        switch self {
        case .administrator: [.readProgramme, .readUnits, .manageUnits, .manageAccounts, .readLedger]
        case .specialist:
            [.readProgramme, .readAllTasks, .preparePlans, .manageTasks, .workOnTasks, .readUnits, .manageUnits]
        case .leader: [.readProgramme, .readAllTasks, .seeQuarter, .manageTasks, .workOnTasks, .readUnits, .readLedger]
        case .unitOfficer: [.readProgramme, .workOnTasks]
        }
    }
}

/// Quyền: one kind of thing a visitor may do. Which things of that kind is the visitor's `Scope`.
public enum Permission: String, Sendable, CaseIterable {
    /// See plans in force and tasks within one's scope.
    case readProgramme
    /// See the tasks of every unit, not only of one's own.
    case readAllTasks
    /// Upload plans, review drafts, adopt them.
    case preparePlans
    /// Add, postpone, drop, reopen tasks and correct what was adopted.
    case manageTasks
    /// Report progress, add evidence, comments and files to tasks within one's scope.
    case workOnTasks
    /// The leader's page for the quarter.
    case seeQuarter
    case readUnits, manageUnits
    case manageAccounts
    case readLedger

    /// What a refusal says one may not do.
    public var vietnamese: String {
        switch self {
        case .readProgramme: "xem chương trình công tác"
        case .readAllTasks: "xem việc của mọi đơn vị"
        case .preparePlans: "nhập và nhận kế hoạch"
        case .manageTasks: "điều chỉnh nhiệm vụ"
        case .workOnTasks: "cập nhật nhiệm vụ"
        case .seeQuarter: "xem trang của lãnh đạo"
        case .readUnits: "xem danh mục đơn vị"
        case .manageUnits: "sửa danh mục đơn vị"
        case .manageAccounts: "quản lý tài khoản"
        case .readLedger: "xem nhật ký"
        }
    }
}
