import Foundation
import HTTP
import Rulebook
import Vocabulary

/// What was typed into the form of a decision with all its holders; it stays when the form is refused, and as a draft.
struct TypedEntry: Equatable {
    var values: [String: String] = [:]

    static let names = [
        "so", "ngay", "co-quan", "cap", "nguoi-ky", "chuc-vu-ky", "don-vi", "dip", "trung-so", "ly-do-trung",
        "danh-hieu", "nam", "loai-hinh", "thanh-tich", "doi-tuong", "danh-sach",
    ]
    static let choice = "chon-"
    /// So many lines at once; longer lists come by spreadsheet.
    static let mostLines = 500

    subscript(name: String) -> String {
        get { values[name] ?? "" }
        set { values[name] = newValue }
    }

    init(_ values: [String: String] = [:]) { self.values = values }

    init(_ form: Parameters) {
        for name in Self.names { values[name] = form[name] }
        for index in 0..<Self.mostLines {
            if let chosen = form["\(Self.choice)\(index)"], !chosen.isEmpty {
                values["\(Self.choice)\(index)"] = chosen
            }
        }
    }

    /// Whom the clerk chose for a line: 0 for nobody of the register.
    func chosen(_ index: Int) -> Int64? { Int64(self["\(Self.choice)\(index)"]) }

    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return (try? encoder.encode(values)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    init(json: String) {
        values = (try? JSONDecoder().decode([String: String].self, from: Data(json.utf8))) ?? [:]
    }

    /// A new form: the decisions of an office are mostly its own.
    static func new(issuer: String, branch: String, level: Award.Level) -> TypedEntry {
        TypedEntry([
            "co-quan": issuer, "don-vi": branch, "cap": level.rawValue, "dip": OccasionKind.yearEnd.rawValue,
            "loai-hinh": HonourBasis.congTrang.rawValue,
        ])
    }

    /// The day of signing, where it can be read.
    var signed: Day? { Day(vietnamese: self["ngay"].trimmed) ?? Day(iso: self["ngay"].trimmed) }

    /// The head, as far as it can be read. Throws for the first field that cannot.
    func decision(branch: ID<Unit>) throws(HonourRefusal) -> NewDecision {
        guard !self["so"].trimmed.isEmpty else { throw .noNumber }
        guard !self["ngay"].trimmed.isEmpty else { throw .noDay }
        guard let signed else { throw .badDay(self["ngay"].trimmed) }
        return NewDecision(
            number: self["so"], signed: signed, issuer: self["co-quan"],
            level: Award.Level(rawValue: self["cap"]) ?? .grassroots, signer: self["nguoi-ky"],
            signerPosition: self["chuc-vu-ky"], branch: branch,
            occasion: OccasionKind(rawValue: self["dip"]) ?? .yearEnd, sameNumberWhy: try sameNumber())
    }

    /// The statement that it is another body's paper counts with its reason only.
    private func sameNumber() throws(HonourRefusal) -> String? {
        guard self["trung-so"] == "1" else { return nil }
        guard !self["ly-do-trung"].trimmed.isEmpty else { throw .noReasonForSameNumber }
        return self["ly-do-trung"]
    }
}
