// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"

#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTimer>

#include <functional>

namespace skybranch::client {

/// A unix socket on which one process offers something to other processes of the same user that
/// have the same data folder. One line of JSON asks, one answers; then the connection stays, so
/// that the other one sees when this process ends.
class LocalDoor : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<Task<QJsonObject>(QJsonObject question)>;

    /// @p name: "backend", "desktop".
    LocalDoor(QString dataFolder, QString name, Handler handler);

    /// Takes the place of a process that has left its socket behind.
    Result<> open();
    void close(); ///< also ends all connections

    int visitors() const { return m_visitors; } ///< whose connection stays

Q_SIGNALS:
    void visitorsChanged();

private:
    void takeVisitor();
    void count(int change);
    void read(QLocalSocket *socket);
    void answer(QLocalSocket *socket, const Result<QJsonObject> &answer);

    const QString m_dataFolder;
    const QString m_name;
    const Handler m_handler;
    int m_visitors = 0;
    QLocalServer m_server;
};

/// The other side of a LocalDoor.
class LocalVisit : public QObject
{
    Q_OBJECT

public:
    LocalVisit(QString dataFolder, QString name, QJsonObject question,
               std::chrono::milliseconds patience);
    ~LocalVisit() override;

    /// Once. Answers: answered() at most once, and then or instead ended().
    void begin();

Q_SIGNALS:
    void answered(const QJsonObject &answer);
    /// Errors: NotFound (nobody is there), Unavailable (the connection was lost), and what the
    /// other side said.
    void ended(const skybranch::Error &why);

private:
    void read();
    void end(const Error &why);

    const QString m_dataFolder;
    const QString m_name;
    const QJsonObject m_question;
    QLocalSocket m_socket;
    QTimer m_patience;
    bool m_isAnswered = false;
    bool m_isEnded = false;
};

/// One question and its answer, which may take two minutes. Errors: as LocalVisit; Cancelled
/// through @p stop.
Task<QJsonObject> visitOnce(QString dataFolder, QString name, QJsonObject question, StopToken stop);

} // namespace skybranch::client
