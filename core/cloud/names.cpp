// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/names.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace skybranch::cloud {
namespace {

constexpr qsizetype maxHostName = 40;
constexpr qsizetype maxProgress = 200;
constexpr qsizetype maxProgramName = 40;

bool isHostCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
}

/// What a VM has said, without what a line should not hold.
QString cleaned(const QString &text, qsizetype max)
{
    QString shown;
    for (const QChar c : text) {
        if (c.isPrint() && !c.isSurrogate())
            shown += c;
    }
    shown.truncate(max);
    return shown;
}

} // namespace

QString hostNameFor(const domain::Workspace &workspace)
{
    QString name;
    for (const QChar c : workspace.name.toLower()) {
        if (isHostCharacter(c))
            name += c;
        else if (!name.isEmpty() && !name.endsWith(u'-'))
            name += u'-';
    }
    name.truncate(maxHostName);
    while (name.endsWith(u'-'))
        name.chop(1);
    return name.isEmpty() ? u"workspace"_s : name;
}

QString progressText(const wire::Progress &progress)
{
    const QLocale locale(QLocale::English);
    QString text = progress.phase;
    if (progress.total > 0)
        text
            += u": %1 of %2"_s.arg(locale.toString(progress.done), locale.toString(progress.total));
    if (!progress.text.isEmpty())
        text += (text.isEmpty() ? QString() : u", "_s) + progress.text;
    return cleaned(text, maxProgress);
}

QString programName(const QString &name)
{
    return cleaned(name, maxProgramName).trimmed();
}

bool isGoing(domain::PendingAction pending)
{
    return pending == domain::PendingAction::Delete || pending == domain::PendingAction::Cancel;
}

} // namespace skybranch::cloud
