import Markup
import Vocabulary

/// The HTML of one person.
enum PersonPages {
    /// A form of this page that was not taken: its field, why, and what was typed.
    struct Refused {
        let field: String
        let words: String
        let typed: String
    }

    static func show(
        _ dossier: PersonDossier, refused: Refused?, links: [Link] = [], today: Day,
        token: [(name: String, value: String)]
    ) -> HTML {
        let person = dossier.person
        return """
            \(PageHead(
                person.name, facts: facts(dossier, today), trail: [Link("Cá nhân", PersonPage.all.path)], here: person.name,
                actions: actions(dossier)))
            \(refused.map { ErrorSummary("Chưa ghi được", [(id: $0.field, words: $0.words)]) })
            \(if: !links.isEmpty, "<p class=\"screen\">\(links.map(\.html).joined(" · "))</p>")
            \(notes(dossier))
            \(requests(dossier, token, today))
            \(Columns(
                work: "\(posts(dossier, refused, today, token))\(officer(dossier, refused, today, token))\(trainings(dossier))",
                label: "Thông tin và lịch sử", context: "\(about(dossier))\(merges(dossier, token, today))\(history(dossier, today))"))
            """
    }

    private static func facts(_ dossier: PersonDossier, _ today: Day) -> HTML {
        let current = dossier.posts.filter { $0.isHeld(on: today) }
        if dossier.person.state == .anonymised { return "Đã ẩn danh; chức vụ còn giữ cho thống kê." }
        if current.isEmpty { return "Hiện không giữ chức vụ nào." }
        return current.map { "\($0.title), \($0.unitName)" as HTML }.joined("; ")
    }

    private static func actions(_ dossier: PersonDossier) -> [Action] {
        guard dossier.mayManage else { return [] }
        return [
            .link("Trao đổi bảng tính", ExchangePage.start(PostsExchange()).path, .low),
            .link("Sửa thông tin", PersonPage.edit(dossier.person.id).path),
            .link("Thêm chức vụ", PersonPage.newPost(dossier.person.id).path),
        ]
    }

    private static func notes(_ dossier: PersonDossier) -> HTML {
        var notes: [HTML] = dossier.transfers.map { transfer in
            Note(
                .care, "Đang chờ \(transfer.toName) xác nhận điều động từ \(transfer.onDay.vietnamese).",
                body:
                    "\(Link("Xem đề nghị", TransferPage.show(transfer.id).path, subject: "điều động đến \(transfer.toName)"))"
            ).html
        }
        if !dossier.duplicates.isEmpty {
            let links = dossier.duplicates.map { pair -> HTML in
                let other = pair.first == dossier.person.id ? pair.second : pair.first
                let name = pair.first == dossier.person.id ? pair.secondName : pair.firstName
                return """
                    \(Link("\(name), số \(other)", DuplicatePage.compare(pair.first, pair.second).path)) \
                    (\(pair.reasons.map(\.vietnamese).joined(separator: ", ")))
                    """
            }
            notes.append(
                Note(
                    .care, "Có thể trùng với hồ sơ khác: ",
                    body: "\(links.joined("; ")). Mở để so sánh rồi gộp hoặc xác nhận là hai người."
                ).html)
        }
        return notes.joined()
    }

    private static func requests(_ dossier: PersonDossier, _ token: [(name: String, value: String)], _ today: Day)
        -> HTML
    {
        guard !dossier.requests.isEmpty else { return .empty }
        let forms = dossier.requests.map { request -> HTML in
            """
            \(Note(.care, "Gửi \(request.at.since(today: today)):", body: "“\(request.words)”"))
            \(Form(to: OwnDataPage.settle(request.id).path, hidden: token, content: """
                \(Field("tra-loi", "Trả lời", id: "tra-loi-\(request.id)", .text("", length: 48)))\
                \(Actions([.submit("Trả lời", subject: "đề nghị sửa thông tin")]))
                """))
            """
        }
        return Section(
            "Người này đề nghị sửa thông tin", count: "\(forms.count)", id: "de-nghi", content: forms.joined()
        ).html
    }

    // MARK: Posts

    private static func posts(
        _ dossier: PersonDossier, _ refused: Refused?, _ today: Day, _ token: [(name: String, value: String)]
    ) -> HTML {
        var columns: [Column<Post>] = [
            Column("Thời gian", .text, .w11) { post in "<span class=\"nowrap\">\(period(post))</span>" },
            Column("Chức vụ", .name) { post in
                """
                \(post.title)<small>\(post.group.short)\(if: post.isHeld(on: today), ", đang giữ")</small>
                """
            },
            Column("Đơn vị", .text, .w18) { "\($0.unitName)" },
        ]
        if !dossier.managed.isEmpty, dossier.mayManage {
            columns.append(
                Column("Việc làm được", .action, .w13, isOnPaper: false) { post in
                    dossier.managed.contains(post.id) ? postActions(post, dossier) : .empty
                })
        }
        let table = RuledTable(
            "Chức vụ", count: "\(dossier.posts.count) chức vụ, mới nhất trước", columns: columns, rows: dossier.posts
        ).with {
            $0.id = "chuc-vu"
            $0.isFixed = false
        }
        let ending = dossier.posts.filter { dossier.managed.contains($0.id) && $0.lastDay == nil && dossier.mayManage }
        return """
            \(table)
            \(ending.map { Self.ending($0, refused, today, token) })
            """
    }

    private static func ending(
        _ post: Post, _ refused: Refused?, _ today: Day, _ token: [(name: String, value: String)]
    ) -> HTML {
        let wrong = refused.flatMap { $0.field == "ngay-\(post.id)" ? $0 : nil }
        let field = Field(
            "ngay", "Ngày cuối cùng giữ chức vụ", error: wrong?.words, id: "ngay-\(post.id)",
            .day(wrong?.typed ?? today.vietnamese))
        return Details(
            "Ghi ngày thôi: \(post.title), \(post.unitName)", isOpen: wrong != nil,
            content: Form(
                to: PersonPage.endPost(post.id).path, hidden: token,
                content: "\(field)\(Actions([.submit("Ghi ngày thôi", subject: "chức vụ \(post.title)")]))"
            ).html
        ).html
    }

    /// `01/01/2020 – nay`, `đến 31/12/2024`, `–`
    static func period(_ post: Post) -> String {
        switch (post.firstDay, post.lastDay) {
        case (let first?, let last?): "\(first.vietnamese) – \(last.vietnamese)"
        case (let first?, nil): "từ \(first.vietnamese)"
        case (nil, let last?): "đến \(last.vietnamese)"
        case (nil, nil): "không rõ từ bao giờ"
        }
    }

    private static func postActions(_ post: Post, _ dossier: PersonDossier) -> HTML {
        var links = [Action.link("Sửa", PersonPage.editPost(post.id).path, .low).html]
        if post.lastDay == nil, !dossier.transfers.contains(where: { $0.post == post.id }) {
            links.append(Action.link("Điều động", TransferPage.new(post.id).path, .low).html)
        }
        if dossier.posts.count > 1 {
            links.append(Action.link("Xóa", PersonPage.askRemovePost(post.id).path, .low).html)
        }
        return "<div class=\"acts\">\(links.joined(" "))</div>"
    }

    // MARK: Officer, trainings

    private static func officer(
        _ dossier: PersonDossier, _ refused: Refused?, _ today: Day, _ token: [(name: String, value: String)]
    ) -> HTML {
        let current = dossier.officerOf.filter { $0.lastDay.map { $0 >= today } ?? true }
        let open = dossier.posts.filter { post in
            dossier.managed.contains(post.id) && post.isHeld(on: today) && !current.contains { $0.unit == post.unit }
        }
        guard !dossier.officerOf.isEmpty || (dossier.mayManage && !open.isEmpty) else { return .empty }
        let lines = dossier.officerOf.map { officer -> HTML in
            let isCurrent = officer.lastDay == nil
            let release: HTML =
                dossier.mayManage && isCurrent
                    && dossier.posts.contains { $0.unit == officer.unit && dossier.managed.contains($0.id) }
                ? PostButton(
                    .submit("Thôi phụ trách từ hôm nay", .low, subject: "tại \(officer.unitName)"),
                    to: PersonPage.release(officer.id).path, hidden: token
                ).html : .empty
            return """
                \(officer.unitName), từ \(officer.firstDay)\(officer.lastDay.map { " đến \($0)" as HTML }) \(release)
                """
        }
        let wrong = refused.flatMap { $0.field == "tu-ngay" ? $0 : nil }
        let appoint: HTML =
            dossier.mayManage && !open.isEmpty
            ? Details(
                "Giao phụ trách thi đua, khen thưởng", isOpen: wrong != nil,
                content: Form(
                    to: PersonPage.appoint(dossier.person.id).path, hidden: token,
                    content: """
                        \(Field("phu-trach", "Tại đơn vị", id: "phu-trach-don-vi", .choice(
                            open.map { .init($0.unit.description, $0.unitName) }, selected: open.first?.unit.description)))\
                        \(Field("tu-ngay", "Từ ngày", error: wrong?.words, .day(wrong?.typed ?? today.vietnamese)))\(Actions([.submit("Giao phụ trách")]))
                        """
                ).html
            ).html : .empty
        return Section(
            "Phụ trách thi đua, khen thưởng", id: "phu-trach",
            content: """
                \(if: !lines.isEmpty, Lines(lines).html)\
                \(if: lines.isEmpty, "<p class=\"soft\">Chưa phụ trách ở đơn vị nào.</p>")\(appoint)
                """
        ).html
    }

    private static func trainings(_ dossier: PersonDossier) -> HTML {
        guard !dossier.trainings.isEmpty else { return .empty }
        return Section(
            "Lớp đã tập huấn", count: "\(dossier.trainings.count)", id: "tap-huan",
            content: Lines(
                dossier.trainings.map { training in
                    "\(training.className)\(training.onDay.map { ", \($0)" as HTML })"
                }
            ).html
        ).html
    }

    // MARK: Aside

    private static func about(_ dossier: PersonDossier) -> HTML {
        let person = dossier.person
        var facts: [(String, HTML)] = []
        func add(_ name: String, _ value: String?) { if let value { facts.append((name, "\(value)")) } }
        add("Giới tính", person.gender?.vietnamese)
        add("Dân tộc", person.ethnicGroup?.name)
        add("Vùng", person.area?.vietnamese)
        if let contact = dossier.contact {
            add("Sinh", contact.birth)
            if let phone = contact.phone {
                facts.append(("Điện thoại", "<a href=\"tel:\(phone)\">\(spaced(phone))</a>"))
            }
            if let email = contact.email { facts.append(("Thư điện tử", "<a href=\"mailto:\(email)\">\(email)</a>")) }
        }
        guard !facts.isEmpty else { return .empty }
        return Section(
            "Thông tin", id: "thong-tin",
            content: """
                \(Facts(facts.map { (name: $0.0, value: $0.1) }))\
                \(if: dossier.contact != nil, "<p class=\"soft small gap-s\">Ngày sinh, điện thoại, thư: chỉ người quản lý danh sách của đơn vị và chính người này thấy.</p>")
                """
        ).html
    }

    /// `0912 345 678`
    static func spaced(_ phone: String) -> String {
        guard phone.utf8.count == 10 else { return phone }
        return "\(phone.prefix(4))\(noBreak)\(phone.dropFirst(4).prefix(3))\(noBreak)\(phone.dropFirst(7))"
    }

    private static func merges(_ dossier: PersonDossier, _ token: [(name: String, value: String)], _ today: Day) -> HTML
    {
        guard dossier.mayManage, !dossier.merges.isEmpty else { return .empty }
        return Section(
            "Hồ sơ đã gộp vào đây", count: "\(dossier.merges.count)", id: "da-gop",
            content: Lines(
                dossier.merges.map { merge in
                    """
                    \(merge.goneName), số \(merge.gone): \(merge.who), \(merge.at.since(today: today)). \
                    \(PostButton(.submit("Tách lại", .low, subject: "hồ sơ số \(merge.gone)"), to: DuplicatePage.undo(merge.id).path, hidden: token))
                    """
                }
            ).html
        ).html
    }

    private static func history(_ dossier: PersonDossier, _ today: Day) -> HTML {
        let ledger: HTML = dossier.ledger.map { Link("Xem trong nhật ký", $0).html } ?? .empty
        guard !dossier.entries.isEmpty else {
            return dossier.ledger == nil ? .empty : Section("Lịch sử", id: "lich-su", content: "<p>\(ledger)</p>").html
        }
        return Section(
            "Lịch sử", id: "lich-su", aside: ledger,
            content: Trace(
                dossier.entries.map { entry in
                    Trace.Step(
                        [entry.at.day.vietnamese, entry.at.hour],
                        "\(PersonActs.words(entry))\(entry.why.map { ": “\($0)”" as HTML })", who: "\(entry.who)")
                }
            ).html
        ).html
    }

    // MARK: Form

    struct Editing {
        /// Nil for a new person.
        var id: ID<Person>?
        var name = ""
        var version: String?
        var typed = TypedPerson()
        var post: TypedPost?
        var units: [String] = []
        var errors: [String: String] = [:]
        /// Refused as a whole: somebody else was quicker.
        var stale: String?
        /// People of that name already there; the form must then say that this is another one.
        var namesakes: [PersonLine] = []
    }

    static func form(_ page: Editing, token: [(name: String, value: String)]) -> HTML {
        var fields = page.typed.fields()
        if let post = page.post { fields += post.fields(page.units, hasEnd: false) }
        fields = fields.map { $0.with(errors: page.errors) }
        let hidden = token + (page.version.map { [("phien-ban", $0)] } ?? [])
        let (target, back) =
            page.id.map { (PersonPage.correct($0).path, PersonPage.show($0).path) }
            ?? (PersonPage.add.path, PersonPage.all.path)
        let namesakes: HTML = page.namesakes.isEmpty ? .empty : Self.namesakes(page.namesakes)
        return """
            \(page.id == nil
                ? PageHead("Thêm người", facts: "Mỗi người một hồ sơ; chức vụ thay đổi thì thêm chức vụ, không thêm người.",
                    trail: [Link("Cá nhân", PersonPage.all.path)], here: "Thêm người")
                : PageHead("Sửa thông tin", facts: "\(page.name)",
                    trail: [Link("Cá nhân", PersonPage.all.path), Link(page.name, back)], here: "Sửa"))
            \(page.stale.map { Note(.care, $0, body: "Điều ông/bà vừa ghi vẫn còn trong biểu mẫu.").html })
            \(ErrorSummary(page.id == nil ? "Chưa thêm được" : "Chưa sửa được", fields: fields))
            <div class="narrow-left gap">\(Form(
                to: target, hidden: hidden, extras: [.guardsWords], content: """
                    \(namesakes)\(fields)\
                    \(Actions([.submit(page.id == nil ? "Thêm người" : "Lưu", .primary), .link("Thôi", back)]))
                    """))</div>
            """
    }

    private static func namesakes(_ lines: [PersonLine]) -> HTML {
        """
        \(Note(.care, "Đã có người cùng họ tên trong danh sách. Nếu đúng là người đó, hãy mở hồ sơ và thêm chức vụ."))
        \(Lines(lines.map { line in
            "\(Link(line.name, PersonPage.show(line.id).path, subject: "số \(line.id)")): \(line.posts.map { "\($0.title), \($0.unitName)" as HTML }.joined("; "))"
        }))
        \(Field("nguoi-khac", "Đây là người khác, vẫn thêm", .tick(false)))
        """
    }
}
