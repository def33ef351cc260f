import Database
import Vocabulary

extension LedgerKind {
    static let honourDecision = LedgerKind(
        "honourDecision", "Quyết định khen thưởng",
        acts: [
            "honourDecision.add": "nhập quyết định", "honourDecision.extend": "thêm người vào quyết định",
            "honourDecision.correct": "sửa quyết định", "honourDecision.withdraw": "rút cả quyết định nhập nhầm",
            "honourDecision.restore": "phục hồi cả quyết định", "honour.addMany": "nhập nhiều khen thưởng",
        ],
        facts: [
            "number": "số", "signed": "ngày ký", "issuer": "cơ quan", "holders": "số dòng",
            "sameNumber": "lý do trùng số", "decisions": "số quyết định", "honours": "số khen thưởng",
            "ratings": "số xếp loại", "initiatives": "số sáng kiến", "ids": "các dòng số",
        ],
        needs: .readHonours, page: { HonoursPage.decision(ID($0)).path },
        branch: { id, db in
            try db.value(
                "SELECT u.path FROM honour_decision d JOIN unit u ON u.id = d.branch WHERE d.id = \(id)") as String?
        },
        names: { ids, db in
            try Dictionary(
                db.all("SELECT id, number FROM honour_decision WHERE id IN (\(list: ids))").map {
                    (try $0(0), try $0(1))
                }, uniquingKeysWith: { first, _ in first })
        })

    static let honour = LedgerKind(
        "honour", "Khen thưởng",
        acts: [
            "honour.correct": "sửa", "honour.withdraw": "rút vì nhập nhầm", "honour.revoke": "ghi hủy bỏ, tước",
            "honour.restore": "phục hồi", "honour.delete": "xóa khi hoàn tác nhập bảng",
        ],
        facts: [
            "award": "danh hiệu, hình thức", "year": "năm", "basis": "loại hình", "person": "người số",
            "unit": "đơn vị số", "day": "ngày",
        ],
        needs: .readHonours, page: { HonoursPage.correctForm($0).path },
        branch: { id, db in
            try db.value("SELECT u.path FROM honour h JOIN unit u ON u.id = h.unit WHERE h.id = \(id)") as String?
        })

    static let rating = LedgerKind(
        "rating", "Xếp loại",
        acts: ["rating.add": "ghi xếp loại", "rating.correct": "sửa xếp loại", "rating.withdraw": "rút xếp loại"],
        facts: ["year": "năm", "rating": "xếp loại"],
        values: [
            "rating=excellent": "xuất sắc", "rating=good": "tốt", "rating=completed": "hoàn thành",
            "rating=notCompleted": "không hoàn thành",
        ], needs: .readHonours,
        branch: { id, db in
            try db.value("SELECT u.path FROM yearly_rating r JOIN unit u ON u.id = r.unit WHERE r.id = \(id)")
                as String?
        })

    static let initiative = LedgerKind(
        "initiative", "Sáng kiến",
        acts: [
            "initiative.add": "ghi sáng kiến", "initiative.correct": "sửa sáng kiến",
            "initiative.withdraw": "rút sáng kiến",
        ],
        facts: [
            "title": "tên", "year": "năm", "scope": "phạm vi", "authors": "số tác giả", "kind": "loại",
            "number": "số quyết định", "recognised": "ngày công nhận", "issuer": "cơ quan", "unit": "đơn vị số",
            "people": "tác giả là người số",
        ],
        values: [
            "kind=sangKien": "sáng kiến", "kind=deTai": "đề tài, đề án", "kind=muuTri": "mưu trí, sáng tạo",
            "scope=coSo": "cấp cơ sở", "scope=tinh": "cấp tỉnh", "scope=toanQuoc": "toàn quốc",
        ],
        needs: .readHonours, page: { HonoursPage.initiative(ID($0)).path },
        branch: { id, db in
            try db.value("SELECT u.path FROM initiative i JOIN unit u ON u.id = i.branch WHERE i.id = \(id)")
                as String?
        })

    static let discipline = LedgerKind(
        "discipline", "Kỷ luật",
        acts: [
            "discipline.add": "ghi kỷ luật", "discipline.end": "ghi ngày hết kỷ luật",
            "discipline.withdraw": "rút mục kỷ luật ghi nhầm",
        ], needs: .readConduct,
        branch: { id, db in
            try LedgerKind.person.branch(
                try db.value("SELECT person FROM discipline WHERE id = \(id)") as Int64? ?? 0, db)
        })

    static let matter = LedgerKind(
        "matter", "Việc đang xem xét",
        acts: [
            "matter.open": "ghi việc đang xem xét", "matter.settle": "ghi kết luận",
            "matter.withdraw": "rút mục ghi nhầm",
        ], needs: .readConduct,
        branch: { id, db in
            let row = try db.first("SELECT person, holder_unit FROM pending_matter WHERE id = \(id)")
            if let unit: Int64 = try row?("holder_unit") {
                return try db.value("SELECT path FROM unit WHERE id = \(unit)") as String?
            }
            return try LedgerKind.person.branch(try row?("person") as Int64? ?? 0, db)
        })

    static let completeFacts = LedgerKind(
        "facts", "Khai đã nhập đủ", acts: ["facts.declare": "khai đã nhập đủ từ năm"],
        facts: Dictionary(
            uniqueKeysWithValues: FactsComplete.Kind.allCases.map { ($0.rawValue, "\($0.vietnamese) từ năm") }),
        needs: .readHonours, page: { HonoursPage.completeness(ID($0)).path },
        branch: { id, db in try db.value("SELECT path FROM unit WHERE id = \(id)") as String? })
}
