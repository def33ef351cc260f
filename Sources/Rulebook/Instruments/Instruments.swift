import Foundation
import Vocabulary

/// The instruments that the rulebook knows, as `Law/instruments.json` holds them.
public struct Instruments: Equatable, Sendable {
    /// In the order of the file.
    public let all: [Instrument]
    private let byNumber: [InstrumentNumber: Int]

    /// The one with a number as written in a text, look-alike spellings included; nil where none is known.
    public subscript(written text: String) -> Instrument? {
        InstrumentNumber(written: text).flatMap { byNumber[$0] }.map { all[$0] }
    }

    /// The one that a text means by its kind, its whole name and the day of signing, without a number: `Luật Thi đua, khen thưởng
    /// ngày 15 tháng 6 năm 2022`; nil where that is nobody or several.
    public func named(in text: String, signed day: Day) -> Instrument? {
        let text = text.folded
        let found = all.filter {
            $0.signed == day && text.contains($0.kind.vietnamese.folded) && text.contains($0.title.folded)
        }
        return found.count == 1 ? found[0] : nil
    }

    /// Those in force on a day, in the order of the file.
    public func inForce(on day: Day) -> [Instrument] { all.filter { $0.state(on: day) == .inForce } }

    /// What stands on a day in the place of one that has ended: its heirs, and the heirs of heirs; empty where none is known.
    public func heirs(of instrument: Instrument, on day: Day) -> [Instrument] {
        var (found, waiting, seen): ([Instrument], [String], Set<String>) = ([], instrument.replacedBy, [])
        while let number = waiting.first {
            waiting.removeFirst()
            guard seen.insert(number).inserted, let heir = self[written: number] else { continue }
            if case .ended = heir.state(on: day) {
                waiting += heir.replacedBy
            } else if heir.state(on: day) == .inForce {
                found.append(heir)
            }
        }
        return found
    }

    /// Those of a folder of law, without its rules: for whoever asks only what is in force.
    public init(folder: String) throws(InputRefusal) {
        let name = "instruments.json"
        guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
            throw InputRefusal("", "không đọc được tệp này trong thư mục \(folder)", file: name)
        }
        do {
            try self.init(JSONFile.value(Array(data), named: name))
        } catch {
            throw error.inside(name)
        }
    }

    init(_ value: JSONValue) throws(InputRefusal) {
        let top = try Fields(value, at: "", allowed: ["about", "instruments"])
        var all: [Instrument] = []
        for fields in try top.needed(
            "instruments",
            { f throws(InputRefusal) in
                try f.objects("instruments", allowed: Self.keys)
            })
        {
            all.append(try Self.instrument(fields))
        }
        var byNumber: [InstrumentNumber: Int] = [:]
        for (index, instrument) in all.enumerated() {
            guard let number = InstrumentNumber(written: instrument.number) else {
                throw InputRefusal("instruments[\(index)].number", "“\(instrument.number)” không phải số văn bản")
            }
            guard byNumber.updateValue(index, forKey: number) == nil else {
                throw InputRefusal("instruments[\(index)].number", "“\(instrument.number)” có hai lần")
            }
        }
        for instrument in all {
            for number in instrument.replaces {
                guard let old = InstrumentNumber(written: number).flatMap({ byNumber[$0] }) else {
                    throw InputRefusal(
                        "instruments", "\(instrument.number) thay thế \(number), là văn bản không có ở đây")
                }
                all[old].replacedBy.append(instrument.number)
            }
        }
        (self.all, self.byNumber) = (all, byNumber)
    }

    private static let keys: Set<String> = [
        "number", "kind", "issuer", "title", "signed", "from", "to", "replaces", "amends", "doubts", "source",
        "confidence",
        "note",
    ]

    private static func instrument(_ fields: Fields) throws(InputRefusal) -> Instrument {
        var doubts: [Instrument.Doubt] = []
        for doubt in try fields.objects("doubts", allowed: ["from", "to", "why"]) ?? [] {
            let why = try doubt.needed("why") { f throws(InputRefusal) in try f.text("why") }
            doubts.append(.init(period: try doubt.period(), why: why))
        }
        return Instrument(
            number: try fields.needed("number") { f throws(InputRefusal) in try f.text("number") },
            kind: try fields.needed("kind") { f throws(InputRefusal) in try f.word("kind") },
            issuer: try fields.needed("issuer") { f throws(InputRefusal) in try f.text("issuer") },
            title: try fields.needed("title") { f throws(InputRefusal) in try f.text("title") },
            signed: try fields.day("signed"), period: try fields.period(), replaces: try fields.texts("replaces") ?? [],
            amends: try fields.texts("amends") ?? [], doubts: doubts,
            source: try fields.needed("source") { f throws(InputRefusal) in try f.text("source") },
            confidence: try fields.needed("confidence") { f throws(InputRefusal) in try f.word("confidence") })
    }
}

extension Fields {
    /// `from` and `to`, the first and the last day; no `to` means still in force.
    func period() throws(InputRefusal) -> Period {
        let first = try needed("from") { f throws(InputRefusal) in try f.day("from") }
        guard let period = Period(first: first, last: try day("to")) else {
            throw refusal("to", "ngày cuối trước ngày đầu")
        }
        return period
    }
}
