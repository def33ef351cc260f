import HTTP
import Markup
import Rulebook
import Vocabulary

/// The HTML of one life.
enum LifePages {
    struct Model {
        let record: LifeRecord
        let refused: HonourRefusal?
        let typed: (String) -> String
        let today: Day
    }

    static func show(_ model: Model, token: [(name: String, value: String)]) -> HTML {
        let record = model.record
        let trail: [Link]
        let files: [Action]
        switch record.whose {
        case .person(let id):
            trail = [Link("Cá nhân", PersonPage.all.path), Link(record.name, PersonPage.show(id).path)]
            files = [PaperFile.docx, .pdf].map {
                .file($0.rawValue.uppercased(), Address(LifePage.personFile(id, $0).path)).about(
                    "quá trình khen thưởng")
            }
        case .unit(let id):
            trail = [Link("Đơn vị", UnitPage.directory.path), Link(record.name, UnitPage.unit(id).path)]
            files = [PaperFile.docx, .pdf].map {
                .file($0.rawValue.uppercased(), Address(LifePage.unitFile(id, $0).path)).about("quá trình khen thưởng")
            }
        }
        var actions = files + [.print()]
        if record.mayManage, case .person(let id) = record.whose {
            actions.append(
                .link("Ghi sáng kiến", Address(HonoursPage.newInitiative.path).with("nguoi", id.description)))
        }
        if record.mayManage { actions.append(.link("Nhập quyết định", HonoursPage.entry.path)) }
        return """
            \(PageHead("Quá trình khen thưởng", facts: facts(record), trail: trail, here: "Khen thưởng", actions: actions))
            \(model.refused.map { ErrorSummary("Chưa ghi được", [(id: LifeForms.place(of: $0), words: $0.explanation.notice)]).html })
            \(Columns(
                .wide, work: "\(table(model))\(kin(record))\(withdrawn(record))", label: "Ghi thêm",
                context: "\(LifeForms.rating(model, token))\(LifeForms.conduct(model, token))\(complete(record))"))
            """
    }

    private static func facts(_ record: LifeRecord) -> HTML {
        let held = record.honours.filter { $0.state == .held }
        let titles = held.filter(\.isTitle).count
        let words = "\(titles) danh hiệu, \(held.count - titles) hình thức khen thưởng trong sổ"
        return record.place.isEmpty ? "\(record.name) · \(words)" : "\(record.name) · \(record.place) · \(words)"
    }

    // MARK: Year by year

    private static func table(_ model: Model) -> HTML {
        let record = model.record
        var columns: [Column<LifeRecord.Year>] = [
            Column("Năm", .name, .w5) { "\($0.title)" },
            Column("Xếp loại", .text, .w8) { year in
                year.ratings.isEmpty
                    ? "–" : year.ratings.map { "\($0.rating.vietnamese.capitalFirst)" as HTML }.joined("<br>")
            },
            Column("Danh hiệu, hình thức khen thưởng", .text) { year in
                year.honours.isEmpty ? "–" : year.honours.map { honour($0) }.joined("<br>")
            },
        ]
        if case .person = record.whose {
            columns.append(
                Column("Sáng kiến, đề tài", .text, .w13) { year in
                    year.initiatives.isEmpty
                        ? "–" : year.initiatives.map { initiative($0) }.joined("<br>")
                })
        }
        return RuledTable("Theo năm", count: "mới nhất trước", columns: columns, rows: record.years).with {
            $0.isFixed = false
            $0.empty = Empty(
                "Trong sổ chưa có gì.",
                record.mayManage ? "Nhập quyết định cũ, hoặc ghi xếp loại ở bên." : "")
        }.html
    }

    static func honour(_ line: HonourLine) -> HTML {
        let signer = line.signer.map { ", \($0) ký" } ?? ""
        let place = line.place.isEmpty ? "" : "; khi đó: \(line.place)"
        let period = line.years.flatMap { $0.first == $0.last ? nil : ", \($0.vietnamese)" } ?? ""
        return """
            \(line.award)\(period)\(if: line.state == .revoked, " (đã bị hủy bỏ\(line.endedOn.map { " ngày \($0.vietnamese)" } ?? ""): \(line.endedWhy))")\
            <small>\(Link(line.number, HonoursPage.decision(line.decision).path, subject: "về \(line.award)")) \
            ngày \(line.signed.vietnamese), \(line.issuer)\(signer)\(place)</small>
            """
    }

    private static func initiative(_ one: (initiative: InitiativeRecord, isMain: Bool)) -> HTML {
        let initiative = one.initiative
        let role = one.isMain ? "" : ", đồng tác giả"
        let paper = initiative.paper.map { ", \($0)" } ?? ""
        let title = Link(initiative.title, HonoursPage.initiative(initiative.id).path)
        return "\(title)<small>\(initiative.scope.vietnamese)\(role)\(paper)</small>"
    }

    // MARK: Kin, withdrawn

    private static func kin(_ record: LifeRecord) -> HTML {
        record.kin.map { kin -> HTML in
            let name: HTML = kin.isOpen ? Link(kin.name, LifePage.unit(kin.id).path).html : "\(kin.name)"
            guard kin.isBefore else {
                return Note(.plain, "Từ \(kin.onDay.vietnamese) đơn vị kế thừa là", body: "\(name).").html
            }
            let lines: HTML =
                kin.honours.isEmpty
                ? "<p class=\"soft\">Trong sổ chưa có khen thưởng của đơn vị này.</p>"
                : Lines(kin.honours.map { "\($0.years?.description ?? "–"): \(honour($0))" }).html
            return Section(
                "Đơn vị tiền thân: \(kin.name)", count: "đến \(kin.onDay.adding(days: -1).vietnamese)",
                aside: kin.isOpen ? Link("Mở", LifePage.unit(kin.id).path, subject: kin.name).html : .empty,
                content: lines
            ).html
        }.joined()
    }

    private static func withdrawn(_ record: LifeRecord) -> HTML {
        let count = record.withdrawn.count + record.withdrawnInitiatives.count
        guard count > 0 else { return .empty }
        let initiatives = record.withdrawnInitiatives.map { one -> HTML in
            "\(Link(one.title, HonoursPage.initiative(one.id).path, subject: "đã rút")), \(one.year.description): \(one.withdrawnWhy)"
        }
        return Section(
            "Nhập nhầm, đã rút", count: "\(count)",
            content: Lines(
                initiatives
                    + record.withdrawn.map { line in
                        "\(Link(line.award, HonoursPage.correctForm(line.id).path, subject: "đã rút")), \(line.years?.description), \(line.number): \(line.endedWhy)"
                    }
            ).html
        ).html
    }

    private static func complete(_ record: LifeRecord) -> HTML {
        let lines = FactsComplete.Kind.allCases.filter { !$0.isConduct || record.matters != nil }.map { kind -> HTML in
            "\(kind.vietnamese.capitalFirst): \(record.complete[kind].map { "đủ từ năm \($0)" } ?? "chưa khai")"
        }
        return Section(
            "Đã nhập đủ",
            aside: record.home.map { Link("Khai", HonoursPage.completeness($0).path, subject: "đã nhập đủ").html }
                ?? .empty,
            content: Lines(lines).html
        ).html
    }
}
