import Database
import Rulebook
import Vocabulary

/// What a citation means: an instrument of the law, or a document of the province.
public enum CitedDocument: Equatable, Sendable {
    case instrument(Instrument)
    case document(LawDocument)

    /// Its page in the library.
    public var path: String {
        switch self {
        case .instrument(let instrument): LawLibraryPage.instrument(LawLibraryPage.code(of: instrument)).path
        case .document(let document): LawLibraryPage.show(document.id).path
        }
    }

    /// `Nghị định số 98/2023/NĐ-CP`
    public var citation: String {
        switch self {
        case .instrument(let instrument): instrument.citation
        case .document(let document): document.citation
        }
    }
}

/// How a citation stands on the day of a paper.
public enum CitationStanding: Equatable, Sendable {
    /// The library does not have it.
    case unknown
    case inForce
    case notYet(from: Day)
    /// `heirs`: what is in force in its place.
    case ended(last: Day, heirs: [CitedDocument])
    case unsettled(String)

    /// What is wrong, for a person: `hết hiệu lực sau 30/06/2025; thay bằng Nghị định số 152/2025/NĐ-CP`; nil where nothing is.
    public var slip: String? {
        switch self {
        case .unknown, .inForce, .unsettled: nil
        case .notYet(let from): "có hiệu lực từ \(from.vietnamese), chưa có hiệu lực vào ngày của văn bản"
        case .ended(let last, let heirs):
            "hết hiệu lực sau \(last.vietnamese)"
                + (heirs.isEmpty ? "" : "; thay bằng \(heirs.map(\.citation).joined(separator: ", "))")
        }
    }
}

/// The documents that a paper cites, looked up at once.
public struct CitedDocuments: Sendable {
    private let instruments: Instruments
    private let documents: [String: [LawDocument]]
    private let heirs: [ID<LawDocument>: [LawDocument]]

    /// One query for all citations, and one for each heir of an ended document of the province.
    public init(_ texts: [String], _ instruments: Instruments, in scope: Scope, _ db: any Reader) throws {
        self.instruments = instruments
        let keys = texts.compactMap { InstrumentNumber(written: $0)?.key }
        documents = try LawLibrary.documents(numbered: keys, in: scope, db)
        var heirs: [ID<LawDocument>: [LawDocument]] = [:]
        for document in documents.values.joined() where document.replacedBy != nil {
            heirs[document.id] = try LawLibrary.heirs(of: document, db)
        }
        self.heirs = heirs
    }

    /// What a citation means; nil where the library does not have it.
    public func meant(by text: String) -> CitedDocument? {
        if let instrument = instruments[written: text] { return .instrument(instrument) }
        if let day = Self.day(in: text), let instrument = instruments.named(in: text, signed: day) {
            return .instrument(instrument)
        }
        guard let key = InstrumentNumber(written: text)?.key, let found = documents[key] else { return nil }
        // A number that returns each year is told by the day that the citation names.
        if let day = Self.day(in: text) { return found.first { $0.issuedOn == day }.map { .document($0) } }
        return found.count == 1 ? .document(found[0]) : nil
    }

    public func standing(of text: String, on day: Day) -> CitationStanding {
        switch meant(by: text) {
        case nil: return .unknown
        case .instrument(let instrument):
            switch instrument.state(on: day) {
            case .inForce: return .inForce
            case .notYet(let from): return .notYet(from: from)
            case .ended(let last, _):
                return .ended(last: last, heirs: instruments.heirs(of: instrument, on: day).map { .instrument($0) })
            case .unsettled(let why): return .unsettled(why)
            }
        case .document(let document):
            if day < document.firstDay { return .notYet(from: document.firstDay) }
            guard let last = document.lastDay, last < day else { return .inForce }
            let heir = heirs[document.id]?.first { $0.isInForce(on: day) && $0.withdrawn == nil }
            return .ended(last: last, heirs: heir.map { [.document($0)] } ?? [])
        }
    }

    /// Of a paper that tells no day and may be of any of these: what is in force on one of them is no slip.
    public func standing(of text: String, onOneOf days: [Day]) -> CitationStanding {
        let standings = days.map { standing(of: text, on: $0) }
        return standings.first { $0.slip == nil } ?? standings.first ?? .unknown
    }

    /// `ngày 29/6/2023`, `ngày 29 tháng 6 năm 2023`
    public static func day(in text: String) -> Day? {
        let folded = text.folded
        if let found = folded.firstMatch(of: #/ngay (\d{1,2})[\/.-](\d{1,2})[\/.-](\d{4})/#) {
            return day(found.1, found.2, found.3)
        }
        guard let found = folded.firstMatch(of: #/ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})/#) else { return nil }
        return day(found.1, found.2, found.3)
    }

    private static func day(_ day: Substring, _ month: Substring, _ year: Substring) -> Day? {
        guard let day = Int(day), let month = Int(month), let year = Int(year) else { return nil }
        return Day(year: year, month: month, day: day)
    }
}

/// What another room knows of papers that cite a document: its plans, its dossiers.
public struct CitingSource: Sendable {
    /// `Kế hoạch`
    public let title: String
    public let needs: Permission
    /// At most so many papers that cite the number, newest first, for a visitor. Where a number returns each year, the day of
    /// issue tells them apart.
    public let find:
        @Sendable (_ number: InstrumentNumber, _ issued: Day?, Visitor, _ limit: Int, any Reader) throws -> [SearchHit]

    public init(
        _ title: String, needs: Permission,
        find: @escaping @Sendable (InstrumentNumber, Day?, Visitor, Int, any Reader) throws -> [SearchHit]
    ) { (self.title, self.needs, self.find) = (title, needs, find) }
}
