import HTTP
import Markup
import Vocabulary

/// The register of people: list, one person, their posts, the officers in charge of emulation.
public enum PersonPage: Page, Equatable {
    case all
    case new
    case add
    case show(ID<Person>)
    case edit(ID<Person>)
    case correct(ID<Person>)
    case newPost(ID<Person>)
    case addPost(ID<Person>)
    case editPost(ID<Post>)
    case correctPost(ID<Post>)
    case endPost(ID<Post>)
    case askRemovePost(ID<Post>)
    case removePost(ID<Post>)
    case appoint(ID<Person>)
    case release(ID<EmulationOfficer>)
    case unattended
    case follow(ID<Unit>)
    /// Asked by a field while a name is typed: a form, so that names stand in no address and no log.
    case suggest

    public var path: String {
        switch self {
        case .all: "/nguoi"
        case .new, .add: "/nguoi/moi"
        case .show(let id): "/nguoi/\(id)"
        case .edit(let id), .correct(let id): "/nguoi/\(id)/sua"
        case .newPost(let id), .addPost(let id): "/nguoi/\(id)/chuc-vu"
        case .editPost(let id), .correctPost(let id): "/chuc-vu/\(id)/sua"
        case .endPost(let id): "/chuc-vu/\(id)/thoi"
        case .askRemovePost(let id), .removePost(let id): "/chuc-vu/\(id)/xoa"
        case .appoint(let id): "/nguoi/\(id)/phu-trach"
        case .release(let id): "/nguoi/phu-trach/\(id)/thoi"
        case .unattended: "/nguoi/phu-trach"
        case .follow(let unit): "/don-vi/\(unit)/chuyen-nguoi"
        case .suggest: "/nguoi/goi-y"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .all, .new, .show, .edit, .newPost, .editPost, .askRemovePost, .unattended: .get
        case .add, .correct, .addPost, .correctPost, .endPost, .removePost, .appoint, .release, .follow, .suggest: .post
        }
    }

    public var needs: Need {
        switch self {
        case .all, .show, .unattended, .suggest: .permission(.readPeople)
        case .new, .add, .edit, .correct, .newPost, .addPost, .editPost, .correctPost, .endPost, .askRemovePost,
            .removePost, .appoint, .release, .follow:
            .permission(.managePeople)
        }
    }

    public var bodyLimit: Int { 32 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        do {
            return try answerFound(call)
        } catch PersonRefusal.notFound {
            throw FrameRefusal.notFound
        }
    }

    private func answerFound(_ call: Call) throws -> Response {
        switch self {
        case .all: try PersonAnswers.all(call)
        case .new: try PersonAnswers.new(call)
        case .add: try PersonAnswers.add(call)
        case .show(let id): try PersonAnswers.show(id, call)
        case .edit(let id): try PersonAnswers.edit(id, call)
        case .correct(let id): try PersonAnswers.correct(id, call)
        case .newPost(let id): try PostAnswers.new(id, call)
        case .addPost(let id): try PostAnswers.add(id, call)
        case .editPost(let id): try PostAnswers.edit(id, call)
        case .correctPost(let id): try PostAnswers.correct(id, call)
        case .endPost(let id): try PostAnswers.end(id, call)
        case .askRemovePost(let id): try PostAnswers.askRemove(id, call)
        case .removePost(let id): try PostAnswers.remove(id, call)
        case .appoint(let id): try OfficerAnswers.appoint(id, call)
        case .release(let id): try OfficerAnswers.release(id, call)
        case .unattended: try OfficerAnswers.unattended(call)
        case .follow(let unit): try OfficerAnswers.follow(unit, call)
        case .suggest: try PersonAnswers.suggest(call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> PersonPage? {
        switch (method, path.first, path.count) {
        case (.get, "nguoi", 1): .all
        case (.get, "nguoi", 2):
            switch path[1] {
            case "moi": .new
            case "phu-trach": .unattended
            default: ID(path[1]).map(PersonPage.show)
            }
        case (.post, "nguoi", 2): path[1] == "moi" ? .add : path[1] == "goi-y" ? .suggest : nil
        case (_, "nguoi", 3): ID<Person>(path[1]).flatMap { person(method, $0, path[2]) }
        case (.post, "nguoi", 4):
            path[1] == "phu-trach" && path[3] == "thoi" ? ID(path[2]).map(PersonPage.release) : nil
        case (.post, "don-vi", 3): path[2] == "chuyen-nguoi" ? ID(path[1]).map(PersonPage.follow) : nil
        case (_, "chuc-vu", 3): ID<Post>(path[1]).flatMap { post(method, $0, path[2]) }
        default: nil
        }
    }

    private static func person(_ method: HTTP.Method, _ id: ID<Person>, _ act: Substring) -> PersonPage? {
        switch (method, act) {
        case (.get, "sua"): .edit(id)
        case (.post, "sua"): .correct(id)
        case (.get, "chuc-vu"): .newPost(id)
        case (.post, "chuc-vu"): .addPost(id)
        case (.post, "phu-trach"): .appoint(id)
        default: nil
        }
    }

    private static func post(_ method: HTTP.Method, _ id: ID<Post>, _ act: Substring) -> PersonPage? {
        switch (method, act) {
        case (.get, "sua"): .editPost(id)
        case (.post, "sua"): .correctPost(id)
        case (.post, "thoi"): .endPost(id)
        case (.get, "xoa"): .askRemovePost(id)
        case (.post, "xoa"): .removePost(id)
        default: nil
        }
    }

    public static let room = Room(
        name: "Office/People",
        navigation: [
            NavigationItem(
                "Cá nhân", path: PersonPage.all.path, needs: .readPeople, place: 107,
                also: ["/chuc-vu", "/dieu-dong"])
        ],
        search: [PersonSearch.source],
        examples: [
            PersonPage.all, .new, .add, .show(ID(1)), .edit(ID(1)), .correct(ID(1)), .newPost(ID(1)), .addPost(ID(1)),
            .editPost(ID(1)), .correctPost(ID(1)), .endPost(ID(1)), .askRemovePost(ID(1)), .removePost(ID(1)),
            .appoint(ID(1)), .release(ID(1)), .unattended, .follow(ID(1)), .suggest,
        ],
        recognise: { recognise($0, $1) })
}
