/// What one file may cost. A plan of a province is far below every number here.
public struct PaperLimits: Equatable, Sendable {
    /// Size of the file.
    public var bytes = 200 << 20
    /// Lines of a text, paragraphs and table rows of other files.
    public var lines = 20_000
    /// Letters of the whole paper.
    public var characters = 4_000_000
    public var pages = 500
    /// Entries of a docx or xlsx package.
    public var entries = 5_000
    /// Bytes of all entries when unpacked, pictures included.
    public var unpackedBytes = 1 << 30
    /// Bytes of one XML part when unpacked.
    public var partBytes = 128 << 20
    /// Bytes that one packed byte of XML may become.
    public var ratio = 300
    /// Cells of all sheets of a workbook.
    public var cells = 400_000
    /// Wall clock of one child process.
    public var seconds = 60
    /// Reads pictures of text with tesseract, where it is installed.
    public var ocr = false
    public var ocrPages = 30

    public init() {}

    public static let standard = PaperLimits()

    /// A list of a province's people: long, and read row by row.
    public static let spreadsheet = {
        var limits = PaperLimits()
        limits.lines = 1_048_576
        limits.characters = 60_000_000
        limits.unpackedBytes = 3 << 30
        limits.partBytes = 2 << 30
        limits.cells = 20_000_000
        return limits
    }()
}
