// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/terminallinks.h"

#include "ui/terminal/screenmarks.h"
#include "ui/terminal/screenreader.h"

#include <QMouseEvent>
#include <QRegularExpression>
#include <QScrollBar>

#include <algorithm>

namespace skybranch::ui {
namespace {

constexpr qsizetype mostLaid = 400; ///< a screen of files; a VM may send any number
constexpr qsizetype longestText = 2000;

bool covers(const TerminalLink &link, const QPoint &cell)
{
    const ScreenMatch &place = link.place;
    const bool afterStart = cell.y() > place.firstRow
        || (cell.y() == place.firstRow && cell.x() >= place.firstColumn);
    const bool beforeEnd
        = cell.y() < place.lastRow || (cell.y() == place.lastRow && cell.x() <= place.lastColumn);
    return afterStart && beforeEnd;
}

/// As it stands on the screen: without colours and controls.
QString plain(const QByteArray &output)
{
    static const QRegularExpression sequences(QStringLiteral("\x1b\\[[0-9;:?]*[@-~]|\x1b."));
    QString text = QString::fromUtf8(output).remove(sequences);
    text.removeIf([](QChar c) { return c.category() == QChar::Other_Control; });
    return text;
}

QString webAddress(const QUrl &url)
{
    const bool web
        = url.scheme() == QLatin1StringView("https") || url.scheme() == QLatin1StringView("http");
    return web && !url.host().isEmpty() ? QString::fromLatin1(url.toEncoded()) : QString();
}

} // namespace

TerminalLinks::TerminalLinks(const ScreenReader &reader, QWidget *display, ScreenMarks *marks,
                             QObject *parent)
    : QObject(parent)
    , m_reader(reader)
    , m_display(display)
    , m_marks(marks)
{
    display->installEventFilter(this);
    if (QScrollBar *bar = reader.scrollBar())
        connect(bar, &QScrollBar::valueChanged, this, &TerminalLinks::leave);
}

void TerminalLinks::lay(const QUrl &url)
{
    const QString text = plain(std::exchange(m_openText, {})).trimmed();
    if (m_open && !text.isEmpty()) {
        m_open->text = text;
        m_laid.append(*m_open);
    }
    if (m_laid.size() > mostLaid)
        m_laid.removeFirst();
    m_open.reset();
    const QPoint cursor = m_reader.cursor();
    if (!url.isEmpty())
        m_open = Laid{url, cursor.y(), cursor.x(), {}};
}

void TerminalLinks::pass(const QByteArray &output)
{
    // A link that does not end is none.
    if (m_open && m_openText.size() + output.size() > longestText)
        m_open.reset();
    if (m_open)
        m_openText += output;
    leave();
}

/// Its text has to stand there still. It has moved up where the history was full.
QList<TerminalLink> TerminalLinks::laidLinks(const QList<ScreenRow> &rows) const
{
    QList<TerminalLink> links;
    const int top = m_reader.topRow();
    for (const Laid &laid : m_laid) {
        for (int row = std::min(laid.row - top, int(rows.size()) - 1); row >= 0; --row) {
            const auto places = findAt(rows, m_reader.columns(), row, laid.column, laid.text);
            if (places.isEmpty())
                continue;
            const QString url = webAddress(laid.url);
            const QString path = laid.url.isLocalFile() || laid.url.scheme() == u"file"
                ? laid.url.path()
                : QString();
            links.append({.url = url, .path = path, .place = places.first()});
            break;
        }
    }
    return links;
}

bool TerminalLinks::leads(TerminalLink &link) const
{
    if (!link.url.isEmpty())
        return true;
    if (m_findFile && !link.path.isEmpty())
        link.path = m_findFile(link.path);
    return m_findFile && !link.path.isEmpty();
}

QList<TerminalLink> TerminalLinks::links() const
{
    if (m_known)
        return *m_known;
    const QList<ScreenRow> rows = m_reader.visibleRows();
    QList<TerminalLink> found;
    // What a program says of its text goes before what the text looks like; the last says most.
    QList<TerminalLink> all = laidLinks(rows);
    std::ranges::reverse(all);
    all += findLinks(rows, m_reader.columns());
    for (TerminalLink &link : all) {
        const QPoint start(link.place.firstColumn, link.place.firstRow);
        const bool taken = std::ranges::any_of(
            found, [&](const TerminalLink &other) { return covers(other, start); });
        if (!taken && leads(link))
            found.append(link);
    }
    m_known = found;
    return found;
}

std::optional<TerminalLink> TerminalLinks::linkAt(const QPoint &point) const
{
    QPoint cell = m_reader.cellAt(point);
    cell.ry() -= m_reader.topRow();
    const QList<TerminalLink> all = links();
    const auto found
        = std::ranges::find_if(all, [&](const TerminalLink &link) { return covers(link, cell); });
    if (found == all.end())
        return {};
    return *found;
}

void TerminalLinks::hover(const QPoint &point)
{
    if (!m_known && m_reader.hasLongSelection())
        return;
    const auto link = linkAt(point);
    QList<QRect> cells;
    if (link) {
        const int top = m_reader.topRow();
        const ScreenMatch &place = link->place;
        for (int row = place.firstRow; row <= place.lastRow; ++row)
            cells << m_reader.cells(top + row, row == place.firstRow ? place.firstColumn : 0,
                                    row == place.lastRow ? place.lastColumn
                                                         : m_reader.columns() - 1);
    }
    m_marks->setLink(cells);
}

void TerminalLinks::leave()
{
    m_known.reset();
    m_marks->setLink({});
}

bool TerminalLinks::follow(const QPoint &point)
{
    const auto link = linkAt(point);
    if (!link)
        return false;
    leave();
    Q_EMIT activated(*link);
    return true;
}

bool TerminalLinks::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseMove:
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease: {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        const bool follows = mouse->modifiers().testFlag(Qt::ControlModifier);
        if (event->type() == QEvent::MouseMove && follows && mouse->buttons() == Qt::NoButton)
            hover(mouse->position().toPoint());
        else if (event->type() == QEvent::MouseMove && !m_marks->link().isEmpty())
            leave();
        if (event->type() == QEvent::MouseButtonPress && follows
            && mouse->button() == Qt::LeftButton && follow(mouse->position().toPoint()))
            return true;
        break;
    }
    case QEvent::KeyRelease:
    case QEvent::Leave:
    case QEvent::Resize:
        leave();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace skybranch::ui
