import CCurl

/// Asks a sign-in provider over HTTPS. A short question with a short answer: no redirects, no other protocol, limits of
/// time and size. It waits, so it is called on the slow lane only.
struct ProviderHTTP: Sendable {
    static let connectMilliseconds = 5_000
    static let wholeMilliseconds = 10_000
    static let mostBytes = 512 * 1024

    /// Why there was no answer; for the log.
    enum Fault: Error, Equatable {
        case address
        case transfer(String)
        case tooLarge
        case status(Int)
    }

    /// HTTPS anywhere; plain HTTP only to this machine, where tests and a proxy may stand.
    static func isAllowed(_ address: String) -> Bool {
        guard address.utf8.count <= 2000, address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return false }
        guard let end = address.firstRange(of: "://") else { return false }
        let authority = address[end.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        // What stands before an @ would look like the host.
        guard !authority.isEmpty, !authority.contains("@"), !address.contains("\\") else { return false }
        switch address[..<end.lowerBound] {
        case "https": return true
        case "http":
            let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
            return ["127.0.0.1", "localhost", "[::1]"].contains(String(host))
        default: return false
        }
    }

    /// - Parameter form: sent as a POST; a GET without it.
    static func ask(_ address: String, form: String? = nil, authorization: String? = nil) throws -> [UInt8] {
        guard isAllowed(address) else { throw Fault.address }
        _ = curlIsReady
        guard let handle = curl_easy_init() else { throw Fault.transfer("no handle") }
        defer { curl_easy_cleanup(handle) }
        var headers = curl_slist_append(nil, "Accept: application/json")
        if let authorization { headers = curl_slist_append(headers, "Authorization: \(authorization)") }
        defer { curl_slist_free_all(headers) }
        let answer = Answer()
        _ = curl_set_text(handle, CURLOPT_URL, address)
        _ = curl_set_text(handle, CURLOPT_PROTOCOLS_STR, address.hasPrefix("https:") ? "https" : "http")
        _ = curl_set_text(handle, CURLOPT_USERAGENT, "VinhDanh")
        _ = curl_set_text(handle, CURLOPT_PROXY, address.hasPrefix("https:") ? nil : "")
        _ = curl_set_number(handle, CURLOPT_FOLLOWLOCATION, 0)
        _ = curl_set_number(handle, CURLOPT_NOSIGNAL, 1)
        _ = curl_set_number(handle, CURLOPT_CONNECTTIMEOUT_MS, connectMilliseconds)
        _ = curl_set_number(handle, CURLOPT_TIMEOUT_MS, wholeMilliseconds)
        _ = curl_set_list(handle, CURLOPT_HTTPHEADER, headers)
        _ = curl_set_transfer(handle, CURLOPT_WRITEFUNCTION, takeAnswer)
        _ = curl_set_pointer(handle, CURLOPT_WRITEDATA, Unmanaged.passUnretained(answer).toOpaque())
        if let form {
            _ = curl_set_number(handle, CURLOPT_POSTFIELDSIZE, form.utf8.count)
            _ = curl_set_text(handle, CURLOPT_COPYPOSTFIELDS, form)
        }
        let result = withExtendedLifetime(answer) { curl_easy_perform(handle) }
        guard !answer.isTooLarge else { throw Fault.tooLarge }
        guard result == CURLE_OK else { throw Fault.transfer(String(cString: curl_easy_strerror(result))) }
        let status = curl_get_number(handle, CURLINFO_RESPONSE_CODE)
        guard status == 200 else { throw Fault.status(status) }
        return answer.bytes
    }
}

/// What has arrived so far.
private final class Answer {
    var bytes: [UInt8] = []
    var isTooLarge = false
}

// Before any transfer, once.
private let curlIsReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

/// Called by libcurl on the thread that asks. Taking fewer bytes than offered ends the transfer.
private func takeAnswer(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes, let context else { return 0 }
    let answer = Unmanaged<Answer>.fromOpaque(context).takeUnretainedValue()
    let total = size * count
    guard answer.bytes.count + total <= ProviderHTTP.mostBytes else {
        answer.isTooLarge = true
        return 0
    }
    bytes.withMemoryRebound(to: UInt8.self, capacity: total) {
        answer.bytes.append(contentsOf: UnsafeBufferPointer(start: $0, count: total))
    }
    return total
}
