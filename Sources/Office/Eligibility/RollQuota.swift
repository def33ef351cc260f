import Markup
import Rulebook

/// Tỷ lệ, số lượng of one award in a unit or a bloc for a year: how many may be given.
struct RollQuota: Equatable, Sendable {
    /// What limits the number.
    enum Limit: Equatable, Sendable {
        /// A share of those who have the title below.
        case share(Share)
        /// The law leaves the share to the province, which has not said it.
        case leftToProvince(source: String)
        /// As many as were given to the bloc; nil while none were.
        case ofBloc(Int?)
        /// Units get theirs through their bloc.
        case throughBloc
    }

    struct Share: Equatable, Sendable {
        /// `15 %`
        let percent: String
        let source: String
        let isConfirmed: Bool
        /// Who has the title below by the register, and how many may be given of them.
        let base: Int
        let most: Int
        /// The same if everybody who meets the conditions of the title below gets it.
        let hopefulBase: Int
        let hopefulMost: Int
        /// Whether the register of the year was said to be whole.
        let isWhole: Bool
    }

    let limit: Limit

    /// The largest number that may be given; nil where nobody knows it.
    var most: Int? {
        switch limit {
        case .share(let share): share.base == 0 ? share.hopefulMost : share.most
        case .ofBloc(let number): number
        case .leftToProvince, .throughBloc: nil
        }
    }

    /// `nhiều nhất 6: 15 % của 40 người đạt Lao động tiên tiến, Chiến sĩ tiên tiến`
    var words: String {
        switch limit {
        case .share(let share): Self.words(share)
        case .leftToProvince: "Chưa có tỷ lệ: luật để địa phương quy định, mà chưa có quy chế có hiệu lực."
        case .ofBloc(let number?): "Chỉ tiêu của khối, cụm: \(number.dotted)."
        case .ofBloc(nil): "Chưa giao chỉ tiêu cho khối, cụm."
        case .throughBloc: "Theo chỉ tiêu của khối, cụm thi đua."
        }
    }

    private static func words(_ share: Share) -> String {
        let title = "đạt Lao động tiên tiến, Chiến sĩ tiên tiến"
        var words: String
        if share.hopefulBase == 0 {
            words = "Chưa có ai \(title) hoặc đủ điều kiện của năm; được \(share.percent) của số đó."
        } else if share.base == 0 {
            words =
                "Chưa ghi ai \(title) của năm; nếu tặng cả \(share.hopefulBase.dotted) người đủ điều kiện thì nhiều nhất \(share.hopefulMost.dotted) (\(share.percent))."
        } else {
            words = "Nhiều nhất \(share.most.dotted): \(share.percent) của \(share.base.dotted) người \(title)."
            if share.hopefulBase > share.base {
                words +=
                    " Tặng thêm người đủ điều kiện, thành \(share.hopefulBase.dotted), thì nhiều nhất \(share.hopefulMost.dotted)."
            }
            if !share.isWhole { words += " Chưa khai đã nhập đủ khen thưởng của năm." }
        }
        if !share.isConfirmed { words += " Quy định này chưa được xác nhận." }
        return words
    }
}
