// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/terminal/commandclock.h"
#include "ui/terminal/commandtexts.h"
#include "ui/terminal/localfiles.h"
#include "ui/terminal/outputfilter.h"
#include "ui/terminal/screenreader.h"
#include "ui/terminal/terminallinks.h"
#include "ui/terminal/terminaloptions.h"
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

    /// Shows what was put out before anybody looked: nothing of it is answered, copied or told.
    void replay(const QByteArray &output);
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

    /// The rows of the screen without the history, whatever is in sight.
    QStringList screenRows() const;

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
    void stopSearch();
    void clear();

    /// While not allowed, each key is refused().
    void setTyping(bool allowed);

    void setOptions(const TerminalOptions &options);

    /// Where the files are that its programs name.
    void setFiles(std::function<TerminalFiles()> files) { m_files = std::move(files); }

    /// Where its shell says that it is, in its own computer; empty: it has not said.
    QString folder() const { return m_folder; }

    /// The links in sight; the paths of files are those of this computer.
    QList<TerminalLink> links() const { return m_links ? m_links->links() : QList<TerminalLink>(); }

    QWidget *focusTarget() const;

Q_SIGNALS:
    void typed(const QByteArray &bytes);
    void answered(const QByteArray &bytes); ///< by the emulator, to a program that has asked
    void refused(); ///< somebody typed while that is not allowed
    void resized(int columns, int lines);
    void titleChanged(const QString &title);
    void linkActivated(const TerminalLink &link); ///< clicked with Ctrl; from a stranger's text
    void found(int current, int all); ///< while one searches, after output
    void copied(const QString &text); ///< a program has put it into the clipboard
    void rang();
    void told(const ProgramNews &news); ///< a stranger's words
    void commandEnded(std::chrono::milliseconds took, int exitCode);
    void folderChanged();
    void pasteDoubted(const QString &text);
    void focused();

private Q_SLOTS:
    void measure();

private:
    void applyTheme();
    void connectTerminal();
    void connectDisplay();
    void showOutput(const QByteArray &output);
    void obey(const TerminalCommand &command);
    void copyFor(const QByteArray &text);
    void endCommand(const QByteArray &mark);
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void pasteFrom(QClipboard::Mode mode);
    bool pastesByMouse(const QMouseEvent &mouse) const;
    bool isAwaited(const QByteArray &bytes);

    EmulatorWidget *m_terminal;
    QWidget *m_display; ///< null in a version of the library where it can not be found
    ScreenReader m_reader;
    TerminalLinks *m_links = nullptr;
    TerminalSearch *m_search = nullptr;
    QObject *m_session = nullptr;
    QObject *m_emulator = nullptr; ///< known once it has sent something: a key, an answer
    PtyFeed *m_pty = nullptr;
    OutputFilter m_filter;
    QElapsedTimer m_lastFed;
    bool m_echoDue = false; ///< something was typed since the last echo
    int m_columns = 0;
    int m_lines = 0;
    bool m_typing = true;
    bool m_feeding = false; ///< what is sent now is an answer
    bool m_replaying = false;
    bool m_used = false; ///< somebody has typed in it, or clicked
    TerminalOptions m_options;
    std::function<TerminalFiles()> m_files;
    QString m_folder;
    CommandClock m_clock;
    QFont m_font;
};

} // namespace skybranch::ui
