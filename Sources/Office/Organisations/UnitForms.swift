import Database
import Markup
import Vocabulary

/// What was typed into the form for a new unit; it stays when the form is refused.
struct UnitForm: Equatable {
    var code = ""
    var name = ""
    var short = ""
    var level = Unit.Level.province.rawValue
    var kind = Unit.Kind.department.rawValue
    var communeKind = ""
    var parent = ""
    var aliases = ""
    var first = ""
    var basis = ""

    init() {}

    init(_ form: (String) -> String) {
        (code, name, short, level) = (form("ma"), form("ten"), form("viet-tat"), form("cap"))
        (kind, communeKind, parent) = (form("loai"), form("loai-xa"), form("cap-tren"))
        (aliases, first, basis) = (form("ten-goi"), form("ngay-dau"), form("can-cu"))
    }

    var fields: [Field] {
        [
            Field("ten", "Tên đầy đủ", hint: "Như trong quyết định thành lập.", .text(name, length: 60)),
            Field("viet-tat", "Tên viết tắt", isOptional: true, .text(short, length: 24)),
            Field(
                "ma", "Mã", hint: "Ngắn và không trùng, ví dụ: HG-SNV.", .text(code, length: 16, autocomplete: "off")),
            UnitPages.levelField(level), UnitPages.kindField(kind), UnitPages.communeKindField(communeKind),
        ]
    }

    func parentField(_ known: [String]) -> Field {
        Field(
            "cap-tren", "Đơn vị cấp trên",
            hint: "Ghi tên hoặc mã. Chỉ cơ quan Trung ương, tỉnh bạn, cụm thi đua để trống.",
            isOptional: true, .suggest(parent, from: known, length: 60))
    }

    var lastFields: [Field] {
        [
            Field(
                "ngay-dau", "Hoạt động từ ngày", hint: "Để trống nếu không rõ. Ví dụ: 01/07/2025", isOptional: true,
                .day(first)),
            Field("can-cu", "Văn bản thành lập", isOptional: true, .text(basis, length: 40)),
            Field(
                "ten-goi", "Tên gọi khác", hint: "Các cách văn bản hay gọi, mỗi dòng một tên.", isOptional: true,
                .area(aliases, rows: 3)),
        ]
    }

    /// The unit to be added, under a parent that may be managed. Throws what the form got wrong.
    func unit(in scope: Scope, _ db: any Reader) throws -> NewUnit {
        guard let level = Unit.Level(rawValue: level), let kind = Unit.Kind(rawValue: kind) else {
            throw UnitRefusal.badDay(field: "cap")
        }
        let parent = try UnitForm.parent(self.parent, in: scope, db)
        if parent == nil, scope != .everything, ![.central, .outside].contains(level) { throw UnitRefusal.noParent }
        if let found = aliases.split(whereSeparator: \.isNewline).lazy.compactMap({ LookAlike.first(in: $0.trimmed) })
            .first
        {
            throw UnitRefusal.lookAlike(found)
        }
        return NewUnit(
            code: code, name: name, shortName: short.trimmed.isEmpty ? nil : short, level: level, kind: kind,
            communeKind: Unit.CommuneKind(rawValue: communeKind), parent: parent,
            aliases: aliases.split(whereSeparator: \.isNewline).map(String.init),
            firstDay: try UnitForm.day(first, "ngay-dau"), foundedBy: basis.trimmed.isEmpty ? nil : basis.trimmed)
    }

    /// The unit of that name or code, where it may be managed; nil for nothing.
    static func parent(_ text: String, in scope: Scope, _ db: any Reader) throws -> ID<Unit>? {
        guard !text.trimmed.isEmpty else { return nil }
        do {
            let unit = try Organisations.unit(codeOrName: text.nfc.trimmed, db)
            guard scope.contains(unit.path) else { throw UnitRefusal.unknown(text.trimmed) }
            return unit.id
        } catch let refusal as UnitRefusal {
            throw UnitRefusal.badParent(refusal.explanation.notice)
        }
    }

    /// A day that was typed; nil for nothing.
    static func day(_ text: String, _ field: String) throws -> Day? {
        guard !text.trimmed.isEmpty else { return nil }
        guard let day = Day(vietnamese: text.trimmed), day.isOfOurTimes else {
            throw UnitRefusal.badDay(field: field)
        }
        return day
    }
}

/// What was typed into the form of one change.
struct ChangeForm: Equatable {
    var new: UnitForm
    var from = ""
    var last = ""
    var basis = ""
    /// The stamp of what was shown.
    var seen: String?

    /// As the unit is.
    init(_ unit: Unit) {
        new = UnitForm()
        (new.code, new.name, new.short) = (unit.code, unit.name, unit.shortName ?? "")
        (new.level, new.kind) = (unit.level.rawValue, unit.kind.rawValue)
        new.communeKind = unit.communeKind?.rawValue ?? ""
        new.first = unit.firstDay?.vietnamese ?? ""
        last = unit.lastDay?.vietnamese ?? ""
        seen = UnitCorrection(unit).stamp
    }

    init(_ form: (String) -> String) {
        new = UnitForm(form)
        (from, last, basis) = (form("tu-ngay"), form("ngay-cuoi"), form("can-cu"))
        seen = form("nhu-cu").isEmpty ? nil : form("nhu-cu")
    }

    /// The fields of a change.
    func fields(_ change: UnitPage.Change, parents: [String]) -> [Field] {
        let since = Field("tu-ngay", "Từ ngày", hint: "Ngày đầu tiên có hiệu lực, ví dụ: 01/07/2025", .day(from))
        let paper = Field(
            "can-cu", "Căn cứ", hint: "Số quyết định, nghị quyết.", isOptional: true, .text(basis, length: 40))
        switch change {
        case .correct:
            return new.fields + [
                Field("ngay-dau", "Hoạt động từ ngày", isOptional: true, .day(new.first)),
                Field("ngay-cuoi", "Ngày cuối hoạt động", isOptional: true, .day(last)),
            ]
        case .rename: return Array(new.fields.prefix(2)) + [since, paper]
        case .move: return [new.parentField(parents), since, paper]
        case .end: return [Field("ngay-cuoi", "Ngày cuối hoạt động", hint: "Ví dụ: 30/06/2025", .day(last)), paper]
        }
    }

    func apply(_ change: UnitPage.Change, to unit: Unit, in scope: Scope, _ operation: Operation) throws {
        let paper = basis.trimmed.isEmpty ? nil : basis.nfc.trimmed
        switch change {
        case .correct:
            var correction = UnitCorrection(unit)
            (correction.code, correction.name, correction.shortName) = (new.code, new.name, new.short)
            correction.level = Unit.Level(rawValue: new.level) ?? unit.level
            correction.kind = Unit.Kind(rawValue: new.kind) ?? unit.kind
            correction.communeKind = Unit.CommuneKind(rawValue: new.communeKind)
            correction.firstDay = try UnitForm.day(new.first, "ngay-dau")
            correction.lastDay = try UnitForm.day(last, "ngay-cuoi")
            try Organisations.correct(unit.id, to: correction, knowing: seen, by: operation)
        case .rename:
            try Organisations.rename(
                unit.id, to: new.name, short: new.short, from: try since(), basis: paper, by: operation)
        case .move:
            let parent = try UnitForm.parent(new.parent, in: scope, operation)
            if parent == nil, scope != .everything { throw UnitRefusal.noParent }
            try Organisations.move(unit.id, under: parent, from: try since(), basis: paper, by: operation)
        case .end:
            guard let day = try UnitForm.day(last, "ngay-cuoi") else { throw UnitRefusal.badDay(field: "ngay-cuoi") }
            try Organisations.end(unit.id, on: day, basis: paper, by: operation)
        }
    }

    private func since() throws -> Day {
        guard let day = try UnitForm.day(from, "tu-ngay") else { throw UnitRefusal.badDay(field: "tu-ngay") }
        return day
    }
}

extension UnitPage.Change {
    var title: String {
        switch self {
        case .correct: "Sửa thông tin"
        case .rename: "Đổi tên từ một ngày"
        case .move: "Chuyển đơn vị cấp trên"
        case .end: "Kết thúc hoạt động"
        }
    }

    /// What the change means, before it is made.
    var meaning: String {
        switch self {
        case .correct:
            "Chỉ dùng khi đã ghi nhầm. Đơn vị thật sự đổi tên hoặc đổi cấp trên thì dùng nút riêng, để văn bản cũ vẫn đúng."
        case .rename: "Văn bản trước ngày đó vẫn mang tên cũ; từ ngày đó phần mềm dùng tên mới."
        case .move:
            "Các đơn vị trực thuộc đi theo. Cây đơn vị trước ngày đó giữ nguyên. Quyền xem theo nhánh đổi từ ngày đó."
        case .end: "Đơn vị giữ tên trên văn bản cũ. Nếu có đơn vị kế thừa, hãy dùng “Sắp xếp đơn vị”."
        }
    }

    var button: String {
        switch self {
        case .correct: "Lưu thông tin"
        case .rename: "Đổi tên"
        case .move: "Chuyển đơn vị"
        case .end: "Kết thúc hoạt động"
        }
    }

    var done: String {
        switch self {
        case .correct: "Đã sửa thông tin đơn vị."
        case .rename: "Đã ghi tên mới."
        case .move: "Đã ghi đơn vị cấp trên mới."
        case .end: "Đã ghi ngày kết thúc hoạt động. Nếu ghi nhầm, dùng “Sửa thông tin” để bỏ ngày cuối."
        }
    }
}
