import Database
import Vocabulary

extension LedgerKind {
    static let person = LedgerKind(
        "person", "Người",
        acts: [
            "person.add": "thêm người", "person.addMany": "thêm nhiều người", "person.correct": "sửa thông tin",
            "person.distinct": "ghi là hai người khác nhau", "person.merge": "gộp hồ sơ trùng",
            "person.merged": "được gộp vào hồ sơ khác", "person.unmerge": "tách hồ sơ đã gộp",
            "person.unmerged": "được tách khỏi hồ sơ đã gộp", "person.trained": "ghi lớp tập huấn",
            "post.add": "thêm chức vụ", "post.correct": "sửa chức vụ", "post.end": "thôi chức vụ",
            "post.remove": "bỏ chức vụ ghi nhầm", "post.follow": "chuyển người sang đơn vị kế thừa",
            "transfer.propose": "đề nghị chuyển đơn vị",
            "transfer.confirm": "tiếp nhận", "transfer.decline": "không tiếp nhận",
            "transfer.withdraw": "rút đề nghị chuyển",
            "officer.appoint": "giao phụ trách thi đua, khen thưởng", "officer.release": "thôi phụ trách",
            "officer.appointMany": "giao nhiều người phụ trách",
            "person.anonymise": "ẩn danh", "person.request": "đề nghị sửa thông tin",
            "person.settle": "trả lời đề nghị sửa thông tin",
        ],
        facts: [
            "unit": "đơn vị số", "title": "chức vụ", "group": "nhóm đối tượng", "firstDay": "từ ngày",
            "lastDay": "đến ngày",
            "from": "từ", "to": "đến đơn vị số", "day": "ngày", "gone": "hồ sơ bị gộp số", "into": "vào hồ sơ số",
            "rows": "số dòng chuyển", "parted": "hồ sơ tách ra số", "changed": "đã đổi", "class": "lớp",
            "people": "số người", "officers": "số người phụ trách", "entries": "số hồ sơ",
        ],
        needs: .readPeople, page: { PersonPage.show(ID($0)).path },
        branch: { id, db in
            try db.value(
                """
                SELECT u.path FROM post p JOIN unit u ON u.id = p.unit WHERE p.person = \(id)
                ORDER BY p.last_day IS NOT NULL, p.first_day DESC NULLS LAST, p.id DESC LIMIT 1
                """) as String?
        },
        names: { ids, db in
            try Dictionary(
                db.all("SELECT id, name FROM person WHERE id IN (\(list: ids))").map { try ($0(0), $0(1)) },
                uniquingKeysWith: { first, _ in first })
        })

    static let retention = LedgerKind(
        "retention", "Thời hạn lưu", acts: ["retention.set": "đặt thời hạn lưu dữ liệu cá nhân"])

    /// What the fictional province brings at once.
    static let sample = LedgerKind("sample", "Tỉnh mẫu", acts: [:])
}
