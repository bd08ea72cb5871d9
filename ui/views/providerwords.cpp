// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/providerwords.h"

#include <QCoreApplication>

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

} // namespace skybranch::ui
