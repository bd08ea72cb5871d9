// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/awakewords.h"

#include "ui/views/words.h"

#include <QCoreApplication>

namespace skybranch::ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AwakeWords)
};

constexpr int activeSeconds = 120;
constexpr qsizetype longestName = 40;

bool isKeptAwake(const domain::Workspace &cloud, const QDateTime &now)
{
    return cloud.keepAwakeUntil.isValid() && cloud.keepAwakeUntil > now;
}

/// It is at most some hours ahead, so an hour of the day says enough.
QString untilWords(const domain::Workspace &cloud)
{
    return cloud.keepAwakeUntil.toLocalTime().time().toString(QStringLiteral("HH:mm"));
}

/// Words that come from a VM: a program's name.
QString jobWords(const domain::Workspace &cloud)
{
    return cleanWords(cloud.awakeReason, longestName);
}

QString awakeWords(const QString &name)
{
    static const QStringList agents{QStringLiteral("claude"), QStringLiteral("codex"),
                                    QStringLiteral("gemini"), QStringLiteral("aider"),
                                    QStringLiteral("opencode")};
    return agents.contains(name) ? Words::tr("awake: %1 is working").arg(name)
                                 : Words::tr("awake: %1 is running").arg(name);
}

/// When it is paused, where nobody has asked to keep it awake.
QString pauseSentence(const domain::Workspace &cloud, const QDateTime &now)
{
    const qint64 left = secondsToPause(cloud, now);
    if (!cloud.awakeReason.isEmpty())
        return Words::tr("%1 keeps it awake. It pauses %2 after that has ended.")
            .arg(jobWords(cloud), spanWords(qint64(cloud.autoStopMinutes) * 60));
    if (!cloud.lastActiveAt.isValid())
        return {};
    return left > 0 ? Words::tr("It pauses in %1 if nothing happens.").arg(spanWords(left))
                    : Words::tr("It is about to pause.");
}

} // namespace

qint64 secondsToPause(const domain::Workspace &cloud, const QDateTime &now)
{
    return qint64(cloud.autoStopMinutes) * 60 - cloud.lastActiveAt.secsTo(now);
}

QString awakeReason(const domain::Workspace &cloud, const QDateTime &now)
{
    if (isKeptAwake(cloud, now))
        return Words::tr("kept awake until %1").arg(untilWords(cloud));
    if (!cloud.lastActiveAt.isValid())
        return {};
    if (!cloud.awakeReason.isEmpty())
        return awakeWords(jobWords(cloud));
    if (cloud.lastActiveAt.secsTo(now) < activeSeconds)
        return {};
    const qint64 left = secondsToPause(cloud, now);
    return left > 0 ? Words::tr("pauses in %1").arg(spanWords(left)) : QString();
}

QString awakeSentences(const domain::Workspace &cloud, const QDateTime &now)
{
    if (cloud.status != domain::WorkspaceStatus::Running)
        return {};
    if (!isKeptAwake(cloud, now))
        return pauseSentence(cloud, now);
    const QString kept = Words::tr("Kept awake until %1.").arg(untilWords(cloud));
    if (cloud.awakeReason.isEmpty())
        return kept;
    return kept + u' ' + Words::tr("%1 is running in it.").arg(jobWords(cloud));
}

} // namespace skybranch::ui
