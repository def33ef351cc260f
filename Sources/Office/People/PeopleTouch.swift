import Database
import Vocabulary

extension UnitTouch {
    /// People who hold a post in the units.
    static let posts = UnitTouch { units, db in
        let people: Int = try db.value(
            "SELECT count(DISTINCT person) FROM post WHERE unit IN (\(list: units)) AND last_day IS NULL")
        return [
            Found(
                people, "người đang giữ chức vụ",
                advice: "Sau khi thực hiện, mở trang từng đơn vị cũ để chuyển cả danh sách sang đơn vị kế thừa.")
        ]
    }
}
