extension LedgerKind {
    static let calendar = LedgerKind(
        "calendar", "Ngày nghỉ",
        acts: [
            "calendar.fill": "lập lịch nghỉ ban đầu", "calendar.add": "thêm ngày", "calendar.correct": "sửa ngày",
            "calendar.confirm": "xác nhận ngày", "calendar.remove": "bỏ ngày", "calendar.restore": "lấy lại ngày",
        ],
        facts: [
            "day": "ngày", "days": "số ngày", "name": "tên", "kind": "loại", "certainty": "căn cứ", "years": "các năm",
        ])
}
