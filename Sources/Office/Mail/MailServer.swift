import CCurl
import Foundation
import Vocabulary

/// A conversation with the mail server by libcurl; several letters go over one connection.
/// Made and used within one run, on one thread.
final class MailServer {
    /// Why a letter did not go.
    enum Failure: Error, Equatable {
        /// The server cannot be reached, hangs, does not let us in or refuses the sender: nothing can be sent now.
        case server(String)
        /// This letter or its address was refused; `isFinal`: for good (5xx).
        case letter(String, isFinal: Bool)
    }

    private let handle: UnsafeMutableRawPointer?
    private let setting: MailSetting
    private let password: String?
    private let seconds: Int

    /// - Parameter seconds: how long one letter may take; connecting may take a third of it.
    init(_ setting: MailSetting, password: String?, seconds: Int = 30) {
        (self.setting, self.password, self.seconds) = (setting, password, seconds)
        handle = curl_easy_init()
    }

    deinit { if let handle { curl_easy_cleanup(handle) } }

    /// Returns when the server has taken the letter.
    func send(_ message: MailMessage) throws(Failure) {
        guard let handle else { throw .server("máy chủ của phần mềm thiếu bộ nhớ") }
        // The connection outlives a reset.
        curl_easy_reset(handle)
        var reason = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
        var upload = Upload(message.bytes)
        let recipients = curl_slist_append(nil, message.to.text)
        defer { curl_slist_free_all(recipients) }
        let certificates = Array(setting.certificates.utf8)
        let (code, answer) = reason.withUnsafeMutableBufferPointer { reason in
            withUnsafeMutablePointer(to: &upload) { upload in
                certificates.withUnsafeBytes { certificates in
                    prepare(handle, message, recipients, reason.baseAddress, upload, certificates)
                    let code = curl_easy_perform(handle)
                    return (code, curl_get_number(handle, CURLINFO_RESPONSE_CODE))
                }
            }
        }
        guard code != CURLE_OK else { return }
        let words = reason.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        throw Self.failure(code, answer: answer, words: words)
    }

    private func prepare(
        _ handle: UnsafeMutableRawPointer, _ message: MailMessage, _ recipients: UnsafeMutablePointer<curl_slist>?,
        _ reason: UnsafeMutablePointer<CChar>?, _ upload: UnsafeMutablePointer<Upload>,
        _ certificates: UnsafeRawBufferPointer
    ) {
        let scheme = setting.security == .tls ? "smtps" : "smtp"
        // What follows the slash is how we greet the server.
        curl_set_text(handle, CURLOPT_URL, "\(scheme)://\(setting.host):\(setting.port)/\(message.from.domain)")
        curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        // No proxy of the environment stands between.
        curl_set_text(handle, CURLOPT_PROXY, "")
        curl_set_number(handle, CURLOPT_NOSIGNAL, 1)
        curl_set_number(handle, CURLOPT_CONNECTTIMEOUT, max(1, seconds / 3))
        curl_set_number(handle, CURLOPT_TIMEOUT, seconds)
        if setting.security == .startTLS { curl_set_number(handle, CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue)) }
        if !certificates.isEmpty {
            var blob = curl_blob(
                data: UnsafeMutableRawPointer(mutating: certificates.baseAddress), len: certificates.count,
                flags: UInt32(CURL_BLOB_COPY))
            curl_set_pointer(handle, CURLOPT_CAINFO_BLOB, &blob)
        }
        if !setting.login.isEmpty {
            curl_set_text(handle, CURLOPT_USERNAME, setting.login)
            curl_set_text(handle, CURLOPT_PASSWORD, password ?? "")
        }
        curl_set_text(handle, CURLOPT_MAIL_FROM, "<\(message.from.text)>")
        curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
        curl_set_pointer(handle, CURLOPT_ERRORBUFFER, reason)
        curl_set_number(handle, CURLOPT_UPLOAD, 1)
        curl_set_transfer(handle, CURLOPT_READFUNCTION, giveBytes)
        curl_set_pointer(handle, CURLOPT_READDATA, upload)
    }

    /// What is being sent, and how far it is.
    struct Upload {
        let bytes: [UInt8]
        var sent = 0
        init(_ bytes: [UInt8]) { self.bytes = bytes }
    }

    /// - Parameter answer: the last number that the server said, 0 where it said none.
    static func failure(_ code: CURLcode, answer: Int, words: String) -> Failure {
        let told = words.isEmpty ? String(cString: curl_easy_strerror(code)) : words
        let said = "\(vietnamese(code, words)) (\(told))"
        // Refused before it heard of this letter: at the greeting, at TLS, at the log-in, at the sender.
        let isOfLetter = answer >= 400 && (words.hasPrefix("RCPT failed") || code == CURLE_WEIRD_SERVER_REPLY)
        return isOfLetter ? .letter(said, isFinal: answer >= 500) : .server(said)
    }

    private static func vietnamese(_ code: CURLcode, _ words: String) -> String {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: "không tìm thấy máy chủ"
        case CURLE_COULDNT_CONNECT: "không nối được tới máy chủ"
        case CURLE_OPERATION_TIMEDOUT: "máy chủ không trả lời kịp"
        case CURLE_LOGIN_DENIED: "sai tên đăng nhập hoặc mật khẩu"
        case CURLE_USE_SSL_FAILED: "máy chủ không nhận STARTTLS"
        case CURLE_PEER_FAILED_VERIFICATION where words.contains("subject name"):
            "chứng thư của máy chủ cấp cho tên khác, nên không gửi; hãy ghi đúng tên có trong chứng thư"
        case CURLE_PEER_FAILED_VERIFICATION where words.contains("expired"):
            "chứng thư của máy chủ đã hết hạn, nên không gửi; đề nghị người quản máy chủ thư thay chứng thư"
        case CURLE_PEER_FAILED_VERIFICATION:
            "chứng thư của máy chủ không do nơi đáng tin cấp, nên không gửi; nếu là chứng thư nội bộ, dán chứng thư của nơi cấp vào ô “Chứng thư tin cậy thêm”"
        case CURLE_SSL_CACERT_BADFILE: "không đọc được ô “Chứng thư tin cậy thêm”; hãy dán lại nguyên văn"
        case CURLE_SSL_CONNECT_ERROR: "không lập được kết nối TLS; hãy xem lại cổng và kiểu mã hóa"
        case CURLE_SEND_ERROR, CURLE_WEIRD_SERVER_REPLY: "máy chủ từ chối"
        default: "lỗi đường truyền"
        }
    }
}

private func giveBytes(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let buffer, let upload = context?.assumingMemoryBound(to: MailServer.Upload.self) else { return 0 }
    let start = upload.pointee.sent
    let length = min(size * count, upload.pointee.bytes.count - start)
    guard length > 0 else { return 0 }
    upload.pointee.bytes.withUnsafeBytes { bytes in
        let part = UnsafeRawBufferPointer(rebasing: bytes[start..<start + length])
        UnsafeMutableRawBufferPointer(start: buffer, count: length).copyMemory(from: part)
    }
    upload.pointee.sent = start + length
    return length
}
