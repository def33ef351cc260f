import Database
import Vocabulary

extension LedgerKind {
    static let lawDocument = LedgerKind(
        "lawDocument", "Văn bản của tỉnh",
        acts: [
            "lawDocument.add": "nhập văn bản", "lawDocument.correct": "sửa văn bản",
            "lawDocument.end": "ghi hết hiệu lực", "lawDocument.withdraw": "rút văn bản nhập nhầm",
            "lawDocument.attach": "đính kèm tệp", "lawDocument.detach": "bỏ tệp đính kèm",
        ],
        facts: [
            "number": "số", "kind": "loại", "issuer": "cơ quan ban hành", "issuedOn": "ngày ban hành",
            "subject": "trích yếu", "firstDay": "có hiệu lực từ", "lastDay": "hiệu lực đến hết",
            "replacedBy": "thay bằng văn bản số", "file": "tệp số",
        ],
        needs: .readLaw, page: { LawLibraryPage.show(ID($0)).path },
        branch: { id, db in
            try db.value("SELECT u.path FROM law_document d JOIN unit u ON u.id = d.province WHERE d.id = \(id)")
                as String?
        },
        names: { ids, db in
            try Dictionary(
                db.all("SELECT id, number FROM law_document WHERE id IN (\(list: ids))").map { try ($0(0), $0(1)) },
                uniquingKeysWith: { first, _ in first })
        })
}
