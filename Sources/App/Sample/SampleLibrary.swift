import Office
import struct Office.Unit
import Vocabulary

/// Documents of Hoàng Giang in the law library: one that has been replaced, and those that hold.
struct SampleLibrary {
    let office: Office
    let year: Int
    let province: ID<Unit>

    private static let issuer = "Ủy ban nhân dân tỉnh"

    func make(by actor: Actor) throws {
        guard let oldDay = Day(year: 2019, month: 9, day: 12), let oldFirst = Day(year: 2019, month: 9, day: 25),
            let newDay = Day(year: year - 1, month: 12, day: 20), let newFirst = Day(year: year, month: 1, day: 1),
            let oldLast = Day(year: year - 1, month: 12, day: 31), let planDay = Day(year: year, month: 1, day: 14),
            let councilDay = Day(year: year - 1, month: 3, day: 4), let guideDay = Day(year: year, month: 2, day: 6)
        else { return }
        try office.write(by: actor) { operation in
            func add(_ new: NewLawDocument) throws -> ID<LawDocument> {
                try LawLibrary.add(new, to: province, in: .everything, by: operation)
            }
            let old = try add(
                NewLawDocument(
                    "27/2019/QĐ-UBND", .decision, issuer: Self.issuer, issuedOn: oldDay,
                    subject: "Ban hành Quy chế thi đua, khen thưởng tỉnh Hoàng Giang", firstDay: oldFirst))
            let new = try add(
                NewLawDocument(
                    "52/\(year - 1)/QĐ-UBND", .decision, issuer: Self.issuer, issuedOn: newDay,
                    subject: "Ban hành Quy chế thi đua, khen thưởng tỉnh Hoàng Giang", firstDay: newFirst))
            try LawLibrary.end(old, on: oldLast, replacedBy: new, in: .everything, by: operation)
            _ = try add(
                NewLawDocument(
                    "418/QĐ-UBND", .decision, issuer: Self.issuer, issuedOn: councilDay,
                    subject: "Kiện toàn Hội đồng Thi đua - Khen thưởng tỉnh", firstDay: councilDay))
            _ = try add(
                NewLawDocument(
                    "18/KH-UBND", .plan, issuer: Self.issuer, issuedOn: planDay,
                    subject: "Công tác thi đua, khen thưởng tỉnh Hoàng Giang năm \(year)", firstDay: planDay))
            _ = try add(
                NewLawDocument(
                    "06/HD-SNV", .guidance, issuer: "Sở Nội vụ", issuedOn: guideDay,
                    subject: "Hồ sơ, thời gian trình khen thưởng năm \(year)", firstDay: guideDay))
        }
    }
}
