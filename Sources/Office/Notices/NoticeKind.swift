import Vocabulary

/// Loại thông báo: one kind of thing that people are told. Rooms offer theirs (`Room.notices`); each person chooses by
/// kind how to hear of it.
public struct NoticeKind: Hashable, Sendable {
    /// How a person hears of it.
    public struct Channels: OptionSet, Hashable, Sendable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }

        /// Trong phần mềm: the inbox and its count in the frame.
        public static let inbox = Channels(rawValue: 1)
        /// Thư ngay: a letter of its own.
        public static let mail = Channels(rawValue: 2)
        /// Thư tổng hợp: a line in the letter of the day.
        public static let digest = Channels(rawValue: 4)
    }

    /// `viec-duoc-giao`: in tables and addresses; never changed once released.
    public let code: String
    /// `Việc được giao`
    public let title: String
    /// When one is told so, in a sentence for who chooses.
    public let when: String
    /// For who has chosen nothing. Letters go only where an address is known.
    public let standard: Channels
    /// It stands in the inbox whatever one chooses: what concerns one's own account.
    public let isMandatory: Bool

    public init(
        _ code: String, _ title: String, when: String, standard: Channels = [.inbox, .digest], isMandatory: Bool = false
    ) {
        (self.code, self.title, self.when) = (code, title, when)
        (self.standard, self.isMandatory) = (standard, isMandatory)
    }
}

extension NoticeKind {
    /// What happens to one's own account: a role given or taken, a second factor or password reset.
    public static let account = NoticeKind(
        "tai-khoan", "Tài khoản của tôi", when: "vai trò, mật khẩu hoặc lớp xác thực thứ hai của tôi thay đổi",
        standard: [.inbox, .mail], isMandatory: true)
    /// A job that keeps the installation well has failed: backups, mail.
    public static let upkeep = NoticeKind(
        "van-hanh", "Vận hành phần mềm", when: "sao lưu, gửi thư hoặc việc định kỳ khác bị lỗi",
        standard: [.inbox, .mail])
    /// A person's move waits for the receiving unit.
    public static let transfer = NoticeKind(
        "dieu-dong", "Điều động chờ xác nhận", when: "có người chuyển đến đơn vị, chờ đơn vị tôi xác nhận",
        standard: [.inbox, .mail])

    /// The kinds that the Office itself tells.
    public static let ofOffice: [NoticeKind] = [.transfer, .account, .upkeep]
}
