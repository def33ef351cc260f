import Office
import struct Office.Unit
import Rulebook
import Vocabulary

/// Quy chế thi đua, khen thưởng of Hoàng Giang: one that holds this year, and a draft for next year that changes two measures.
struct SampleRegulations {
    let office: Office
    let year: Int
    let province: ID<Unit>

    func make() throws {
        // Without a law there is nothing that a regulation could fill.
        guard let law = try? office.law, let signed = Day(year: year - 1, month: 12, day: 20),
            let first = Day(year: year, month: 1, day: 1), let next = Day(year: year + 1, month: 1, day: 1)
        else { return }
        let (writer, leader) = (try actor("phapche"), try actor("dung"))
        let values = [
            LocalValue(.cstdCoSoPercent, 1500, article: "khoản 2 Điều 9"),
            LocalValue(.ttldttLdttPercent, 7000, article: "khoản 1 Điều 11"),
            LocalValue(.voteProvincePercent, 8000, article: "khoản 3 Điều 21"),
            LocalValue(.decideWorkingDays, 20, article: "Điều 24"),
            LocalValue(.initiativeCarryYears, 0, article: "khoản 4 Điều 9", note: "Chỉ tính sáng kiến của năm xét."),
        ]
        let title = "Quy chế thi đua, khen thưởng tỉnh Hoàng Giang"
        let held = try office.write(by: writer) { operation in
            let id = try LocalRegulations.draft(
                NewLocalRegulation(
                    number: "52/\(year - 1)/QĐ-UBND", signed: signed, title: title, issuer: "UBND tỉnh Hoàng Giang",
                    from: first, values: values, cases: Self.cases(on: first, percent: 15, carries: false)),
                for: province, law, in: .everything, by: operation)
            for award in Self.awards { try LocalAwards.set(award, in: id, scope: .everything, by: operation) }
            try LocalRegulations.submit(id, law, in: .everything, by: operation)
            return id
        }
        try office.write(by: leader) {
            try LocalRegulations.approve(held, from: first, law, in: .everything, by: $0)
        }
        var changed = values
        changed[0] = LocalValue(.cstdCoSoPercent, 2000, article: "khoản 2 Điều 9")
        changed[4] = LocalValue(
            .initiativeCarryYears, 1, article: "khoản 4 Điều 9", note: "Sáng kiến được dùng thêm một năm.")
        try office.write(by: writer) { operation in
            _ = try LocalRegulations.draft(
                NewLocalRegulation(
                    title: title + " (sửa đổi)", issuer: "UBND tỉnh Hoàng Giang", from: next, replaces: held,
                    values: changed,
                    cases: Self.cases(on: first, percent: 15, carries: false) + "\n"
                        + Self.cases(on: next, percent: 20, carries: true)),
                for: province, law, in: .everything, by: operation)
        }
    }

    /// Danh hiệu, hình thức that the province made for itself.
    private static var awards: [LocalAward] {
        guard let badge = Award.Slug(stored: "dp-ky-niem-chuong"),
            let hamlet = Award.Slug(stored: "dp-thon-ban-tieu-bieu")
        else { return [] }
        return [
            LocalAward(
                slug: badge, name: "Kỷ niệm chương “Vì sự phát triển tỉnh Hoàng Giang”", kind: .commendation,
                level: .province, subjects: [.individual], article: "Điều 14",
                criteria: "Có 15 năm công tác tại tỉnh, hoặc có đóng góp nổi bật cho sự phát triển của tỉnh.",
                bonus: 1_000_000, object: "Huy hiệu, bằng chứng nhận"),
            LocalAward(
                slug: hamlet, name: "Thôn, bản tiêu biểu", kind: .title, level: .commune, subjects: [.collective],
                article: "Điều 15",
                criteria: "Dẫn đầu phong trào “Toàn dân đoàn kết xây dựng đời sống văn hóa” của xã trong năm.",
                bonus: 2_000_000),
        ]
    }

    private func actor(_ login: String) throws -> Actor {
        try office.read { db in
            let id = try Accounts.id(login: login, db)
            let name: String = try db.value("SELECT name FROM account WHERE id = \(id)")
            return Actor(account: id, name: name, origin: "sample")
        }
    }

    /// Both sides of each measure.
    static func cases(on day: Day, percent: Int, carries: Bool) -> String {
        let year = day.year - 1
        return """
            # Tỷ lệ Chiến sĩ thi đua cơ sở, hồ sơ tiếp nhận từ \(day.vietnamese)
            only = C-QUOTA
            award = cstd-co-so
            year = \(year)
            acceptedOn = \(day.iso)

            | ca                        | quota.candidates | quota.base | => C-QUOTA |
            |---------------------------|------------------|------------|------------|
            | vừa đúng tỷ lệ năm \(year)   | \(percent)               | 100        | met        |
            | vượt tỷ lệ năm \(year)       | \(percent + 1)               | 100        | unmet      |

            # Sáng kiến của năm trước, hồ sơ tiếp nhận từ \(day.vietnamese)
            only = C-INIT
            award = cstd-co-so
            year = \(year)
            acceptedOn = \(day.iso)

            | ca                           | initiatives                | => C-INIT |
            |------------------------------|----------------------------|-----------|
            | sáng kiến năm \(year)           | \(year) coSo @\(year)-11-30     | met       |
            | sáng kiến năm \(year - 1)           | \(year - 1) coSo @\(year - 1)-11-30     | \(carries ? "met" : "unmet")     |

            """
    }
}
