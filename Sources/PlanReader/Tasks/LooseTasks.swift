/// The last resort: items of the parts about content, where nothing tells who or when. A person must look at each.
enum LooseTasks {
    static func read(_ outline: Outline, _ context: TimeContext) -> [PlanDraft.Task] {
        var tasks: [PlanDraft.Task] = []
        for section in outline.sections.indices {
            guard
                Wording(outline.sections[section].title).contains(anyOf: [
                    "nhiệm vụ", "nội dung", "giải pháp", "biện pháp", "hoạt động", "công tác", "triển khai",
                ])
            else { continue }
            for node in outline.nodes.indices
            where outline.nodes[node].section == section && outline.nodes[node].level < 60
                && outline.sections[section].node != node
            {
                let here = outline.nodes[node]
                guard outline.items(under: node).isEmpty, here.passage.wording.count > 12,
                    Label.read(here.passage.wording) == nil
                else { continue }
                let wording = here.passage.bodyWording
                let roles = RolesInSentence.read(wording)
                var task = PlanDraft.Task(
                    section: outline.sectionName(section), ordinal: here.ordinal, text: here.passage.body,
                    lines: .init(here.passage.lines.first, outline.lastLine(node)),
                    suggests: WorkKinds.of(here.passage.body), confidence: 0.5)
                task.lead = roles.lead
                if roles.lead != nil { task.coordinators = roles.coordinators }
                task.when = TimeInSentence.read(wording, context) ?? .unstated
                PlaceOfTime.mark(&task.when, heading: nil, context: context)
                tasks.append(task)
            }
        }
        return tasks
    }
}
