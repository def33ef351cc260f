/// What the choices of a proposal are called on pages.
extension Proposal.Basis {
    /// `công trạng`
    public var vietnamese: String {
        switch self {
        case .congTrang: "công trạng"
        case .dotXuat: "đột xuất"
        case .phongTrao: "phong trào, chuyên đề"
        case .quaTrinhCongHien: "quá trình cống hiến"
        case .theoNienHan: "niên hạn"
        case .doiNgoai: "đối ngoại"
        }
    }
}

extension Proposal.Group {
    /// `cán bộ, công chức, viên chức`
    public var vietnamese: String {
        switch self {
        case .official: "cán bộ, công chức, viên chức"
        case .worker: "công nhân, người lao động"
        case .farmer: "nông dân"
        case .soldier: "quân nhân, công an, dân quân"
        case .entrepreneur: "doanh nhân"
        case .intellectual: "trí thức, nhà khoa học"
        case .student: "học sinh, sinh viên"
        case .foreigner: "người nước ngoài, người Việt Nam ở nước ngoài"
        case .other: "đối tượng khác"
        }
    }
}

extension Proposal.Procedure {
    public var vietnamese: String {
        switch self {
        case .regular: "thủ tục thông thường"
        case .simplified: "thủ tục đơn giản"
        }
    }
}

extension Proposal.Matter.Kind {
    /// `thanh tra`
    var vietnamese: String {
        switch self {
        case .discipline: "xem xét kỷ luật"
        case .investigation: "điều tra"
        case .inspection: "thanh tra"
        case .audit: "kiểm toán"
        case .complaint: "khiếu nại"
        case .denunciation: "tố cáo"
        case .press: "phản ánh của báo chí"
        }
    }
}

extension Proposal.Fund.Area {
    /// `tỉnh đồng bằng`
    public var vietnamese: String {
        switch self {
        case .delta: "tỉnh đồng bằng"
        case .centralCity: "thành phố trực thuộc trung ương"
        case .mountain: "tỉnh miền núi"
        case .midland: "tỉnh trung du"
        case .tayNguyen: "tỉnh Tây Nguyên"
        case .remote: "tỉnh vùng sâu, vùng xa"
        case .island: "tỉnh có hải đảo"
        }
    }
}

extension Award.Level {
    /// `cấp tỉnh`
    public var vietnamese: String {
        switch self {
        case .state: "cấp Nhà nước"
        case .government: "Thủ tướng Chính phủ"
        case .province: "bộ, tỉnh và tương đương"
        case .district: "cấp huyện"
        case .commune: "cấp xã"
        case .grassroots: "cơ sở"
        }
    }
}
