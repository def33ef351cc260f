import Database
import Vocabulary

extension LedgerKind {
    static let council = LedgerKind(
        "council", "Hội đồng",
        acts: [
            "council.establish": "lập hội đồng", "council.addMember": "thêm thành viên",
            "council.endMember": "cho thôi thành viên", "council.replaceMember": "thay thành viên",
            "council.correct": "sửa thông tin hội đồng", "council.correctMember": "sửa thành viên",
            "council.removeMember": "xóa thành viên ghi nhầm", "council.remove": "xóa hội đồng nhập nhầm",
            "council.assign": "phân công theo dõi khối", "council.unassign": "bỏ phân công",
        ],
        facts: [
            "name": "tên", "kind": "loại", "member": "thành viên số", "person": "người số", "firstDay": "từ ngày",
            "lastDay": "đến ngày", "bloc": "khối số", "year": "năm", "role": "vai trò", "level": "cấp",
            "unit": "đơn vị số", "standing": "cơ quan thường trực, đơn vị số", "decision": "quyết định",
            "day": "ngày quyết định",
        ],
        needs: .readCouncils, page: { CouncilPage.show(ID($0)).path },
        branch: { id, db in
            try db.value("SELECT u.path FROM council c JOIN unit u ON u.id = c.unit WHERE c.id = \(id)") as String?
        },
        names: { ids, db in
            try Dictionary(
                db.all("SELECT id, name FROM council WHERE id IN (\(list: ids))").map { try ($0(0), $0(1)) },
                uniquingKeysWith: { first, _ in first })
        })
}
