import Database
import Vocabulary

extension LedgerKind {
    static let sheetImport = LedgerKind(
        "import", "Bảng tính nhập",
        acts: [
            "import.open": "gửi bảng tính", "import.sheet": "chọn trang tính", "import.map": "chọn cột",
            "import.check": "kiểm tra",
            "import.apply": "nhập vào danh mục", "import.undo": "hoàn tác cả lần nhập", "import.drop": "bỏ bảng tính",
        ],
        facts: [
            "kind": "danh mục", "file": "tệp", "sheet": "trang tính số", "mapping": "cột", "fresh": "dòng mới",
            "changed": "dòng đổi", "same": "dòng như cũ", "left": "dòng để lại", "invalid": "dòng sai",
        ],
        branch: { id, db in
            try db.value(
                """
                SELECT u.path FROM sheet_import i JOIN account a ON a.id = i.account JOIN unit u ON u.id = a.unit
                WHERE i.id = \(id)
                """) as String?
        })
}
