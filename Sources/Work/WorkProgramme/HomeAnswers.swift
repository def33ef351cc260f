import HTTP
import Markup
import Office
import Vocabulary

/// The answers of the home pages.
enum HomeAnswers {
    /// The first page by role.
    static func home(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        if visitor.may(.seeQuarter) { return .redirect(to: ProgrammePage.quarter.path) }
        if visitor.unit != nil, visitor.may(.readProgramme) { return .redirect(to: ProgrammePage.mine.path) }
        if visitor.may(.manageAccounts) { return .redirect(to: AccountRegisterPage.list.path) }
        return .redirect(to: visitor.may(.readProgramme) ? ProgrammePage.mine.path : AccountPage.mine.path)
    }

    static func mine(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let month = call.request.query["thang"].flatMap { PlannedTime.span(of: $0)?.first } ?? call.today
        let (work, workingDays, unitPlans) = try call.read { db in
            (
                try MyWork.of(visitor, today: call.today, month: month, db), try call.office.workingDays(db),
                try UnitPlansAtHome.of(visitor, db)
            )
        }
        let page = HomePages.Mine(
            work: work, visitor: visitor, today: call.today, month: month, daysOff: workingDays.daysOff,
            unitPlans: unitPlans)
        let print: HTML = call.paperFoot("Việc của \(visitor.unit?.name ?? visitor.name)")
        return call.page("Việc của tôi", "\(call.paperHead())\(HomePages.mine(page))\(print)")
    }

    static func quarter(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let query = call.request.query
        let year = query["nam"].flatMap { Int($0) }.flatMap { (1945...2200).contains($0) ? $0 : nil } ?? call.today.year
        let quarter = query["quy"].flatMap { Int($0) }.flatMap { (1...4).contains($0) ? $0 : nil } ?? call.today.quarter
        let (sheet, workingDays, unitPlans) = try call.read { db in
            (
                try LeaderQuarter.of(year: year, quarter: quarter, for: visitor, today: call.today, db),
                try call.office.workingDays(db), try UnitPlansAtHome.of(visitor, db)
            )
        }
        let left = workingDays.count(after: call.today, through: sheet.end)
        let page = LeaderPages.Sheet(
            quarter: sheet, visitor: visitor, today: call.today, workingDaysLeft: left, unitPlans: unitPlans)
        return call.page(
            "Quý \(quarter.roman) năm \(year)",
            "\(LeaderPages.sheet(page))\(call.paperFoot("trang của lãnh đạo, quý \(quarter.roman) năm \(year)"))",
            shape: .oneSheet)
    }
}
