import Paper
import Vocabulary

/// A file that is being imported: its sheets, surveyed once each.
final class OpenedSheets {
    let spreadsheet: Spreadsheet
    private var surveys: [Int: SheetSurvey] = [:]

    /// Refuses what is no spreadsheet.
    init(path: String, name: String) throws { spreadsheet = try Spreadsheet(path: path, name: name) }

    func survey(_ sheet: Int) throws -> SheetSurvey {
        if let known = surveys[sheet] { return known }
        let survey = try spreadsheet.survey(of: sheet)
        surveys[sheet] = survey
        return survey
    }

    /// Visible sheets, by place in the workbook.
    var visible: [Int] { spreadsheet.sheets.indices.filter { !spreadsheet.sheets[$0].isHidden } }

    /// The sheet that holds the table of a kind; nil where several may be meant. Refuses a workbook that was made for
    /// another kind.
    func sheet(of kind: any ExchangeKind, among kinds: [any ExchangeKind]) throws -> Int? {
        var candidates: [Int] = []
        for sheet in visible {
            let reading = try HeadReading(survey(sheet), kind.columns)
            if let madeFor = reading.madeFor {
                if madeFor == kind.code { return sheet }
                throw ExchangeRefusal.otherKind(kinds.first { $0.code == madeFor }?.title ?? madeFor)
            }
            if reading.row != nil { candidates.append(sheet) }
        }
        if candidates.count == 1 { return candidates[0] }
        return candidates.isEmpty && visible.count == 1 ? visible[0] : nil
    }

    /// What has to be said about a sheet before its rows are looked at.
    func notes(on sheet: Int, keyColumn: Int?) throws -> [String] {
        let survey = try survey(sheet)
        var notes = spreadsheet.notes
        func told(_ numbers: [Int], of count: Int) -> String {
            numbers.map(String.init).joined(separator: ", ") + (count > numbers.count ? ", …" : "")
        }
        let hidden = spreadsheet.sheets.filter(\.isHidden).map(\.name).filter { $0 != ExchangeWorkbook.listSheet }
        if !hidden.isEmpty { notes.append("Không đọc trang tính ẩn: \(hidden.joined(separator: ", ")).") }
        let others = visible.filter { $0 != sheet }.map { spreadsheet.sheets[$0].name }.filter {
            $0 != ExchangeWorkbook.guideSheet
        }
        if !others.isEmpty {
            notes.append(
                "Chỉ đọc trang tính “\(spreadsheet.sheets[sheet].name)”; không đọc: \(others.joined(separator: ", ")).")
        }
        if survey.hiddenRowCount > 0 {
            notes.append(
                "Có \(survey.hiddenRowCount) dòng ẩn (dòng \(told(survey.hiddenRows, of: survey.hiddenRowCount))), vẫn được đọc."
            )
        }
        let columns = survey.hiddenColumns.filter { $0 != keyColumn }
        if !columns.isEmpty {
            notes.append("Có cột ẩn (\(columns.map(SheetColumn.name).joined(separator: ", "))), vẫn được đọc.")
        }
        if survey.formulas > 0 {
            let places =
                survey.formulaPlaces.joined(separator: ", ")
                + (survey.formulas > survey.formulaPlaces.count ? ", …" : "")
            notes.append("Có \(survey.formulas) ô công thức (\(places)); đã lấy kết quả lưu trong tệp.")
        }
        return notes
    }
}
