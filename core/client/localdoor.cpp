// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/localdoor.h"

#include "base/paths.h"
#include "client/words.h"
#include "wire/jsonreader.h"
#include "wire/rest.h"

#include <QJsonDocument>
#include <QPointer>

#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace skybranch::client {
namespace {

constexpr qint64 longestLine = 64 << 10;
constexpr std::chrono::milliseconds longestAnswer{120'000};

QString socketPath(const QString &dataFolder, const QString &name)
{
    const auto folder = socketFolder(dataFolder);
    return folder ? *folder + u'/' + name + u".sock"_s : QString();
}

/// The folder lets nobody else in; this holds also where somebody has changed its rights.
bool isSameUser(const QLocalSocket &socket)
{
    ucred peer{};
    socklen_t size = sizeof peer;
    return ::getsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0
        && peer.uid == ::getuid();
}

QByteArray lineOf(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

LocalDoor::LocalDoor(QString dataFolder, QString name, Handler handler)
    : m_dataFolder(std::move(dataFolder))
    , m_name(std::move(name))
    , m_handler(std::move(handler))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &LocalDoor::takeVisitor);
}

Result<> LocalDoor::open()
{
    const QString path = socketPath(m_dataFolder, m_name);
    close();
    QLocalServer::removeServer(path);
    if (path.isEmpty() || !m_server.listen(path))
        return failure(ErrorCode::Unavailable,
                       Words::tr("Other commands on this computer can not reach this program."),
                       m_server.errorString());
    return {};
}

void LocalDoor::close()
{
    m_server.close();
    for (QLocalSocket *socket : m_server.findChildren<QLocalSocket *>())
        delete socket;
}

void LocalDoor::takeVisitor()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        if (!isSameUser(*socket)) {
            socket->abort();
            continue;
        }
        socket->setReadBufferSize(longestLine);
        connect(socket, &QObject::destroyed, this, [this] { count(-1); });
        count(1);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
        read(socket);
    }
}

void LocalDoor::count(int change)
{
    m_visitors += change;
    Q_EMIT visitorsChanged();
}

void LocalDoor::read(QLocalSocket *socket)
{
    if (!socket->canReadLine()) {
        if (socket->bytesAvailable() >= longestLine)
            socket->abort();
        return;
    }
    const auto question = wire::parseObject(socket->readLine(longestLine));
    if (!question) {
        answer(socket, failure(question));
        return;
    }
    QCoro::connect(m_handler(*question), this,
                   [this, visitor = QPointer(socket)](const Result<QJsonObject> &result) {
                       if (visitor)
                           answer(visitor, result);
                   });
}

void LocalDoor::answer(QLocalSocket *socket, const Result<QJsonObject> &answer)
{
    socket->write(lineOf(answer ? *answer : wire::toJson(answer.error())));
}

LocalVisit::LocalVisit(QString dataFolder, QString name, QJsonObject question,
                       std::chrono::milliseconds patience)
    : m_dataFolder(std::move(dataFolder))
    , m_name(std::move(name))
    , m_question(std::move(question))
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        end({ErrorCode::Timeout, Words::tr("The other Skybranch does not answer. Try again."), {}});
    });
    connect(&m_socket, &QLocalSocket::readyRead, this, &LocalVisit::read);
    connect(&m_socket, &QLocalSocket::disconnected, this, [this] {
        end({ErrorCode::Unavailable, Words::tr("The other Skybranch has ended. Try again."), {}});
    });
    connect(&m_socket, &QLocalSocket::errorOccurred, this, [this] {
        end({ErrorCode::NotFound, Words::tr("No other Skybranch runs here."),
             m_socket.errorString()});
    });
    connect(&m_socket, &QLocalSocket::connected, this, [this] {
        if (isSameUser(m_socket))
            m_socket.write(lineOf(m_question));
        else
            end({ErrorCode::Forbidden, Words::tr("Another user answers here."), {}});
    });
}

LocalVisit::~LocalVisit()
{
    // It says that it has disconnected while it is being destroyed.
    m_socket.disconnect(this);
}

void LocalVisit::begin()
{
    m_patience.start();
    m_socket.connectToServer(socketPath(m_dataFolder, m_name));
}

void LocalVisit::read()
{
    if (m_isAnswered || !m_socket.canReadLine()) {
        if (m_isAnswered || m_socket.bytesAvailable() > longestLine)
            end({ErrorCode::InvalidArgument,
                 Words::tr("The other Skybranch answers with nonsense. Start it again."),
                 {}});
        return;
    }
    const auto answer = wire::parseObject(m_socket.readLine(longestLine));
    if (!answer || answer->contains("error"_L1)) {
        end(answer ? wire::errorFromJson(*answer) : answer.error());
        return;
    }
    m_patience.stop();
    m_isAnswered = true;
    Q_EMIT answered(*answer);
}

void LocalVisit::end(const Error &why)
{
    if (std::exchange(m_isEnded, true))
        return;
    m_patience.stop();
    m_socket.disconnect(this);
    m_socket.abort();
    Q_EMIT ended(why);
}

Task<QJsonObject> visitOnce(QString dataFolder, QString name, QJsonObject question, StopToken stop)
{
    const Completion<QJsonObject> completion;
    auto done = completion.wait();
    LocalVisit visit(std::move(dataFolder), std::move(name), std::move(question), longestAnswer);
    QObject::connect(&visit, &LocalVisit::answered, &visit,
                     [completion](const QJsonObject &answer) { completion.finish(answer); });
    QObject::connect(&visit, &LocalVisit::ended, &visit,
                     [completion](const Error &why) { completion.finish(std::unexpected(why)); });
    const std::stop_callback onStop(stop, [completion] { completion.finish(cancelled()); });
    visit.begin();
    co_return co_await done;
}

} // namespace skybranch::client
