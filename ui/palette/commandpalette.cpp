// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/commandpalette.h"

#include "ui/palette/palettedelegate.h"
#include "ui/palette/palettemodel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/popupkeys.h"
#include "ui/widgets/text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>

namespace skybranch::ui {
namespace {

constexpr int widest = 656;
constexpr int fromTop = 52;
constexpr int edge = 16;
constexpr int mostListHeight = 272;
constexpr int pageRows = 6;

QLabel *makeKey(const QString &words)
{
    QLabel *key = makeLabel(words, "small", "muted");
    key->setProperty("keycap", true);
    key->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return key;
}

} // namespace

CommandPalette::CommandPalette(QWidget *window)
    : QFrame(window)
    , m_model(new PaletteModel(this))
    , m_field(new QLineEdit)
    , m_list(new QListView)
    , m_none(makeLabel({}, "", "muted"))
    , m_count(makeLabel({}, "small", "muted"))
{
    setObjectName(QStringLiteral("commandPalette"));
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("Commands"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFrameShape(NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_none->setObjectName(QStringLiteral("paletteNone"));
    m_none->setContentsMargins(18, 10, 18, 10);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(makeRule());
    layout->addWidget(m_list);
    layout->addWidget(m_none);
    layout->addWidget(makeRule());
    layout->addWidget(makeFoot());
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::onText);
    connect(m_list, &QAbstractItemView::clicked, this, &CommandPalette::run);
    connect(m_list, &QAbstractItemView::entered, this,
            [this](const QModelIndex &index) { choose(index.row()); });
    m_field->installEventFilter(this);
    window->installEventFilter(this);
    hide();
}

QWidget *CommandPalette::makeHead()
{
    m_field->setObjectName(QStringLiteral("paletteField"));
    m_field->setPlaceholderText(tr("Type what you want to do, or where to go"));
    m_field->setAccessibleName(tr("Find a command"));
    auto *head = new QWidget;
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(17, 8, 16, 8);
    layout->setSpacing(8);
    layout->addWidget(new IconLabel(Icon::Search));
    layout->addWidget(m_field, 1);
    layout->addWidget(makeKey(tr("Esc")));
    return head;
}

QWidget *CommandPalette::makeFoot()
{
    m_count->setObjectName(QStringLiteral("paletteCount"));
    auto *foot = new QWidget;
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins(16, 6, 18, 6);
    layout->setSpacing(6);
    layout->addWidget(makeKey(QStringLiteral("↑")));
    layout->addWidget(makeKey(QStringLiteral("↓")));
    layout->addWidget(makeLabel(tr("choose"), "small", "muted"));
    layout->addSpacing(10);
    layout->addWidget(makeKey(tr("Enter")));
    layout->addWidget(makeLabel(tr("run"), "small", "muted"));
    layout->addStretch();
    layout->addWidget(m_count);
    return foot;
}

void CommandPalette::open(const QList<Command> &commands, const QStringList &lastUsed)
{
    if (!isVisible())
        m_before = window()->focusWidget();
    m_model->setCommands(commands, lastUsed);
    m_field->clear();
    onText({});
    show();
    raise();
    place();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::close()
{
    if (!isVisible())
        return;
    hide();
    if (m_before)
        m_before->setFocus(Qt::OtherFocusReason);
}

void CommandPalette::onText(const QString &text)
{
    m_model->setPattern(text);
    const int matches = m_model->matches();
    m_count->setText(tr("%1 of %2").arg(matches).arg(m_model->total()));
    m_none->setText(tr("Nothing is called \"%1\".").arg(text));
    m_none->setVisible(matches == 0);
    m_list->setVisible(matches > 0);
    choose(1);
    m_list->scrollToTop();
    place();
}

void CommandPalette::choose(int row)
{
    if (m_model->command(row))
        m_list->setCurrentIndex(m_model->index(row));
}

void CommandPalette::step(int by)
{
    const int rows = m_model->rowCount();
    const int way = by < 0 ? -1 : 1;
    int row = m_list->currentIndex().row() + by;
    if (std::abs(by) == 1)
        row = (row + rows) % std::max(rows, 1);
    row = std::clamp(row, 0, std::max(rows - 1, 0));
    if (!m_model->command(row))
        row = row + way < 0 ? rows - 1 : row + way;
    choose(row);
    // The name of the group comes into sight with its first row.
    m_list->scrollTo(m_model->index(row > 0 && !m_model->command(row - 1) ? row - 1 : row));
    m_list->scrollTo(m_model->index(row));
}

void CommandPalette::run(const QModelIndex &index)
{
    const Command *found = m_model->command(index.row());
    if (!found || !found->whyNot.isEmpty())
        return;
    const Command command = *found;
    close();
    Q_EMIT used(command.id);
    command.run();
}

void CommandPalette::place()
{
    const int wide = std::min(widest, parentWidget()->width() - 2 * edge);
    int rows = 0;
    for (int row = 0; row < m_model->rowCount() && rows < mostListHeight; ++row)
        rows += m_list->sizeHintForRow(row);
    const int room = parentWidget()->height() - fromTop - edge - 90;
    m_list->setFixedHeight(std::min({rows + 4, mostListHeight, std::max(room, 68)}));
    layout()->activate();
    setGeometry((parentWidget()->width() - wide) / 2, fromTop, wide, sizeHint().height());
}

bool CommandPalette::onKey(const QKeyEvent *key)
{
    if (heedPopupKey(key->key(), [this] { close(); }, [this](int rows) { step(rows); }))
        return true;
    switch (key->key()) {
    case Qt::Key_PageUp:
        step(-pageRows);
        return true;
    case Qt::Key_PageDown:
        step(pageRows);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run(m_list->currentIndex());
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true;
    default:
        return false;
    }
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched != m_field)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::KeyPress)
        return onKey(static_cast<QKeyEvent *>(event));
    // Clicked elsewhere: what was clicked keeps the focus.
    if (event->type() == QEvent::FocusOut
        && static_cast<QFocusEvent *>(event)->reason() == Qt::MouseFocusReason)
        hide();
    return QFrame::eventFilter(watched, event);
}

} // namespace skybranch::ui
