import Database
import Markup
import Office
import Vocabulary

/// What people do about a task, as its page shows it: difficulties, urging, opinions.
struct TaskFollowing: Equatable, Sendable {
    let difficulties: [Difficulty]
    let urgings: [Urging]
    let opinions: [OpinionLine]
    let isWatching: Bool
    let watchers: Int

    /// Five queries.
    static func of(_ task: ID<Task>, for visitor: Visitor, _ db: any Reader) throws -> TaskFollowing {
        TaskFollowing(
            difficulties: try Difficulty.all(of: task, for: visitor, db),
            urgings: try Urging.of(task, for: visitor, db),
            opinions: try OpinionRequest.all(of: task, for: visitor, db),
            isWatching: try Watching.isWatched(task, by: visitor.account, db),
            watchers: try Watching.count(of: task, db))
    }

    /// For the aside of the task's page.
    func section(
        _ task: ID<Task>, isOpen: Bool, mayWork: Bool, mayManage: Bool, today: Day,
        hidden: [(name: String, value: String)]
    ) -> HTML {
        var rows: [HTML] = difficulties.map { line in
            """
            \(DifficultyPages.status(line, today)) \(Link(line.text.shortened(80), DifficultyPage.one(line.id).path))
            """
        }
        if let last = urgings.first {
            let words = "Đôn đốc \(urgings.count) lần, gần nhất \(TaskWords.day(last.day, today))"
            rows.append(Link(words, UrgingPage.ofTask(task).path).html)
        }
        rows += opinions.map { line in
            """
            Xin ý kiến: \(Link(line.request.question.shortened(70), OpinionPage.one(line.request.id).path))<br>\
            <span class="soft small">\(line.answered)/\(line.asked) đã trả lời, hạn \(line.request.due.vietnamese)</span>
            """
        }
        var links: [Link] = []
        if isOpen, mayWork { links.append(Link("Nêu vướng mắc…", DifficultyPage.newOne(task).path)) }
        if isOpen, mayManage {
            links += [
                Link("Đôn đốc…", UrgingPage.ofTask(task).path), Link("Xin ý kiến…", OpinionPage.newOne(task).path),
            ]
        }
        if watchers > 0 {
            let who =
                isWatching
                ? watchers == 1 ? "Ông/bà theo dõi việc này" : "Ông/bà và \(watchers - 1) người khác theo dõi"
                : "\(watchers) người theo dõi"
            rows.append(HTML(text: who))
        }
        let watch = PostButton(
            .submit(isWatching ? "Thôi theo dõi" : "Theo dõi việc này", .low),
            to: (isWatching ? WatchPage.unwatch(task) : .watch(task)).path, hidden: hidden)
        return Section(
            "Theo dõi", id: "theo-doi",
            content: """
                \(if: !rows.isEmpty, Lines(rows).html)\
                \(if: !links.isEmpty, "<p class=\"screen small\">\(links.map(\.html).joined(" · "))</p>")\
                <div class="screen gap-s">\(watch)</div>
                """
        ).html
    }
}
