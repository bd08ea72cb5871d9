// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "providers/sandbox/sandboxprovider.h"
#include "support/gitremote.h"
#include "support/vmlogin.h"

namespace skybranch::bench {

/// The same as "Enable Cloud Workspace", by hand with plain tools: a VM of the same kind, ssh into
/// it, git clone there, and a command in the clone.
class ByHand
{
public:
    struct Times
    {
        double vmMs = 0; ///< until the VM answers its first ssh
        double answeredMs = 0; ///< from ssh until the command has answered, in a VM that is ready
    };

    ByHand(const QString &folder, test::GitRemote &remote, QString url, QString branch);

    /// Once, with a VM of its own that is gone afterwards.
    Result<Times> run();

private:
    Result<> letIn(const QString &vm);
    Result<double> cloneIn(const QString &vm);

    test::GitRemote &m_remote;
    QString m_url;
    QString m_branch;
    providers::SandboxProvider m_provider;
    test::VmLogin m_login;
    bool m_hasKeys = false;
};

} // namespace skybranch::bench
