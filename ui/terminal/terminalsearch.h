// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/terminal/screensearch.h"

#include <QObject>

class QTimer;

namespace skybranch::ui {

class ScreenMarks;
class ScreenReader;

/// Finds text in a terminal's history and screen, marks all that is in sight of it, and selects the
/// current one. Its answer stays true while output comes.
class TerminalSearch : public QObject
{
    Q_OBJECT

public:
    enum class Step { Newest, Up, Down };

    /// @p current counts from 1, from the oldest; 0 of 0: nothing was found.
    struct Count
    {
        int current = 0;
        int all = 0;
    };

    /// All of them outlive this.
    TerminalSearch(const ScreenReader &reader, QWidget *display, ScreenMarks *marks,
                   QObject *parent);

    Count find(const QString &needle, Step step);

    /// Marks nothing any more.
    void stop();

    /// Output has come, or the screen has another size.
    void noteChange();

Q_SIGNALS:
    void counted(int current, int all); ///< by itself, after a change

private:
    QList<ScreenMatch> matches() const;
    QString rowsAsTheyAre() const;
    bool stands(const ScreenMatch &match) const;
    void select(const ScreenMatch &match) const;
    void findAgain();
    void mark() const;
    int currentNumber() const;

    const ScreenReader &m_reader;
    QWidget *m_display;
    ScreenMarks *m_marks;
    QString m_needle; ///< empty: nothing is searched
    QList<ScreenMatch> m_all;
    ScreenMatch m_current;
    QTimer *m_again;
};

} // namespace skybranch::ui
