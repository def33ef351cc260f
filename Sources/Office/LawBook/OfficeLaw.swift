import Rulebook
import Synchronization
import Vocabulary

extension Office {
    /// The law of this installation: the files of its folder, read once. Throws `LawUnread` where they are missing or say what no
    /// file may say; then every call reads them again, so that a folder put right serves without a new start.
    public var law: Law {
        get throws { try lawMemory.law(in: lawFolder) }
    }
}

/// The law as this process has read it.
final class LawMemory: Sendable {
    private let known = Mutex<Law?>(nil)

    func law(in folder: String?) throws -> Law {
        try known.withLock { known in
            if let known { return known }
            guard let folder else { throw LawUnread.noFolder }
            do {
                let law = try Law(folder: folder)
                known = law
                return law
            } catch let refusal as InputRefusal {
                throw LawUnread.broken(refusal)
            }
        }
    }
}

/// The files of the law cannot be read, so that nothing can be said about it.
public enum LawUnread: Explained, Equatable {
    case noFolder
    case broken(InputRefusal)

    public var explanation: Explanation {
        switch self {
        case .noFolder:
            Explanation(
                notice:
                    "Máy chủ chưa có thư mục Law (các tệp văn bản, danh hiệu, điều kiện) nên chưa tra cứu được luật. Đề nghị quản trị đặt thư mục Law cạnh phần mềm, hoặc chỉ ra bằng biến VINHDANH_LAW.",
                log: "no law folder", english: "There is no Law folder. Set VINHDANH_LAW.")
        case .broken(let refusal):
            Explanation(
                notice:
                    "Chưa đọc được thư mục Law: \(refusal.explanation.notice). Đề nghị quản trị sửa tệp đó rồi mở lại trang; dữ liệu của cơ quan không bị ảnh hưởng.",
                log: "law folder not read: \(refusal.explanation.log)",
                english: "The Law folder cannot be read: \(refusal.explanation.notice)")
        }
    }
}
