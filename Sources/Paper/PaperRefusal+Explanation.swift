import Vocabulary

extension PaperRefusal {
    public var explanation: Explanation {
        let (notice, english) = words
        return Explanation(
            notice: "Tệp “\(file)”: \(notice)", log: "paper refused: \(reason)", english: "File “\(file)”: \(english)")
    }

    private var words: (vietnamese: String, english: String) {
        switch reason {
        case .missing:
            (
                "không tìm thấy. Hãy kiểm tra lại tên và thư mục của tệp.",
                "not found. Check its name and folder."
            )
        case .folder:
            (
                "đây là một thư mục. Hãy chọn một tệp kế hoạch bên trong.",
                "this is a folder. Choose one plan inside it."
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
                "lớn \(bytes >> 20) MB, quá mức \(limit >> 20) MB. Hãy bỏ bớt hình ảnh hoặc tách riêng phần kế hoạch.",
                "\(bytes >> 20) MB is more than the limit of \(limit >> 20) MB. Remove pictures or split off the plan."
            )
        case .encrypted:
            (
                "có mật khẩu nên không đọc được. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi chọn lại.",
                "protected by a password. Open it, remove the password, save it and choose it again."
            )
        case .damaged(let format):
            (
                "là tệp \(format.rawValue) bị hỏng hoặc tải về chưa đủ. Hãy mở bằng Word, Excel hoặc trình đọc PDF, lưu lại rồi chọn lại.",
                "a damaged or incomplete \(format.rawValue) file. Open it in its own program, save it and choose it again."
            )
        case .bomb:
            (
                "bung nén ra lớn bất thường nên bị từ chối để bảo đảm an toàn. Hãy lấy lại tệp từ nơi phát hành.",
                "unpacks to an abnormal size and was refused for safety. Ask the issuer for the file again."
            )
        case .declaresEntities:
            (
                "có khai báo DOCTYPE mà Word và Excel không bao giờ ghi, bị từ chối để bảo đảm an toàn. Hãy mở và lưu lại bằng Word hoặc Excel.",
                "contains a DOCTYPE, which office programs never write; refused for safety. Save it again in Word or Excel."
            )
        case .scanned(let pages, let canRecognise):
            (
                "là bản quét \(pages) trang, chỉ có ảnh, cần nhận dạng chữ (OCR). "
                    + (canRecognise
                        ? "Hãy chọn đọc bằng nhận dạng chữ, hoặc dùng bản Word của kế hoạch."
                        : "Hãy dùng bản Word của kế hoạch, hoặc nhờ quản trị cài gói tesseract-ocr-vie để máy nhận dạng."),
                "a scan of \(pages) pages without text: it needs character recognition (OCR). "
                    + (canRecognise
                        ? "Choose reading with recognition, or use the Word file."
                        : "Use the Word file, or have the package tesseract-ocr-vie installed.")
            )
        case .image(let kind):
            (
                "là ảnh \(kind), không phải văn bản. Hãy dùng bản Word hoặc PDF có chữ của kế hoạch.",
                "a \(kind) picture, not a text. Use the Word file or a PDF with text."
            )
        case .otherKind(let said, let actually):
            (
                "có đuôi .\(said) nhưng bên trong là \(actually). Hãy đặt lại đúng đuôi tệp, hoặc mở ra và lưu lại đúng loại.",
                "named .\(said), but its content is another kind (\(actually)). Correct the extension, or save it as the right kind."
            )
        case .unknown(let kind?):
            (
                "là \(kind), không đọc được. Hãy lưu kế hoạch thành docx, pdf, xlsx, doc, csv hoặc txt.",
                "a kind of file that is not read (\(kind)). Save the plan as docx, pdf, xlsx, doc, csv or txt."
            )
        case .unknown(nil):
            (
                "không rõ loại, không phải văn bản. Hãy lưu kế hoạch thành docx, pdf, xlsx, doc, csv hoặc txt.",
                "an unknown kind of file and no text. Save the plan as docx, pdf, xlsx, doc, csv or txt."
            )
        case .tooLong(let limit):
            (
                "quá dài đối với một kế hoạch (hơn \(limit) dòng hoặc ô). Hãy tách riêng phần kế hoạch thành một tệp.",
                "too long for a plan (more than \(limit) lines or cells). Split the plan off into a file of its own."
            )
        case .noText:
            (
                "không có chữ nào. Hãy kiểm tra lại xem có chọn đúng tệp không.",
                "there is no text in it. Check whether this is the right file."
            )
        case .encoding:
            (
                "không nhận ra bảng mã chữ. Hãy mở tệp và lưu lại với bảng mã Unicode (UTF-8).",
                "its character encoding is unknown. Open it and save it as Unicode (UTF-8)."
            )
        case .missingTool(let tool, let package):
            (
                "cần chương trình \(tool) để đọc. Hãy nhờ quản trị cài gói \(package), hoặc lưu kế hoạch thành docx.",
                "needs the program \(tool). Have the package \(package) installed, or save the plan as docx."
            )
        case .tookTooLong:
            (
                "đọc quá lâu nên đã dừng. Hãy tách tệp nhỏ hơn hoặc lưu kế hoạch thành docx.",
                "took too long to read and was stopped. Split it, or save the plan as docx."
            )
        }
    }
}
