// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/vmlinks.h"

namespace skybranch::client {

VmLinks::VmLinks(Mirror &mirror)
    : m_mirror(mirror)
{
    connect(&mirror, &Mirror::workspaceChanged, this, [this](WorkspaceId id) {
        VmLink *changed = existing(id);
        const auto workspace = m_mirror.workspace(id);
        if (changed && workspace)
            changed->setWorkspace(*workspace);
    });
    connect(&mirror, &Mirror::workspaceRemoved, this, [this](WorkspaceId id) {
        m_terminals.erase(id);
        m_links.erase(id);
        Q_EMIT removed(id);
    });
}

void VmLinks::setApi(const std::shared_ptr<ApiClient> &api)
{
    m_api = api;
    for (const auto &[id, link] : m_links)
        link->setApi(api);
}

VmLink *VmLinks::existing(WorkspaceId id) const
{
    const auto found = m_links.find(id);
    return found == m_links.end() ? nullptr : found->second.get();
}

VmTerminals *VmLinks::terminals(WorkspaceId id) const
{
    const auto found = m_terminals.find(id);
    return found == m_terminals.end() ? nullptr : found->second.get();
}

VmLink *VmLinks::link(WorkspaceId id)
{
    if (VmLink *known = existing(id))
        return known;
    const auto workspace = m_mirror.workspace(id);
    if (!workspace)
        return nullptr;
    auto made = std::make_unique<VmLink>(*workspace);
    made->setApi(m_api);
    connect(made.get(), &VmLink::gitChanged, this, [this, id] { Q_EMIT gitChanged(id); });
    auto terminals = std::make_unique<VmTerminals>(made.get());
    connect(terminals.get(), &VmTerminals::changed, this,
            [this, id] { Q_EMIT terminalsChanged(id); });
    m_terminals[id] = std::move(terminals);
    VmLink *link = (m_links[id] = std::move(made)).get();
    Q_EMIT this->made(id);
    return link;
}

} // namespace skybranch::client
