// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/terminal/celllimit.h"
#include "ui/terminal/terminaloverlay.h"
#include "ui/terminal/terminalsearch.h"

#include <QUrl>

namespace skybranch::ui {

class AskStrip;
class ElidedLabel;
class PaneHint;
class SearchStrip;
class TerminalView;
struct TerminalLink;

/// Who else watches a terminal.
struct AudienceView
{
    QSize cells; ///< what all of them have room for; empty: as many as fit
    QString words; ///< empty: nobody does
    bool stays = false; ///< the words have a place of their own above the terminal

    friend bool operator==(const AudienceView &, const AudienceView &) = default;
};

/// One terminal with all that lies over it: what keeps one from typing, the search, and questions
/// about what would be pasted or opened.
class TerminalPane : public QWidget
{
    Q_OBJECT

public:
    explicit TerminalPane(const QString &id, QWidget *parent = nullptr);

    const QString &id() const { return m_id; }
    TerminalView *view() const { return m_view; }
    TerminalOverlay *overlay() const { return m_overlay; }

    void setOverlay(const OverlayView &overlay);
    void setAudience(const AudienceView &audience);

    /// The cells that there would be for a terminal that nobody else watches.
    QSize room() const;

    /// Where the keys of this pane go: the terminal, or the button of what lies over it.
    void takeFocus();

    /// One of several, which shows by a line above it whether the keys go there.
    void setMarked(bool several, bool current, bool cloud);

    void openSearch();
    void askPaste(const QString &text);
    /// A file opens at once, a page after a question that shows where it leads.
    void follow(const TerminalLink &link);

    /// All links in sight, to choose from by keys.
    void showLinks();

Q_SIGNALS:
    void roomChanged(int columns, int lines);
    void focused();
    void linkChosen(const QUrl &url);
    void fileChosen(const QString &path, int line, int column);
    void actionRequested();
    void closeRequested();

private:
    void askLink(const QUrl &url);
    void search(TerminalSearch::Step step);
    void layOut();
    int above() const;
    void placeAudience();
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

    QString m_id;
    TerminalView *m_view;
    TerminalOverlay *m_overlay;
    SearchStrip *m_search;
    AskStrip *m_ask;
    PaneHint *m_hint;
    CellLimit m_limit;
    QSize m_room; ///< as told last
    ElidedLabel *m_audience;
    bool m_wordsStay = false;
    bool m_several = false;
    bool m_marked = false;
    bool m_cloud = true;
};

} // namespace skybranch::ui
