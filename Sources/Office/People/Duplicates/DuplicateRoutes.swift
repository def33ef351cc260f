import HTTP
import Markup
import Vocabulary

/// Entries of the register that may be one person.
public enum DuplicatePage: Page, Equatable {
    case all
    case compare(ID<Person>, ID<Person>)
    case merge(ID<Person>, ID<Person>)
    case tellApart(ID<Person>, ID<Person>)
    case undo(ID<PersonMerge>)

    public var path: String {
        switch self {
        case .all: "/nguoi/trung"
        case .compare(let first, let second): "/nguoi/trung/\(first)/\(second)"
        case .merge(let first, let second): "/nguoi/trung/\(first)/\(second)/gop"
        case .tellApart(let first, let second): "/nguoi/trung/\(first)/\(second)/khac"
        case .undo(let id): "/nguoi/gop/\(id)/tach"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .all, .compare: .get
        case .merge, .tellApart, .undo: .post
        }
    }

    public var needs: Need { .permission(.managePeople) }

    /// Two lives become one, or one becomes two again.
    public var proof: Proof {
        switch self {
        case .merge, .undo: .recent
        case .all, .compare, .tellApart: .none
        }
    }

    /// The finder looks through the whole register.
    public var lane: Lane { self == .all ? .slow : .fast }

    public var bodyLimit: Int { 16 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        do {
            return switch self {
            case .all: try DuplicateAnswers.all(call)
            case .compare(let first, let second): try DuplicateAnswers.compare(first, second, call)
            case .merge(let first, let second): try DuplicateAnswers.merge(first, second, call)
            case .tellApart(let first, let second): try DuplicateAnswers.tellApart(first, second, call)
            case .undo(let id): try DuplicateAnswers.undo(id, call)
            }
        } catch PersonRefusal.notFound {
            throw FrameRefusal.notFound
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> DuplicatePage? {
        guard path.count >= 2, path[0] == "nguoi" else { return nil }
        switch (method, path[1], path.count) {
        case (.get, "trung", 2): return .all
        case (.post, "gop", 4): return path[3] == "tach" ? ID(path[2]).map(DuplicatePage.undo) : nil
        case (_, "trung", 4), (_, "trung", 5):
            guard let first = ID<Person>(path[2]), let second = ID<Person>(path[3]) else { return nil }
            switch (method, path.count, path.last) {
            case (.get, 4, _): return .compare(first, second)
            case (.post, 5, "gop"): return .merge(first, second)
            case (.post, 5, "khac"): return .tellApart(first, second)
            default: return nil
            }
        default: return nil
        }
    }

    public static let room = Room(
        name: "Office/People/Duplicates",
        examples: [
            DuplicatePage.all, .compare(ID(1), ID(2)), .merge(ID(1), ID(2)), .tellApart(ID(1), ID(2)), .undo(ID(1)),
        ],
        recognise: { recognise($0, $1) })
}
