import Foundation
import Paper
import Vocabulary

/// Spreadsheets for tests: written by our own writer, or by LibreOffice from one of ours.
public enum SheetFile {
    /// A workbook of these sheets. Texts that read `2025-07-01` after an `@` are real days, those after a `#` numbers.
    public static func workbook(_ sheets: [(name: String, rows: [[String]])], name: String = "danh sách.xlsx") throws
        -> String
    {
        let path = TestFolder.newPath(name)
        let book = try XlsxBook(to: path)
        for (name, rows) in sheets {
            let sheet = try book.sheet(name)
            for row in rows { try sheet.add(row.map { (cell($0), XlsxStyle(.plain, $0.first == "@" ? .day : .text)) }) }
        }
        try book.close()
        return path
    }

    public static func workbook(_ rows: [[String]]) throws -> String { try workbook([("Danh sách", rows)]) }

    private static func cell(_ text: String) -> XlsxBookSheet.Cell {
        if text.isEmpty { return .empty }
        if text.first == "@", let day = Day(iso: text.dropFirst()) { return .day(day) }
        if text.first == "#", let number = Double(text.dropFirst()) { return .number(number) }
        return .text(text)
    }

    public static let hasOffice = FileManager.default.isExecutableFile(atPath: "/usr/bin/soffice")

    /// The file as LibreOffice saves it, in another folder.
    public static func converted(_ path: String, to kind: String = "xlsx") throws -> String {
        let folder = TestFolder.newPath("converted")
        let office = Process()
        office.executableURL = URL(fileURLWithPath: "/usr/bin/soffice")
        office.arguments = [
            "--headless", "-env:UserInstallation=file://\(TestFolder.newPath("profile"))", "--convert-to", kind,
            "--outdir",
            folder, path,
        ]
        office.standardOutput = FileHandle.nullDevice
        office.standardError = FileHandle.nullDevice
        try office.run()
        office.waitUntilExit()
        let stem = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        return "\(folder)/\(stem).\(kind.prefix { $0 != ":" })"
    }

    /// The rows of a sheet as texts, by number of the row: what a test compares.
    public static func rows(of path: String, sheet: Int = 0) throws -> [Int: [Int: String]] {
        var rows: [Int: [Int: String]] = [:]
        try Spreadsheet(path: path).rows(of: sheet) { row in
            rows[row.number] = Dictionary(uniqueKeysWithValues: row.cells.map { ($0.column, $0.text) })
            return true
        }
        return rows
    }
}
