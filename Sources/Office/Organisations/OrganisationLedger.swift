import Database
import Vocabulary

extension LedgerKind {
    static let unit = LedgerKind(
        "unit", "Đơn vị",
        acts: [
            "unit.add": "thêm đơn vị", "unit.alias": "ghi thêm tên gọi", "unit.succeed": "chuyển cho đơn vị kế thừa",
            "unit.correct": "sửa đơn vị", "unit.remove": "bỏ đơn vị nhập nhầm",
            "unit.due": "thay đổi đến ngày thực hiện", "unit.end": "kết thúc hoạt động", "unit.forget": "bỏ tên gọi",
            "unit.move": "chuyển về đơn vị khác", "unit.moveBack": "chuyển lại chỗ cũ", "unit.rename": "đổi tên",
            "unit.reopen": "hoạt động trở lại",
        ],
        facts: [
            "code": "mã", "name": "tên", "level": "cấp", "kind": "loại", "alias": "tên gọi",
            "successor": "đơn vị kế thừa số", "parent": "đơn vị cấp trên số", "firstDay": "từ ngày", "from": "từ",
            "reorganisation": "đợt sắp xếp số", "lastDay": "ngày cuối", "how": "cách sắp xếp",
        ],
        values: Unit.Level.allCases.reduce(into: [
            "how=merged": "sáp nhập", "how=split": "chia tách", "how=renamed": "đổi tên", "how=dissolved": "giải thể",
        ]) { $0["level=\($1.rawValue)"] = $1.vietnamese }.merging(
            Unit.Kind.allCases.map { ("kind=\($0.rawValue)", $0.vietnamese) }, uniquingKeysWith: { first, _ in first }),
        needs: .readUnits, page: { UnitPage.unit(ID($0)).path },
        branch: { id, db in try db.value("SELECT path FROM unit WHERE id = \(id)") as String? },
        names: { ids, db in
            try Dictionary(
                db.all("SELECT id, name FROM unit WHERE id IN (\(list: ids))").map { try ($0(0), $0(1)) },
                uniquingKeysWith: { first, _ in first })
        })

    static let reorganisation = LedgerKind(
        "reorganisation", "Đợt sắp xếp",
        acts: [
            "reorganisation.open": "mở đợt sắp xếp", "reorganisation.head": "sửa phần đầu",
            "reorganisation.olds": "chọn đơn vị cũ", "reorganisation.removeOld": "bỏ đơn vị cũ",
            "reorganisation.heir": "đặt đơn vị mới", "reorganisation.removeHeir": "bỏ đơn vị mới",
            "reorganisation.links": "nối đơn vị cũ với đơn vị mới", "reorganisation.apply": "thực hiện",
            "reorganisation.undo": "hoàn tác", "reorganisation.drop": "bỏ đợt sắp xếp",
        ],
        facts: [
            "title": "tên", "day": "ngày", "decision": "văn bản", "units": "số đơn vị", "created": "đơn vị mới",
            "ended": "đơn vị kết thúc", "children": "đơn vị trực thuộc", "name": "tên", "kind": "loại", "level": "cấp",
            "how": "cách sắp xếp",
        ])
}
