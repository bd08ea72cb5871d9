// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/cutbackend.h"

#include "base/paths.h"
#include "providers/sandbox/vmfolder.h"

namespace skybranch::bench {

using providers::VmFolder;

CutBackend::CutBackend()
{
    m_network.setRewriting([this](const QByteArray &answer) { return m_vms.rerouted(answer); });
}

bool CutBackend::start()
{
    if (!m_network.listen()
        || !writePrivateFile(m_folder.filePath(QStringLiteral("key")), m_backend.key() + '\n')
        || !m_backend.start(
            {QStringLiteral("--host"), QStringLiteral("127.0.0.1:%1").arg(m_network.port())}))
        return false;
    m_network.setTarget(quint16(m_backend.base().section(u':', -1).toInt()));
    return true;
}

void CutBackend::setUp(client::SessionConfig &config) const
{
    config.backendProgram.clear();
    config.backendUrl = QStringLiteral("http://127.0.0.1:%1").arg(m_network.port());
    config.backendKeyFile = m_folder.filePath(QStringLiteral("key"));
}

QString CutBackend::homeFolder() const
{
    const QString root = m_backend.dataFolder() + QStringLiteral("/sandbox");
    const auto ids = VmFolder::all(root);
    return ids.size() == 1 ? VmFolder(root, ids.first()).path(QStringLiteral("home")) : QString();
}

} // namespace skybranch::bench
