// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/mirror.h"
#include "client/vmlink.h"
#include "client/vmterminals.h"

#include <QHash>

#include <map>

namespace skybranch::client {

/// The links to the VMs of all workspaces that the mirror shows; each is made when it is first
/// asked for, and told what the stream says.
class VmLinks : public QObject
{
    Q_OBJECT

public:
    explicit VmLinks(Mirror &mirror);

    void setApi(const std::shared_ptr<ApiClient> &api);

    /// Null where there is no such workspace.
    VmLink *link(WorkspaceId id);

    /// Null also where nobody has asked for it yet.
    VmLink *existing(WorkspaceId id) const;

    /// Null where nobody has asked for the link yet.
    VmTerminals *terminals(WorkspaceId id) const;

Q_SIGNALS:
    void gitChanged(skybranch::WorkspaceId id);
    void made(skybranch::WorkspaceId id); ///< for the first time somebody has asked for it
    void removed(skybranch::WorkspaceId id);
    void terminalsChanged(skybranch::WorkspaceId id);

private:
    Mirror &m_mirror;
    std::shared_ptr<ApiClient> m_api;
    std::map<WorkspaceId, std::unique_ptr<VmLink>> m_links;
    std::map<WorkspaceId, std::unique_ptr<VmTerminals>> m_terminals; ///< of the links
};

} // namespace skybranch::client
