// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/words.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

namespace skybranch::ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

constexpr qint64 justNow = 5; // seconds
constexpr qint64 minute = 60;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

} // namespace

QString spanWords(qint64 seconds)
{
    if (seconds < minute)
        return Words::tr("%1 s").arg(std::max<qint64>(seconds, 0));
    if (seconds < hour)
        return Words::tr("%1 min").arg(seconds / minute);
    if (seconds < 2 * day)
        return Words::tr("%1 h").arg(seconds / hour);
    return Words::tr("%1 d").arg(seconds / day);
}

QString sinceWords(const QDateTime &from, const QDateTime &now)
{
    return from.isValid() ? spanWords(from.secsTo(now)) : QString();
}

bool isJustNow(const QDateTime &from, const QDateTime &now)
{
    return from.isValid() && from.secsTo(now) < justNow;
}

QString timeWords(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid())
        return {};
    const QDateTime local = time.toLocalTime();
    const QLocale locale;
    if (local.date() == now.toLocalTime().date())
        return local.time().toString(QStringLiteral("HH:mm"));
    return locale.toString(local.date(), QLocale::ShortFormat);
}

QString branchWords(const client::WorktreeInfo &info)
{
    if (!info.branch.isEmpty())
        return info.branch;
    // Of a repository that can not be read, nothing else is known.
    if (info.headId.isEmpty())
        return QFileInfo(info.path).fileName();
    return Words::tr("detached at %1").arg(info.headId.left(7));
}

QString remoteWords(const client::WorktreeInfo &info)
{
    return info.remoteLabel.isEmpty() ? Words::tr("the remote") : info.remoteLabel;
}

QString cleanWords(const QString &words, qsizetype most)
{
    QString clean;
    // What reorders or hides text is a control character too.
    for (const QChar c : words.first(std::min(words.size(), most * 4))) {
        const bool breaks = c.isSpace() || c.category() == QChar::Other_Control;
        if (breaks)
            clean += u' ';
        else if (c.category() != QChar::Other_Format)
            clean += c;
    }
    clean = clean.simplified();
    if (clean.size() <= most)
        return clean;
    qsizetype end = most - 1;
    if (clean.at(end - 1).isHighSurrogate())
        --end;
    return clean.first(end) + u'…';
}

QString operationWords(client::Operation operation)
{
    using client::Operation;
    switch (operation) {
    case Operation::None:
        return {};
    case Operation::Fetch:
        return Words::tr("Check");
    case Operation::Push:
        return Words::tr("Push");
    case Operation::Pull:
        return Words::tr("Pull");
    case Operation::PullInCloud:
        return Words::tr("Pull in the cloud");
    case Operation::PushFromCloud:
        return Words::tr("Push from the cloud");
    case Operation::Merge:
        return Words::tr("Merge");
    case Operation::Rebase:
        return Words::tr("Rebase");
    case Operation::MergeInCloud:
        return Words::tr("Merge in the cloud");
    case Operation::RebaseInCloud:
        return Words::tr("Rebase in the cloud");
    case Operation::Seed:
        return Words::tr("Sending the branch");
    case Operation::CreateWorktree:
        return Words::tr("Creating the worktree");
    case Operation::RegisterKey:
        return Words::tr("Registering the key");
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace skybranch::ui
