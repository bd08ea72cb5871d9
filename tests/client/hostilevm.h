// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/handles.h"
#include "ssh/socket.h"
#include "support/gitremote.h"
#include "wire/guestrpc.h"
#include "wire/rest.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>

#include <libssh/callbacks.h>
#include <libssh/server.h>

#include <atomic>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>

namespace skybranch::test {

/// A VM that drops what it opens: its guest answers hello and watch and closes the channel in the
/// same breath, and a shell's channel closes without an exit. With the backend that tells the way
/// to it. Serves one connection at a time, in a thread of its own.
class HostileVm
{
public:
    HostileVm()
        : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &m_key);
        m_hostKey = "ssh-ed25519 " + ssh::publicBase64(m_key);
        runTool(QStringLiteral("ssh-keygen"),
                {QStringLiteral("-q"), QStringLiteral("-t"), QStringLiteral("ed25519"),
                 QStringLiteral("-N"), QString(), QStringLiteral("-f"), path("ca")});
        listen();
        m_api.listen(QHostAddress::LocalHost);
        QObject::connect(&m_api, &QTcpServer::newConnection, &m_api, [this] { serveApi(); });
        m_thread = std::thread([this] {
            while (serve())
                continue;
        });
    }

    ~HostileVm()
    {
        m_stop = true;
        ::shutdown(m_listener.descriptor(), SHUT_RDWR);
        ::shutdown(m_client, SHUT_RDWR);
        m_thread.join();
        ssh_key_free(m_key);
    }
    Q_DISABLE_COPY_MOVE(HostileVm)

    QUrl api() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_api.serverPort())); }
    int conversations() const { return m_conversations; }
    int shells() const { return m_shells; }

    /// Says of each terminal, a new one as well, that it does not know it.
    void forgetShells() { m_forgetsShells = true; }

    /// The guest's last answer and its end come while the window is busy with something else.
    void answerIntoABusyWindow()
    {
        m_waitsForWindow = true;
        auto *tick = new QTimer(&m_api);
        QObject::connect(tick, &QTimer::timeout, &m_api, [this] {
            if (!m_answers)
                return;
            m_windowIsBusy = true;
            while (m_answers)
                QThread::msleep(1);
            QThread::msleep(50);
            m_windowIsBusy = false;
        });
        tick->start(0);
    }

private:
    QString path(const char *name) const { return m_folder.filePath(QLatin1StringView(name)); }

    void listen()
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto *raw = reinterpret_cast<sockaddr *>(&address);
        socklen_t size = sizeof address;
        ::bind(m_listener.descriptor(), raw, size);
        ::listen(m_listener.descriptor(), 4);
        ::getsockname(m_listener.descriptor(), raw, &size);
        m_port = ntohs(address.sin_port);
    }

    /// Answers any question with credentials for the key in it.
    void serveApi()
    {
        QTcpSocket *socket = m_api.nextPendingConnection();
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
            const QByteArray body = socket->peek(64 << 10).split('{').last();
            if (!body.endsWith('}'))
                return;
            socket->readAll();
            const auto json = QJsonDocument::fromJson('{' + body).object();
            const QByteArray answer
                = credentials(json.value(QLatin1StringView("publicKey")).toString());
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                          "Content-Length: "
                          + QByteArray::number(answer.size()) + "\r\n\r\n" + answer);
        });
    }

    QByteArray credentials(const QString &publicKey) const
    {
        writeLine(path("user.pub"), publicKey);
        runTool(QStringLiteral("ssh-keygen"),
                {QStringLiteral("-q"), QStringLiteral("-s"), path("ca"), QStringLiteral("-I"),
                 QStringLiteral("test"), QStringLiteral("-n"), QStringLiteral("vm"),
                 path("user.pub")});
        return wire::json(wire::SshCredentials{
            .host = QStringLiteral("127.0.0.1"),
            .port = m_port,
            .user = QStringLiteral("dev"),
            .hostKeys = {QString::fromLatin1(m_hostKey)},
            .certificate
            = QString::fromUtf8(readFile(path("user-cert.pub")).value_or(QByteArray()).trimmed()),
            .guestProgram = QString(wire::guestProgram),
            .principal = QStringLiteral("vm"),
            .expiresAt = QDateTime::currentDateTimeUtc().addSecs(300)});
    }

    static void writeLine(const QString &path, const QString &content)
    {
        if (!writePrivateFile(path, content.toUtf8() + '\n'))
            qFatal("%s can not be written", qPrintable(path));
    }

    /// False when nobody will come any more.
    bool serve()
    {
        const ssh::Socket client(::accept(m_listener.descriptor(), nullptr, nullptr));
        m_client = client.descriptor();
        if (!client.isValid() || m_stop)
            return false;
        const ssh_bind bind = ssh_bind_new();
        const bool off = false;
        ssh_bind_options_set(bind, SSH_BIND_OPTIONS_PROCESS_CONFIG, &off);
        ssh_bind_options_set(bind, SSH_BIND_OPTIONS_IMPORT_KEY, ssh_key_dup(m_key));
        const ssh::SessionHandle session(ssh_new());
        ssh_set_auth_methods(session.get(), SSH_AUTH_METHOD_PUBLICKEY);
        if (ssh_bind_accept_fd(bind, session.get(), client.descriptor()) == SSH_OK
            && ssh_handle_key_exchange(session.get()) == SSH_OK) {
            while (const ssh_message message = ssh_message_get(session.get())) {
                answer(message);
                ssh_message_free(message);
            }
        }
        ssh_disconnect(session.get());
        ssh_bind_free(bind);
        return true;
    }

    void answer(ssh_message message)
    {
        const int kind = ssh_message_subtype(message);
        switch (ssh_message_type(message)) {
        case SSH_REQUEST_AUTH:
            if (kind != SSH_AUTH_METHOD_PUBLICKEY)
                break;
            ssh_message_auth_reply_success(message, 0);
            return;
        case SSH_REQUEST_CHANNEL_OPEN:
            ssh_message_channel_request_open_reply_accept(message);
            return;
        case SSH_REQUEST_CHANNEL:
            ssh_message_channel_request_reply_success(message);
            if (kind == SSH_CHANNEL_REQUEST_EXEC)
                run(ssh_message_channel_request_channel(message),
                    ssh_message_channel_request_command(message));
            return;
        default:
            break;
        }
        ssh_message_reply_default(message);
    }

    void run(ssh_channel channel, const QByteArray &command)
    {
        if (command.contains("attach")) {
            ++m_shells;
            if (m_forgetsShells)
                ssh_channel_request_send_exit_status(channel, 3);
        } else {
            ++m_conversations;
            takeQuestion(channel);
            answer(channel, 1, wire::GuestHello{.guestVersion = QStringLiteral("1")}.toJson());
            takeQuestion(channel);
            m_answers = m_waitsForWindow.load();
            while (m_answers && !m_windowIsBusy && !m_stop)
                QThread::msleep(1);
            answer(channel, 2, {{QLatin1StringView("status"), wire::RepositoryStatus{}.toJson()}});
        }
        ssh_channel_close(channel);
        m_answers = false;
    }

    static void takeQuestion(ssh_channel channel)
    {
        char byte = 0;
        while (ssh_channel_read(channel, &byte, 1, 0) == 1 && byte != '\n')
            continue;
    }

    static void answer(ssh_channel channel, int id, const QJsonObject &result)
    {
        const QByteArray line
            = QJsonDocument(QJsonObject{{QLatin1StringView("jsonrpc"), QStringLiteral("2.0")},
                                        {QLatin1StringView("id"), id},
                                        {QLatin1StringView("result"), result}})
                  .toJson(QJsonDocument::Compact)
            + '\n';
        ssh_channel_write(channel, line.constData(), uint32_t(line.size()));
    }

    QTemporaryDir m_folder;
    ssh::Socket m_listener;
    ssh_key m_key = nullptr;
    QByteArray m_hostKey;
    quint16 m_port = 0;
    QTcpServer m_api;
    std::atomic<int> m_client = -1;
    std::atomic<bool> m_stop = false;
    std::atomic<bool> m_waitsForWindow = false;
    std::atomic<bool> m_windowIsBusy = false;
    std::atomic<bool> m_answers = false;
    std::atomic<bool> m_forgetsShells = false;
    std::atomic<int> m_conversations = 0;
    std::atomic<int> m_shells = 0;
    std::thread m_thread;
};

} // namespace skybranch::test
