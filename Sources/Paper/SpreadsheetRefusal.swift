import Vocabulary

/// A file that cannot be read as a spreadsheet, and what to do next.
public struct SpreadsheetRefusal: Explained, Equatable {
    public let file: String
    public let reason: PaperRefusal.Reason

    public init(_ refusal: PaperRefusal) { (file, reason) = (refusal.file, refusal.reason) }

    public var explanation: Explanation {
        let (notice, english) = words
        return Explanation(
            notice: "Tệp “\(file)”: \(notice)", log: "spreadsheet refused: \(reason)",
            english: "File “\(file)”: \(english)")
    }

    private var words: (vietnamese: String, english: String) {
        switch reason {
        case .missing:
            ("không tìm thấy. Hãy kiểm tra lại tên và thư mục của tệp.", "not found. Check its name and folder.")
        case .folder:
            (
                "đây là một thư mục. Hãy chọn một tệp Excel hoặc csv bên trong.",
                "this is a folder. Choose a file inside it."
            )
        case .unreadable:
            (
                "không có quyền đọc. Hãy cấp quyền đọc hoặc chép tệp sang thư mục khác.",
                "no permission to read it. Grant it, or copy the file elsewhere."
            )
        case .empty:
            (
                "tệp rỗng (0 byte). Hãy mở bản gốc, lưu lại rồi chọn lại tệp.",
                "the file is empty (0 bytes). Save the original again and choose that."
            )
        case .tooLarge(let bytes, let limit):
            (
                "lớn \(bytes >> 20) MB, quá mức \(limit >> 20) MB. Hãy bỏ hình ảnh, hoặc tách danh sách thành nhiều tệp.",
                "\(bytes >> 20) MB is more than the limit of \(limit >> 20) MB. Remove pictures or split the list."
            )
        case .encrypted:
            (
                "có mật khẩu nên không đọc được. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi chọn lại.",
                "protected by a password. Open it, remove the password, save it and choose it again."
            )
        case .damaged:
            (
                "bị hỏng hoặc tải về chưa đủ. Hãy mở bằng Excel hoặc LibreOffice, lưu lại thành xlsx rồi chọn lại.",
                "damaged or incomplete. Open it in Excel or LibreOffice, save it as xlsx and choose it again."
            )
        case .bomb:
            (
                "bung nén ra lớn bất thường nên bị từ chối để bảo đảm an toàn. Hãy lấy lại tệp từ người gửi.",
                "unpacks to an abnormal size and was refused for safety. Ask the sender for the file again."
            )
        case .declaresEntities:
            (
                "có khai báo DOCTYPE mà Excel không bao giờ ghi, bị từ chối để bảo đảm an toàn. Hãy mở và lưu lại bằng Excel.",
                "contains a DOCTYPE, which Excel never writes; refused for safety. Save it again in Excel."
            )
        case .otherKind(_, let kind), .unknown(let kind?):
            (
                "là \(kind), không nhập được. Hãy mở tệp, chọn Lưu dưới dạng (Save As) → Excel Workbook (.xlsx) rồi chọn tệp mới.",
                "a kind of file that is not imported (\(kind)). Open it, save it as xlsx and choose the new file."
            )
        case .image(let kind):
            (
                "là ảnh \(kind), không phải bảng tính. Hãy dùng bản Excel (xlsx) hoặc csv.",
                "a \(kind) picture, not a spreadsheet. Use the xlsx or csv file."
            )
        case .unknown(nil), .scanned, .missingTool:
            (
                "không rõ loại, không phải bảng tính. Hãy dùng tệp Excel (xlsx) hoặc csv.",
                "an unknown kind of file and no spreadsheet. Use an xlsx or csv file."
            )
        case .tooLong:
            (
                "có quá nhiều ô. Hãy xóa các dòng, cột thừa, hoặc tách danh sách thành nhiều tệp.",
                "has too many cells. Delete what is not needed, or split the list."
            )
        case .noText:
            (
                "không có chữ nào. Hãy kiểm tra lại xem có chọn đúng tệp không.",
                "there is no text in it. Check whether this is the right file."
            )
        case .encoding:
            (
                "không nhận ra bảng mã chữ. Hãy mở tệp và lưu lại thành xlsx, hoặc csv với bảng mã UTF-8.",
                "its character encoding is unknown. Save it as xlsx, or as csv in UTF-8."
            )
        case .tookTooLong:
            ("đọc quá lâu nên đã dừng. Hãy tách tệp nhỏ hơn.", "took too long to read and was stopped. Split the file.")
        }
    }
}
