import Markup
import Vocabulary

extension UnitPages {
    struct Tree {
        let tree: UnitTree
        let today: Day
        let root: ID<Unit>?
        let trail: [(id: ID<Unit>, name: String)]
        let mayManage: Bool
        let dayError: String?
    }

    static func tree(_ model: Tree) -> HTML {
        let tree = model.tree
        let day = tree.day == model.today ? "hôm nay" : "ngày \(tree.day.vietnamese)"
        let base = Address(UnitPage.tree.path).with("goc", model.root?.description)
        let trail =
            [Link("Đơn vị", UnitPage.directory.path)]
            + model.trail.map { step in Link(step.name, treeAddress(step.id, model)) }
        let dates = [(30, 6, 2025), (1, 7, 2025)].compactMap { Day(year: $0.2, month: $0.1, day: $0.0) }
        return """
            \(PageHead(
                "Cây đơn vị \(day)", facts: facts(tree), trail: trail, here: model.root == nil ? "Cây đơn vị" : tree.roots.first?.name,
                actions: model.mayManage ? [.link("Thêm đơn vị", UnitPage.new.path, .primary)] : []))
            \(views(isTree: true, tree.day, today: model.today))
            \(model.dayError.map { Note(.care, $0) })
            \(FilterBar(
                "Xem cây đơn vị vào một ngày", base: base,
                filters: [.init("ngay", "Vào ngày", .day(tree.day.vietnamese))], isFiltered: tree.day != model.today))
            <p class="small soft">Xem nhanh: \((dates + [model.today]).map { day in
                Link(day == model.today ? "hôm nay" : day.vietnamese, base.with("ngay", day == model.today ? nil : day.vietnamese)).html
            }.joined(" · "))</p>
            \(if: tree.roots.isEmpty, Empty("Ngày đó chưa có đơn vị nào.", "Hãy chọn một ngày khác.").html)
            <div class="tree gap-s">\(tree.roots.map { node($0, depth: 0, model) })</div>
            """
    }

    private static func facts(_ tree: UnitTree) -> HTML {
        if tree.isCut { return "Cây lớn: mở từng nhánh để xem tiếp." }
        var counts: [Unit.Level: Int] = [:]
        func count(_ nodes: [UnitTree.Node]) {
            for node in nodes {
                counts[node.level, default: 0] += 1
                count(node.children)
            }
        }
        count(tree.roots)
        let words = Unit.Level.allCases.compactMap { level in counts[level].map { "\($0.dotted) \(level.vietnamese)" } }
        return "\(words.joined(separator: " · "))"
    }

    private static func treeAddress(_ id: ID<Unit>, _ model: Tree) -> Address {
        Address(UnitPage.tree.path).with("goc", id.description)
            .with("ngay", model.tree.day == model.today ? nil : model.tree.day.vietnamese)
    }

    /// A branch opens and closes on its own; the first levels are open.
    private static func node(_ node: UnitTree.Node, depth: Int, _ model: Tree) -> HTML {
        let page = Address(UnitPage.unit(node.id).path)
            .with("ngay", model.tree.day == model.today ? nil : model.tree.day.vietnamese)
        let name = Link(node.name, page)
        if node.children.isEmpty {
            let more: HTML =
                node.below > 0
                ? " \(Link("xem \(node.below.dotted) đơn vị trực thuộc", treeAddress(node.id, model), subject: "của \(node.name)"))"
                : .empty
            return "<p>\(name)\(more)</p>"
        }
        return """
            <details\(if: depth == 0 || node.below <= 3, " open")><summary>\(node.name) \
            <span class="soft small">\(node.below.dotted) đơn vị</span></summary>
            <div><p class="small">\(Link("Trang của đơn vị", page, subject: node.name))\
            \(if: depth > 0, " · \(Link("Chỉ xem nhánh này", treeAddress(node.id, model), subject: node.name))")</p>
            \(node.children.map { self.node($0, depth: depth + 1, model) })</div></details>

            """
    }
}
