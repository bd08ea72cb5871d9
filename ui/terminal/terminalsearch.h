// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/terminal/screensearch.h"

class QTermWidget;

namespace skybranch::ui {

/// Finds text in a terminal's history and screen, and selects what it has found.
class TerminalSearch
{
public:
    enum class Step { Newest, Up, Down };

    /// @p current counts from 1, from the oldest; 0 of 0: nothing was found.
    struct Count
    {
        int current = 0;
        int all = 0;
    };

    explicit TerminalSearch(QTermWidget *terminal)
        : m_terminal(terminal)
    {
    }

    Count find(const QString &needle, Step step);

private:
    QList<ScreenMatch> matches(const QString &needle) const;
    QString text() const;
    QString rowsAsTheyAre() const;
    void select(const ScreenMatch &match) const;

    QTermWidget *m_terminal;
    ScreenMatch m_current;
};

} // namespace skybranch::ui
