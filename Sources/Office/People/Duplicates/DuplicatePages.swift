import Markup
import Vocabulary

/// The HTML about entries that may be one person.
enum DuplicatePages {
    static func all(_ pairs: [DuplicatePair], pager: Pager) -> HTML {
        let table = RuledTable(
            "Có thể trùng", count: "theo họ tên",
            columns: [
                Column("Hai hồ sơ", .name) { (pair: DuplicatePair) -> HTML in
                    """
                    \(Link("\(pair.firstName) và \(pair.secondName)", DuplicatePage.compare(pair.first, pair.second).path))\
                    <small>số \(pair.first) và số \(pair.second)</small>
                    """
                },
                Column("Vì sao", .text, .w18) { "\($0.reasons.map(\.vietnamese).joined(separator: ", "))" },
            ], rows: pairs
        ).with {
            $0.empty = Empty(
                "Không còn hồ sơ nào có thể trùng.",
                "Hai hồ sơ cùng họ tên và cùng ngày sinh, năm sinh, điện thoại, thư hoặc đơn vị sẽ hiện ở đây.")
        }
        return """
            \(PageHead(
                "Hồ sơ trùng",
                facts: "Hai hồ sơ cùng họ tên và có thêm một điểm giống nhau. So sánh rồi gộp, hoặc ghi nhận là hai người.",
                trail: [Link("Cá nhân", PersonPage.all.path)], here: "Hồ sơ trùng"))
            \(table)
            \(if: !pairs.isEmpty, pager.html)
            """
    }

    struct Side {
        let person: Person
        let contact: PersonContact?
        let posts: [Post]
        let officerOf: [EmulationOfficer]
        let trainings: [PersonTraining]
    }

    private struct Line {
        let name: String
        let values: [HTML]
    }

    static func compare(
        _ sides: [Side], reasons: [DuplicatePair.Reason], refusal: MergeRefusal?,
        token: [(name: String, value: String)]
    ) -> HTML {
        let (first, second) = (sides[0].person, sides[1].person)
        let why = reasons.isEmpty ? "" : ": cùng họ tên, " + reasons.map(\.vietnamese).joined(separator: ", ")
        return """
            \(PageHead(
                "So sánh hai hồ sơ", facts: "\(first.name)\(why)",
                trail: [Link("Cá nhân", PersonPage.all.path), Link("Hồ sơ trùng", DuplicatePage.all.path)], here: "So sánh"))
            \(refusal.map { Note(.bad, $0.explanation.notice) })
            \(table(sides))
            \(Section("Là một người: gộp", id: "gop", content: """
                <p>Mọi chức vụ, lớp tập huấn và việc được giao chuyển sang hồ sơ giữ lại; điều hồ sơ giữ lại chưa có thì lấy từ hồ sơ kia. \
                Tách lại được bất cứ lúc nào.</p>
                \(Form(to: DuplicatePage.merge(first.id, second.id).path, hidden: token, content: """
                    \(Field("giu", "Giữ lại hồ sơ", .radios(
                        sides.map { .init($0.person.id.description, "Hồ sơ số \($0.person.id)", hint: hint($0)) },
                        selected: first.id.description)))\
                    \(Actions([.submit("Gộp hai hồ sơ", .primary)]))
                    """))
                """))
            \(Section("Là hai người khác nhau", id: "khac", content: """
                <p class="soft">Cặp này sẽ không hiện lại trong danh sách hồ sơ trùng.</p>
                <div class="acts gap-s">\(PostButton(.submit("Ghi nhận là hai người"), to: DuplicatePage.tellApart(first.id, second.id).path, hidden: token))</div>
                """))
            """
    }

    private static func hint(_ side: Side) -> String {
        "\(side.posts.count) chức vụ, thêm vào ngày \(side.person.added.day.vietnamese)"
    }

    private static func table(_ sides: [Side]) -> HTML {
        func line(_ name: String, _ value: (Side) -> HTML) -> Line { Line(name: name, values: sides.map(value)) }
        func text(_ value: String?) -> HTML { "\(value ?? "–")" }
        let lines = [
            line("Họ và tên") {
                Link($0.person.name, PersonPage.show($0.person.id).path, subject: "hồ sơ số \($0.person.id)").html
            },
            line("Sinh") { text($0.contact?.birth) }, line("Giới tính") { text($0.person.gender?.vietnamese) },
            line("Dân tộc") { text($0.person.ethnicGroup?.name) }, line("Vùng") { text($0.person.area?.vietnamese) },
            line("Điện thoại") { text($0.contact?.phone.map(PersonPages.spaced)) },
            line("Thư điện tử") { text($0.contact?.email) },
            line("Chức vụ") { side in
                side.posts.map { "\($0.title), \($0.unitName)<small>\(PersonPages.period($0))</small>" as HTML }.joined(
                    "<br>")
            },
            line("Phụ trách") { side in
                side.officerOf.isEmpty
                    ? "–" : side.officerOf.map { "\($0.unitName), từ \($0.firstDay)" as HTML }.joined("<br>")
            },
            line("Lớp đã tập huấn") { "\($0.trainings.count)" },
        ]
        return RuledTable(
            "Hai hồ sơ cạnh nhau",
            columns: [
                Column("Điểm so sánh", .name, .w13) { (line: Line) -> HTML in "\(line.name)" },
                Column("Hồ sơ số \(sides[0].person.id)", .text) { $0.values[0] },
                Column("Hồ sơ số \(sides[1].person.id)", .text) { $0.values[1] },
            ], rows: lines
        ).html
    }
}
