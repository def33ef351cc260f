import HTTP
import Markup
import Vocabulary

/// Transfers of people between units.
public enum TransferPage: Page, Equatable {
    case all
    case show(ID<Transfer>)
    case new(ID<Post>)
    case propose(ID<Post>)
    case confirm(ID<Transfer>)
    case decline(ID<Transfer>)
    case withdraw(ID<Transfer>)

    public var path: String {
        switch self {
        case .all: "/dieu-dong"
        case .show(let id): "/dieu-dong/\(id)"
        case .new(let id), .propose(let id): "/chuc-vu/\(id)/dieu-dong"
        case .confirm(let id): "/dieu-dong/\(id)/xac-nhan"
        case .decline(let id): "/dieu-dong/\(id)/khong-nhan"
        case .withdraw(let id): "/dieu-dong/\(id)/rut"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .all, .show, .new: .get
        case .propose, .confirm, .decline, .withdraw: .post
        }
    }

    public var needs: Need {
        switch self {
        case .all, .show: .permission(.readPeople)
        case .new, .propose, .confirm, .decline, .withdraw: .permission(.managePeople)
        }
    }

    public var bodyLimit: Int { 32 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        do {
            return switch self {
            case .all: try TransferAnswers.all(call)
            case .show(let id): try TransferAnswers.show(id, call)
            case .new(let id): try TransferAnswers.new(id, call)
            case .propose(let id): try TransferAnswers.propose(id, call)
            case .confirm(let id): try TransferAnswers.confirm(id, call)
            case .decline(let id): try TransferAnswers.turnDown(id, call, isReceiver: true)
            case .withdraw(let id): try TransferAnswers.turnDown(id, call, isReceiver: false)
            }
        } catch TransferRefusal.notFound {
            throw FrameRefusal.notFound
        } catch PersonRefusal.notFound {
            throw FrameRefusal.notFound
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> TransferPage? {
        switch (method, path.first, path.count) {
        case (.get, "dieu-dong", 1): .all
        case (.get, "dieu-dong", 2): ID(path[1]).map(TransferPage.show)
        case (.post, "dieu-dong", 3):
            ID<Transfer>(path[1]).flatMap { id in
                switch path[2] {
                case "xac-nhan": .confirm(id)
                case "khong-nhan": .decline(id)
                case "rut": .withdraw(id)
                default: nil
                }
            }
        case (_, "chuc-vu", 3) where path[2] == "dieu-dong":
            ID<Post>(path[1]).flatMap { method == .get ? .new($0) : method == .post ? .propose($0) : nil }
        default: nil
        }
    }

    public static let room = Room(
        name: "Office/People/Transfers",
        examples: [
            TransferPage.all, .show(ID(1)), .new(ID(1)), .propose(ID(1)), .confirm(ID(1)), .decline(ID(1)),
            .withdraw(ID(1)),
        ],
        recognise: { recognise($0, $1) })
}
