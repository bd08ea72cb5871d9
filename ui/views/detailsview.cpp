// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/detailsview.h"

#include "ui/views/awakewords.h"
#include "ui/views/peoplewords.h"
#include "ui/views/providerwords.h"
#include "ui/views/rowsview.h"
#include "ui/views/words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace skybranch::ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(DetailsView)
};

constexpr qsizetype longestName = 100;
constexpr double mbPerGb = 1024;

/// "12 h running, 3 h paused, 2 d stopped"
QString spentWords(const client::UsageRow &row)
{
    QStringList parts;
    if (row.running > 0)
        parts << Words::tr("%1 running").arg(spanWords(row.running));
    if (row.paused > 0)
        parts << Words::tr("%1 paused").arg(spanWords(row.paused));
    if (row.stopped > 0)
        parts << Words::tr("%1 stopped").arg(spanWords(row.stopped));
    return parts.isEmpty() ? Words::tr("Nothing yet.") : parts.join(QStringLiteral(", "));
}

QString usageWords(const std::optional<client::UsageInfo> &usage)
{
    if (!usage)
        return Words::tr("Asking the backend…");
    const client::UsageRow row = usage->rows.value(0);
    const QString size = sizeWords(row.size);
    return size.isEmpty() ? spentWords(row) : spentWords(row) + QStringLiteral("; ") + size;
}

QString monthWords(const QDateTime &from)
{
    return QLocale().toString(from.toLocalTime().date(), QStringLiteral("MMMM yyyy"));
}

} // namespace

QString sizeWords(const QString &size)
{
    static const QRegularExpression usual(QStringLiteral("^([0-9.]+)cpu-([0-9]+)mb$"));
    const auto match = usual.match(size);
    if (!match.hasMatch())
        return cleanWords(size, longestName);
    const double memory = match.captured(2).toDouble() / mbPerGb;
    return Words::tr("%1 CPU, %2 GB").arg(match.captured(1), QLocale().toString(memory, 'g', 3));
}

DetailsView detailsOf(const client::WorktreeInfo &info,
                      const std::optional<client::UsageInfo> &usage, const QDateTime &now)
{
    DetailsView view{.branch = branchWords(info)};
    if (!info.cloud)
        return view;
    view.mark = markOf(info, true);
    view.state = markTip(info, {.now = now});
    view.awake = awakeSentences(*info.cloud, now);
    view.people = peopleLines(info.people, now);
    view.usage = usageWords(usage);
    view.isKeptAwake = info.cloud->keepAwakeUntil.isValid() && info.cloud->keepAwakeUntil > now;
    if (info.cloud->status != domain::WorkspaceStatus::Running)
        view.whyNoAwake = Words::tr("Only what is running can be kept awake. Resume it first.");
    return view;
}

UsageView usageViewOf(const client::UsageInfo &usage)
{
    UsageView view{.month = monthWords(usage.from), .isKnown = true};
    for (const client::UsageRow &row : usage.rows) {
        const QString name = cleanWords(row.name, longestName);
        view.rows.append(
            {.name = row.exists ? name : Words::tr("%1 (deleted)").arg(name),
             .provider = row.provider.isEmpty() ? QString() : providerLabel(row.provider),
             .size = sizeWords(row.size),
             .seconds = {row.running, row.paused, row.stopped}});
    }
    return view;
}

} // namespace skybranch::ui
