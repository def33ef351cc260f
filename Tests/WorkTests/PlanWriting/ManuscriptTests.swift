import Database
import Fixtures
import Foundation
import Office
import Paper
import PlanReader
import Rulebook
import Testing
import Vocabulary

import struct Office.Unit

@testable import Work

extension ProgrammeWorld {
    var law: Instruments { get throws { try Instruments(folder: TestFolder.law) } }

    /// Next year's plan drafted from the one plan of this world.
    func manuscript() throws -> ID<Manuscript> {
        let visitor = try visitor(.nguyen)
        return try write(.nguyen) { operation in
            let province = try Organisations.unit(codeOrName: "LS", operation)
            let source = try PlanScope.plan(plan, for: visitor, operation)
            return try Manuscripts.begin(
                year: 2027, from: [source.id], for: province, province: province, office.workingDays(operation),
                by: operation)
        }
    }

    func emptyManuscript() throws -> ID<Manuscript> {
        try write(.nguyen) { operation in
            let province = try Organisations.unit(codeOrName: "LS", operation)
            return try Manuscripts.begin(year: 2027, for: province, province: province, by: operation)
        }
    }

    func sheet(_ id: ID<Manuscript>) throws -> ManuscriptSheet {
        try office.read { try ManuscriptSheet(Manuscript.with(id, $0), $0) }
    }

    func review(_ id: ID<Manuscript>) throws -> ManuscriptReview {
        let law = try law
        let (sheet, calendar, names) = try office.read { db in
            let sheet = try ManuscriptSheet(Manuscript.with(id, db), db)
            return (sheet, try office.workingDays(db), try ManuscriptNames(sheet, db))
        }
        return try ManuscriptReview(sheet, calendar, law, names)
    }

    func row(_ reference: String, _ id: ID<Manuscript>) throws -> ManuscriptRow {
        let sheet = try sheet(id)
        return try #require(sheet.rows.first { sheet.references[$0.id] == reference })
    }
}

@Suite("Next year's plan from this year's tasks") struct ManuscriptBeginningTests {
    @Test(
        "copies every task with its time moved, beside what became of it, and each waits for a look",
        arguments: Engine.available)
    func begun(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let (first, estimate) = (try world.task("I.1"), try world.task("IV.2"))
        try world.write(.dung) { operation in
            try TaskWork.add(.note("Chỉ thị số 1"), to: first, by: operation)
            try TaskWork.finish(first, by: operation)
            try TaskWork.drop(estimate, because: "Tỉnh không tổ chức", by: operation)
        }
        let id = try world.manuscript()
        let sheet = try world.sheet(id)
        #expect(sheet.manuscript.head.abstract == "Công tác thi đua, khen thưởng tỉnh Lam Sơn năm 2027")
        #expect(sheet.manuscript.head.issuer == "Ủy ban nhân dân tỉnh Lam Sơn")
        #expect(sheet.manuscript.head.symbol == "KH-UBND")
        #expect(
            sheet.filled.map { "\($0.section.title): \($0.rows.count)" } == [
                "Nhiệm vụ quý I: 2", "Nhiệm vụ quý II: 1", "Nhiệm vụ quý III: 1", "Nhiệm vụ quý IV: 4",
                "Nhiệm vụ thường xuyên: 2",
            ])
        func told(_ reference: String) throws -> String {
            let row = try world.row(reference, id)
            let source = try #require(row.source)
            return [
                row.text, row.time.words, row.lead ?? "", row.coordinators.joined(separator: ";"), row.moved ?? "–",
                source.state.rawValue, source.reason ?? "–", row.decision.rawValue,
            ].joined(separator: " | ")
        }
        #expect(
            try told("I.1")
                == "Ban hành Chỉ thị phát động phong trào thi đua năm 2027 | tháng 1/2027 | Sở Nội vụ | Văn phòng UBND tỉnh | – | "
                + "done | – | waiting")
        #expect(
            try told("IV.2")
                == "Lập dự toán Hội nghị tổng kết | 22/11/2027 | Sở Tài chính | Sở Nội vụ | "
                + "20/11/2027 là thứ Bảy, đổi sang thứ Hai 22/11/2027 | dropped | Tỉnh không tổ chức | waiting")
        #expect(
            try told("V.1")
                == "Tuyên truyền gương điển hình tiên tiến | Thường xuyên | Báo Lam Sơn | Sở Nội vụ | – | toDo | – | waiting"
        )
        // Nothing of this year's programme has changed.
        #expect(try world.office.read { try $0.value("SELECT count(*) FROM task") as Int } == 10)
    }

    @Test("hangs copies on each other as their tasks did", arguments: Engine.available)
    func hanging(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let (estimate, session) = (try world.task("IV.2"), try world.task("IV.3"))
        try world.write(.nguyen) {
            try TaskAnchors.hang(session, on: .task(estimate), .init(days: 3, isWorking: true), by: $0)
        }
        let id = try world.manuscript()
        let row = try world.row("IV.3", id)
        #expect(row.hanging == .init(other: try world.row("IV.2", id).id, distance: .init(days: 3, isWorking: true)))
        let sheet = try world.sheet(id)
        #expect(sheet.time(of: row, WorkingDays()).value == "2027-11-25")
    }

    @Test("asks as many queries for the whole of a plan with ten rows as for an empty one", arguments: Engine.available)
    func queries(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let counts = try [try world.emptyManuscript(), try world.manuscript()].map { id in
            try world.office.read { db in
                try Recorder.recording {
                    let sheet = try ManuscriptSheet(Manuscript.with(id, db), db)
                    _ = try ManuscriptNames(sheet, db)
                }.1.count
            }
        }
        // The names of the rows are looked up in one query; without rows there is none.
        #expect(counts == [7, 8])
    }
}

@Suite("A plan that is written here") struct ManuscriptTests {
    @Test("tells the second of two who save the same part, and loses nothing", arguments: Engine.available)
    func conflicts(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let id = try world.manuscript()
        try world.write(.nguyen) { try Manuscripts.setText(.purpose, "Mục đích một", of: id, version: 0, by: $0) }
        #expect(throws: PlanWritingRefusal.changed(by: "Đặng Hạnh Nguyên")) {
            try world.write(.dung) { try Manuscripts.setText(.purpose, "Mục đích hai", of: id, version: 0, by: $0) }
        }
        // Another part is nobody's business.
        try world.write(.dung) { try Manuscripts.setText(.requirements, "Yêu cầu", of: id, version: 0, by: $0) }
        let row = try world.row("II.1", id)
        func edit(_ text: String) -> Manuscripts.RowEdit {
            .init(section: row.section, text: text, time: row.time, lead: "Sở Nội vụ")
        }
        try world.write(.nguyen) {
            try Manuscripts.editRow(row.id, to: edit("Mở hai lớp"), of: id, version: row.version, by: $0)
        }
        #expect(throws: PlanWritingRefusal.changed(by: "Đặng Hạnh Nguyên")) {
            try world.write(.dung) {
                try Manuscripts.editRow(row.id, to: edit("Mở ba lớp"), of: id, version: row.version, by: $0)
            }
        }
        var head = try world.sheet(id).manuscript.head
        head.place = "Lam Sơn"
        try world.write(.dung) { try Manuscripts.setHead(head, of: id, version: 1, by: $0) }
        #expect(throws: PlanWritingRefusal.changed(by: "Phan Trí Dũng")) {
            try world.write(.nguyen) { try Manuscripts.setHead(head, of: id, version: 1, by: $0) }
        }
        let sheet = try world.sheet(id)
        #expect(sheet.words(.purpose) == "Mục đích một" && sheet.words(.requirements) == "Yêu cầu")
        let saved = try world.row("II.1", id)
        #expect("\(saved.text) \(saved.decision.rawValue)" == "Mở hai lớp changed")
    }

    @Test("keeps, drops, takes back and orders its rows", arguments: Engine.available)
    func rows(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let id = try world.manuscript()
        func texts() throws -> [String] {
            let sheet = try world.sheet(id)
            return sheet.kept.filter { sheet.references[$0.id]?.hasPrefix("IV") ?? false }.map {
                String($0.text.prefix(8))
            }
        }
        let (second, last) = (try world.row("IV.2", id), try world.row("IV.4", id))
        try world.write(.nguyen) { operation in
            try Manuscripts.moveRow(second.id, of: id, .up, by: operation)
            try Manuscripts.decide(.dropped, last.id, of: id, by: operation)
        }
        #expect(try texts() == ["Lập dự t", "Hướng dẫ", "Họp Hội "])
        #expect(throws: PlanWritingRefusal.atItsEnd) {
            try world.write(.nguyen) { try Manuscripts.moveRow(second.id, of: id, .up, by: $0) }
        }
        let gone = try #require(try world.sheet(id).rows.first(where: \.isDropped))
        try world.write(.nguyen) { try Manuscripts.decide(.kept, gone.id, of: id, by: $0) }
        #expect(try texts() == ["Lập dự t", "Hướng dẫ", "Họp Hội ", "Báo cáo "])
        #expect(try world.write(.nguyen) { try Manuscripts.keepWaiting(of: id, by: $0) } == 9)
        #expect(try world.sheet(id).waiting == 0)
        let section = try world.write(.nguyen) { try Manuscripts.addSection("Phong trào mới", to: id, by: $0) }
        let added = try world.write(.nguyen) { operation in
            try Manuscripts.addRow(
                .init(
                    section: section, text: "Phát động đợt thi đua", time: PlanReader.time("Tháng 4/2027", year: 2027),
                    lead: "Sở Nội vụ", coordinators: "Sở Tài chính\nBáo Lam Sơn"), to: id, by: operation)
        }
        #expect(try world.row("VI.1", id).id == added)
        #expect(throws: PlanWritingRefusal.filledSection) {
            try world.write(.nguyen) { try Manuscripts.removeSection(section, of: id, by: $0) }
        }
        try world.write(.nguyen) { try Manuscripts.moveSection(section, of: id, .up, by: $0) }
        #expect(try world.row("V.1", id).id == added)
    }

    @Test("refuses rows that wait for each other in a circle, and says which", arguments: Engine.available)
    func circle(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let id = try world.manuscript()
        func hang(_ reference: String, on other: String) throws {
            let row = try world.row(reference, id)
            let edit = Manuscripts.RowEdit(
                section: row.section, text: row.text, time: row.time,
                hanging: .init(other: try world.row(other, id).id, distance: .init(days: 5)), lead: row.lead ?? "")
            try world.write(.nguyen) { try Manuscripts.editRow(row.id, to: edit, of: id, version: row.version, by: $0) }
        }
        try hang("IV.2", on: "IV.1")
        try hang("IV.3", on: "IV.2")
        #expect(
            throws: PlanWritingRefusal.circle(
                "“Hướng dẫn các khối, cụm thi đua tổng…” → “Họp Hội đồng xét khen thưởng đợt 2” → "
                    + "“Lập dự toán Hội nghị tổng kết” → “Hướng dẫn các khối, cụm thi đua tổng…”")
        ) { try hang("IV.1", on: "IV.3") }
        #expect(throws: PlanWritingRefusal.self) { try hang("IV.1", on: "IV.1") }
        let sheet = try world.sheet(id)
        // 09/11/2027 (before the 10th), then five and ten days.
        #expect(sheet.time(of: try world.row("IV.3", id), WorkingDays()).words == "19/11/2027")
        #expect(try world.row("IV.1", id).hanging == nil)
    }

    @Test("a basis that is added stands before “Theo đề nghị”, which stays last", arguments: Engine.available)
    func lastBasis(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let id = try world.manuscript()
        for text in [
            "Luật số 06/2022/QH15\nTheo đề nghị của Sở Nội vụ", "Nghị định số 152/2025/NĐ-CP", "Đề nghị của Ban",
        ] {
            try world.write(.nguyen) { try Manuscripts.addBases(text, to: id, by: $0) }
        }
        #expect(
            try world.sheet(id).bases.map(\.text) == [
                "Căn cứ Luật số 06/2022/QH15", "Căn cứ Nghị định số 152/2025/NĐ-CP", "Theo đề nghị của Sở Nội vụ",
                "Theo đề nghị của Ban",
            ])
    }

    @Test("flags bases that have ended, names what replaced them and puts it there", arguments: Engine.available)
    func bases(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let id = try world.manuscript()
        try world.write(.nguyen) {
            try Manuscripts.addBases(
                "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15/6/2022;\n"
                    + "Nghị định số 98/2023/ND-CP ngày 31/12/2023 của Chính phủ;\nQuyết định số 12/2024/QĐ-UBND của tỉnh.",
                to: id, by: $0)
        }
        let sheet = try world.sheet(id)
        let review = try world.review(id)
        let standings = sheet.bases.map { review.bases[$0.id] }
        #expect(standings[0] == .inForce)
        #expect(standings[2] == .unknown)
        guard case .ended(let last, let heirs)? = standings[1] else {
            Issue.record("98/2023 stands")
            return
        }
        #expect(last.vietnamese == "30/06/2025")
        #expect(heirs.count == 1 && heirs.first?.contains("152/2025/NĐ-CP") == true)
        let offered = ManuscriptReview.offered(sheet, try world.law).map(\.number)
        #expect(offered.contains("152/2025/NĐ-CP") && !offered.contains("06/2022/QH15"))
        #expect(!offered.contains("98/2023/NĐ-CP"))
        let browser = try world.browser(.nguyen)
        let page = try browser.get("/soan-ke-hoach/\(id)/can-cu")
        #expect(page.body.contains("Hết hiệu lực sau ngày 30/06/2025; thay bằng Nghị định số 152/2025/NĐ-CP"))
        _ = try browser.post("/soan-ke-hoach/\(id)/can-cu/\(sheet.bases[1].id)/thay")
        #expect(
            try world.sheet(id).bases[1].text
                == "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ về phân cấp, phân quyền trong "
                + "lĩnh vực thi đua, khen thưởng; quy định chi tiết Luật Thi đua, khen thưởng")
        // A second time it is cited already: the old one is only dropped.
        try world.write(.nguyen) { try Manuscripts.addBases("Nghị định số 98/2023/NĐ-CP", to: id, by: $0) }
        let again = try #require(try world.sheet(id).bases.last)
        _ = try browser.post("/soan-ke-hoach/\(id)/can-cu/\(again.id)/thay")
        #expect(try world.sheet(id).bases.map(\.isDropped) == [false, false, false, true])
        #expect(try world.review(id).bases.values.allSatisfy { if case .ended = $0 { false } else { true } })
        #expect(world.faults.all == [])
    }

    @Test("shows beside its rows what the reader of plans and the register find", arguments: Engine.available)
    func findings(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let id = try world.emptyManuscript()
        try world.write(.nguyen) { operation in
            let old = try Organisations.unit(codeOrName: "LS-STC", operation)
            let heir = try Organisations.unit(codeOrName: "LS-SNV", operation)
            try Organisations.succeed(
                old.id, by: heir.id, lastDay: Day(year: 2026, month: 6, day: 30) ?? ProgrammeWorld.today, how: "merged",
                basis: nil, operation)
            let section = try #require(try ManuscriptSection.all(of: id, operation).first).id
            for (text, time, lead) in [
                ("Ban hành kế hoạch", "Ngày 02/11/2026", "Sở Nội vụ"),
                ("Lập dự toán kinh phí", "Ngày 20/3/2027", "Sở Tài chính"),
                ("Tổ chức hội nghị tổng kết; tổ chức lễ trao tặng danh hiệu", "", ""),
                ("Hướng dẫn báo cáo", "Tháng 6/2027", "Sở Không Có"),
            ] {
                _ = try Manuscripts.addRow(
                    .init(section: section, text: text, time: PlanReader.time(time, year: 2027), lead: lead), to: id,
                    by: operation)
            }
        }
        let (sheet, review) = (try world.sheet(id), try world.review(id))
        func codes(_ index: Int) -> Set<String> { Set((review.rows[sheet.kept[index].id] ?? []).map(\.code)) }
        #expect(codes(0).isSuperset(of: ["DUE_BEFORE_PLAN"]))
        #expect(codes(1).isSuperset(of: ["UNIT_ENDED"]))
        #expect(!codes(1).isDisjoint(with: ["DUE_ON_DAY_OFF", "DEADLINE_ON_DAY_OFF"]))
        #expect(codes(2).isSuperset(of: ["NO_LEAD", "NO_TIME", "TWO_THINGS"]))
        #expect(codes(3).isSuperset(of: ["UNIT_UNKNOWN"]))
        #expect(!codes(0).contains("UNIT_UNKNOWN"))
        let ended = try #require(review.rows[sheet.kept[1].id]?.first { $0.code == "UNIT_ENDED" })
        #expect(ended.message == "Sở Tài chính đã kết thúc hoạt động ngày 30/06/2026. Đơn vị kế thừa: Sở Nội vụ.")
        // The same slip that the reader tells of an uploaded plan.
        #expect(review.whole.contains { $0.code == "MISSING_LEGAL_BASES" })
        let page = try world.browser(.nguyen).get("/soan-ke-hoach/\(id)/nhiem-vu")
        #expect(page.body.contains("đã kết thúc hoạt động ngày 30/06/2026"))
        #expect(page.body.contains("Hạn 02/11/2026 trước ngày ban hành 17/11/2026"))
        #expect(world.faults.all == [])
    }

    @Test("is discarded and taken back, and nothing of it changes meanwhile", arguments: Engine.available)
    func discarded(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let id = try world.manuscript()
        try world.write(.nguyen) { try Manuscripts.discard(id, by: $0) }
        #expect(throws: PlanWritingRefusal.discarded) {
            try world.write(.nguyen) { try Manuscripts.setText(.purpose, "x", of: id, version: 0, by: $0) }
        }
        try world.write(.nguyen) { try Manuscripts.restore(id, by: $0) }
        try world.write(.nguyen) { try Manuscripts.setText(.purpose, "x", of: id, version: 0, by: $0) }
        #expect(try world.sheet(id).words(.purpose) == "x")
    }

    @Test("notes to whom it went, by what way, who noted it, and who has read it", arguments: Engine.available)
    func recipients(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let id = try world.emptyManuscript()
        let today = ProgrammeWorld.today
        try world.write(.nguyen) {
            try Manuscripts.addRecipients("- Bộ Nội vụ;\n- Sở Tài chính;\n- sở tài chính", by: .axis, to: id, by: $0)
        }
        let all = try world.sheet(id).recipients
        #expect(all.map { "\($0.name) \($0.channel.rawValue)" } == ["Bộ Nội vụ axis", "Sở Tài chính axis"])
        try world.write(.nguyen) {
            try Manuscripts.sent(to: [all[0].id], by: .zalo, on: today.adding(days: -2), of: id, by: $0)
        }
        #expect(throws: PlanWritingRefusal.readBeforeSent("Bộ Nội vụ", today.adding(days: -2))) {
            try world.write(.nguyen) {
                try Manuscripts.read(by: [all[0].id], on: today.adding(days: -3), of: id, by: $0)
            }
        }
        #expect(throws: PlanWritingRefusal.futureDay) {
            try world.write(.nguyen) {
                try Manuscripts.sent(to: [all[1].id], by: nil, on: today.adding(days: 1), of: id, by: $0)
            }
        }
        #expect(throws: PlanWritingRefusal.nobodyChosen) {
            try world.write(.nguyen) { try Manuscripts.sent(to: [], by: nil, on: today, of: id, by: $0) }
        }
        try world.write(.dung) { try Manuscripts.read(by: all.map(\.id), on: today, of: id, by: $0) }
        func told() throws -> [String] {
            try world.sheet(id).recipients.map {
                "\($0.name) \($0.channel.rawValue) \($0.sentOn?.short ?? "–") \($0.sentBy ?? "–") \($0.readOn?.short ?? "–") \($0.readBy ?? "–")"
            }
        }
        #expect(
            try told() == [
                "Bộ Nội vụ zalo 15/11 Đặng Hạnh Nguyên 17/11 Phan Trí Dũng",
                "Sở Tài chính axis 17/11 Phan Trí Dũng 17/11 Phan Trí Dũng",
            ])
        try world.write(.nguyen) { try Manuscripts.forgetSending(all[1].id, of: id, by: $0) }
        #expect(try told().last == "Sở Tài chính axis – – – –")
        try world.write(.nguyen) { try Manuscripts.moveRecipient(all[1].id, of: id, .up, by: $0) }
        #expect(try world.sheet(id).recipients.first?.name == "Sở Tài chính")
    }
}
