// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cloud/certificateauthority.h"
#include "providers/provider.h"
#include "ssh/remoterun.h"

#include <QMultiHash>

#include <memory>

/// What every VM can be asked, for it has an sh, a guest or not.
namespace skybranch::cloud {

/// The "key=value" lines of a script; a stranger's words.
using ScriptAnswer = QMultiHash<QString, QString>;

/// The backend's own login, with a key made for it. Errors: those of ssh::Connection.
Task<std::shared_ptr<ssh::Connection>> logIn(providers::SshEndpoint endpoint, VmId vm,
                                             CertificateAuthority authority, StopToken stop);

/// Has the VM's sh do @p text; @p arguments are its $1 and on.
ssh::RemoteCommand shellScript(QLatin1StringView text, const QStringList &arguments);

/// Errors: those of ssh::runRemote(), Unavailable where the script ends with a failure.
Task<ScriptAnswer> askScript(std::shared_ptr<ssh::Connection> connection,
                             ssh::RemoteCommand command, StopToken stop);

} // namespace skybranch::cloud
