import Paper
import Vocabulary

/// What the head and the foot of the paper say, and where the body lies between them.
struct HeaderReading {
    var facts = PlanDraft.Header()
    /// Place of the first line or table behind the title.
    var bodyStart = 0
    /// Places of the foot (recipients, signature): no part of the body.
    var foot: Set<Int> = []
    /// Places of the decision that the plan is annexed to.
    var decision: Range<Int>?
}

enum HeaderReader {
    /// Heads are looked for in so many lines; a longer paper without a type line is no plan.
    private static let reach = 400

    static func read(_ sources: [Source], broken: Bool) -> HeaderReading {
        var reading = HeaderReading()
        let kind = findKind(sources)
        let letter = letterStart(sources, before: kind?.place ?? sources.count)
        var headEnd = kind?.place ?? letter ?? min(sources.count, 12)

        if let letter {
            reading.facts.isPlan = false
            reading.facts.title = LetterSubject.read(sources, before: min(sources.count, letter + 1))
            reading.bodyStart = letter
        } else if let kind {
            reading.facts.type = kind.type
            reading.facts.isPlan = PaperKind.plans.contains(kind.type)
            let title = TitleReader.read(
                sources, after: kind.place, first: kind.rest, gap: PageFurniture.usualGap(sources))
            reading.facts.title = title.text
            reading.facts.issuedWith = title.issuedWith
            reading.bodyStart = title.next
            if let own = kind.decision {
                headEnd = own
                reading.decision = own + 1..<max(own + 1, kind.place)
            }
        } else {
            reading.facts.isPlan = sources.prefix(reach).contains {
                if case .table(let table) = $0 { ColumnHeads.find(in: table) != nil } else { false }
            }
            headEnd =
                reading.facts.isPlan
                ? (sources.firstIndex { if case .table = $0 { true } else { false } } ?? 0) : headEnd
            reading.facts.title = reading.facts.isPlan ? looseTitle(sources, before: headEnd) : nil
            reading.bodyStart = headEnd
        }

        let head = segments(sources, before: headEnd)
        reading.facts.number = NumberAndSymbol.read(head)
        let placed = PlaceAndDate.read(head)
        reading.facts.place = placed?.place
        reading.facts.issuedOn = placed?.day
        let named = Issuer.read(head)
        reading.facts.issuer = named.issuer
        reading.facts.superior = named.superior

        let foot = Foot.find(sources, from: kind?.decision != nil ? 0 : reading.bodyStart)
        reading.foot = foot.places
        reading.facts.recipients = foot.recipients
        reading.facts.signer = foot.signer
        return reading
    }

    private struct Kind {
        var type: String
        var rest: String
        var place: Int
        /// Place of the type line of the decision that the plan is annexed to.
        var decision: Int?
    }

    private static func findKind(_ sources: [Source]) -> Kind? {
        var first: Kind?
        for (place, source) in sources.prefix(reach).enumerated() {
            guard case .line(let line) = source, !line.isBlank, line.text.utf8.count < 500 else { continue }
            for part in line.segments.map(\.text) + [line.text] {
                guard let (type, rest) = PaperKind.read(part) else { continue }
                let kind = Kind(type: type, rest: rest, place: place)
                if first == nil {
                    // "Kính gửi" before it: the words stand in a letter.
                    first = kind
                    if PaperKind.plans.contains(type) { return kind }
                } else if first?.type == "QUYẾT ĐỊNH", PaperKind.plans.contains(type), isAnnexed(sources, place) {
                    return Kind(type: type, rest: rest, place: place, decision: first?.place)
                }
                break
            }
        }
        return first
    }

    private static func isAnnexed(_ sources: [Source], _ place: Int) -> Bool {
        for source in sources[place..<min(sources.count, place + 14)] {
            guard case .line(let line) = source else { continue }
            if Wording(line.text.prefix(80)).contains(anyOf: ["ban hành kèm theo", "kèm theo quyết định"]) {
                return true
            }
        }
        return false
    }

    /// Place of "Kính gửi" where no type line stands before it.
    private static func letterStart(_ sources: [Source], before limit: Int) -> Int? {
        sources.prefix(min(limit, 80)).firstIndex {
            guard case .line(let line) = $0 else { return false }
            return Wording(line.text.prefix(20)).starts(withAnyOf: ["kính gửi"])
        }
    }

    private static func looseTitle(_ sources: [Source], before limit: Int) -> String? {
        for source in sources.prefix(limit) {
            if case .line(let line) = source, line.text.unicodeScalars.count > 20,
                TimeScanner(Wording(line.text)).all().isEmpty == false
            {
                return line.text
            }
        }
        return nil
    }

    private static func segments(_ sources: [Source], before end: Int) -> [HeadSegment] {
        var parts: [HeadSegment] = []
        for (place, source) in sources.prefix(min(end, 60)).enumerated() {
            guard case .line(let line) = source, !line.isBlank, line.text.utf8.count < 600 else { continue }
            for (index, part) in line.segments.enumerated() {
                parts.append(
                    HeadSegment(
                        text: part.text.trimmingEnd("*_").trimmingStart("*_"), place: place,
                        side: line.column ?? (part.start >= 30 ? max(index, 1) : index)))
            }
        }
        return parts.filter { !$0.text.isEmpty }
    }
}

/// One piece of a line of the head; two-column heads have two on a line.
struct HeadSegment: Equatable {
    var text: String
    var place: Int
    var side: Int
}

/// `V/v hướng dẫn …` of a letter.
enum LetterSubject {
    static func read(_ sources: [Source], before end: Int) -> String? {
        var title: String?
        for source in sources.prefix(end) {
            guard case .line(let line) = source, !line.isBlank else { continue }
            let text = line.segments.first?.text ?? line.text
            let wording = Wording(text)
            if let word = wording.first(of: ["v/v", "về việc"]), word.lowerBound <= 2 {
                title = wording.text(from: word.upperBound).trimmingStart(":")
            } else if let sofar = title {
                guard !wording.starts(with: "kính gửi"), line.segments.count == 1 || wording.isLower(0),
                    !wording.contains("ngày")
                else { break }
                guard wording.isLower(0) || wording.isDigit(0) || sofar.hasSuffix(",") else { break }
                title = sofar + " " + text
            }
        }
        return title?.trimmingEnd(".;")
    }
}
