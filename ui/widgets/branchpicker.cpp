// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/branchpicker.h"

#include "ui/theme/icons.h"
#include "ui/widgets/branchmodel.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QLocale>

namespace skybranch::ui {
namespace {

constexpr int shownRows = 5;
constexpr int listPadding = 4;

} // namespace

BranchPicker::BranchPicker(const QString &name, const QString &objectName, QWidget *parent)
    : QFrame(parent)
    , m_model(new BranchModel(this))
    , m_field(new QLineEdit)
    , m_count(makeLabel({}, "small", "muted"))
    , m_list(new QListView)
    , m_none(makeLabel({}, "", "muted", m_list))
{
    setObjectName(objectName);
    m_field->setObjectName(objectName + QStringLiteral("Search"));
    m_field->setProperty("joined", true);
    m_field->setPlaceholderText(name);
    m_field->setAccessibleName(name);
    m_field->addAction(makeIcon(Icon::Search), QLineEdit::LeadingPosition);
    auto *inField = new QHBoxLayout(m_field);
    inField->setContentsMargins(0, 0, 9, 0);
    inField->addStretch();
    inField->addWidget(m_count);
    m_list->setObjectName(objectName + QStringLiteral("List"));
    m_list->setProperty("joined", true);
    m_list->setAccessibleName(name);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new BranchDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    m_none->move(10, 10);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &BranchPicker::filter);
    connect(m_list, &QListView::clicked, this, &BranchPicker::take);
    fitRows();
    updateCount();
}

QString BranchPicker::searched() const
{
    return m_field->text().trimmed();
}

QWidget *BranchPicker::field() const
{
    return m_field;
}

void BranchPicker::setRows(const QList<BranchRow> &rows)
{
    m_model->setRows(rows);
    filter();
}

void BranchPicker::choose(const QString &name)
{
    const int place = m_model->placeOf(name);
    show(place >= 0 && !m_model->row(place).isTaken ? name : QString());
}

void BranchPicker::filter()
{
    m_model->setSearch(searched());
    const int place = m_chosen.isEmpty() ? -1 : m_model->placeOf(m_chosen);
    const int free = m_model->firstFree();
    if (place >= 0 && !m_model->row(place).isTaken)
        show(m_chosen);
    else
        show(free >= 0 && !searched().isEmpty() ? m_model->row(free).name : QString());
    updateCount();
}

void BranchPicker::updateCount()
{
    const QLocale locale;
    const int shown = m_model->rowCount();
    m_count->setText(
        searched().isEmpty()
            ? locale.toString(m_model->total())
            : tr("%1 of %2").arg(locale.toString(shown), locale.toString(m_model->total())));
    m_field->layout()->activate();
    m_field->setTextMargins(0, 0, m_count->sizeHint().width() + 12, 0);
    m_none->setText(searched().isEmpty() ? tr("No branches yet")
                                         : tr("No branch matches \"%1\".").arg(searched()));
    m_none->adjustSize();
    m_none->setVisible(shown == 0);
}

/// Selects the row of @p name, and tells it where it is another one.
void BranchPicker::show(const QString &wanted)
{
    const QString name = wanted; // it may be m_chosen itself
    const int place = name.isEmpty() ? -1 : m_model->placeOf(name);
    const QModelIndex index = m_model->index(place, 0);
    m_list->setCurrentIndex(index);
    if (index.isValid())
        m_list->scrollTo(index);
    m_field->setAccessibleDescription(
        index.isValid() ? index.data(Qt::AccessibleTextRole).toString() : QString());
    if (std::exchange(m_chosen, name) != name)
        Q_EMIT chosenChanged(m_chosen);
}

void BranchPicker::take(const QModelIndex &index)
{
    if (index.isValid() && !m_model->row(index.row()).isTaken)
        show(m_model->row(index.row()).name);
    m_field->setFocus(Qt::OtherFocusReason);
}

/// The next row that can be chosen, in the direction of @p key; false for other keys.
bool BranchPicker::step(int key)
{
    const bool page = key == Qt::Key_PageUp || key == Qt::Key_PageDown;
    const bool down = key == Qt::Key_Down || key == Qt::Key_PageDown;
    if (!down && key != Qt::Key_Up && key != Qt::Key_PageUp)
        return false;
    const int direction = down ? 1 : -1;
    const int start = m_list->currentIndex().isValid() ? m_list->currentIndex().row()
        : down                                         ? -1
                                                       : m_model->rowCount();
    int left = page ? shownRows : 1;
    int found = -1;
    for (int place = start + direction; place >= 0 && place < m_model->rowCount() && left > 0;
         place += direction) {
        if (m_model->row(place).isTaken)
            continue;
        found = place;
        --left;
    }
    if (found >= 0)
        show(m_model->row(found).name);
    return true;
}

bool BranchPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && step(static_cast<QKeyEvent *>(event)->key()))
        return true;
    return QFrame::eventFilter(watched, event);
}

void BranchPicker::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitRows();
}

void BranchPicker::fitRows()
{
    const int row = m_list->itemDelegate()->sizeHint({}, {}).height();
    m_list->setFixedHeight(shownRows * row + 2 * listPadding);
}

} // namespace skybranch::ui
