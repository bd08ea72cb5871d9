// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/terminal/outputfilter.h"
#include "ui/terminal/terminalsearch.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QFont>
#include <QWidget>

namespace skybranch::ui {

class EmulatorWidget;
class PtyFeed;

/// A terminal's screen without a shell of its own: feed() it what the other end says, send on what
/// is typed(). UI thread only.
class TerminalView : public QWidget
{
    Q_OBJECT

public:
    /// Direct: bytes go straight to the emulator. Pty: through the widget's own pty, for versions
    /// of the library without that way in; Direct falls back to it by itself.
    enum class Feed { Direct, Pty };

    explicit TerminalView(Feed feed = Feed::Direct, QWidget *parent = nullptr);
    ~TerminalView() override;

    /// Shows @p output. Give at most 32 KiB a call, so that the window stays alive between them.
    void feed(const QByteArray &output);
    bool isFedDirectly() const { return m_session != nullptr; }

    /// What a program left on of modes does not reach the next one, which begins on a line of its
    /// own.
    void beginAnew();

    /// Below the line of the cursor, in pixels of this widget.
    int textEnd() const;

    int columns() const;
    int lines() const;

    /// History and screen as plain lines.
    QString screenText() const;

    QString selectedText() const;
    void copy();
    /// The clipboard. Several lines for a shell that would run each at once are pasteDoubted().
    void paste();
    void pasteText(const QString &text);
    void zoomIn();
    void zoomOut();
    void resetZoom();

    /// Selects what it has found, and scrolls there.
    TerminalSearch::Count find(const QString &needle, TerminalSearch::Step step);
    void clear();

    /// While not allowed, each key is refused().
    void setTyping(bool allowed);

    void setCopyOnSelect(bool copies) { m_copyOnSelect = copies; }

    QWidget *focusTarget() const;

Q_SIGNALS:
    void typed(const QByteArray &bytes);
    void refused(); ///< somebody typed while that is not allowed
    void resized(int columns, int lines);
    void titleChanged(const QString &title);
    void linkActivated(const QUrl &url); ///< clicked with Ctrl; from a stranger's text
    void pasteDoubted(const QString &text);
    void focused();

private Q_SLOTS:
    void measure();

private:
    void applyTheme();
    bool eventFilter(QObject *watched, QEvent *event) override;
    void pasteFrom(QClipboard::Mode mode);
    bool pastesByMouse(const QMouseEvent &mouse) const;
    bool isAwaited(const QByteArray &bytes);

    EmulatorWidget *m_terminal;
    TerminalSearch m_search;
    QWidget *m_display = nullptr;
    QObject *m_session = nullptr;
    QObject *m_emulator = nullptr; ///< known once it has sent something: a key, an answer
    PtyFeed *m_pty = nullptr;
    OutputFilter m_filter;
    QElapsedTimer m_lastFed;
    bool m_echoDue = false; ///< something was typed since the last echo
    int m_columns = 0;
    int m_lines = 0;
    bool m_typing = true;
    bool m_copyOnSelect = false;
    QFont m_font;
};

} // namespace skybranch::ui
