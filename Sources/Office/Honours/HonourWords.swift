import Database
import Rulebook
import Vocabulary

/// Loại hình khen thưởng, phương thức of form 0603.N. Those of the resistance are of no proposal any more.
public enum HonourBasis: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
    case congTrang, dotXuat, phongTrao, quaTrinhCongHien, theoNienHan, doiNgoai, khangChien

    public var vietnamese: String {
        switch self {
        case .congTrang: "công trạng, thành tích (thường xuyên)"
        case .dotXuat: "đột xuất"
        case .phongTrao: "phong trào thi đua, chuyên đề"
        case .quaTrinhCongHien: "quá trình cống hiến"
        case .theoNienHan: "theo niên hạn"
        case .doiNgoai: "đối ngoại"
        case .khangChien: "thành tích kháng chiến"
        }
    }

    /// In a column of a list.
    public var short: String {
        switch self {
        case .congTrang: "công trạng"
        case .phongTrao: "chuyên đề"
        case .quaTrinhCongHien: "cống hiến"
        case .theoNienHan: "niên hạn"
        case .khangChien: "kháng chiến"
        case .dotXuat, .doiNgoai: vietnamese
        }
    }

    var proposal: Proposal.Basis? { Proposal.Basis(rawValue: rawValue) }
}

/// Dịp: the kind of occasion on which a decision was made.
public enum OccasionKind: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
    case yearEnd, schoolYearEnd, movement, anniversary, irregular, other

    public var vietnamese: String {
        switch self {
        case .yearEnd: "tổng kết năm"
        case .schoolYearEnd: "tổng kết năm học"
        case .movement: "sơ kết, tổng kết phong trào, chuyên đề"
        case .anniversary: "kỷ niệm ngày lễ, năm tròn"
        case .irregular: "đột xuất"
        case .other: "khác"
        }
    }
}

extension Award.Level {
    /// `cấp tỉnh`
    var words: String {
        switch self {
        case .state: "cấp Nhà nước"
        case .government: "Chính phủ, Thủ tướng"
        case .province: "cấp bộ, tỉnh"
        case .district: "cấp huyện"
        case .commune: "cấp xã"
        case .grassroots: "cơ sở"
        }
    }
}

extension Proposal.Discipline.Kind {
    var vietnamese: String {
        switch self {
        case .khienTrach: "khiển trách"
        case .canhCao: "cảnh cáo"
        case .haBacLuong: "hạ bậc lương"
        case .giangChuc: "giáng chức"
        case .cachChuc: "cách chức"
        case .buocThoiViec: "buộc thôi việc"
        }
    }
}

extension Proposal.Matter.Kind {
    var vietnamese: String {
        switch self {
        case .discipline: "xem xét kỷ luật"
        case .investigation: "điều tra"
        case .inspection: "thanh tra, kiểm tra"
        case .audit: "kiểm toán"
        case .complaint: "khiếu nại"
        case .denunciation: "tố cáo"
        case .press: "báo chí nêu tham nhũng, tiêu cực"
        }
    }
}

extension Proposal.Initiative.Kind {
    var vietnamese: String {
        switch self {
        case .sangKien: "sáng kiến"
        case .deTai: "đề tài khoa học, đề án"
        case .muuTri: "mưu trí, sáng tạo"
        }
    }
}
