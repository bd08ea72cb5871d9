// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/terminal/tabbar.h"
#include "ui/terminal/terminaloverlay.h"

#include <QHash>
#include <QWidget>

class QStackedWidget;

namespace skybranch::ui {

class Button;
class EmptyState;
class TerminalView;

/// Tabs and the terminals behind them. Terminals keep their screens while others are in sight.
class TerminalArea : public QWidget
{
    Q_OBJECT

public:
    explicit TerminalArea(QWidget *parent = nullptr);

    /// Adds a terminal with its tab at the end; it is not made the current one.
    TerminalView *addTerminal(const TabView &tab);
    void removeTerminal(const QString &id);
    void updateTab(const TabView &tab);

    /// Tabs that are shown, in order; terminals of others stay in memory, out of sight.
    void showTabs(const QStringList &ids, const QString &currentId);
    void setCurrent(const QString &id);
    QString currentId() const { return m_currentId; }

    TerminalView *terminal(const QString &id) const;
    void setOverlay(const QString &id, const OverlayView &overlay);

    /// Shows that what was typed there goes nowhere.
    void refuse(const QString &id);

    /// Where a terminal can be opened, told while none is. @p hint may be empty.
    void setPlaces(bool cloud, bool local, const QString &hint);

Q_SIGNALS:
    void currentChanged(const QString &id);
    void closeRequested(const QString &id);
    void newRequested();
    void cloudTerminalRequested();
    void localTerminalRequested();
    void overlayActionRequested(const QString &id);

private:
    struct Page
    {
        TabView tab;
        QWidget *widget = nullptr;
        TerminalView *terminal = nullptr;
        TerminalOverlay *overlay = nullptr;
    };

    QWidget *makeEmptyPage();
    void giveSize(QWidget *page);
    void refresh();

    TabBar *m_bar;
    QStackedWidget *m_stack;
    EmptyState *m_empty = nullptr;
    Button *m_openCloud = nullptr;
    Button *m_openLocal = nullptr;
    QWidget *m_emptyPage;
    QHash<QString, Page> m_pages;
    QStringList m_shown;
    QString m_currentId;
};

} // namespace skybranch::ui
