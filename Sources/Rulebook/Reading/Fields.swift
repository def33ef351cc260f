import Vocabulary

/// The fields of one JSON object, read strictly: a field nobody asked for, a wrong kind of value or a word outside its list
/// is refused with its place. A field whose value is `null` is an absent one.
struct Fields {
    /// `history[2]`; empty at the top.
    let place: String
    private let values: [String: JSONValue]

    init(_ value: JSONValue, at place: String, allowed: Set<String>) throws(InputRefusal) {
        guard case .object(let members) = value else {
            throw InputRefusal(place, "phải là một đối tượng {…}, không phải \(value.kind)")
        }
        self.place = place
        var values: [String: JSONValue] = [:]
        for member in members {
            guard allowed.contains(member.key) else {
                throw InputRefusal(Self.join(place, member.key), "không có trường này; xem lại tên trường")
            }
            values[member.key] = member.value
        }
        self.values = values.filter { $0.value != .null }
    }

    static func join(_ place: String, _ key: String) -> String { place.isEmpty ? key : "\(place).\(key)" }

    func place(of key: String) -> String { Self.join(place, key) }

    func has(_ key: String) -> Bool { values[key] != nil }

    func value(_ key: String) -> JSONValue? { values[key] }

    func refusal(_ key: String, _ what: String) -> InputRefusal { InputRefusal(place(of: key), what) }

    func text(_ key: String) throws(InputRefusal) -> String? {
        guard let value = values[key] else { return nil }
        guard case .text(let text) = value else { throw refusal(key, "phải là chữ, không phải \(value.kind)") }
        return text
    }

    func flag(_ key: String) throws(InputRefusal) -> Bool? {
        guard let value = values[key] else { return nil }
        guard case .bool(let flag) = value else {
            throw refusal(key, "phải là true hoặc false, không phải \(value.kind)")
        }
        return flag
    }

    /// A whole number of at least `least`.
    func whole(_ key: String, atLeast least: Int = 0, atMost most: Int = .max) throws(InputRefusal) -> Int? {
        guard let value = values[key] else { return nil }
        guard case .number(let text) = value else { throw refusal(key, "phải là số, không phải \(value.kind)") }
        guard let number = Int(text) ?? Double(text).flatMap({ Int(exactly: $0) }) else {
            throw refusal(key, "phải là số nguyên, không phải \(text)")
        }
        guard number >= least else { throw refusal(key, "không được nhỏ hơn \(least)") }
        guard number <= most else { throw refusal(key, "không được lớn hơn \(most)") }
        return number
    }

    /// A number of at least 0 with at most two decimals, as hundredths: 2.25 is 225.
    func hundredths(_ key: String) throws(InputRefusal) -> Int? {
        guard let value = values[key] else { return nil }
        guard case .number(let text) = value else { throw refusal(key, "phải là số, không phải \(value.kind)") }
        guard let number = Double(text), number >= 0, number <= 1e9, let whole = Int(exactly: (number * 100).rounded()),
            abs(Double(whole) - number * 100) < 1e-6
        else { throw refusal(key, "phải là số không âm, nhiều nhất hai chữ số thập phân, không phải \(text)") }
        return whole
    }

    func day(_ key: String) throws(InputRefusal) -> Day? {
        guard let text = try text(key) else { return nil }
        guard let day = Day(iso: text) else {
            throw refusal(key, "“\(text)” không phải một ngày có thật; ghi như 2024-12-31")
        }
        return day
    }

    /// A word of a list.
    func word<Word: RawRepresentable & CaseIterable>(
        _ key: String, _ type: Word.Type = Word.self
    ) throws(InputRefusal) -> Word? where Word.RawValue == String {
        guard let text = try text(key) else { return nil }
        return try Self.word(text, at: place(of: key))
    }

    static func word<Word: RawRepresentable & CaseIterable>(
        _ text: String, at place: String
    ) throws(InputRefusal) -> Word where Word.RawValue == String {
        guard let word = Word(rawValue: text) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw InputRefusal(place, "không có giá trị “\(text)”; có: \(words)")
        }
        return word
    }

    func list(_ key: String) throws(InputRefusal) -> [(place: String, value: JSONValue)]? {
        guard let value = values[key] else { return nil }
        guard case .list(let values) = value else { throw refusal(key, "phải là danh sách, không phải \(value.kind)") }
        return values.enumerated().map { (place: "\(place(of: key))[\($0.offset)]", value: $0.element) }
    }

    func texts(_ key: String) throws(InputRefusal) -> [String]? {
        guard let list = try list(key) else { return nil }
        var texts: [String] = []
        for item in list {
            guard case .text(let text) = item.value else {
                throw InputRefusal(item.place, "phải là chữ, không phải \(item.value.kind)")
            }
            texts.append(text)
        }
        return texts
    }

    func words<Word: RawRepresentable & CaseIterable>(
        _ key: String, _ type: Word.Type = Word.self
    ) throws(InputRefusal) -> [Word]? where Word.RawValue == String {
        guard let texts = try texts(key) else { return nil }
        var words: [Word] = []
        for (index, text) in texts.enumerated() { words.append(try Self.word(text, at: "\(place(of: key))[\(index)]")) }
        return words
    }

    func days(_ key: String) throws(InputRefusal) -> [Day]? {
        guard let texts = try texts(key) else { return nil }
        var days: [Day] = []
        for (index, text) in texts.enumerated() {
            guard let day = Day(iso: text) else {
                throw InputRefusal(
                    "\(place(of: key))[\(index)]", "“\(text)” không phải một ngày có thật; ghi như 2024-12-31")
            }
            days.append(day)
        }
        return days
    }

    func object(_ key: String, allowed: Set<String>) throws(InputRefusal) -> Fields? {
        guard let value = values[key] else { return nil }
        return try Fields(value, at: place(of: key), allowed: allowed)
    }

    func objects(_ key: String, allowed: Set<String>) throws(InputRefusal) -> [Fields]? {
        guard let list = try list(key) else { return nil }
        var objects: [Fields] = []
        for item in list { objects.append(try Fields(item.value, at: item.place, allowed: allowed)) }
        return objects
    }

    /// What a file of ours must have.
    func needed<Value>(_ key: String, _ read: (Fields) throws(InputRefusal) -> Value?) throws(InputRefusal) -> Value {
        guard let value = try read(self) else { throw refusal(key, "thiếu") }
        return value
    }
}

/// A case or a file of the law that cannot be read: which file, which field, what is wrong.
public struct InputRefusal: Explained, Equatable {
    public let file: String?
    /// `history[2].decidedOn`; empty for the whole.
    public let place: String
    public let what: String

    init(_ place: String, _ what: String, file: String? = nil) {
        (self.file, self.place, self.what) = (file, place, what)
    }

    func inside(_ file: String) -> InputRefusal { InputRefusal(place, what, file: file) }

    public var explanation: Explanation {
        let words = [file, place.isEmpty ? nil : place, what].compactMap { $0 }.joined(separator: ": ")
        return Explanation(
            notice: words.split(whereSeparator: \.isNewline).joined(separator: " "),
            log: "refused input at \(file ?? "-") \(place)")
    }
}

/// Reads a file as one JSON value, with the place of what is wrong.
enum JSONFile {
    static func value(_ bytes: [UInt8], named name: String) throws(InputRefusal) -> JSONValue {
        do {
            return try JSONScanner.value(bytes)
        } catch {
            throw InputRefusal("dòng \(error.line), cột \(error.column)", error.what, file: name)
        }
    }
}
