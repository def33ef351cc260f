import Vocabulary

/// Why giving, lending or looking through somebody's rights was refused.
public enum RightsRefusal: Explained, Equatable {
    case beyondReach
    case moreRights
    case roleNeedsUnit(Role)
    case alreadyHeld(Role)
    case cannotCombine(Role, Role)
    case endBeforeStart
    case startInThePast
    case endInThePast
    case branchEnded(String)
    case noSuchRole
    case notRunning
    case noReason
    // Acting for someone
    case noDeputy
    case deputyUnknown(String)
    case deputyAmbiguous(String, [String])
    case deputyIsSelf
    case deputyClosed
    case nothingToDelegate
    case delegationNeedsRole
    case delegationTooLong
    case delegatedAlready
    // The person of an account
    case personTaken
    case severalPeople([String])
    // Seeing as another
    case viewOfSelf
    case viewAlready

    /// Longest delegation, in days.
    static let mostDays = 366

    public var explanation: Explanation {
        switch self {
        case .beyondReach:
            Explanation(
                notice:
                    "Vai trò này vượt ra ngoài phạm vi ông/bà được quản trị. Chọn đơn vị trong phạm vi của mình, hoặc nhờ quản trị cấp trên giao.",
                log: "role reaches beyond the giver's branch")
        case .moreRights:
            Explanation(
                notice:
                    "Người này có vai trò ngoài phạm vi ông/bà được quản trị nên không thay đổi tài khoản được. Nhờ quản trị cấp trên thực hiện.",
                log: "account has roles beyond the branch of who manages it")
        case .roleNeedsUnit(let role):
            Explanation(
                notice:
                    "Vai trò \(role.vietnamese) cần đơn vị công tác. Ghi đơn vị của người này trước, rồi giao vai trò.",
                log: "role needs a unit")
        case .alreadyHeld(let role):
            Explanation(
                notice:
                    "Người này đã có vai trò \(role.vietnamese) ở phạm vi đó trong thời gian trùng nhau. Kết thúc vai trò cũ trước, hoặc chọn thời gian khác.",
                log: "role is held already")
        case .cannotCombine(let role, let other):
            Explanation(
                notice: role.reasonNotToCombine(with: other)
                    ?? other.reasonNotToCombine(with: role)
                    ?? "Hai vai trò \(role.vietnamese) và \(other.vietnamese) không kiêm nhiệm được.",
                log: "roles do not go together")
        case .endBeforeStart:
            Explanation(
                notice: "Ngày cuối trước ngày đầu. Hãy kiểm tra lại hai ngày.", log: "period ends before it starts")
        case .startInThePast:
            Explanation(
                notice:
                    "Ngày đầu không được trước hôm nay: quyền không giao ngược thời gian. Hãy chọn hôm nay hoặc ngày sau.",
                log: "period starts in the past")
        case .endInThePast:
            Explanation(
                notice: "Ngày cuối đã qua. Hãy chọn ngày từ hôm nay trở đi.", log: "period ends in the past")
        case .branchEnded(let name):
            Explanation(
                notice: "\(name) không còn hoạt động vào ngày đầu của vai trò. Hãy chọn đơn vị kế thừa.",
                log: "branch does not exist on the first day")
        case .noSuchRole:
            Explanation(
                notice: "Không có vai trò đó ở tài khoản này. Tải lại trang để xem danh sách mới nhất.",
                log: "no such role of the account")
        case .notRunning:
            Explanation(
                notice: "Mục này đã kết thúc từ trước. Tải lại trang để xem danh sách mới nhất.", log: "ended already")
        case .noReason:
            Explanation(notice: "Hãy ghi lý do, để người xem nhật ký sau này hiểu.", log: "no reason given")
        case .noDeputy:
            Explanation(
                notice: "Hãy ghi tên đăng nhập hoặc đúng họ tên của người được ủy quyền.", log: "delegation to nobody")
        case .deputyUnknown(let typed):
            Explanation(
                notice: "Không tìm thấy người dùng “\(typed)”. Ghi đúng tên đăng nhập hoặc đủ họ tên.",
                log: "deputy not found")
        case .deputyAmbiguous(let typed, let logins):
            Explanation(
                notice:
                    "Có \(logins.count) người tên “\(typed)”. Hãy ghi tên đăng nhập: \(logins.joined(separator: ", ")).",
                log: "deputy is ambiguous")
        case .deputyIsSelf:
            Explanation(notice: "Không tự ủy quyền cho chính mình. Hãy chọn người khác.", log: "delegation to oneself")
        case .deputyClosed:
            Explanation(
                notice: "Tài khoản của người đó đã khóa. Hãy chọn người khác.", log: "deputy's account is closed")
        case .nothingToDelegate:
            Explanation(
                notice:
                    "Không có vai trò nào ủy quyền được: quyền quản trị không ủy quyền, quyền nhận ủy quyền không ủy quyền tiếp.",
                log: "nothing to delegate")
        case .delegationNeedsRole:
            Explanation(notice: "Chọn ít nhất một vai trò để ủy quyền.", log: "delegation of no role")
        case .delegationTooLong:
            Explanation(
                notice: "Ủy quyền dài nhất một năm. Hãy chọn ngày cuối sớm hơn; hết hạn có thể ủy quyền lại.",
                log: "delegation is too long")
        case .delegatedAlready:
            Explanation(
                notice:
                    "Người đó đang nhận ủy quyền vai trò này trong thời gian trùng nhau. Kết thúc lần ủy quyền trước rồi ủy quyền lại.",
                log: "delegated already")
        case .personTaken:
            Explanation(
                notice: "Người này đã gắn với một tài khoản khác. Mỗi người một tài khoản.",
                log: "person has another account")
        case .severalPeople(let choices):
            Explanation(
                notice: "Có \(choices.count) người cùng tên. Hãy ghi rõ: \(choices.joined(separator: "; ")).",
                log: "person is ambiguous")
        case .viewOfSelf:
            Explanation(notice: "Đây là tài khoản của chính ông/bà.", log: "view of oneself")
        case .viewAlready:
            Explanation(
                notice: "Đang xem như một người khác. Bấm “Thôi xem” trước khi xem như người tiếp theo.",
                log: "view within a view")
        }
    }
}

extension RightsRefusal {
    /// The field of a form on these pages that the refusal is about; nil where it is about none.
    var field: String? {
        switch self {
        case .beyondReach, .branchEnded: "pham-vi"
        case .roleNeedsUnit, .alreadyHeld, .cannotCombine, .nothingToDelegate, .delegationNeedsRole, .delegatedAlready:
            "vai-tro"
        case .startInThePast: "tu-ngay"
        case .endBeforeStart, .endInThePast, .delegationTooLong: "den-ngay"
        case .noReason: "ly-do"
        case .noDeputy, .deputyUnknown, .deputyAmbiguous, .deputyIsSelf, .deputyClosed: "nguoi-nhan"
        case .personTaken, .severalPeople: "ca-nhan"
        case .moreRights, .noSuchRole, .notRunning, .viewOfSelf, .viewAlready: nil
        }
    }
}

extension Role {
    /// Why nobody holds this role together with another one; nil where they go together.
    func reasonNotToCombine(with other: Role) -> String? {
        switch self {
        case .observer where ![.observer, .delegate, .legalOfficer].contains(other):
            "Thanh tra chỉ xem để kiểm tra, không kiêm \(other.vietnamese): người kiểm tra không làm việc được kiểm tra. Dùng người khác hoặc thời gian khác."
        case .reporter where [.specialist, .secretary, .councilMember, .legalOfficer, .accountant].contains(other):
            "Phóng viên không xem hồ sơ khen thưởng nên không kiêm \(other.vietnamese). Dùng người khác hoặc thời gian khác."
        default: nil
        }
    }

    /// What a holder of the role does, for who gives it.
    var hint: String {
        switch self {
        case .administrator: "tài khoản, đơn vị, nhật ký, sao lưu; không thuộc đơn vị nào cũng được"
        case .specialist: "nhập kế hoạch, theo dõi việc, danh mục cá nhân, hội đồng, khối"
        case .leader: "xem việc của mọi đơn vị, trang của quý, điều chỉnh việc"
        case .unitOfficer: "cập nhật việc và danh sách cá nhân của đơn vị mình"
        case .legalOfficer: "xem mọi việc, hội đồng, khối để cho ý kiến pháp lý; không sửa"
        case .blocHead: "việc của đơn vị mình và khối thi đua"
        case .councilMember: "xem hội đồng, khối và chương trình liên quan"
        case .secretary: "xem mọi việc, lo các phiên họp và danh sách hội đồng"
        case .accountant: "xem chương trình của tỉnh; tiền thưởng, quỹ ở phần sau"
        case .reporter: "xem và cập nhật việc tuyên truyền của đơn vị mình"
        case .delegate: "dự hội nghị, tập huấn; chưa xem gì khác"
        case .observer: "xem tất cả trong phạm vi, kể cả nhật ký; không sửa gì"
        }
    }
}
