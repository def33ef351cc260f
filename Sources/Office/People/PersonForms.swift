import HTTP
import Markup
import Vocabulary

/// What was typed about a person; it stays when the form is refused.
struct TypedPerson: Equatable {
    var name = ""
    var birth = ""
    var gender = ""
    var ethnicGroup = ""
    var area = ""
    var phone = ""
    var email = ""

    init() {}

    init(_ form: Parameters) {
        name = form["ho-ten"] ?? ""
        birth = form["sinh"] ?? ""
        gender = form["gioi"] ?? ""
        ethnicGroup = form["dan-toc"] ?? ""
        area = form["vung"] ?? ""
        phone = form["dien-thoai"] ?? ""
        email = form["thu"] ?? ""
    }

    init(_ details: PersonDetails) {
        name = details.name
        birth = details.birthDay?.vietnamese ?? details.birthYear.map(String.init) ?? ""
        gender = details.gender?.rawValue ?? ""
        ethnicGroup = details.ethnicGroup?.name ?? ""
        area = details.area?.rawValue ?? ""
        phone = details.phone ?? ""
        email = details.email ?? ""
    }

    func details() throws(PersonRefusal) -> PersonDetails {
        let birth = try PersonDetails.birth(birth)
        let group = EthnicGroup(name: ethnicGroup)
        if group == nil, !ethnicGroup.trimmed.isEmpty { throw .unknownEthnicGroup(String(ethnicGroup.prefix(40))) }
        return PersonDetails(
            name: name, birthDay: birth.day, birthYear: birth.year, gender: Person.Gender(rawValue: gender),
            ethnicGroup: group, area: Person.Area(rawValue: area), phone: phone, email: email)
    }

    func fields() -> [Field] {
        [
            Field(
                "ho-ten", "Họ và tên", hint: "Như trong giấy tờ, không kèm ông/bà, chức danh.", .text(name, length: 36)),
            Field(
                "sinh", "Ngày sinh hoặc năm sinh", hint: "Ví dụ 17/11/1980, hoặc chỉ 1980.", isOptional: true,
                .text(birth, length: 10, autocomplete: "off")),
            Field(
                "gioi", "Giới tính", isOptional: true,
                .choice(
                    [.init("", "– chưa rõ –")]
                        + Person.Gender.allCases.map { .init($0.rawValue, $0.vietnamese.capitalFirst) },
                    selected: gender)),
            Field(
                "dan-toc", "Dân tộc", isOptional: true,
                .suggest(ethnicGroup, from: EthnicGroup.all.map(\.name), length: 18)),
            Field(
                "vung", "Vùng", hint: "Nơi làm việc thuộc vùng được chính sách khen thưởng quan tâm.", isOptional: true,
                .choice(
                    [.init("", "– không thuộc các vùng này –")]
                        + Person.Area.allCases.map { .init($0.rawValue, $0.vietnamese.capitalFirst) },
                    selected: area)),
            Field(
                "dien-thoai", "Điện thoại", hint: "Chỉ người quản lý danh sách cá nhân của đơn vị thấy.",
                isOptional: true, .text(phone, kind: .tel, length: 16, autocomplete: "off")),
            Field(
                "thu", "Thư điện tử", isOptional: true, .text(email, kind: .email, length: 32, autocomplete: "off")),
        ]
    }
}

/// What was typed about a post.
struct TypedPost: Equatable {
    var unit = ""
    var title = ""
    var group = Post.Group.direct.rawValue
    var first = ""
    var last = ""

    init(unit: String = "") { self.unit = unit }

    init(_ form: Parameters) {
        unit = form["don-vi"] ?? ""
        title = form["chuc-vu"] ?? ""
        group = form["nhom"] ?? ""
        first = form["tu-ngay"] ?? ""
        last = form["den-ngay"] ?? ""
    }

    init(_ post: Post) {
        unit = post.unitName
        title = post.title
        group = post.group.rawValue
        first = post.firstDay?.vietnamese ?? ""
        last = post.lastDay?.vietnamese ?? ""
    }

    /// `unit` is what the name was recognised as.
    func post(in unit: ID<Unit>) throws(PersonRefusal) -> NewPost {
        guard let group = Post.Group(rawValue: group) else { throw .noGroup }
        return NewPost(
            unit: unit, title: title, group: group, firstDay: try Self.day(first), lastDay: try Self.day(last))
    }

    static func day(_ typed: String) throws(PersonRefusal) -> Day? {
        let text = typed.trimmed
        if text.isEmpty { return nil }
        guard let day = Day(vietnamese: text) ?? Day(iso: text), day.isOfOurTimes else {
            throw .badDay(String(text.prefix(40)))
        }
        return day
    }

    /// - Parameter hasEnd: a new person's first post has none.
    func fields(_ units: [String], hasEnd: Bool) -> [Field] {
        var fields = [
            Field(
                "don-vi", "Đơn vị", hint: units.count > 1 ? "Gõ vài chữ rồi chọn trong danh sách." : nil,
                .suggest(unit, from: units, length: 44)),
            Field(
                "chuc-vu", "Chức vụ, công việc", hint: "Ví dụ: Phó Giám đốc, Chuyên viên, Giáo viên, Công nhân.",
                .text(title, length: 36)),
            Field(
                "nhom", "Nhóm đối tượng", hint: "Theo biểu thống kê 0603.N: để tính tỷ lệ người trực tiếp lao động.",
                .choice(
                    Post.Group.allCases.reversed().map { .init($0.rawValue, $0.vietnamese.capitalFirst) },
                    selected: group)),
            Field("tu-ngay", "Từ ngày", hint: "Để trống nếu không rõ.", isOptional: true, .day(first)),
        ]
        if hasEnd {
            fields.append(
                Field("den-ngay", "Đến hết ngày", hint: "Để trống khi còn giữ.", isOptional: true, .day(last)))
        }
        return fields
    }
}
