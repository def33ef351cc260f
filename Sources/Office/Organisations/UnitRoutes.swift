import HTTP
import Markup
import Vocabulary

/// The register of units: directory, tree on any day, one unit with its changes.
public enum UnitPage: Page, Equatable {
    /// A change of one unit, each with a form of its own.
    public enum Change: String, Sendable, CaseIterable {
        case correct = "sua"
        case rename = "doi-ten"
        case move = "chuyen"
        case end = "ket-thuc"
    }

    case directory
    case tree
    case unit(ID<Unit>)
    case new
    case add
    case ask(Change, ID<Unit>)
    case make(Change, ID<Unit>)
    case addAlias(ID<Unit>)
    case removeAlias(ID<Unit>, ID<NamePeriod>)

    public var path: String {
        switch self {
        case .directory: "/don-vi"
        case .tree: "/don-vi/cay"
        case .unit(let id): "/don-vi/\(id)"
        case .new, .add: "/don-vi/moi"
        case .ask(let change, let id), .make(let change, let id): "/don-vi/\(id)/\(change.rawValue)"
        case .addAlias(let id): "/don-vi/\(id)/ten-goi"
        case .removeAlias(let id, let name): "/don-vi/\(id)/ten-goi/\(name)/bo"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .directory, .tree, .unit, .new, .ask: .get
        case .add, .make, .addAlias, .removeAlias: .post
        }
    }

    public var needs: Need {
        switch self {
        case .directory, .tree, .unit: .permission(.readUnits)
        case .new, .add, .ask, .make, .addAlias, .removeAlias: .permission(.manageUnits)
        }
    }

    public var bodyLimit: Int { 32 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .directory: try UnitAnswers.directory(call)
        case .tree: try UnitAnswers.tree(call)
        case .unit(let id): try UnitAnswers.unit(id, call)
        case .new: try UnitAnswers.newForm(call)
        case .add: try UnitAnswers.add(call)
        case .ask(let change, let id): try UnitAnswers.ask(change, id, call)
        case .make(let change, let id): try UnitAnswers.make(change, id, call)
        case .addAlias(let id): try UnitAnswers.addAlias(id, call)
        case .removeAlias(let id, let name): try UnitAnswers.removeAlias(name, of: id, call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> UnitPage? {
        guard method == .get || method == .post, path.first == "don-vi" else { return nil }
        let isGet = method == .get
        switch path.count {
        case 1: return isGet ? .directory : nil
        case 2:
            switch path[1] {
            case "cay": return isGet ? .tree : nil
            case "moi": return isGet ? .new : .add
            default: return isGet ? ID<Unit>(path[1]).map(UnitPage.unit) : nil
            }
        case 3:
            guard let id = ID<Unit>(path[1]) else { return nil }
            if path[2] == "ten-goi" { return isGet ? nil : .addAlias(id) }
            return Change(rawValue: String(path[2])).map { isGet ? .ask($0, id) : .make($0, id) }
        case 5:
            guard !isGet, path[2] == "ten-goi", path[4] == "bo", let id = ID<Unit>(path[1]),
                let name = ID<NamePeriod>(path[3])
            else { return nil }
            return .removeAlias(id, name)
        default: return nil
        }
    }

    private static var own: [any Page] {
        let one = ID<Unit>(1)
        let changes = Change.allCases.flatMap { [UnitPage.ask($0, one), .make($0, one)] }
        return [UnitPage.directory, .tree, .unit(one), .new, .add] + changes
            + [UnitPage.addAlias(one), .removeAlias(one, ID(1))]
    }

    public static let room = Room(
        name: "Office/Organisations", migrations: [],
        navigation: [NavigationItem("Đơn vị", path: UnitPage.directory.path, needs: .readUnits, place: 105)],
        ledger: [.unit, .reorganisation], examples: own + ReorganisationPage.examples,
        recognise: { recognise($0, $1) ?? ReorganisationPage.recognise($0, $1) })
}
