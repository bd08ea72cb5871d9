// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/terminalview.h"

#include "ui/terminal/ptyfeed.h"
#include "ui/theme/terminalscheme.h"
#include "ui/theme/theme.h"

#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMetaMethod>
#include <QUrl>

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
    , m_search(m_terminal)
{
    setObjectName(QStringLiteral("terminalFrame"));
    setAttribute(Qt::WA_StyledBackground);
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
    connect(m_terminal, &QTermWidget::sendData, this, [this](const char *bytes, int size) {
        if (!m_emulator)
            m_emulator = emulatorOf(m_terminal->sender());
        m_echoDue = true;
        if (m_typing)
            Q_EMIT typed(QByteArray(bytes, size));
        else
            Q_EMIT refused();
    });
    connect(m_terminal, &QTermWidget::copyAvailable, this, [this](bool available) {
        if (available && m_copyOnSelect)
            copy();
    });
    connect(m_terminal, &QTermWidget::titleChanged, this,
            [this] { Q_EMIT titleChanged(m_terminal->title()); });
    connect(m_terminal, &QTermWidget::urlActivated, this,
            [this](const QUrl &url, bool) { Q_EMIT linkActivated(url); });
    m_display = qobject_cast<QWidget *>(childOfClass(m_terminal, "Konsole::TerminalDisplay"));
    if (m_display) {
        connect(m_display, SIGNAL(changedContentSizeSignal(int, int)), this, SLOT(measure()));
        m_display->installEventFilter(this);
    }
    connect(&Theme::instance(), &Theme::changed, this, &TerminalView::applyTheme);
    applyTheme();
}

TerminalView::~TerminalView() = default;

void TerminalView::applyTheme()
{
    const QFont font = Theme::instance().font(FontRole::Terminal);
    // Zoomed ones keep their size when only the colours change.
    if (font.family() != m_font.family() || font.pointSizeF() != m_font.pointSizeF())
        m_terminal->setTerminalFont(font);
    m_font = font;
    m_terminal->setColorScheme(terminalSchemeFile(Theme::instance().isDark()));
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
    if (!m_session) {
        m_pty->write(bytes);
        return;
    }
    QMetaObject::invokeMethod(m_session, "onReceiveBlock", Qt::DirectConnection,
                              Q_ARG(const char *, bytes.constData()),
                              Q_ARG(int, static_cast<int>(bytes.size())));
    // By itself the emulator waits 10 ms for more. (setHistorySize() paints too, and scrambles a
    // full history.)
    if (isAwaited(bytes) && m_emulator)
        QMetaObject::invokeMethod(m_emulator, "showBulk", Qt::DirectConnection);
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
    Q_EMIT resized(m_columns, m_lines);
}

QString TerminalView::screenText() const
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    m_terminal->saveHistory(&buffer);
    return QString::fromUtf8(buffer.data());
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
    return m_search.find(needle, step);
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
