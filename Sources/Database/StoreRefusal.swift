import Vocabulary

/// Why a database cannot be used or saved as asked; whoever runs the server can act on it.
public enum StoreRefusal: Explained, Equatable {
    /// The database has migrations that this program does not know.
    case newerSchema([String])
    /// A step of an upgrade failed; all of it was undone. `reason`: the engine's words, without values.
    case upgradeFailed(migration: String, reason: String)
    /// The file cannot be opened, or is no SQLite database.
    case unopenable(path: String, reason: String)
    /// The server of the address does not answer or does not let us in; the address is given without its password.
    case unreachable(reason: String)
    /// The PostgreSQL database does not order text by its bytes in UTF-8.
    case wrongOrder(collation: String, encoding: String)
    /// There is a file where the copy should go.
    case backupExists(path: String)
    /// Copying goes by the server's own tools.
    case backupUnsupported

    public var explanation: Explanation {
        switch self {
        case .newerSchema(let names):
            Explanation(
                notice: "Cơ sở dữ liệu này do phiên bản mới hơn tạo ra nên phiên bản đang chạy không được mở. "
                    + "Đề nghị cài phiên bản mới nhất, hoặc khôi phục bản sao lưu trước khi nâng cấp.",
                log: "unknown migrations: \(names.joined(separator: ", "))",
                english: "This database was made by a newer version. Install the newest version, or restore the "
                    + "backup taken before the upgrade.")
        case .upgradeFailed(let migration, let reason):
            Explanation(
                notice:
                    "Nâng cấp cơ sở dữ liệu không được ở bước \(migration) nên đã hoàn lại toàn bộ: dữ liệu vẫn như "
                    + "trước. Đề nghị chạy tiếp bằng phiên bản cũ, và gửi thông báo này cho bên hỗ trợ: \(reason)",
                log: "migration \(migration) failed: \(reason)",
                english:
                    "The upgrade failed at \(migration) and was undone as a whole; the data is as before. Go on with "
                    + "the older version, and report this: \(reason)")
        case .unopenable(let path, let reason):
            Explanation(
                notice: "Không mở được tệp cơ sở dữ liệu \(path). Đề nghị kiểm tra đường dẫn, quyền ghi vào thư mục "
                    + "và dung lượng đĩa còn trống.",
                log: "cannot open \(path): \(reason)",
                english: "The database file \(path) cannot be opened. Check the path, the right to write into the "
                    + "folder and the free space.")
        case .unreachable(let reason):
            Explanation(
                notice:
                    "Không kết nối được máy chủ PostgreSQL. Đề nghị kiểm tra địa chỉ, tài khoản và tình trạng máy chủ.",
                log: "cannot connect: \(reason)",
                english: "The PostgreSQL server cannot be reached. Check its address, the account and its state.")
        case .wrongOrder(let collation, let encoding):
            Explanation(
                notice: "Cơ sở dữ liệu PostgreSQL phải dùng bảng mã UTF8 và thứ tự C. Đề nghị tạo lại bằng lệnh: "
                    + "CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'.",
                log: "collation \(collation), encoding \(encoding)",
                english: "The PostgreSQL database must use encoding UTF8 and collation C. Create it anew: "
                    + "CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'.")
        case .backupExists(let path):
            Explanation(
                notice: "Đã có tệp \(path). Đề nghị chọn tên khác cho bản sao lưu.",
                log: "backup target exists: \(path)",
                english: "There is already a file \(path). Choose another name for the backup.")
        case .backupUnsupported:
            Explanation(
                notice: "Cơ sở dữ liệu PostgreSQL được sao lưu bằng công cụ của máy chủ. Đề nghị dùng pg_dump.",
                log: "backup asked of a PostgreSQL store",
                english: "A PostgreSQL database is copied with the server's own tools. Use pg_dump.")
        }
    }
}
