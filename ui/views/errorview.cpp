// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/paneviews.h"
#include "ui/views/words.h"

#include <QCoreApplication>

namespace skybranch::ui {
namespace {

using client::WorktreeInfo;
using domain::ProvisioningStep;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ErrorView)
};

bool isCloning(const WorktreeInfo &info)
{
    return info.cloud->step == ProvisioningStep::Cloning;
}

QString titleOf(const WorktreeInfo &info)
{
    if (!info.cloud->step || info.cloud->step == ProvisioningStep::Ready)
        return Words::tr("The VM of %1 has failed").arg(branchWords(info));
    switch (*info.cloud->step) {
    case ProvisioningStep::CreatingVm:
        return Words::tr("The VM could not be made");
    case ProvisioningStep::WaitingForSsh:
        return Words::tr("The new VM did not answer");
    case ProvisioningStep::Cloning:
    case ProvisioningStep::Ready:
        break;
    }
    if (info.cloudGit && info.cloudGit->needsKey)
        return Words::tr("%1 did not accept this VM's key").arg(remoteWords(info));
    return info.cloud->seed == domain::SeedSource::Desktop
        ? Words::tr("%1 could not be sent to the VM").arg(branchWords(info))
        : Words::tr("%1 could not be cloned").arg(info.repositoryName);
}

QString retryOf(const WorktreeInfo &info)
{
    if (!info.cloud->step || info.cloud->step == ProvisioningStep::Ready)
        return Words::tr("Retry");
    switch (*info.cloud->step) {
    case ProvisioningStep::CreatingVm:
        return Words::tr("Retry making the VM");
    case ProvisioningStep::WaitingForSsh:
        return Words::tr("Retry connecting");
    case ProvisioningStep::Cloning:
    case ProvisioningStep::Ready:
        break;
    }
    return info.cloud->seed == domain::SeedSource::Desktop ? Words::tr("Retry sending")
                                                           : Words::tr("Retry cloning");
}

QList<Remedy> remediesOf(const WorktreeInfo &info)
{
    QList<Remedy> remedies;
    if (!isCloning(info))
        return remedies;
    const bool key = info.cloudGit && info.cloudGit->needsKey;
    if (key && info.remoteLabel == QLatin1StringView("GitHub"))
        remedies << Remedy{
            QStringLiteral("register"), Icon::Key, Words::tr("Register the key for me"),
            Words::tr("Adds a deploy key to %1, with your own gh login.").arg(info.repositoryName),
            Words::tr("Register and retry")};
    if (!info.isCloudOnly())
        remedies << Remedy{QStringLiteral("send"), Icon::CloudUp,
                           Words::tr("Send the branch from here"),
                           Words::tr("Needs no access from the VM to %1.").arg(remoteWords(info)),
                           Words::tr("Send from here")};
    if (info.cloud->seed == domain::SeedSource::Remote || key)
        remedies << Remedy{QStringLiteral("copy"), Icon::Copy, Words::tr("Register it yourself"),
                           Words::tr("Copy the public key, add it at %1, then press Retry.")
                               .arg(remoteWords(info)),
                           Words::tr("Copy public key")};
    return remedies;
}

} // namespace

ErrorView errorOf(const WorktreeInfo &info, const QString &log)
{
    const QString reason = info.cloud->statusMessage.isEmpty()
        ? Words::tr("The backend gave no reason.")
        : info.cloud->statusMessage;
    const QString untouched
        = info.isCloudOnly() ? QString() : Words::tr("Nothing on this computer was changed.");
    const bool going = info.cloud->pending != domain::PendingAction::None;
    return {.title = titleOf(info),
            .why = QStringLiteral("%1 %2").arg(reason, untouched).trimmed(),
            .remedies = going ? QList<Remedy>() : remediesOf(info),
            .retry = going ? QString() : retryOf(info),
            .details = log.isEmpty() ? info.cloud->stepDetail : log,
            .detailsOpen = info.cloud->statusMessage.isEmpty()};
}

} // namespace skybranch::ui
