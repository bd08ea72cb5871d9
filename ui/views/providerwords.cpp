// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/providerwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace skybranch::ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ProviderWords)
};

} // namespace

QString providerLabel(const QString &type)
{
    if (type == QLatin1StringView("sandbox"))
        return Words::tr("Sandbox on this computer");
    if (type == QLatin1StringView("docker"))
        return Words::tr("Docker");
    if (type == QLatin1StringView("freestyle"))
        return Words::tr("Freestyle");
    if (type == QLatin1StringView("fly"))
        return Words::tr("Fly.io");
    return type;
}

QString providerAbout(const client::ProviderInfo &info)
{
    QStringList parts;
    parts << (info.isolated ? Words::tr("Isolated from this computer.")
                            : Words::tr("Shares this computer; no protection from its code."));
    parts << (info.freezeKeepsMemory ? Words::tr("Pause keeps processes and memory.")
                                     : Words::tr("Pause keeps the disk only."));
    if (info.limits)
        parts << Words::tr("CPU and memory are limited.");
    return parts.join(u' ');
}

PlaceWords placeOf(const client::BackendInfo &backend)
{
    if (!backend.bundled)
        return {Words::tr("VMs run where %1 makes them.").arg(backend.label), {}};
    const auto standard
        = std::ranges::find(backend.providers, true, &client::ProviderInfo::isDefault);
    if (standard == backend.providers.end())
        return {Words::tr("VMs run on this computer. No account needed."), {}};
    if (standard->type == QLatin1StringView("sandbox"))
        return {Words::tr("VMs run on this computer, in a sandbox. No account needed."),
                Words::tr("A convenience, not an isolation boundary.")};
    if (standard->type == QLatin1StringView("docker"))
        return {Words::tr("VMs run on this computer, in Docker. No account needed."),
                Words::tr("Pause keeps processes and memory.")};
    return {Words::tr("VMs run at %1, with an account there.").arg(providerLabel(standard->type)),
            {}};
}

} // namespace skybranch::ui
