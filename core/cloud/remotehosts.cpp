// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/remotehosts.h"

#include "domain/names.h"

using namespace Qt::StringLiterals;

namespace skybranch::cloud {

QStringList publishedHostKeys(const QString &url)
{
    const QString host = domain::remoteHostLabel(url);
    if (host == "GitHub"_L1)
        return {u"github.com ssh-ed25519 "
                "AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"_s};
    if (host == "GitLab"_L1)
        return {u"gitlab.com ssh-ed25519 "
                "AAAAC3NzaC1lZDI1NTE5AAAAIAfuCHKVTjquxvt6CM6tdG4SLp1Btn/nOeHHE5UOzRdf"_s};
    if (host == "Bitbucket"_L1)
        return {u"bitbucket.org ssh-ed25519 "
                "AAAAC3NzaC1lZDI1NTE5AAAAIIazEu89wgQZ4bqs3d63QSMzYVa0MuJ2e2gKTKqu+UUO"_s};
    return {};
}

} // namespace skybranch::cloud
