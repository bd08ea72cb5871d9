// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "datafolder.h"
#include "options.h"

#include <memory>

namespace skybranch::backend {

/// What skybranchd ends with; each comes with a sentence on stderr.
enum class ExitCode {
    Success = 0,
    Internal = 1,
    Usage = 2,
    Port = 3,
    Database = 4,
    NewerDatabase = 5,
    Provider = 6,
    DataFolder = 7,
    NotFound = 8, ///< admin: there is no such thing
    Refused = 9, ///< admin: it can not be done as things are
    FolderInUse = 10, ///< another one has the data folder, or still ends
};

/// All parts of the cloud in one process, made and wired.
class Backend
{
public:
    /// @p ended is finished with an error when this program must not go on.
    Backend(Options options, Completion<> ended);
    ~Backend();

    /// The port it listens on, when everything is ready. After a failure, exitCode() says which
    /// part it was; stop() is to be called even so.
    Task<quint16> start();

    /// Takes no more requests, gives jobs back, ends the embedded database. VMs go on.
    Task<> stop();

    ExitCode exitCode() const { return m_exitCode; }

private:
    struct Parts;

    Task<> openDatabase();
    Task<> openCloud();
    Task<> bindSandbox();
    Task<> openAuthority();
    Task<> letUsersIn();
    void wire();
    void keysChanged();
    Task<quint16> listen();

    Options m_options;
    Completion<> m_ended;
    ExitCode m_exitCode = ExitCode::Success;
    DataFolderLock m_lock;
    QByteArray m_key;
    std::unique_ptr<Parts> m_parts;
};

} // namespace skybranch::backend
