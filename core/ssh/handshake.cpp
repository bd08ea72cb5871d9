// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/handshake.h"

#include "ssh/words.h"

namespace skybranch::ssh {
namespace {

constexpr int mostPromptRounds = 4;
constexpr int mostPrompts = 4;

/// Those that processors have instructions for come first: half the work of libssh's own first
/// choice, which stays for a machine that has nothing else.
constexpr const char *ciphers = "aes128-gcm@openssh.com,aes256-gcm@openssh.com,"
                                "chacha20-poly1305@openssh.com,aes256-ctr,aes192-ctr,aes128-ctr";

std::unexpected<Error> unreadableCertificate()
{
    return failure(ErrorCode::InvalidArgument,
                   Words::tr("The certificate for this machine can not be read. "
                             "Connect again to get a new one."));
}

/// The private key with its certificate, for one login.
Result<KeyHandle> certifiedKey(ssh_key key, const QString &certificate)
{
    const QByteArrayList words = certificate.simplified().toLatin1().split(' ');
    const ssh_keytypes_e type = ssh_key_type_from_name(words.first().constData());
    ssh_key parsed = nullptr;
    if (type != SSH_KEYTYPE_ED25519_CERT01 || words.size() < 2
        || ssh_pki_import_cert_base64(words.at(1).constData(), type, &parsed) != SSH_OK)
        return unreadableCertificate();
    const KeyHandle certificateKey(parsed);
    KeyHandle result(ssh_key_dup(key));
    if (!result || ssh_pki_copy_cert_to_privkey(certificateKey.get(), result.get()) != SSH_OK)
        return unreadableCertificate();
    return result;
}

} // namespace

Handshake::Handshake(Link &link, const Endpoint &endpoint, QDeadlineTimer deadline)
    : m_link(link)
    , m_endpoint(endpoint)
    , m_deadline(deadline)
{
}

Result<> Handshake::run(const Login &login)
{
    if (auto set = setOptions(); !set)
        return set;
    if (auto exchanged = exchangeKeys(); !exchanged)
        return exchanged;
    if (auto checked = checkHostKey(); !checked)
        return checked;
    return std::visit([this](const auto &way) { return logIn(way); }, login);
}

Result<> Handshake::setOptions()
{
    auto keys = parseHostKeys(m_endpoint.hostKeys);
    if (!keys)
        return failure(keys);
    m_hostKeys = *keys;
    const ssh_session session = m_link.session();
    const bool off = false;
    const QByteArray user = m_endpoint.user.toUtf8();
    // Nothing of this computer's SSH set-up has a say in whom we trust. The host is a mere name to
    // libssh: the socket is there, and the keys are compared by us.
    const bool done = ssh_options_set(session, SSH_OPTIONS_PROCESS_CONFIG, &off) == SSH_OK
        && ssh_options_set(session, SSH_OPTIONS_KNOWNHOSTS, "/dev/null") == SSH_OK
        && ssh_options_set(session, SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null") == SSH_OK
        && ssh_options_set(session, SSH_OPTIONS_HOST, "machine") == SSH_OK
        && ssh_options_set(session, SSH_OPTIONS_USER, user.constData()) == SSH_OK
        && ssh_options_set(session, SSH_OPTIONS_CIPHERS_C_S, ciphers) == SSH_OK
        && ssh_options_set(session, SSH_OPTIONS_CIPHERS_S_C, ciphers) == SSH_OK
        && ssh_options_set(session, SSH_OPTIONS_HOSTKEYS, hostKeyAlgorithms(m_hostKeys).constData())
            == SSH_OK;
    if (done)
        return {};
    return failure(ErrorCode::InvalidArgument,
                   Words::tr("The machine's address can not be used. "
                             "Ask for new credentials."),
                   QString::fromUtf8(ssh_get_error(session)));
}

Result<> Handshake::exchangeKeys()
{
    const auto connect = [this] { return ssh_connect(m_link.session()); };
    if (const int first = connect(); first != SSH_AGAIN && first != SSH_OK)
        return m_link.lost();
    if (auto watched = m_link.watch(); !watched)
        return watched;
    auto answer = m_link.repeat(SSH_AGAIN, m_deadline, connect);
    if (!answer)
        return failure(answer);
    return *answer == SSH_OK ? Result<>() : m_link.lost();
}

Result<> Handshake::checkHostKey()
{
    ssh_key shown = nullptr;
    if (ssh_get_server_publickey(m_link.session(), &shown) != SSH_OK)
        return m_link.lost();
    const KeyHandle owned(shown);
    const HostKey key{QByteArray(ssh_key_type_to_char(ssh_key_type(shown))),
                      QByteArray::fromBase64(publicBase64(shown))};
    for (const HostKey &pinned : m_hostKeys) {
        if (pinned.blob == key.blob)
            return {};
    }
    QStringList expected;
    for (const HostKey &pinned : m_hostKeys)
        expected << fingerprint(pinned.blob);
    return failure(
        ErrorCode::HostKeyMismatch,
        QStringLiteral("%1 shows another host key (%2) than the machine has (%3). Somebody may be "
                       "listening in, so nothing was sent. Tell your administrator.")
            .arg(m_link.peer(), fingerprint(key.blob), expected.join(QStringLiteral(", "))));
}

Result<> Handshake::logIn(const CertificateLogin &login)
{
    auto key = certifiedKey(login.key.m_key.get(), login.certificate);
    if (!key)
        return failure(key);
    return outcome(m_link.repeat(SSH_AUTH_AGAIN, m_deadline,
                                 [&] {
                                     return ssh_userauth_publickey(m_link.session(), nullptr,
                                                                   key->get());
                                 }),
                   Words::tr("Its certificate may have expired. Connect again."));
}

Result<> Handshake::logIn(const TokenLogin &login)
{
    const ssh_session session = m_link.session();
    const QByteArray token = login.token.toUtf8();
    const QString hint = Words::tr("Check the provider's token in the settings.");
    auto answer = m_link.repeat(SSH_AUTH_AGAIN, m_deadline,
                                [&] { return ssh_userauth_none(session, nullptr); });
    if (!answer || *answer == SSH_AUTH_SUCCESS)
        return outcome(answer, hint);
    const int ways = ssh_userauth_list(session, nullptr);
    if (ways & SSH_AUTH_METHOD_PASSWORD)
        answer = m_link.repeat(SSH_AUTH_AGAIN, m_deadline, [&] {
            return ssh_userauth_password(session, nullptr, token.constData());
        });
    else if (ways & SSH_AUTH_METHOD_INTERACTIVE)
        answer = answerPrompts(token);
    return outcome(answer, hint);
}

Result<int> Handshake::answerPrompts(const QByteArray &token)
{
    const ssh_session session = m_link.session();
    for (int round = 0; round < mostPromptRounds; ++round) {
        auto answer = m_link.repeat(SSH_AUTH_AGAIN, m_deadline,
                                    [&] { return ssh_userauth_kbdint(session, nullptr, nullptr); });
        if (!answer || *answer != SSH_AUTH_INFO)
            return answer;
        const int prompts = ssh_userauth_kbdint_getnprompts(session);
        if (prompts > mostPrompts)
            return SSH_AUTH_DENIED;
        for (int i = 0; i < prompts; ++i)
            ssh_userauth_kbdint_setanswer(session, unsigned(i), token.constData());
    }
    return SSH_AUTH_DENIED;
}

Result<> Handshake::outcome(const Result<int> &answer, const QString &hint) const
{
    if (!answer)
        return failure(answer);
    if (*answer == SSH_AUTH_SUCCESS)
        return {};
    if (*answer == SSH_AUTH_ERROR)
        return m_link.lost();
    return failure(
        ErrorCode::AuthenticationFailed,
        QStringLiteral("%1 refused the login of %2. %3").arg(m_link.peer(), m_endpoint.user, hint),
        QString::fromUtf8(ssh_get_error(m_link.session())).left(500));
}

} // namespace skybranch::ssh
