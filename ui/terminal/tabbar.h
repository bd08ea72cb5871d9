// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QList>
#include <QWidget>

class QToolButton;

namespace skybranch::ui {

class IconButton;

struct TabView
{
    QString id;
    QString name;
    bool cloud = true; ///< where one types: the cloud, or this computer
    bool unseen = false; ///< output came while it was not in sight

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

Q_SIGNALS:
    void closeRequested();

private:
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

    void setTabs(const QList<TabView> &tabs, const QString &currentId);

    QSize sizeHint() const override { return {400, 36}; }
    QSize minimumSizeHint() const override { return {200, 36}; }

Q_SIGNALS:
    void chosen(const QString &id);
    void closeRequested(const QString &id);
    void newRequested();
    void searchRequested();

private:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    int widestFor(int room) const;
    void place();
    void fillListMenu();

    QList<Tab *> m_tabs;
    IconButton *m_plus;
    IconButton *m_list;
    IconButton *m_search;
};

} // namespace skybranch::ui
