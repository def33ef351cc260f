import Database
import Fixtures
import Foundation
import Office
import Paper
import PlanReader
import Testing
import Vocabulary

@testable import Work

@Suite("The paper of a plan that is written here") struct ManuscriptPaperTests {
    /// A plan with every part filled in, and no row left unseen.
    private func written(_ world: ProgrammeWorld) throws -> ID<Manuscript> {
        let id = try world.manuscript()
        try world.write(.nguyen) { operation in
            let texts: [(Manuscript.Part, String)] = [
                (.purpose, "- Phát huy vai trò của thi đua.\n- Động viên cán bộ, nhân dân."),
                (.requirements, "Thiết thực, đúng quy định."),
                (.content, "Tập trung các phong trào thi đua trọng tâm của tỉnh."),
                (.funding, "Từ Quỹ thi đua, khen thưởng của tỉnh."),
                (
                    .organisation,
                    "1. Sở Nội vụ\n- Theo dõi, đôn đốc việc thực hiện.\n2. Các sở, ban, ngành\n- Xây dựng kế hoạch của đơn vị."
                ),
            ]
            for (part, words) in texts {
                try Manuscripts.setText(part, words, of: id, version: 0, by: operation)
            }
            try Manuscripts.addBases(
                "Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022\nNghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ",
                to: id, by: operation)
            try Manuscripts.addRecipients(
                "Bộ Nội vụ\nCác sở, ban, ngành tỉnh\nUBND các xã, phường", by: .axis, to: id, by: operation)
            try Manuscripts.keepWaiting(of: id, by: operation)
            var head = try Manuscript.with(id, operation).head
            head.signer = "Phan Trí Dũng"
            try Manuscripts.setHead(head, of: id, version: 1, by: operation)
        }
        let row = try world.row("I.1", id)
        try world.write(.nguyen) {
            try Manuscripts.editRow(
                row.id,
                to: .init(
                    section: row.section, text: row.text, time: row.time, lead: "Sở Nội vụ",
                    coordinators: "Văn phòng UBND tỉnh; Báo Lam Sơn", product: "Chỉ thị của Chủ tịch UBND tỉnh"),
                of: id, version: row.version, by: $0)
        }
        return id
    }

    private func told(_ tasks: [PlanDraft.Task]) -> [String] {
        tasks.map { task in
            "\(task.section).\(task.ordinal ?? "") \(task.text) | \(task.when.kind.rawValue) \(task.when.value ?? "–") "
                + "\(task.when.bound?.rawValue ?? "–") | \(task.lead ?? "–") | \(task.coordinators.joined(separator: "; "))"
        }
    }

    @Test("read again has the same tasks, times, leads and coordinators", arguments: [PaperFile.docx, .pdf])
    func readAgain(_ file: PaperFile) throws {
        let world = try ProgrammeWorld(.sqlite)
        let id = try written(world)
        let sheet = try world.sheet(id)
        let paper = ManuscriptPaper(sheet: sheet, calendar: WorkingDays()).paper
        let path = TestFolder.newPath("ke-hoach.\(file.rawValue)")
        if file == .docx { try DocxWriting.write(paper, to: path) } else { try PdfWriting.write(paper, to: path) }
        let draft = PlanReader.read(try PaperReader.read(path: path))
        #expect(told(draft.tasks) == told(sheet.tasks(WorkingDays())))
        #expect(draft.tasks.count == 10)
        #expect(draft.document.title == "Công tác thi đua, khen thưởng tỉnh Lam Sơn năm 2027")
        #expect(draft.document.issuer == "Ủy ban nhân dân tỉnh Lam Sơn")
        #expect(draft.document.legalBases.map(\.number) == ["06/2022/QH15", "152/2025/NĐ-CP"])
        #expect(draft.document.signer?.name == "Phan Trí Dũng")
        #expect(draft.document.recipients.count >= 3)
        #expect(
            draft.document.sections.map(\.title).prefix(4) == [
                "MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG", "KINH PHÍ THỰC HIỆN", "TỔ CHỨC THỰC HIỆN",
            ])
        #expect(draft.tasks.first?.product == "Chỉ thị của Chủ tịch UBND tỉnh")
        #expect(
            try PaperFormat.findings(path: path).filter { $0.rule != .number && $0.rule != .placeAndDay }.map(\.message)
                == [])
    }

    @Test("signed, becomes a plan of the programme without retyping", arguments: Engine.available)
    func signed(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let id = try written(world)
        let session = try world.row("IV.3", id)
        let estimate = try world.row("IV.2", id).id
        try world.write(.nguyen) {
            try Manuscripts.editRow(
                session.id,
                to: .init(
                    section: session.section, text: session.text, time: session.time,
                    hanging: .init(other: estimate, distance: .init(days: 5)), lead: "Sở Nội vụ",
                    coordinators: "Văn phòng UBND tỉnh"), of: id, version: session.version, by: $0)
        }
        let sheet = try world.sheet(id)
        let signed = try Manuscripts.sign(sheet, number: 15, on: ProgrammeWorld.today, WorkingDays(), in: world.office)
        let result = try world.write(.nguyen) { try Manuscripts.take(signed, of: id, by: $0) }
        #expect(result.added == 10 && result.version == 1)
        let nguyen = try world.visitor(.nguyen)
        let plan = try world.office.read { try PlanScope.plan(result.plan, for: nguyen, $0) }
        #expect(plan.number == "15/KH-UBND" && plan.issuedOn == ProgrammeWorld.today && plan.year == 2027)
        #expect(plan.title == sheet.manuscript.head.abstract)
        let tasks = try world.office.read { db in
            try db.all("SELECT \(sql: Task.columns) FROM task t WHERE t.plan = \(plan.id) ORDER BY t.position").map(
                Task.init)
        }
        #expect(tasks.map(\.text) == sheet.kept.map(\.text))
        #expect(tasks.map(\.leadText) == sheet.kept.map(\.lead))
        #expect(tasks.map(\.due) == sheet.kept.map { sheet.time(of: $0, WorkingDays()).dueDay })
        #expect(tasks.map(\.reference) == sheet.kept.map { sheet.references[$0.id] ?? "" })
        // Moving the one moves the other in the programme too.
        let anchor = try world.office.read { try TaskAnchor.of(tasks[6].id, $0) }
        #expect(anchor?.target == .task(tasks[5].id))
        let found = try world.sheet(id).manuscript
        #expect(found.state == .signed && found.plan == plan.id && found.number == 15)
        #expect(throws: PlanWritingRefusal.signed) {
            try world.write(.nguyen) { try Manuscripts.setText(.purpose, "x", of: id, version: 1, by: $0) }
        }
        #expect(throws: PlanWritingRefusal.signed) {
            try world.write(.nguyen) { try Manuscripts.take(signed, of: id, by: $0) }
        }
        // Sent and read are noted after the signature.
        let recipient = try #require(try world.sheet(id).recipients.first).id
        try world.write(.nguyen) {
            try Manuscripts.sent(to: [recipient], by: nil, on: ProgrammeWorld.today, of: id, by: $0)
        }
        #expect(try world.office.store.invariants() == [])
    }

    @Test("is not signed with rows unseen, on a day to come, or when something was saved meanwhile")
    func notSigned() throws {
        let world = try ProgrammeWorld(.sqlite)
        let waiting = try world.manuscript()
        #expect(throws: PlanWritingRefusal.rowsWaiting(10)) {
            try Manuscripts.sign(
                try world.sheet(waiting), number: 1, on: ProgrammeWorld.today, WorkingDays(), in: world.office)
        }
        #expect(throws: PlanWritingRefusal.noRows) {
            try Manuscripts.sign(
                try world.sheet(world.emptyManuscript()), number: 1, on: ProgrammeWorld.today, WorkingDays(),
                in: world.office)
        }
        let id = try written(world)
        let tomorrow = try Manuscripts.sign(
            world.sheet(id), number: 1, on: ProgrammeWorld.today.adding(days: 1), WorkingDays(), in: world.office)
        #expect(throws: PlanWritingRefusal.futureDay) {
            try world.write(.nguyen) { try Manuscripts.take(tomorrow, of: id, by: $0) }
        }
        let signed = try Manuscripts.sign(
            world.sheet(id), number: 1, on: ProgrammeWorld.today, WorkingDays(), in: world.office)
        try world.write(.dung) { try Manuscripts.addBases("Quyết định số 5/QĐ-UBND", to: id, by: $0) }
        #expect(throws: PlanWritingRefusal.changed(by: "Phan Trí Dũng")) {
            try world.write(.nguyen) { try Manuscripts.take(signed, of: id, by: $0) }
        }
        #expect(try world.sheet(id).manuscript.state == .drafting)
    }
}

@Suite("The pages of plans that are written here") struct PlanWritingPageTests {
    @Test("open to who writes and to the leader, and to nobody else")
    func rights() throws {
        let world = try ProgrammeWorld(.sqlite)
        let id = try world.manuscript()
        let path = "/soan-ke-hoach/\(id)"
        for person in [ProgrammeWorld.Person.nguyen, .dung] {
            for page in ["/soan-ke-hoach", path, "\(path)/nhiem-vu", "\(path)/xem"] {
                #expect(try world.browser(person).get(page).status == 200, "\(person) \(page)")
            }
        }
        let leader = try world.browser(.dung)
        #expect(try leader.get("\(path)/phan-dau").status == 403)
        #expect(try leader.post("\(path)/giu-het").status == 403)
        let row = try world.row("I.1", id).id
        #expect(
            try leader.post("\(path)/y-kien", [("y-kien", "Nên làm sớm hơn"), ("viec", row.description)]).status == 303)
        #expect(try leader.get(path).body.contains("Nên làm sớm hơn"))
        #expect(try world.browser(.nguyen).get("\(path)/nhiem-vu").body.contains("Nên làm sớm hơn"))
        #expect(try leader.post("\(path)/y-kien", [("y-kien", " ")]).status == 422)
        for person in [ProgrammeWorld.Person.tam, .khoa, .admin] {
            #expect(try world.browser(person).get(path).status == 403, "\(person)")
        }
        let stranger = try world.browser(.stranger)
        #expect(try stranger.get(path).status == 404)
        #expect(try stranger.post("\(path)/giu-het").status == 404)
        #expect(try stranger.get("\(path)/ke-hoach.docx").status == 404)
        #expect(!(try stranger.get("/soan-ke-hoach").body.contains("Lam Sơn năm 2027")))
        #expect(try world.sheet(id).waiting == 10)
        #expect(world.faults.all == [])
    }

    @Test("keep what was typed when a form is refused, beside what somebody else saved")
    func typed() throws {
        let world = try ProgrammeWorld(.sqlite)
        let id = try world.manuscript()
        let nguyen = try world.browser(.nguyen)
        let path = "/soan-ke-hoach/\(id)"
        try world.write(.dung) { try Manuscripts.setText(.purpose, "Lời của người kia", of: id, version: 0, by: $0) }
        let refused = try nguyen.post("\(path)/phan/muc-dich", [("loi-van", "Lời của tôi"), ("ban", "0")])
        #expect(refused.status == 422)
        #expect(refused.body.contains("Lời của tôi") && refused.body.contains("Lời của người kia"))
        #expect(refused.body.contains("Phan Trí Dũng vừa lưu phần này"))
        // Saved again knowingly.
        #expect(refused.body.contains("name=\"ban\" value=\"1\""))
        #expect(try nguyen.post("\(path)/phan/muc-dich", [("loi-van", "Cả hai"), ("ban", "1")]).status == 303)
        #expect(try world.sheet(id).words(.purpose) == "Cả hai")
        let row = try world.row("I.1", id)
        let form = [
            ("noi-dung", "Việc gõ dở"), ("muc", row.section.description), ("thoi-gian", "lúc nào đó"),
            ("chu-tri", "Sở Nội vụ"),
            ("ban", "1"),
        ]
        let time = try nguyen.post("\(path)/viec/\(row.id)", form)
        #expect(time.status == 422)
        #expect(time.body.contains("Việc gõ dở") && time.body.contains("Chưa hiểu thời gian “lúc nào đó”"))
        let head = try nguyen.post(
            "\(path)/phan-dau", [("trich-yeu", "Trích yếu mới"), ("ngay", "31/02/2027"), ("ban", "1")])
        #expect(head.status == 422 && head.body.contains("Trích yếu mới"))
        #expect(
            try nguyen.post("\(path)/ban-hanh", [("so", "mười"), ("ngay", "17/11/2026")]).body.contains(
                "“mười” không phải là số văn bản"))
        #expect(try nguyen.post("/soan-ke-hoach/moi", [("nam", "hai bảy"), ("don-vi", "1")]).status == 422)
        #expect(
            try nguyen.post("/soan-ke-hoach/moi", [("nam", "2027"), ("don-vi", "1"), ("cach", "chep")]).body.contains(
                "ít nhất một kế hoạch"))
        #expect(world.faults.all == [])
    }

    @Test("lead from the first choice to the plan in the programme")
    func whole() throws {
        let world = try ProgrammeWorld(.sqlite)
        let nguyen = try world.browser(.nguyen)
        let root = try world.office.read { try Organisations.unit(codeOrName: "LS", $0).id }
        let begun = try nguyen.post(
            "/soan-ke-hoach/moi",
            [("nam", "2027"), ("don-vi", root.description), ("cach", "chep"), ("ke-hoach", world.plan.description)])
        let rows = try #require(begun.header("Location"))
        #expect(rows.hasSuffix("/nhiem-vu"))
        let path = String(rows.dropLast("/nhiem-vu".count))
        #expect(try nguyen.follow(begun).body.contains("10 chưa xem"))
        #expect(
            try nguyen.post("\(path)/ban-hanh", [("so", "15"), ("ngay", "17/11/2026")]).body.contains(
                "Còn 10 việc chưa xem"))
        _ = try nguyen.post("\(path)/giu-het")
        for (file, magic) in [("docx", "PK"), ("pdf", "%PDF")] {
            let answer = try nguyen.get("\(path)/ke-hoach.\(file)")
            #expect(answer.status == 200)
            #expect(String(decoding: answer.bytes.prefix(magic.utf8.count), as: UTF8.self) == magic)
        }
        #expect(try nguyen.get("\(path)/ban-hanh").status == 200)
        let done = try nguyen.post("\(path)/ban-hanh", [("so", "15"), ("ngay", "17/11/2026")])
        #expect(try nguyen.follow(done).body.contains("10 nhiệm vụ đã vào chương trình"))
        #expect(try nguyen.get("/soan-ke-hoach?tinh-trang=da-ban-hanh").body.contains("năm 2027"))
        #expect(try nguyen.get(path).body.contains("Đã ban hành"))
        #expect(world.faults.all == [])
    }

    @Test("are listed page by page, with as many queries for three as for one", arguments: Engine.available)
    func list(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let nguyen = try world.visitor(.nguyen)
        let ids = try (0..<3).map { _ in
            world.clock.advance(seconds: 60)
            return try world.emptyManuscript()
        }
        for byYear in [false, true] {
            let seen = try world.office.read { db in
                let filter = ManuscriptList.Filter(isByYear: byYear)
                let first = try ManuscriptList.page(filter, for: nguyen, size: 2, db)
                let second = try ManuscriptList.page(
                    filter, from: first.after.map { .after($0) }, for: nguyen, size: 2, db)
                let back = try ManuscriptList.page(
                    filter, from: second.before.map { .before($0) }, for: nguyen, size: 2, db)
                #expect(back == first)
                #expect((first.before, second.after) == (nil, nil))
                return (first.rows + second.rows).map(\.manuscript.id)
            }
            #expect(seen == ids.reversed())
        }
        let counts = try [1, 3].map { size in
            try world.office.read { db in
                try Recorder.recording { try ManuscriptList.page(.init(), for: nguyen, size: size, db) }.1.count
            }
        }
        #expect(counts == [1, 1])
        if engine == .sqlite {
            let plan = try world.office.read { db in
                try db.all(
                    "EXPLAIN QUERY PLAN \(sql: ManuscriptList.statement(.init(), from: .before(ids[0]), for: nguyen, limit: 50))"
                ).map { try $0("detail") as String }.joined(separator: "\n")
            }
            #expect(plan.contains("manuscript_changed"), "\(plan)")
        }
    }
}
