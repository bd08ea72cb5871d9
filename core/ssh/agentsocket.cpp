// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/agentsocket.h"

#include <QFile>

#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>

namespace skybranch::ssh {

Socket connectAgent(const QString &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path);
    if (name.isEmpty() || size_t(name.size()) >= sizeof address.sun_path)
        return {};
    std::memcpy(address.sun_path, name.constData(), size_t(name.size()));
    Socket socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const auto *generic = reinterpret_cast<const sockaddr *>(&address);
    if (!socket.isValid() || ::connect(socket.descriptor(), generic, sizeof address) != 0)
        return {};
    return socket;
}

} // namespace skybranch::ssh
