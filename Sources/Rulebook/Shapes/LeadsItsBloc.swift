/// The collective leads its cluster, bloc or movement; a movement must have lasted so many years.
struct LeadsItsBloc: RuleShape {
    static let name = "leadsItsBloc"
    static let keys: Set = ["rank", "movementYears"]
    let rank: Int
    let movementYears: Int?

    init(_ parameters: Fields, _ awards: Awards) throws(InputRefusal) {
        rank = try parameters.neededWhole("rank", atLeast: 1)
        movementYears = try parameters.whole("movementYears", atLeast: 1)
    }

    func words(_ names: AwardNames) -> String {
        let leads = "Xếp hạng \(rank) trong khối, cụm thi đua"
        guard let movementYears else { return leads + "." }
        return leads + " hoặc phong trào; phong trào kéo dài từ \(movementYears) năm trở lên."
    }

    func judge(_ question: Question) -> Judgement? {
        guard let collective = question.proposal.collective else { return question.missing("xếp hạng trong khối, cụm") }
        let leads =
            collective.rank.map { question.judge($0 == rank, "Xếp hạng \($0); cần hạng \(rank).") }
            ?? question.missing("xếp hạng trong khối, cụm hoặc phong trào")
        guard let movementYears else { return leads }
        return leads.and(
            collective.movementYears.map {
                question.judge($0 >= movementYears, "Phong trào kéo dài \($0) năm; cần từ \(movementYears) năm.")
            } ?? question.missing("thời gian của phong trào"))
    }
}
