import Vocabulary

extension PlannedTime {
    /// The time a person writes as plans do: `15/03/2026`, `trước ngày 15/3`, `tháng 3`, `quý II`, `thường xuyên`,
    /// `khi cần thiết`. Nothing written is `unstated`; nil for words that tell no time.
    ///
    /// - Parameter year: what a time without its own year is understood by.
    public init?(written words: String, year: Int) {
        let words = words.nfc.trimmed
        guard !words.isEmpty else {
            self = .unstated
            return
        }
        let time = TimePhrase.read(words, TimeContext(year: year))
        guard time.kind != .unstated else { return nil }
        self = time
    }
}
