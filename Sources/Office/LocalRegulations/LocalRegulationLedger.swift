import Database
import Rulebook
import Vocabulary

extension LedgerKind {
    static let localRegulation = LedgerKind(
        "localRegulation", "Quy chế địa phương",
        acts: [
            "localRegulation.draft": "soạn quy chế", "localRegulation.save": "sửa bản soạn",
            "localRegulation.submit": "trình duyệt", "localRegulation.sendBack": "trả lại",
            "localRegulation.approve": "duyệt", "localRegulation.end": "cho hết hiệu lực",
            "localRegulation.replaced": "hết hiệu lực do có quy chế thay thế", "localRegulation.drop": "bỏ bản soạn",
            "localRegulation.setAward": "ghi danh hiệu, hình thức của địa phương",
            "localRegulation.removeAward": "bỏ danh hiệu, hình thức của địa phương",
        ],
        facts: [
            "number": "số", "signed": "ngày ban hành", "title": "tên", "issuer": "cơ quan ban hành",
            "firstDay": "có hiệu lực từ", "lastDay": "đến ngày", "replaces": "thay thế quy chế số thứ tự",
            "file": "tệp số", "slug": "mã", "name": "tên danh hiệu, hình thức", "kind": "loại", "level": "cấp",
            "subjects": "đối tượng", "article": "điều khoản", "criteria": "tiêu chuẩn", "bonus": "mức thưởng (đồng)",
            "object": "hiện vật", "cases": "bảng ca thử (dấu vết)",
            LocalKey.cstdCoSoPercent.rawValue: "tỷ lệ Chiến sĩ thi đua cơ sở",
            LocalKey.ttldttLdttPercent.rawValue: "tỷ lệ Lao động tiên tiến của tập thể",
            LocalKey.votePercent.rawValue: "tỷ lệ phiếu chung",
            LocalKey.voteStatePercent.rawValue: "tỷ lệ phiếu danh hiệu cấp Nhà nước",
            LocalKey.voteFlagPercent.rawValue: "tỷ lệ phiếu Cờ Chính phủ",
            LocalKey.voteProvincePercent.rawValue: "tỷ lệ phiếu Chiến sĩ thi đua cấp tỉnh",
            LocalKey.voteOrderPercent.rawValue: "tỷ lệ phiếu Huân chương, Bằng khen Thủ tướng",
            LocalKey.decideWorkingDays.rawValue: "thời hạn quyết định",
            LocalKey.initiativeCarryYears.rawValue: "số năm dùng sáng kiến",
        ],
        needs: .draftRegulations, page: { LocalRegulationPage.show(ID($0)).path },
        branch: { id, db in
            try db.value(
                "SELECT u.path FROM local_regulation r JOIN unit u ON u.id = r.province WHERE r.id = \(id)") as String?
        },
        names: { ids, db in
            try Dictionary(
                db.all("SELECT id, COALESCE(number, title) FROM local_regulation WHERE id IN (\(list: ids))").map {
                    try ($0(0), $0(1))
                },
                uniquingKeysWith: { first, _ in first })
        })
}
