// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/terminal/tabbar.h"
#include "ui/terminal/terminaloptions.h"
#include "ui/terminal/terminaloverlay.h"
#include "ui/terminal/terminalsplits.h"

#include <QHash>
#include <QWidget>

class QStackedWidget;

namespace skybranch::ui {

class AskStrip;
class Button;
class EmptyState;
class TerminalView;
struct AudienceView;

/// Tabs and the terminals behind them, each tab with one or several. Terminals keep their screens
/// while others are in sight. A tab is known by the id of the terminal that it was made with.
class TerminalArea : public QWidget
{
    Q_OBJECT

public:
    explicit TerminalArea(QWidget *parent = nullptr);

    /// Adds a terminal with its tab at the end; it is not made the current one.
    TerminalView *addTerminal(const TabView &tab);

    /// Adds a terminal beside or below another, in the same tab.
    TerminalView *splitTerminal(const QString &besideId, const QString &id,
                                Qt::Orientation orientation);

    /// With the last terminal of a tab goes the tab.
    void removeTerminal(const QString &id);
    void updateTab(const TabView &tab);

    /// Tabs that are shown, in order; terminals of others stay in memory, out of sight. Those in
    /// @p background run on without a tab, and are found in the list.
    void showTabs(const QStringList &tabIds, const QString &currentTab,
                  const QStringList &background = {});

    /// Goes to a terminal, and gives it the keys.
    void setCurrent(const QString &id);
    QString currentId() const; ///< the terminal that has the keys in the current tab
    QString currentTab() const { return m_currentTab; }
    QString tabOf(const QString &id) const { return m_tabOf.value(id); }
    QStringList terminalsOf(const QString &tabId) const;
    QString currentOf(const QString &tabId) const;
    QJsonValue arrangementOf(const QString &tabId) const;

    bool hasSplits() const;
    void goTo(TerminalSplits::Direction direction);

    TerminalView *terminal(const QString &id) const;
    void setOverlay(const QString &id, const OverlayView &overlay);

    void setAudience(const QString &id, const AudienceView &audience);
    QSize roomOf(const QString &id) const; ///< in cells

    /// Shows that what was typed there goes nowhere.
    void refuse(const QString &id);

    void openSearch();
    void showLinks(); ///< of the current terminal
    void setOptions(const TerminalOptions &options);

    /// Asks in the tabs' place; the last of @p words is the way out.
    void ask(const QString &question, const QStringList &words, std::function<void(int)> answered);

    bool isAsking() const;
    void answerSafely(); ///< leaves what runs as it is

    /// What runs or has ended elsewhere, to be opened from the list.
    void setElsewhere(const QList<ListedTerminal> &terminals);

    /// Asks for a name in the tab's place.
    void askName(const QString &tabId);

    /// Where a terminal can be opened, told while none is. @p hint may be empty.
    void setPlaces(bool cloud, bool local, const QString &hint);

Q_SIGNALS:
    void currentChanged(const QString &id);
    void roomChanged(const QString &id, int columns, int lines);
    void tabChosen(const QString &tabId); ///< of the background, too
    void tabCloseRequested(const QString &tabId);
    void closeRequested(const QString &id);
    void newRequested();
    void listRequested(); ///< it is about to be shown: setElsewhere()
    void elsewhereChosen(const QString &terminalId);
    void forgetRequested(); ///< of those that have ended
    void renamed(const QString &id, const QString &name);
    void splitRequested(Qt::Orientation orientation);
    void cloudTerminalRequested();
    void localTerminalRequested();
    void overlayActionRequested(const QString &id);
    void linkChosen(const QUrl &url);
    void fileChosen(const QString &path, int line, int column);

private:
    struct Page
    {
        TabView tab;
        TerminalSplits *splits = nullptr;
    };

    QWidget *makeEmptyPage();
    TerminalPane *makePane(const QString &id);
    void onFocused(const QString &id);
    void giveSize(QWidget *page);
    void refresh();

    TabBar *m_bar;
    AskStrip *m_ask;
    QStackedWidget *m_stack;
    EmptyState *m_empty = nullptr;
    Button *m_openCloud = nullptr;
    Button *m_openLocal = nullptr;
    QWidget *m_emptyPage;
    QHash<QString, Page> m_pages; ///< by tab
    QHash<QString, TerminalPane *> m_panes;
    QHash<QString, QString> m_tabOf;
    QStringList m_shown;
    QStringList m_background;
    QString m_currentTab;
    TerminalOptions m_options;
};

} // namespace skybranch::ui
