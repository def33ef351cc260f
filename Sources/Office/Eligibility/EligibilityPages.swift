import Markup
import Rulebook
import Vocabulary

/// The HTML of what one may be given.
enum EligibilityPages {
    static func one(
        _ found: Eligibility, path: String, _ trail: [Link], _ refusal: String?, now: Instant
    ) -> HTML {
        let (question, law) = (found.question, found.law)
        let address = address(path, question, now.day)
        let known = ordered(found.prospects.filter { $0.hasCriteria && !$0.isForOthers }, law)
        let titles = known.filter { law.awards[$0.award]?.kind == .title }
        let forms = known.filter { law.awards[$0.award]?.kind == .commendation }
        return """
            \(PageHead(
                "Đủ điều kiện gì: \(found.name)", facts: "\(basis(found)).", trail: trail, here: "Đủ điều kiện gì",
                actions: files(address) + [.print()]))
            \(refusal.map { Note(.bad, $0) })
            \(FilterBar(
                "Chọn ngày tiếp nhận và năm thành tích", base: base(path, question),
                filters: [
                    .init("ngay", "Hồ sơ tiếp nhận ngày", .day(question.day.vietnamese)),
                    .init("nam", "Năm thành tích", .text(String(question.year), kind: .number, length: 4)),
                ], isFiltered: question.day != now.day || question.year != question.day.year, verb: "Xem"))
            \(assumed(found, path, now.day))
            \(if: !found.seesConduct, Note(
                .care, "Chưa xét kỷ luật và việc đang xem xét.",
                body: "Phần này do người có quyền xem kỷ luật kiểm tra; kết quả dưới đây giống nhau dù có hay không.").html)
            \(table("Danh hiệu thi đua", titles, found))
            \(table("Hình thức khen thưởng", forms, found))
            \(others(found))
            \(form(found, path, now.day))
            <p class="small gap-s">Khen theo công trạng, thành tích. Thành phần hồ sơ, phiếu bầu, thời hạn, thẩm quyền, tỷ lệ \
            được kiểm tra trong hồ sơ đề nghị. “Sớm nhất” tính theo quy định của ngày đã chọn, nếu mọi năm tới đều đạt kết quả \
            cao nhất.</p>
            \(PaperFoot(source: address.text, printed: now))
            """
    }

    /// The same answer as a file.
    private static func files(_ address: Address) -> [Action] {
        [PaperFile.docx, .pdf].map { file in
            .file(
                file.rawValue.uppercased(), Address("\(address.path).\(file.rawValue)", address.query))
        }
    }

    /// Of which year, on which day, by which law; of a collective, what its people reached.
    static func basis(_ found: Eligibility) -> String {
        let day = found.question.day
        let regime = found.law.regime(on: day).map { $0.instruments.joined(separator: ", ") } ?? "chưa có quy định"
        var words = "Thành tích năm \(found.question.year), hồ sơ tiếp nhận ngày \(day.vietnamese), theo \(regime)"
        if let figures = found.figures {
            func said(_ count: Int?, _ what: String) -> String { "\(count.map { $0.dotted } ?? "chưa rõ số") \(what)" }
            words +=
                ". Tập thể: \(said(figures.members, "người")), \(said(figures.completed, "hoàn thành nhiệm vụ")), \(said(figures.ldtt, "đạt Lao động tiên tiến, Chiến sĩ tiên tiến")), \(said(figures.cstdCoSo, "Chiến sĩ thi đua cơ sở"))"
        }
        return words
    }

    /// Low levels first, as one climbs.
    static func ordered(_ prospects: [Prospect], _ law: Law) -> [Prospect] {
        let places = prospects.enumerated().map { place, prospect in
            (law.awards[prospect.award]?.level.rung ?? 0, -place, prospect)
        }
        return places.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }

    // MARK: Tables

    private static func table(_ title: String, _ rows: [Prospect], _ found: Eligibility) -> HTML {
        let (law, day) = (found.law, found.question.day)
        let met = rows.count { $0.verdict == .met }
        return RuledTable(
            title, count: "đủ \(met) trong \(rows.count)",
            columns: [
                Column("Danh hiệu, hình thức", .name, .w18) { prospect in
                    let name = law.awards[prospect.award]?.version(on: day).version.name ?? prospect.award.description
                    return Link(name, LawPage.address(of: prospect.award, on: day)).html
                },
                Column("Kết quả", .text, .w9) { status($0.verdict).html },
                Column("Điều kiện") { conditions($0, day) },
                Column("Sớm nhất", .text, .w14) { "\(earliest($0))" },
            ], rows: rows
        ).with { $0.empty = Empty("Không có mục nào cho \(found.kind.vietnamese) vào ngày này.") }.html
    }

    private static func status(_ verdict: Verdict) -> Status {
        switch verdict {
        case .met: Status(.met, word(verdict))
        case .unmet: Status(.unmet, word(verdict))
        case .unknown: Status(.unsure, word(verdict))
        }
    }

    static func word(_ verdict: Verdict) -> String { RollOutcome(verdict).vietnamese }

    /// What decides stands open; the rest is one click away, so that two dozen awards can be looked over.
    private static func conditions(_ prospect: Prospect, _ day: Day) -> HTML {
        func lines(_ findings: [Finding]) -> HTML { Lines(findings.map { finding($0, prospect, day) }).html }
        let isDeciding = { (finding: Finding) in prospect.verdict != .met && finding.verdict == prospect.verdict }
        let deciding = prospect.findings.filter(isDeciding)
        let others = prospect.findings.filter { !isDeciding($0) }
        guard !others.isEmpty else { return lines(deciding) }
        let counts = [Verdict.unmet, .unknown, .met].compactMap { verdict -> String? in
            let count = others.count { $0.verdict == verdict }
            return count == 0 ? nil : "\(count) \(verdict.vietnamese.lowercased())"
        }
        let summary =
            deciding.isEmpty
            ? "Cả \(others.count) điều kiện đều đạt"
            : "\(others.count) điều kiện khác: \(counts.joined(separator: ", "))"
        return "\(deciding.isEmpty ? nil : lines(deciding))\(Details(summary, content: lines(others)))"
    }

    private static func finding(_ finding: Finding, _ prospect: Prospect, _ day: Day) -> HTML {
        let unconfirmed = finding.confidence == .unconfirmed ? " Quy định này chưa được xác nhận." : ""
        let evidence =
            finding.evidence.isEmpty ? "" : " Căn cứ: \(finding.evidence.prefix(12).joined(separator: "; "))."
        return """
            <b>\(finding.check.vietnamese): \(finding.verdict.vietnamese.lowercased()).</b> \
            \(finding.explanation)\(unconfirmed)\(evidence) \
            <span class="small">\(Link(
                finding.citation, LawPage.address(of: prospect.award, on: day, at: finding.check),
                subject: "về \(finding.check.vietnamese.lowercased())"))</span>
            """
    }

    static func earliest(_ prospect: Prospect) -> String {
        if prospect.verdict == .met { return "đã đủ" }
        return switch prospect.earliest {
        case .reached(let year): "\(year.vietnamese)"
        case .open(let year): "chưa xác định được; từ \(year.vietnamese) không còn điều kiện nào chưa đạt"
        case .notWithin(let years): "chưa thấy trong \(years) năm tới"
        case nil: "chưa xác định được"
        }
    }

    private static func others(_ found: Eligibility) -> HTML {
        let rows = found.prospects.filter { !$0.hasCriteria && !$0.isForOthers }
        guard !rows.isEmpty else { return .empty }
        let day = found.question.day
        let lines = rows.map { prospect -> HTML in
            let name =
                found.law.awards[prospect.award]?.version(on: day).version.name ?? prospect.award.description
            return Link(name, LawPage.address(of: prospect.award, on: day)).html
        }
        return Details(
            "Chưa kết luận được: \(rows.count) danh hiệu, hình thức mà phần mềm chưa có tiêu chuẩn",
            content: Lines(lines).html
        ).html
    }

    // MARK: What if

    private static func base(_ path: String, _ question: Eligibility.Question) -> Address {
        Address(path).with(
            "gia-dinh", question.assumptions.isEmpty ? nil : question.assumptions.map(\.written).joined(separator: ","))
    }

    private static func address(_ path: String, _ question: Eligibility.Question, _ today: Day) -> Address {
        base(path, question).with("ngay", question.day == today ? nil : question.day.vietnamese)
            .with("nam", question.year == question.day.year ? nil : String(question.year))
    }

    private static func assumed(_ found: Eligibility, _ path: String, _ today: Day) -> HTML {
        let question = found.question
        guard !question.assumptions.isEmpty else { return .empty }
        func without(_ one: Assumption) -> Eligibility.Question {
            var rest = question
            rest.assumptions.removeAll { $0 == one }
            return rest
        }
        var none = question
        none.assumptions = []
        let items = question.assumptions.map { one -> HTML in
            let words = one.vietnamese(found.law)
            return "\(words) (\(Link("bỏ", address(path, without(one), today), subject: words)))"
        }
        return Note(
            .care, "Đang xem theo giả định, không phải dữ liệu thật:",
            body: "\(items.joined("; ")). \(Link("Bỏ mọi giả định", address(path, none, today)))"
        ).html
    }

    private static func form(_ found: Eligibility, _ path: String, _ today: Day) -> HTML {
        let question = found.question
        var choices: [Control.Choice] = [.init("", "– chọn –")]
        if found.kind == .individual {
            choices += Proposal.Rating.allCases.map {
                .init($0.rawValue, $0.vietnamese, group: "Xếp loại của năm")
            }
            choices += Proposal.Scope.allCases.map {
                .init("sk-\($0.rawValue)", "thêm một sáng kiến \($0.vietnamese)", group: "Sáng kiến, đề tài")
            }
        }
        choices += found.prospects.filter { $0.hasCriteria }.compactMap { prospect in
            found.law.awards[prospect.award].map {
                .init(prospect.award.description, "được tặng \($0.name)", group: "Khen thưởng của năm")
            }
        }
        if found.kind == .individual, found.seesConduct {
            choices.append(
                .init(Assumption.disciplineWord, "kỷ luật đang có hết hạn (không cần năm)", group: "Kỷ luật"))
        }
        return Section(
            "Nếu như", id: "neu-nhu",
            content: """
                <p>Thêm điều giả định để xem kết quả đổi ra sao. Giả định chỉ nằm trong địa chỉ của trang, không ghi vào dữ liệu.</p>
                \(FilterBar(
                    "Thêm giả định", base: address(path, question, today),
                    filters: [
                        .init("them", "Giả định", .choice(choices, selected: "")),
                        .init("them-nam", "Năm", .text(String(question.year), kind: .number, length: 4)),
                    ], isFiltered: false, verb: "Thêm giả định"))
                """
        ).html
    }
}
