import Vocabulary

extension PlanReader {
    /// The time that words like `tháng 5/2027` or `trước ngày 15/3` mean in a plan of `year`; `unstated` where they tell none.
    public static func time(_ words: String, year: Int) -> PlannedTime {
        TimePhrase.read(words, TimeContext(year: year))
    }
}

extension PlanReader {
    /// What kind of work a task is, by its words.
    public static func kind(of text: String) -> PlanDraft.WorkKind { WorkKinds.of(text) }
}
