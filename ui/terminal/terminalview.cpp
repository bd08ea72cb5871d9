// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/terminalview.h"

#include "ui/terminal/ptyfeed.h"
#include "ui/terminal/screenmarks.h"
#include "ui/theme/terminalscheme.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMetaMethod>
#include <QPainter>
#include <QScopedValueRollback>

#include <chrono>
#include <utility>

// The library's headers need the keywords that we build without.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <qtermwidget.h>
#undef signals
#undef slots

namespace skybranch::ui {

/// Tells who makes it send: the emulator, which nothing else of the library leads to.
class EmulatorWidget : public QTermWidget
{
public:
    using QObject::sender;
    using QTermWidget::QTermWidget;
};

namespace {

constexpr int historyLines = 10'000;
/// Output below this size may be painted at once; more waits for the emulator's own timers.
constexpr qsizetype echoSize = 4096;
constexpr std::chrono::milliseconds silence{8};

// Of the commands that the emulator does not know.
constexpr int folderCode = 7;
constexpr int linkCode = 8;
constexpr int newsCode = 9;
constexpr int copyCode = 52;
constexpr int marksCode = 133;
constexpr int otherNewsCode = 777;

QObject *childOfClass(const QObject *parent, const char *className)
{
    for (QObject *child : parent->children()) {
        if (qstrcmp(child->metaObject()->className(), className) == 0)
            return child;
        if (QObject *found = childOfClass(child, className))
            return found;
    }
    return nullptr;
}

QObject *directSession(const QTermWidget *terminal)
{
    QObject *session = childOfClass(terminal, "Konsole::Session");
    const bool usable
        = session && session->metaObject()->indexOfMethod("onReceiveBlock(const char*,int)") >= 0;
    return usable ? session : nullptr;
}

/// @p sender, where it can be told to paint what it holds back.
QObject *emulatorOf(QObject *sender)
{
    const bool usable = sender && sender->metaObject()->indexOfMethod("showBulk()") >= 0;
    return usable ? sender : nullptr;
}

/// @p text without what could end a bracketed paste or move the cursor.
QString pastable(QString text)
{
    text.replace(QLatin1StringView("\r\n"), QLatin1StringView("\n")).replace(u'\r', u'\n');
    text.removeIf(
        [](QChar c) { return c.category() == QChar::Other_Control && c != u'\n' && c != u'\t'; });
    return text;
}

} // namespace

TerminalView::TerminalView(Feed feed, QWidget *parent)
    : QWidget(parent)
    , m_terminal(new EmulatorWidget(0, this))
    , m_display(qobject_cast<QWidget *>(childOfClass(m_terminal, "Konsole::TerminalDisplay")))
    , m_reader(m_terminal, m_display)
{
    setObjectName(QStringLiteral("terminalFrame"));
    m_terminal->setObjectName(QStringLiteral("terminal"));
    m_terminal->setAccessibleName(tr("Terminal"));
    m_terminal->setHistorySize(historyLines);
    m_terminal->setScrollBarPosition(QTermWidgetInterface::ScrollBarRight);
    m_terminal->setMargin(0);
    m_terminal->setTerminalSizeHint(false);
    m_terminal->setConfirmMultilinePaste(false);
    m_terminal->setFlowControlWarningEnabled(false);
    m_terminal->setTerminalFont(Theme::instance().font(FontRole::Terminal));
    m_terminal->startTerminalTeletype();
    if (feed == Feed::Direct)
        m_session = directSession(m_terminal);
    if (!m_session)
        m_pty = new PtyFeed(m_terminal->getPtySlaveFd(), this);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 12, 4, 12);
    layout->addWidget(m_terminal);
    setFocusProxy(m_terminal);
    connectTerminal();
    if (m_display)
        connectDisplay();
    connect(&Theme::instance(), &Theme::changed, this, &TerminalView::applyTheme);
    applyTheme();
}

TerminalView::~TerminalView() = default;

void TerminalView::connectTerminal()
{
    connect(m_terminal, &QTermWidget::sendData, this, [this](const char *bytes, int size) {
        if (!m_emulator)
            m_emulator = emulatorOf(m_terminal->sender());
        // An input method that composes sends nothing, at each step.
        if (size == 0)
            return;
        if (m_feeding) {
            if (m_typing && !m_replaying)
                Q_EMIT answered(QByteArray(bytes, size));
            return;
        }
        m_echoDue = true;
        if (m_typing)
            Q_EMIT typed(QByteArray(bytes, size));
        else
            Q_EMIT refused();
    });
    connect(m_terminal, &QTermWidget::copyAvailable, this, [this](bool available) {
        if (available && m_options.copyOnSelect)
            copy();
    });
    connect(m_terminal, &QTermWidget::titleChanged, this,
            [this] { Q_EMIT titleChanged(m_terminal->title()); });
    connect(m_terminal, &QTermWidget::bell, this, [this] {
        if (!m_replaying)
            Q_EMIT rang();
    });
}

void TerminalView::connectDisplay()
{
    connect(m_display, SIGNAL(changedContentSizeSignal(int, int)), this, SLOT(measure()));
    m_display->installEventFilter(this);
    auto *marks = new ScreenMarks(m_display);
    m_search = new TerminalSearch(m_reader, m_display, marks, this);
    connect(m_search, &TerminalSearch::counted, this, &TerminalView::found);
    m_links = new TerminalLinks(m_reader, m_display, marks, this);
    m_links->setFileFinder([this](const QString &path) {
        return m_files ? localFile(path, m_folder, m_files()) : QString();
    });
    connect(m_links, &TerminalLinks::activated, this, &TerminalView::linkActivated);
}

void TerminalView::applyTheme()
{
    const QFont font = Theme::instance().font(FontRole::Terminal);
    // Zoomed ones keep their size when only the colours change.
    if (font.family() != m_font.family() || font.pointSizeF() != m_font.pointSizeF())
        m_terminal->setTerminalFont(font);
    m_font = font;
    const bool known = terminalSchemes().contains(m_options.scheme);
    m_terminal->setColorScheme(known ? m_options.scheme
                                     : terminalSchemeFile(Theme::instance().isDark()));
    update();
}

void TerminalView::setOptions(const TerminalOptions &options)
{
    const bool painted = options.scheme != m_options.scheme;
    m_options = options;
    m_terminal->setBidiEnabled(options.rightToLeft);
    if (painted)
        applyTheme();
}

/// The space around the text has its background.
void TerminalView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(),
                     m_display ? m_display->palette().color(m_display->backgroundRole())
                               : color(Token::BgTerm));
}

/// An echo, or the first words after a silence. Little pieces of a flood are neither: to paint
/// each of them takes longer than to read it.
bool TerminalView::isAwaited(const QByteArray &bytes)
{
    const bool afterSilence = !m_lastFed.isValid() || m_lastFed.durationElapsed() > silence;
    m_lastFed.start();
    if (bytes.size() >= echoSize)
        return false;
    return std::exchange(m_echoDue, false) || afterSilence;
}

void TerminalView::feed(const QByteArray &output)
{
    const QByteArray bytes = m_filter.pass(output);
    qsizetype shown = 0;
    for (const TerminalCommand &command : m_filter.takeCommands()) {
        // Where the cursor is then is where the link's text begins or ends.
        if (command.code == linkCode && command.at > shown) {
            showOutput(bytes.sliced(shown, command.at - shown));
            shown = command.at;
        }
        obey(command);
    }
    if (shown < bytes.size())
        showOutput(bytes.sliced(shown));
}

void TerminalView::replay(const QByteArray &output)
{
    const QScopedValueRollback replaying(m_replaying, true);
    feed(output);
}

void TerminalView::showOutput(const QByteArray &output)
{
    if (!m_session) {
        m_pty->write(output);
        return;
    }
    const QScopedValueRollback feeding(m_feeding, true);
    QMetaObject::invokeMethod(m_session, "onReceiveBlock", Qt::DirectConnection,
                              Q_ARG(const char *, output.constData()),
                              Q_ARG(int, static_cast<int>(output.size())));
    if (m_links) {
        m_links->pass(output);
        m_search->noteChange();
    }
    // By itself the emulator waits 10 ms for more. (setHistorySize() paints too, and scrambles a
    // full history.)
    if (isAwaited(output) && m_emulator)
        QMetaObject::invokeMethod(m_emulator, "showBulk", Qt::DirectConnection);
}

void TerminalView::obey(const TerminalCommand &command)
{
    const bool tells = command.code != folderCode && command.code != linkCode;
    if (m_replaying && tells)
        return;
    if (command.code == copyCode)
        copyFor(command.text);
    if (command.code == marksCode)
        endCommand(command.text);
    if (command.code == newsCode || command.code == otherNewsCode) {
        if (const auto news = newsOf(command.code, command.text))
            Q_EMIT told(*news);
    }
    if (command.code == linkCode && m_links && m_session)
        m_links->lay(linkOf(command.text).value_or(QUrl()));
    if (command.code == folderCode) {
        const auto folder = folderOf(command.text);
        if (folder && std::exchange(m_folder, *folder) != *folder)
            Q_EMIT folderChanged();
    }
}

void TerminalView::endCommand(const QByteArray &mark)
{
    if (const auto ended = m_clock.mark(mark))
        Q_EMIT commandEnded(ended->took, ended->exitCode);
}

/// For a program in a terminal that its user knows of.
void TerminalView::copyFor(const QByteArray &text)
{
    const auto copy = m_used && m_options.programsCopy ? copyOf(text) : std::nullopt;
    if (!copy)
        return;
    QGuiApplication::clipboard()->setText(*copy);
    Q_EMIT copied(*copy);
}

void TerminalView::beginAnew()
{
    // The other screen, application keys, mouse, marked pastes, the cursor and colours.
    static constexpr QByteArrayView standard(
        "\x1b[?1047l\x1b[?1l\x1b>\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l"
        "\x1b[?25h\x1b[0m");
    feed(standard.toByteArray());
    if (m_display && m_display->inputMethodQuery(Qt::ImCursorPosition).toInt() > 0)
        feed("\r\n");
}

int TerminalView::textEnd() const
{
    if (!m_display)
        return 0;
    const QRect cursor = m_display->inputMethodQuery(Qt::ImCursorRectangle).toRect();
    return m_display->mapTo(this, cursor.bottomLeft()).y() + 1;
}

int TerminalView::columns() const
{
    return m_terminal->screenColumnsCount();
}

int TerminalView::lines() const
{
    return m_terminal->screenLinesCount();
}

void TerminalView::measure()
{
    if (columns() == m_columns && lines() == m_lines)
        return;
    m_columns = columns();
    m_lines = lines();
    if (m_search)
        m_search->noteChange();
    Q_EMIT resized(m_columns, m_lines);
}

QString TerminalView::screenText() const
{
    return m_reader.text();
}

QStringList TerminalView::screenRows() const
{
    QStringList rows;
    for (const ScreenRow &row : m_reader.rowsFrom(m_reader.rows() - m_reader.lines()))
        rows << row.text;
    return rows;
}

QString TerminalView::selectedText() const
{
    return m_terminal->selectedText();
}

void TerminalView::copy()
{
    m_terminal->copyClipboard();
}

void TerminalView::paste()
{
    pasteFrom(QClipboard::Clipboard);
}

void TerminalView::pasteFrom(QClipboard::Mode mode)
{
    if (!m_typing) {
        Q_EMIT refused();
        return;
    }
    const QString text = pastable(QGuiApplication::clipboard()->text(mode));
    QString bracketed = text;
    m_terminal->bracketText(bracketed);
    if (text.contains(u'\n') && bracketed == text)
        Q_EMIT pasteDoubted(text);
    else
        pasteText(text);
}

void TerminalView::pasteText(const QString &text)
{
    QString sent = text;
    m_terminal->bracketText(sent);
    if (!text.isEmpty())
        m_terminal->sendText(sent.replace(u'\n', u'\r'));
}

/// A program that wants to have the mouse gets it.
bool TerminalView::pastesByMouse(const QMouseEvent &mouse) const
{
    bool selects = true;
    QMetaObject::invokeMethod(m_display, "usesMouse", qReturnArg(selects));
    return mouse.button() == Qt::MiddleButton
        && (selects || mouse.modifiers().testFlag(Qt::ShiftModifier));
}

/// Shift+Insert, the middle button and the like of the library would paste past us.
bool TerminalView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn)
        Q_EMIT focused();
    if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::KeyPress
        || event->type() == QEvent::InputMethod)
        m_used = true;
    if (event->type() == QEvent::MouseButtonPress
        && pastesByMouse(*static_cast<QMouseEvent *>(event))) {
        // Where the system has no selection, it pastes what was copied.
        const bool selection = QGuiApplication::clipboard()->supportsSelection();
        pasteFrom(selection ? QClipboard::Selection : QClipboard::Clipboard);
        return true;
    }
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() != Qt::Key_Insert || key->modifiers() != Qt::ShiftModifier)
        return QWidget::eventFilter(watched, event);
    paste();
    return true;
}

void TerminalView::zoomIn()
{
    m_terminal->zoomIn();
}

void TerminalView::zoomOut()
{
    m_terminal->zoomOut();
}

void TerminalView::resetZoom()
{
    m_terminal->setTerminalFont(Theme::instance().font(FontRole::Terminal));
}

TerminalSearch::Count TerminalView::find(const QString &needle, TerminalSearch::Step step)
{
    return m_search ? m_search->find(needle, step) : TerminalSearch::Count();
}

void TerminalView::stopSearch()
{
    if (m_search)
        m_search->stop();
}

void TerminalView::clear()
{
    m_terminal->clear();
}

void TerminalView::setTyping(bool allowed)
{
    m_typing = allowed;
}

QWidget *TerminalView::focusTarget() const
{
    return m_terminal;
}

} // namespace skybranch::ui
