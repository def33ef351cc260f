import Database
import Vocabulary

extension LedgerKind {
    static let bloc = LedgerKind(
        "bloc", "Khối, cụm thi đua",
        acts: [
            "bloc.found": "lập khối, cụm", "bloc.decide": "ghi quyết định mới",
            "bloc.correctHandOver": "sửa bàn giao", "bloc.undoHandOver": "hủy bàn giao",
            "bloc.undoDecision": "hủy quyết định ghi nhầm", "bloc.import": "ghi theo bảng tính",
            "bloc.remove": "xóa khối, cụm nhập nhầm", "bloc.handOver": "bàn giao trưởng, phó khối",
            "bloc.quota": "đặt chỉ tiêu khen thưởng",
        ],
        facts: [
            "name": "tên", "kind": "loại", "decision": "quyết định", "year": "năm", "head": "trưởng khối, đơn vị số",
            "deputies": "phó khối, đơn vị số", "flags": "Cờ thi đua", "certificates": "Bằng khen",
            "firstDay": "từ ngày", "lastDay": "đến ngày", "firstYear": "từ năm", "day": "ngày quyết định",
            "members": "thành viên, đơn vị số", "rows": "dòng của bảng tính", "unit": "đơn vị phụ trách số",
        ],
        needs: .readBlocs, page: { BlocPage.show(ID($0)).path },
        branch: { id, db in
            try db.value("SELECT u.path FROM bloc b JOIN unit u ON u.id = b.unit WHERE b.id = \(id)") as String?
        },
        names: { ids, db in
            try Dictionary(
                db.all("SELECT id, name FROM bloc WHERE id IN (\(list: ids))").map { try ($0(0), $0(1)) },
                uniquingKeysWith: { first, _ in first })
        })
}
