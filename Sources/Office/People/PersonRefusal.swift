import Vocabulary

/// Why something could not be done with a person or a post.
public enum PersonRefusal: Explained, Equatable {
    case notFound
    case noName
    case nameTooLong
    case strangeLetter(String)
    case badBirth(String)
    case badPhone
    case badEmail
    case unknownEthnicGroup(String)
    case changedMeanwhile
    case noUnit
    case unknownUnit(String)
    case severalUnits(String, [String])
    case noGroup
    case noTitle
    case badDay(String)
    case endsBeforeItBegins
    case samePost(unit: String, title: String)
    case unitNotThere(unit: String, from: Day?, until: Day?)
    case postEnded
    case onlyPost
    case notActive

    public var explanation: Explanation {
        switch self {
        case .notFound: Explanation(notice: "Không tìm thấy người này.", log: "person not found")
        case .noName: Explanation(notice: "Hãy ghi họ và tên.", log: "person without name")
        case .nameTooLong:
            Explanation(notice: "Họ tên dài quá \(PersonName.most) ký tự. Hãy kiểm tra lại.", log: "name too long")
        case .strangeLetter(let letter):
            Explanation(
                notice:
                    "Họ tên có ký tự “\(letter)” không dùng trong tên người (chữ số, ký hiệu, hoặc chữ nước khác trông giống chữ Việt). "
                    + "Hãy gõ lại bằng bàn phím tiếng Việt.", log: "letter outside names")
        case .badBirth(let text):
            Explanation(
                notice:
                    "“\(text)” không phải là ngày sinh hay năm sinh. Hãy ghi như 17/11/1980, hoặc chỉ ghi năm 1980.",
                log: "bad birth")
        case .badPhone:
            Explanation(notice: "Số điện thoại gồm 8 đến 15 chữ số, có thể bắt đầu bằng +84.", log: "bad phone")
        case .badEmail:
            Explanation(notice: "Địa chỉ thư điện tử phải có dạng ten@coquan.gov.vn.", log: "bad e-mail")
        case .unknownEthnicGroup(let text):
            Explanation(
                notice: "“\(text)” không có trong danh mục 54 dân tộc. Hãy chọn trong danh sách.",
                log: "unknown ethnic group")
        case .changedMeanwhile:
            Explanation(
                notice: "Thông tin của người này vừa được sửa ở nơi khác. Hãy xem lại bản mới rồi gửi lại.",
                log: "person changed meanwhile")
        case .noUnit: Explanation(notice: "Hãy chọn đơn vị trong danh mục.", log: "post without unit")
        case .unknownUnit(let text):
            Explanation(
                notice:
                    "Không tìm thấy đơn vị “\(text.prefix(80))” trong phạm vi ông/bà quản lý. Hãy chọn trong danh sách.",
                log: "unit of post not found")
        case .severalUnits(let text, let codes):
            Explanation(
                notice: "Có \(codes.count) đơn vị cùng tên “\(text)”. Hãy ghi mã: \(codes.joined(separator: ", ")).",
                log: "unit of post is ambiguous")
        case .noGroup: Explanation(notice: "Hãy chọn nhóm đối tượng.", log: "post without group")
        case .noTitle:
            Explanation(notice: "Hãy ghi chức vụ hoặc công việc, ví dụ: Chuyên viên.", log: "post without title")
        case .badDay(let text):
            Explanation(notice: "“\(text)” không phải là ngày đúng. Hãy ghi như 15/03/2027.", log: "bad day")
        case .endsBeforeItBegins:
            Explanation(notice: "Ngày thôi giữ chức vụ trước ngày bắt đầu. Hãy kiểm tra hai ngày.", log: "empty period")
        case .samePost(let unit, let title):
            Explanation(
                notice:
                    "Người này đã giữ chức vụ “\(title)” tại \(unit) trong thời gian đó. Hãy sửa chức vụ đã có, hoặc ghi thời gian khác.",
                log: "the same post overlaps")
        case .unitNotThere(let unit, let from, let until):
            Explanation(
                notice: "\(unit) \(Self.life(from, until)), nên không có chức vụ nào ngoài thời gian đó.",
                log: "post outside the life of its unit")
        case .postEnded: Explanation(notice: "Chức vụ này đã kết thúc.", log: "post has ended")
        case .onlyPost:
            Explanation(
                notice:
                    "Đây là chức vụ duy nhất của người này nên không xóa được. Nếu ghi sai thì sửa; nếu đã thôi thì ghi ngày thôi.",
                log: "only post of a person")
        case .notActive:
            Explanation(
                notice: "Hồ sơ này đã được gộp hoặc ẩn danh nên không sửa được nữa.", log: "person is not active")
        }
    }

    private static func life(_ from: Day?, _ until: Day?) -> String {
        switch (from, until) {
        case (let from?, let until?): "hoạt động từ \(from.vietnamese) đến \(until.vietnamese)"
        case (let from?, nil): "hoạt động từ \(from.vietnamese)"
        case (nil, let until?): "hoạt động đến hết \(until.vietnamese)"
        case (nil, nil): "chưa hoạt động"
        }
    }

    /// The field of a form that the refusal is about; nil where it is about the whole.
    public var field: String? {
        switch self {
        case .noName, .nameTooLong, .strangeLetter: "ho-ten"
        case .badBirth: "sinh"
        case .badPhone: "dien-thoai"
        case .badEmail: "thu"
        case .unknownEthnicGroup: "dan-toc"
        case .noUnit, .unknownUnit, .severalUnits: "don-vi"
        case .noGroup: "nhom"
        case .noTitle, .samePost: "chuc-vu"
        case .unitNotThere, .badDay: "tu-ngay"
        case .endsBeforeItBegins: "den-ngay"
        case .notFound, .changedMeanwhile, .postEnded, .onlyPost, .notActive: nil
        }
    }
}
