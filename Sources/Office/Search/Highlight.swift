import Markup
import Vocabulary

/// Chữ tìm thấy: the letters of a text that were typed, marked; marks and case do not count, as in the search itself.
public struct Highlight: Part, Sendable {
    public let text: String
    /// Folded beginnings of words.
    public let words: [String]

    public init(_ text: String, _ words: [String]) {
        // Composed: then one folded letter is one letter of the text.
        (self.text, self.words) = (text.nfc, words)
    }

    public var html: HTML {
        var parts: [HTML] = []
        var word: [Character] = []
        var between = ""
        func end() {
            guard !word.isEmpty else { return }
            parts.append(marked(word))
            word = []
        }
        for character in text {
            if character.isLetter || character.isNumber {
                if !between.isEmpty { parts.append(HTML(text: between)) }
                between = ""
                word.append(character)
            } else {
                end()
                between.append(character)
            }
        }
        end()
        if !between.isEmpty { parts.append(HTML(text: between)) }
        return parts.joined()
    }

    private func marked(_ word: [Character]) -> HTML {
        let folded = String(word).folded
        let length = words.filter { folded.hasPrefix($0) }.map(\.count).max() ?? 0
        guard length > 0 else { return HTML(text: String(word)) }
        let head = String(word.prefix(length))
        return "<mark>\(head)</mark>\(String(word.dropFirst(length)))"
    }
}
