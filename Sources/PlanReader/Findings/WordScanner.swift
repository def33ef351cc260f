import Vocabulary

/// Cuts text into syllables, numbers and marks of punctuation.
enum WordScanner {
    static func words(of text: String, line: Int) -> [PlanText.Word] {
        var words: [PlanText.Word] = []
        let scalars = text.unicodeScalars
        var start: String.Index?
        var (wasDigit, isGlued) = (false, false)
        func close(_ end: String.Index) {
            guard let from = start else { return }
            let piece = String(scalars[from..<end])
            words.append(.init(text: piece, key: piece.folded, line: line, isGlued: isGlued))
            (start, isGlued) = (nil, true)
        }
        for at in scalars.indices {
            let scalar = scalars[at]
            switch kind(scalar) {
            case .letter, .digit:
                // `ngày15` and `15h` are two words: digits and letters part.
                let isDigit = kind(scalar) == .digit
                if start != nil, isDigit != wasDigit { close(at) }
                if start == nil { start = at }
                wasDigit = isDigit
            case .space:
                close(at)
                isGlued = false
            case .mark:
                close(at)
                let piece = String(scalar)
                words.append(.init(text: piece, key: dash(scalar) ? "-" : piece, line: line, isGlued: isGlued))
                isGlued = true
            case .nothing: continue
            }
        }
        close(scalars.endIndex)
        if !words.isEmpty { words[0].isGlued = false }
        return words
    }

    private enum Kind { case letter, digit, space, mark, nothing }

    private static func dash(_ scalar: Unicode.Scalar) -> Bool {
        (0x2010...0x2015).contains(scalar.value) || scalar.value == 0x2212
    }

    private static func kind(_ scalar: Unicode.Scalar) -> Kind {
        switch scalar.value {
        case 0x30...0x39: .digit
        case 0x41...0x5A, 0x61...0x7A: .letter
        case 0...0x20, 0x7F...0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x3000: .space
        case 0x200B...0x200F, 0xFEFF, 0xAD: .nothing
        case 0x21...0x7E, 0xA1...0xBF, 0xD7, 0xF7, 0x2010...0x2BFF, 0x3001...0x303F, 0xE000...0xF8FF, 0xFFF0...0xFFFF:
            .mark
        default: .letter
        }
    }
}
