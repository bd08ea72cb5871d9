// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/terminal/terminalmenu.h"

#include <QAbstractButton>
#include <QList>
#include <QWidget>

class QLineEdit;
class QToolButton;

namespace skybranch::ui {

class IconButton;

struct TabView
{
    QString id;
    QString name;
    bool cloud = true; ///< where one types: the cloud, or this computer
    bool unseen = false; ///< output came while it was not in sight
    QString folder; ///< where its shell says that it is

    friend bool operator==(const TabView &, const TabView &) = default;
};

/// One tab. objectName "tab", its cross "tabClose".
class Tab : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Tab(QWidget *parent);

    void setView(const TabView &view);
    const TabView &view() const { return m_view; }
    QSize sizeHint() const override;
    bool isCut() const; ///< its name is longer than a tab may be

Q_SIGNALS:
    void closeRequested();
    void renameRequested();

private:
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintSelection(QPainter &painter) const;

    TabView m_view;
    QToolButton *m_close;
};

/// The tabs of one workspace's terminals, 36 px high. Too many shrink to 96 px, then scroll by
/// the list menu at the end.
class TabBar : public QWidget
{
    Q_OBJECT

public:
    explicit TabBar(QWidget *parent = nullptr);

    /// @p background: what runs on without a tab, to be found in the list.
    void setTabs(const QList<TabView> &tabs, const QString &currentId,
                 const QList<TabView> &background = {});

    void setElsewhere(const QList<ListedTerminal> &terminals);

    /// Asks for its name, in its place.
    void askName(const QString &id);

    QSize sizeHint() const override { return {400, 36}; }
    QSize minimumSizeHint() const override { return {200, 36}; }

Q_SIGNALS:
    void chosen(const QString &id);
    void closeRequested(const QString &id);
    void newRequested();
    void listRequested(); ///< about to be shown
    void elsewhereChosen(const QString &id);
    void forgetRequested();
    void renamed(const QString &id, const QString &name);
    void renameEnded();
    void searchRequested();
    void splitRequested();

private:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    int widestFor(int room) const;
    void place();
    void fillListMenu();
    void addToList(const TabView &view);
    void listElsewhere();
    void endName(bool taken);
    bool eventFilter(QObject *watched, QEvent *event) override;

    QList<ListedTerminal> m_elsewhere;
    QLineEdit *m_name; ///< over the tab that gets another one
    QString m_named; ///< that tab
    QList<Tab *> m_tabs;
    QList<TabView> m_background;
    IconButton *m_plus;
    IconButton *m_list;
    IconButton *m_search;
    IconButton *m_split;
};

} // namespace skybranch::ui
