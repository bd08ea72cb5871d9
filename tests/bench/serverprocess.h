// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QProcess>

#include <memory>

namespace skybranch::bench {

/// A server that says in one line of JSON where it listens, and ends when its stdin does.
class ServerProcess
{
public:
    static Result<std::unique_ptr<ServerProcess>> start(const QString &program,
                                                        const QStringList &arguments);
    ~ServerProcess();
    ServerProcess(const ServerProcess &) = delete;
    ServerProcess &operator=(const ServerProcess &) = delete;

    const QJsonObject &said() const { return m_said; }
    quint16 port() const { return quint16(m_said.value(QStringLiteral("port")).toInt()); }
    qint64 processId() const { return m_process.processId(); }

private:
    ServerProcess() = default;

    QProcess m_process;
    QJsonObject m_said;
};

} // namespace skybranch::bench
