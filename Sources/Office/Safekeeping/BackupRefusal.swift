import Vocabulary

/// Why a backup could not be made, read or restored.
public enum BackupRefusal: Explained, Equatable {
    case exists(String)
    case notWritten(String)
    case notReadable(String)
    case notABackup(String)
    /// Some bit of the file is not as it was written.
    case damaged(String)
    case passphraseNeeded
    case wrongPassphrase(String)
    case weakPassphrase(String)
    case newerVersion([String])
    case targetNotEmpty(String)
    /// A copy of SQLite cannot fill PostgreSQL, nor the other way round.
    case otherEngine(String)
    case toolMissing(String)
    case toolFailed(String, String)
    case notProven([String])
    case underWay
    /// It took so long to show a sign of life that another node began anew.
    case takenOver
    case notSetUp

    public var explanation: Explanation {
        switch self {
        case .exists(let path):
            Explanation(
                notice: "Đã có tệp \(path). Hãy chọn tên khác cho bản sao lưu.", log: "backup target exists",
                english: "There is already a file \(path). Choose another name.")
        case .notWritten(let path):
            Explanation(
                notice: "Không ghi được \(path). Kiểm tra quyền ghi và dung lượng đĩa còn trống.",
                log: "backup not written: \(path)",
                english: "\(path) could not be written. Check permissions and free space.")
        case .notReadable(let path):
            Explanation(
                notice: "Không đọc được \(path). Kiểm tra đường dẫn và quyền đọc.", log: "backup not readable",
                english: "\(path) cannot be read. Check the path and permissions.")
        case .notABackup(let path):
            Explanation(
                notice: "\(path) không phải là bản sao lưu của Vinh Danh, hoặc bị cắt cụt.",
                log: "not a backup", english: "\(path) is no backup of Vinh Danh, or its end is missing.")
        case .damaged(let path):
            Explanation(
                notice: "\(path) đã bị hỏng hoặc bị sửa nên không khôi phục. Hãy dùng một bản sao lưu khác.",
                log: "backup is damaged", english: "\(path) is damaged or was altered; use another backup.")
        case .passphraseNeeded:
            Explanation(
                notice: "Bản sao lưu này được mã hóa. Hãy chỉ tệp chứa mật khẩu bằng --passphrase-file.",
                log: "pass-phrase needed",
                english: "This backup is encrypted; name its pass-phrase with --passphrase-file.")
        case .wrongPassphrase(let path):
            Explanation(
                notice: "Mật khẩu không mở được \(path): mật khẩu sai, hoặc phần đầu tệp bị hỏng.",
                log: "wrong pass-phrase or damaged head",
                english: "The pass-phrase does not open \(path): it is wrong, or the head of the file is damaged.")
        case .weakPassphrase(let path):
            Explanation(
                notice: "Tệp mật khẩu \(path) không đọc được hoặc ngắn hơn 12 ký tự. Hãy đặt một câu dài hơn.",
                log: "pass-phrase missing or short",
                english: "The pass-phrase file \(path) cannot be read or holds fewer than 12 characters.")
        case .newerVersion(let names):
            Explanation(
                notice: "Bản sao lưu do phiên bản mới hơn tạo ra. Hãy cài phiên bản mới nhất rồi khôi phục.",
                log: "backup has unknown migrations: \(names.joined(separator: ", "))",
                english: "This backup was made by a newer version. Install it, then restore.")
        case .targetNotEmpty(let place):
            Explanation(
                notice:
                    "\(place) đã có dữ liệu. Chỉ khôi phục vào nơi trống; hãy chọn thư mục hoặc cơ sở dữ liệu khác.",
                log: "restore target is not empty",
                english: "\(place) is not empty. A backup is restored into an empty place only.")
        case .otherEngine(let engine):
            Explanation(
                notice: engine == "sqlite"
                    ? "Bản sao lưu này là của SQLite: khôi phục bằng --data, không dùng --postgres."
                    : "Bản sao lưu này là của PostgreSQL: khôi phục vào một cơ sở dữ liệu trống bằng --postgres.",
                log: "backup of engine \(engine)", english: "This backup is one of \(engine).")
        case .toolMissing(let tool):
            Explanation(
                notice: "Máy chủ chưa có \(tool). Cài gói postgresql-client rồi chạy lại.", log: "\(tool) missing",
                english: "\(tool) is missing. Install postgresql-client.")
        case .toolFailed(let tool, let words):
            Explanation(
                notice: "\(tool) không chạy được: \(words)", log: "\(tool) failed", english: "\(tool) failed: \(words)")
        case .notProven(let faults):
            Explanation(
                notice: "Dữ liệu khôi phục không qua được kiểm tra nên đã bỏ:\n"
                    + faults.map { "- \($0)" }.joined(separator: "\n"),
                log: "restored data failed its proof: \(faults.count) faults")
        case .underWay:
            Explanation(
                notice: "Đang có một lần sao lưu khác. Hãy đợi xong rồi làm lại.", log: "a backup is under way",
                english: "Another backup is under way.")
        case .takenOver:
            Explanation(
                notice:
                    "Máy chủ này im lặng quá lâu nên lần sao lưu đã được làm lại từ đầu ở nơi khác; tệp làm dở đã bỏ.",
                log: "the backup was taken over by another node",
                english: "This node fell silent for too long; the backup was begun anew elsewhere.")
        case .notSetUp:
            Explanation(
                notice: "Chưa đặt thư mục sao lưu. Hãy vào trang Sao lưu và lưu phần thiết lập trước.",
                log: "no backup folder set", english: "No folder for backups is set.")
        }
    }
}
