// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/handles.h"
#include "ssh/socket.h"

#include <QString>

#include <libssh/callbacks.h>
#include <libssh/server.h>

#include <atomic>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>

namespace skybranch::test {

/// An SSH server as providers have it before their machines: it takes a token as a password, or
/// as the answer to its prompt. Serves one connection, the login only, in a thread of its own.
class TokenGateway
{
public:
    TokenGateway(int method, QByteArray token)
        : m_method(method)
        , m_token(std::move(token))
        , m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        ssh_key key = nullptr;
        ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &key);
        m_hostKey = "ssh-ed25519 " + ssh::publicBase64(key);
        listen();
        m_thread = std::thread([this, key] { serve(key); });
    }

    ~TokenGateway()
    {
        ::shutdown(m_listener.descriptor(), SHUT_RDWR);
        m_thread.join();
    }

    quint16 port() const { return m_port; }
    QString hostKey() const { return QString::fromLatin1(m_hostKey); }
    bool wasGivenToken() const { return m_given; }

    /// How often it was refused a channel that it wanted to open to who has logged in. It tries as
    /// many as knocks, in turn.
    int refusals() const { return m_refusals; }
    static constexpr int knocks = 6;

private:
    void listen()
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto *raw = reinterpret_cast<sockaddr *>(&address);
        socklen_t size = sizeof address;
        ::bind(m_listener.descriptor(), raw, size);
        ::listen(m_listener.descriptor(), 1);
        ::getsockname(m_listener.descriptor(), raw, &size);
        m_port = ntohs(address.sin_port);
    }

    /// Takes @p key over.
    void serve(ssh_key key)
    {
        const ssh::Socket client(::accept(m_listener.descriptor(), nullptr, nullptr));
        const ssh_bind bind = ssh_bind_new();
        const bool off = false;
        ssh_bind_options_set(bind, SSH_BIND_OPTIONS_PROCESS_CONFIG, &off);
        ssh_bind_options_set(bind, SSH_BIND_OPTIONS_IMPORT_KEY, key);
        const ssh::SessionHandle session(ssh_new());
        ssh_server_callbacks_struct callbacks{};
        callbacks.userdata = this;
        callbacks.auth_password_function = &onPassword;
        ssh_callbacks_init(&callbacks);
        // Where there are callbacks, what they do not know is refused and never comes to answer().
        if (m_method == SSH_AUTH_METHOD_PASSWORD)
            ssh_set_server_callbacks(session.get(), &callbacks);
        ssh_set_auth_methods(session.get(), m_method);
        if (client.isValid()
            && ssh_bind_accept_fd(bind, session.get(), client.descriptor()) == SSH_OK
            && ssh_handle_key_exchange(session.get()) == SSH_OK) {
            while (const ssh_message message = ssh_message_get(session.get())) {
                answer(session.get(), message);
                ssh_message_free(message);
                if (m_given && m_method == SSH_AUTH_METHOD_INTERACTIVE)
                    knock(session.get());
            }
        }
        ssh_disconnect(session.get());
        ssh_bind_free(bind);
    }

    static int onPassword(ssh_session, const char *, const char *password, void *self)
    {
        auto *gateway = static_cast<TokenGateway *>(self);
        if (gateway->m_token != password)
            return SSH_AUTH_DENIED;
        gateway->m_given = true;
        return SSH_AUTH_SUCCESS;
    }

    void answer(ssh_session session, ssh_message message)
    {
        const int kind = ssh_message_subtype(message);
        if (ssh_message_type(message) == SSH_REQUEST_AUTH && kind == SSH_AUTH_METHOD_INTERACTIVE
            && kind == m_method) {
            const char *prompts[] = {"Token: "};
            char echo[] = {0};
            if (!ssh_message_auth_kbdint_is_response(message)) {
                ssh_message_auth_interactive_request(message, "", "", 1, prompts, echo);
                return;
            }
            const char *given = ssh_userauth_kbdint_getanswer(session, 0);
            if (given && m_token == given) {
                m_given = true;
                ssh_message_auth_reply_success(message, 0);
                return;
            }
        }
        if (ssh_message_type(message) == SSH_REQUEST_AUTH)
            ssh_message_auth_set_methods(message, m_method);
        ssh_message_reply_default(message);
    }

    void knock(ssh_session session)
    {
        for (int i = 0; i < knocks; ++i) {
            const ssh::ChannelHandle channel(ssh_channel_new(session));
            const int answer = i % 2 == 0
                ? ssh_channel_open_auth_agent(channel.get())
                : ssh_channel_open_reverse_forward(channel.get(), "localhost", 80, "localhost", 1);
            if (answer == SSH_ERROR && ssh_is_connected(session))
                ++m_refusals;
        }
    }

    int m_method;
    QByteArray m_token;
    ssh::Socket m_listener;
    QByteArray m_hostKey;
    quint16 m_port = 0;
    std::atomic<bool> m_given = false;
    std::atomic<int> m_refusals = 0;
    std::thread m_thread;
};

} // namespace skybranch::test
