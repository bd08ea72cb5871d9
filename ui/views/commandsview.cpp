// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/commandsview.h"

#include "ui/views/actionsview.h"
#include "ui/views/headerviews.h"
#include "ui/views/words.h"

#include <QCoreApplication>

namespace skybranch::ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CommandsView)
};

QString placeWords(const client::WorktreeInfo &info)
{
    return info.isCloudOnly() ? Words::tr("Cloud only") : info.repositoryName;
}

/// Of what is on or off; the menu has a mark for it.
QString stateWords(const Action &action)
{
    if (!action.checked)
        return {};
    return *action.checked ? Words::tr(", is on") : Words::tr(", is off");
}

/// "Delete cloud workspace feature/login…"
QString wordsOf(const Action &action, const QString &branch)
{
    QString words = action.words.isEmpty() ? actionWords(action.kind) : action.words;
    const bool asks = words.endsWith(u'…');
    if (asks)
        words.chop(1);
    return words + u' ' + branch + (asks ? QStringLiteral("…") : QString());
}

} // namespace

QList<RowCommand> rowCommandsOf(const client::WorktreeInfo &info, const RowContext &context)
{
    QList<RowCommand> commands;
    for (const Action &action : actionsOf(info, context.cloudSync, context.agent))
        commands << RowCommand{
            action.kind,
            {.id = QStringLiteral("row-%1-%2").arg(int(action.kind)).arg(info.id),
             .words = wordsOf(action, branchWords(info)),
             .context = placeWords(info) + stateWords(action),
             .icon = actionIcon(action.kind),
             .whyNot = action.enabled ? QString() : action.whyNot}};
    return commands;
}

Command goToCommandOf(const client::WorktreeInfo &info, const RowContext &context)
{
    const Mark mark = markOf(info, context.backendAnswers);
    QString words = placeWords(info);
    if (info.cloud) {
        const QString reason = headerOf(info, context).reason;
        words += QStringLiteral(", ") + markWord(mark).toLower();
        words += reason.isEmpty() ? QString() : QStringLiteral(", ") + reason;
    }
    return {.id = QStringLiteral("go-") + info.id,
            .group = Command::Group::Workspaces,
            .words = branchWords(info),
            .context = words,
            .mark = mark};
}

} // namespace skybranch::ui
