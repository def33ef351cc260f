import Foundation
import Vocabulary

/// Pháp luật về thi đua, khen thưởng as data: what the files of `Law/` say, read once at start.
///
/// Days, numbers and articles are in the files; Swift has the shapes of rules only. The files are read from a folder, so that
/// another set can be tried: `vinhdanh law check --law DIR`.
public struct Law: Equatable, Sendable {
    public let instruments: Instruments

    /// Reads the files of a folder. Refused, naming file and field, when one is missing or says what no file may say.
    public init(folder: String) throws(InputRefusal) {
        instruments = try Self.read("instruments.json", in: folder) { value throws(InputRefusal) in
            try Instruments(value)
        }
    }

    private static func read<Value>(
        _ name: String, in folder: String, _ make: (JSONValue) throws(InputRefusal) -> Value
    ) throws(InputRefusal) -> Value {
        guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
            throw InputRefusal("", "không đọc được tệp này trong thư mục \(folder)", file: name)
        }
        let value = try JSONFile.value(Array(data), named: name)
        do {
            return try make(value)
        } catch {
            throw error.inside(name)
        }
    }
}
