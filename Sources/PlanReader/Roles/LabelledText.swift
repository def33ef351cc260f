/// Labels inside one paragraph: "… Chủ trì: Sở Nội vụ; phối hợp: Văn phòng. Thời gian: Quý I."
enum LabelledText {
    struct Piece: Equatable { var label: Label; var value: String; var start: Int }

    /// The labelled values of a paragraph, in order.
    static func read(_ text: String) -> [Piece] {
        let wording = Wording(text)
        guard wording.lower.contains(":"), wording.count <= 6000 else { return [] }
        var found: [(label: Label, start: Int, value: Int)] = []
        for colon in 0..<wording.count where wording.lower[colon] == ":" {
            let limit = max(found.last?.value ?? 0, colon - 44)
            // The longest run of words before the colon that is a label, opened by a sign or at the start.
            var starts: [Int] = []
            var at = colon - 1
            while at >= limit {
                let isStart =
                    at == 0 || ".;,(-+–".unicodeScalars.contains(wording.lower[at - 1]) || wording.lower[at - 1] == " "
                if isStart, wording.isLetter(at) { starts.append(at) }
                if ".;(".unicodeScalars.contains(wording.lower[at]) { break }
                at -= 1
            }
            for start in starts.reversed() {
                let opened =
                    start == 0 || wording.isUpper(start)
                    || ".;,(-+–".unicodeScalars.contains(wording.lower[max(0, previousSign(wording, start))])
                if opened, let (label, _) = Label.read(Wording(wording.text(from: start, to: colon + 1))),
                    label != .other
                {
                    found.append((label, start, wording.skippingSpaces(colon + 1)))
                    break
                }
            }
        }
        return found.indices.map { index in
            let end = index + 1 < found.count ? found[index + 1].start : wording.count
            return Piece(
                label: found[index].label,
                value: closed(wording.text(from: found[index].value, to: end).trimmingEnd(";,.(-–").trimmingStart("-")),
                start: found[index].start)
        }
    }

    /// The bracket round "(Thời gian: …; cơ quan chủ trì: Sở Nội vụ)" closes behind the last value.
    private static func closed(_ value: String) -> String {
        guard value.hasSuffix(")"), value.count(where: { $0 == ")" }) > value.count(where: { $0 == "(" }) else {
            return value
        }
        return value.trimmingEnd(");,. ")
    }

    private static func previousSign(_ text: Wording, _ start: Int) -> Int {
        var at = start - 1
        while at > 0, text.lower[at] == " " { at -= 1 }
        return at
    }
}
