// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <functional>

class QMenu;

namespace skybranch::ui {

/// A terminal of a VM that no tab shows.
struct ListedTerminal
{
    QString id; ///< in its VM
    QString words;
    bool ended = false;

    friend bool operator==(const ListedTerminal &, const ListedTerminal &) = default;
};

/// Adds @p terminals to @p menu, running ones first, and a way to be rid of those that have ended.
void listTerminals(QMenu *menu, const QList<ListedTerminal> &terminals,
                   const std::function<void(const QString &id)> &chosen,
                   const std::function<void()> &forget);

/// @p words with no mnemonic in them.
QString plainLabel(QString words);

} // namespace skybranch::ui
