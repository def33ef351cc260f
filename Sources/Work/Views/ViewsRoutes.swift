import HTTP
import Markup
import Office
import Vocabulary

/// Ways to look at the programme: calendar, one unit, changes, progress, timeline; several tasks at once; calendar feeds.
public enum ViewsPage: Page, Equatable {
    case calendar
    case anniversaries
    case addAnniversary
    case removeAnniversary(ID<Anniversary>)
    case feeds
    case makeFeed
    case revokeFeed(ID<CalendarFeed>)
    /// What a calendar program reads: the secret in the address is all the proof there is.
    case feed(String)
    case unit(ID<Unit>)
    case changes
    case progress
    case timeline
    case chooseBulk
    case previewBulk
    case applyBulk

    public var path: String {
        switch self {
        case .calendar: "/lich"
        case .anniversaries, .addAnniversary: "/lich/ngay-ky-niem"
        case .removeAnniversary(let id): "/lich/ngay-ky-niem/\(id)/bo"
        case .feeds, .makeFeed: "/lich/dia-chi"
        case .revokeFeed(let id): "/lich/dia-chi/\(id)/thu-hoi"
        case .feed(let secret): "/lich/\(secret).ics"
        case .unit(let id): "/don-vi/\(id)/viec"
        case .changes: "/chuong-trinh/thay-doi"
        case .progress: "/chuong-trinh/tien-do"
        case .timeline: "/chuong-trinh/dong-thoi-gian"
        case .chooseBulk: "/chuong-trinh/nhieu-viec"
        case .previewBulk: "/chuong-trinh/nhieu-viec/xem"
        case .applyBulk: "/chuong-trinh/nhieu-viec/doi"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .calendar, .anniversaries, .feeds, .feed, .unit, .changes, .progress, .timeline, .chooseBulk: .get
        case .addAnniversary, .removeAnniversary, .makeFeed, .revokeFeed, .previewBulk, .applyBulk: .post
        }
    }

    public var needs: Need {
        switch self {
        case .feed: .nothing
        case .calendar, .anniversaries, .feeds, .makeFeed, .revokeFeed, .unit, .changes, .progress, .timeline:
            .permission(.readProgramme)
        case .addAnniversary, .removeAnniversary: .permission(.manageCalendar)
        case .chooseBulk, .previewBulk, .applyBulk: .permission(.manageTasks)
        }
    }

    public var isPersonal: Bool {
        switch self {
        case .feeds, .makeFeed, .revokeFeed: true
        default: false
        }
    }

    public var lane: Lane {
        switch self {
        case .feed, .previewBulk, .applyBulk: .slow
        default: .fast
        }
    }

    public var bodyLimit: Int { 64 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .calendar: try CalendarViewAnswers.calendar(call)
        case .anniversaries: try CalendarViewAnswers.anniversaries(call)
        case .addAnniversary: try CalendarViewAnswers.add(call)
        case .removeAnniversary(let id): try CalendarViewAnswers.remove(id, call)
        case .feeds: try FeedAnswers.list(call)
        case .makeFeed: try FeedAnswers.make(call)
        case .revokeFeed(let id): try FeedAnswers.revoke(id, call)
        case .feed(let secret): try FeedAnswers.feed(secret, call)
        case .unit(let id): try ViewsAnswers.unit(id, call)
        case .changes: try ViewsAnswers.changes(call)
        case .progress: try ViewsAnswers.progress(call)
        case .timeline: try ViewsAnswers.timeline(call)
        case .chooseBulk: try BulkAnswers.choose(call)
        case .previewBulk: try BulkAnswers.preview(call)
        case .applyBulk: try BulkAnswers.apply(call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> ViewsPage? {
        switch (path.first, path.count) {
        case ("lich", 1): return method == .get ? .calendar : nil
        case ("lich", 2):
            switch (method, path[1]) {
            case (.get, "ngay-ky-niem"): return .anniversaries
            case (.post, "ngay-ky-niem"): return .addAnniversary
            case (.get, "dia-chi"): return .feeds
            case (.post, "dia-chi"): return .makeFeed
            case (.get, let name) where name.hasSuffix(".ics"): return .feed(String(name.dropLast(4)))
            default: return nil
            }
        case ("lich", 4):
            switch (method, path[1], path[3]) {
            case (.post, "ngay-ky-niem", "bo"): return ID(path[2]).map(ViewsPage.removeAnniversary)
            case (.post, "dia-chi", "thu-hoi"): return ID(path[2]).map(ViewsPage.revokeFeed)
            default: return nil
            }
        case ("don-vi", 3): return method == .get && path[2] == "viec" ? ID(path[1]).map(ViewsPage.unit) : nil
        case ("chuong-trinh", 2):
            guard method == .get else { return nil }
            switch path[1] {
            case "thay-doi": return .changes
            case "tien-do": return .progress
            case "dong-thoi-gian": return .timeline
            case "nhieu-viec": return .chooseBulk
            default: return nil
            }
        case ("chuong-trinh", 3):
            guard method == .post, path[1] == "nhieu-viec" else { return nil }
            return path[2] == "xem" ? .previewBulk : path[2] == "doi" ? .applyBulk : nil
        default: return nil
        }
    }

    public static let examples: [ViewsPage] = [
        .calendar, .anniversaries, .addAnniversary, .removeAnniversary(ID(1)), .feeds, .makeFeed, .revokeFeed(ID(1)),
        .feed("0"), .unit(ID(1)), .changes, .progress, .timeline, .chooseBulk, .previewBulk, .applyBulk,
    ]

    public static let room = Room(
        name: "Work/Views",
        navigation: [
            NavigationItem("Lịch công tác", path: ViewsPage.calendar.path, needs: .readProgramme, place: 22)
        ],
        ledger: [.anniversary, .feed],
        unitLinks: [UnitLink("Việc các kế hoạch giao", needs: .readProgramme) { ViewsPage.unit($0).path }],
        examples: examples, recognise: { recognise($0, $1) })
}

extension LedgerKind {
    static let anniversary = LedgerKind(
        "anniversary", "Ngày kỷ niệm",
        acts: [
            "anniversary.add": "thêm ngày kỷ niệm", "anniversary.remove": "bỏ ngày kỷ niệm",
            "anniversary.fill": "nạp các ngày kỷ niệm",
        ],
        facts: ["name": "tên", "day": "ngày", "since": "từ năm", "days": "số ngày"])

    static let feed = LedgerKind(
        "feed", "Địa chỉ lịch", acts: ["feed.make": "tạo địa chỉ lịch", "feed.revoke": "thu hồi địa chỉ lịch"],
        facts: ["unit": "đơn vị số"])
}
