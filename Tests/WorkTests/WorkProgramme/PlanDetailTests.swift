import Database
import Fixtures
import Office
import Testing
import Vocabulary

@testable import Work

@Suite("Plans in force, search, saved views and files") struct PlanDetailTests {
    private static let conference = """
        ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        TỈNH LAM SƠN\tĐộc lập - Tự do - Hạnh phúc

        Số: 205/KH-UBND

        Lam Sơn, ngày 28 tháng 10 năm 2026

        KẾ HOẠCH
        Tổ chức Hội nghị tổng kết năm 2026

        STT\tNội dung công việc\tThời gian\tCơ quan chủ trì\tCơ quan phối hợp
        I\tChuẩn bị
        1\tGửi giấy mời và danh sách khen thưởng\tTrước ngày 05/12/2026\tSở Nội vụ\tVăn phòng UBND tỉnh
        2\tThẩm định kinh phí Hội nghị\tNgày 01/12/2026\tSở Tài chính\tSở Nội vụ

        """

    private func detail(_ plan: ID<Plan>, _ province: ProgrammeWorld, _ person: ProgrammeWorld.Person = .nguyen) throws
        -> PlanDetail
    {
        let visitor = try province.visitor(person)
        return try province.office.read { try PlanDetail.of(plan, for: visitor, $0) }
    }

    @Test("hang on items of other plans, shown both ways, never in a circle", arguments: Engine.available)
    func hanging(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        let below = try ProgrammeWorld.adopt(Self.conference, name: "hoi-nghi.txt", year: 2026, in: province.office)
        let item = try province.task("IV.4")
        #expect(try detail(below, province).parent == nil)
        try province.write(.nguyen) { try PlanDetail.hang(below, on: item, by: $0) }
        #expect(try detail(below, province).parent?.task == item)
        #expect(try detail(below, province).parent?.reference == "IV.4")
        #expect(try detail(province.plan, province).children.map(\.plan.id) == [below])
        let visitor = try province.visitor(.nguyen)
        #expect(try province.office.read { try TaskDetail.of(item, for: visitor, $0) }.plansBelow.map(\.id) == [below])
        let own: ID<Task> = try province.office.read { try $0.value("SELECT min(id) FROM task WHERE plan = \(below)") }
        for (plan, task) in [(below, own), (province.plan, own), (province.plan, item)] {
            #expect(throws: PlanRefusal.ownItem) {
                try province.write(.nguyen) { try PlanDetail.hang(plan, on: task, by: $0) }
            }
        }
        try province.write(.nguyen) { try PlanDetail.hang(below, on: nil, by: $0) }
        #expect(try detail(province.plan, province).children.isEmpty)
        #expect(
            try province.office.read { try Ledger.entries(about: Subject("plan", below), $0) }.map(\.act)
                == ["plan.hang", "plan.hang", "plan.adopt"])
    }

    @Test("say who adopted which file", arguments: Engine.available)
    func provenance(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        let detail = try detail(province.plan, province)
        #expect(detail.versions.map(\.number) == [1])
        #expect(detail.versions.first?.who == "Đặng Hạnh Nguyên" && detail.versions.first?.sha256.count == 64)
        #expect(detail.unitName == "Tỉnh Lam Sơn")
        #expect(try self.detail(province.plan, province, .tam).plan.id == province.plan)
        for person in [ProgrammeWorld.Person.stranger, .admin] {
            #expect(throws: PlanRefusal.notFound) { try self.detail(province.plan, province, person) }
        }
    }

    @Test("keep tasks added by hand when a newer version is taken over", arguments: Engine.available)
    func newerVersion(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        let own = try province.write(.nguyen) { try TaskEdit(text: "Việc thêm").add(to: province.plan, by: $0) }
        let newer = ProgrammeWorld.planText.replacing("Tháng 12/2026", with: "Trước ngày 20/12/2026")
        #expect(
            try ProgrammeWorld.adopt(newer, name: "ban-2.txt", year: 2026, in: province.office) == province.plan)
        let visitor = try province.visitor(.nguyen)
        let (added, revised) = try province.office.read { db in
            (
                try TaskDetail.of(own, for: visitor, db),
                try TaskDetail.of(province.task("IV.4", db), for: visitor, db)
            )
        }
        #expect(added.task.state == .toDo && added.steps.map(\.act) == [.added])
        #expect(revised.task.due?.vietnamese == "19/12/2026" && revised.steps.map(\.act) == [.revised, .adopted])
        #expect(try detail(province.plan, province).versions.map(\.number) == [2, 1])
    }

    @Test("are found without marks, within one's scope", arguments: Engine.available)
    func search(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        func find(_ words: String, _ kind: String, _ person: ProgrammeWorld.Person) throws -> [String] {
            let visitor = try province.visitor(person)
            let source = try #require(ProgrammeSearch.sources.first { $0.kind == kind })
            let question = SearchQuestion(words, limit: 10)
            let found = try province.office.read { try source.find(question, visitor, ProgrammeWorld.today, $0) }
            #expect(found.count == found.hits.count)
            return found.hits.map { $0.note.isEmpty ? $0.title : "\($0.title) | \($0.note)" }
        }
        #expect(
            try find("HOI dong", "viec", .nguyen) == [
                "Họp Hội đồng xét khen thưởng đợt 2 | IV.3 · 2026 · Sở Nội vụ · chưa làm",
                "Họp Hội đồng bất thường để xét khen thưởng đột xuất | V.2 · 2026 · Sở Nội vụ · chưa làm",
            ])
        #expect(try find("tai chinh", "don-vi", .nguyen) == ["Sở Tài chính"])
        #expect(
            try find("18/KH", "ke-hoach", .nguyen) == [
                "Kế hoạch số 18/KH-UBND ngày 14/01/2026 | Công tác thi đua, khen thưởng tỉnh Lam Sơn năm 2026"
            ])
        #expect(try find("thi dua khen thuong lam son", "ke-hoach", .nguyen).count == 1)
        #expect(
            try find("tong ket", "viec", .tam) == [
                "Lập dự toán Hội nghị tổng kết | IV.2 · 2026 · Sở Tài chính · chưa làm",
                "Báo cáo tổng kết năm 2026 | IV.4 · 2026 · Sở Nội vụ · chưa làm",
            ])
        #expect(try find("so noi vu", "don-vi", .tam) == [])
        for kind in ["viec", "ke-hoach", "don-vi"] { #expect(try find("hoi dong", kind, .stranger) == []) }
        #expect(try find("%_", "don-vi", .nguyen) == [])
    }

    @Test("keep views under names, each account its own", arguments: Engine.available)
    func views(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        let late = TaskFilter(year: 2026, status: .late, words: "khối, cụm = thi đua")
        try province.write(.nguyen) { try SavedView.save(TaskFilter(year: 2026), as: "việc chậm", by: $0) }
        try province.write(.nguyen) { try SavedView.save(late, as: " việc chậm ", by: $0) }
        func views(_ person: ProgrammeWorld.Person) throws -> [SavedView] {
            let visitor = try province.visitor(person)
            return try province.office.read { try SavedView.all(of: visitor.account, today: ProgrammeWorld.today, $0) }
        }
        let view = try #require(try views(.nguyen).first)
        #expect(view.name == "việc chậm" && view.filter == late)
        #expect(try views(.dung).isEmpty)
        #expect(throws: SavedViewRefusal.notFound) {
            try province.write(.dung) { try SavedView.remove(view.id, by: $0) }
        }
        #expect(throws: SavedViewRefusal.noName) {
            try province.write(.dung) { try SavedView.save(late, as: " ", by: $0) }
        }
        try province.write(.nguyen) { try SavedView.remove(view.id, by: $0) }
        #expect(try views(.nguyen).isEmpty)
    }

    @Test("give files only to who may see what holds them", arguments: Engine.available)
    func files(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        let task = try province.task("IV.3")
        let file = try province.write(.nguyen) { operation in
            let file = try StoredFile.note(
                name: "bien-ban.pdf", sha256: String(repeating: "a", count: 64), bytes: 3, by: operation)
            try TaskWork.attach(file, named: "bien-ban.pdf", to: task, by: operation)
            return file
        }
        let paper: ID<StoredFile> = try province.office.read { try $0.value("SELECT file FROM plan") }
        func sees(_ person: ProgrammeWorld.Person, _ file: ID<StoredFile>) throws -> Bool {
            let visitor = try province.visitor(person)
            do {
                return try province.office.read { try TaskFiles.file(file, for: visitor, $0).id == file }
            } catch FrameRefusal.notFound {
                return false
            }
        }
        let people: [ProgrammeWorld.Person] = [.nguyen, .dung, .tam, .khoa, .stranger, .admin]
        #expect(try people.map { try sees($0, file) } == [true, true, false, false, false, false])
        #expect(try people.map { try sees($0, paper) } == [true, true, true, true, false, false])
    }
}
