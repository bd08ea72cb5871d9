// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "localdb/connection.h"

#include <QString>
#include <QThreadPool>

#include <memory>

namespace skybranch::localdb {

/// One SQLite file with one worker thread. Use it from any thread that has an event loop; work is
/// done in the order in which it was given. The destructor waits until the work given is done.
class Database
{
public:
    explicit Database(QString path);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Opens or makes the file and brings it to the newest schema, which is the SQL files
    /// "001.sql", "002.sql", ... of the resource folder @p migrations, applied in order, each
    /// once. A damaged file is set aside and replaced: see notice(). Once, before run().
    /// Errors: Unsupported (a newer Skybranch wrote it), Unavailable.
    Task<> open(QString migrations);

    /// A sentence for the user when the file was damaged and has been set aside, else empty.
    QString notice() const { return m_notice; }

    /// Runs `Result<T> work(Connection &)` in the worker.
    template <typename Work>
    auto run(Work work) -> QCoro::Task<std::invoke_result_t<Work, Connection &>>
    {
        return runOn(&m_pool, [connection = m_connection, work = std::move(work)]() mutable {
            return work(*connection);
        });
    }

private:
    Result<> openFile(const QString &migrations);
    Result<> setAside();

    QString m_path;
    QString m_name; ///< of the QSqlDatabase, unique in the process
    QString m_notice;
    std::shared_ptr<Connection> m_connection;
    QThreadPool m_pool;
};

} // namespace skybranch::localdb
