// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/terminalmenu.h"

#include "ui/theme/icons.h"

#include <QCoreApplication>
#include <QMenu>

namespace skybranch::ui {
namespace {

constexpr int mostEnded = 10; ///< the VM keeps more of them

} // namespace

QString plainLabel(QString words)
{
    return words.replace(u'&', QLatin1StringView("&&"));
}

void listTerminals(QMenu *menu, const QList<ListedTerminal> &terminals,
                   const std::function<void(const QString &id)> &chosen,
                   const std::function<void()> &forget)
{
    int ended = 0;
    for (const bool wanted : {false, true}) {
        for (const ListedTerminal &terminal : terminals) {
            if (terminal.ended != wanted || (wanted && ++ended > mostEnded))
                continue;
            QAction *entry = menu->addAction(makeIcon(wanted ? Icon::Stop : Icon::Cloud),
                                             plainLabel(terminal.words));
            entry->setObjectName(QStringLiteral("listedTerminal"));
            QObject::connect(entry, &QAction::triggered, menu,
                             [chosen, id = terminal.id] { chosen(id); });
        }
    }
    if (ended == 0)
        return;
    QAction *entry = menu->addAction(
        makeIcon(Icon::Trash),
        QCoreApplication::translate("TerminalMenu", "Forget those that have ended"));
    entry->setObjectName(QStringLiteral("forgetEnded"));
    QObject::connect(entry, &QAction::triggered, menu, forget);
}

} // namespace skybranch::ui
