// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar/worktreeview.h"

#include "ui/sidebar/worktreedelegate.h"
#include "ui/sidebar/worktreefilter.h"
#include "ui/sidebar/worktreemodel.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QScopedValueRollback>
#include <QToolTip>

namespace skybranch::ui {

WorktreeView::WorktreeView(WorktreeModel *model, QWidget *parent)
    : QTreeView(parent)
    , m_model(model)
    , m_filter(new WorktreeFilter(this))
    , m_delegate(new WorktreeDelegate(this))
{
    setObjectName(QStringLiteral("worktreeTree"));
    setAccessibleName(tr("Worktrees and cloud workspaces"));
    m_filter->setSourceModel(model);
    setModel(m_filter);
    setItemDelegate(m_delegate);
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(0);
    setExpandsOnDoubleClick(false);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setFrameShape(NoFrame);
    setEditTriggers(NoEditTriggers);
    expandAll();
    connect(m_filter, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &above, int first, int last) {
                for (int i = first; !above.isValid() && i <= last; ++i)
                    expand(m_filter->index(i, 0));
            });
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_filter, signal, this, &WorktreeView::updateMoving);
    connect(m_filter, &QAbstractItemModel::dataChanged, this, &WorktreeView::updateMoving);
    connect(&ArcClock::instance(), &ArcClock::ticked, this, &WorktreeView::updateMoving);
    connect(&Theme::instance(), &Theme::changed, this, &WorktreeView::doItemsLayout);
}

void WorktreeView::setFilterText(const QString &text)
{
    const QString before = selectedId();
    m_delegate->setMatch(text);
    {
        // Rows go and come in many steps, and a look at them lays all of them out.
        const QScopedValueRollback quiet(m_filtering, true);
        m_filter->setText(text);
        expandAll();
    }
    if (!before.isEmpty())
        select(before);
    updateMoving();
    viewport()->update();
}

int WorktreeView::matches() const
{
    return m_filter->matches();
}

QModelIndex WorktreeView::indexOf(const QString &worktreeId) const
{
    return m_filter->mapFromSource(m_model->indexOf(worktreeId));
}

bool WorktreeView::select(const QString &worktreeId)
{
    const QScopedValueRollback quiet(m_selecting, true);
    const QModelIndex index = indexOf(worktreeId);
    setCurrentIndex(index);
    return index.isValid();
}

QString WorktreeView::selectedId() const
{
    const QModelIndex index = currentIndex();
    return index.parent().isValid() ? index.data(WorktreeModel::IdRole).toString() : QString();
}

/// The scroll bar lies in the gap beside the rows.
QRect WorktreeView::widened(QRect cell) const
{
    if (isRightToLeft())
        cell.setLeft(cell.right() + 1 - width());
    else
        cell.setWidth(width());
    return cell;
}

QRect WorktreeView::cellOf(const QModelIndex &index) const
{
    return widened(visualRect(index));
}

int WorktreeView::contentHeight() const
{
    int height = 0;
    for (QModelIndex i = m_filter->index(0, 0); i.isValid(); i = indexBelow(i))
        height += rowHeight(i);
    return height;
}

QRect WorktreeView::cloudRect(const QString &worktreeId) const
{
    const QModelIndex index = indexOf(worktreeId);
    const auto row = index.data(WorktreeModel::RowRole).value<WorktreeRow>();
    return m_delegate->layout(cellOf(index), row).cloud;
}

void WorktreeView::drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    QStyleOptionViewItem row = option;
    row.rect = widened(option.rect);
    row.index = index;
    row.state = QStyle::State_Enabled;
    row.state.setFlag(QStyle::State_Active, isActiveWindow());
    row.state.setFlag(QStyle::State_MouseOver, index == m_hovered);
    row.state.setFlag(QStyle::State_Open, isExpanded(index));
    row.state.setFlag(QStyle::State_Selected, index == currentIndex() && index.parent().isValid());
    row.state.setFlag(QStyle::State_HasFocus, m_keyboard && hasFocus() && index == currentIndex());
    m_delegate->paint(painter, row, index);
}

void WorktreeView::setHovered(const QModelIndex &index)
{
    if (index == m_hovered)
        return;
    viewport()->update(visualRect(m_hovered));
    m_hovered = index;
    viewport()->update(visualRect(m_hovered));
}

void WorktreeView::mouseMoveEvent(QMouseEvent *event)
{
    setHovered(indexAt(event->position().toPoint()));
    QTreeView::mouseMoveEvent(event);
}

void WorktreeView::leaveEvent(QEvent *event)
{
    setHovered({});
    QTreeView::leaveEvent(event);
}

bool WorktreeView::onCloud(const QModelIndex &index, QPoint position) const
{
    if (!index.parent().isValid())
        return false;
    const auto row = index.data(WorktreeModel::RowRole).value<WorktreeRow>();
    // Pointer targets are never under 24 x 24.
    return m_delegate->layout(cellOf(index), row).cloud.adjusted(-4, -6, 6, 6).contains(position);
}

void WorktreeView::mousePressEvent(QMouseEvent *event)
{
    m_keyboard = false;
    const QPoint position = event->position().toPoint();
    const QModelIndex index = indexAt(position);
    if (event->button() == Qt::LeftButton && index.isValid() && !index.parent().isValid()) {
        setExpanded(index, !isExpanded(index));
        return;
    }
    if (event->button() == Qt::LeftButton && onCloud(index, position)) {
        const auto row = index.data(WorktreeModel::RowRole).value<WorktreeRow>();
        const Action *enable = findAction(row.actions, ActionKind::EnableCloud);
        if (!row.inCloud && enable && enable->enabled) {
            setCurrentIndex(index);
            request(index, ActionKind::EnableCloud);
            return;
        }
    }
    QTreeView::mousePressEvent(event);
}

void WorktreeView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.parent().isValid())
        Q_EMIT opened(index.data(WorktreeModel::IdRole).toString());
}

void WorktreeView::keyPressEvent(QKeyEvent *event)
{
    m_keyboard = true;
    const QModelIndex index = currentIndex();
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (index.parent().isValid())
            Q_EMIT opened(index.data(WorktreeModel::IdRole).toString());
        else if (index.isValid())
            setExpanded(index, !isExpanded(index));
        break;
    case Qt::Key_Delete:
        request(index, ActionKind::Delete);
        break;
    default:
        QTreeView::keyPressEvent(event);
        break;
    }
    viewport()->update();
}

void WorktreeView::focusInEvent(QFocusEvent *event)
{
    if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason)
        m_keyboard = event->reason() != Qt::MouseFocusReason;
    QTreeView::focusInEvent(event);
    viewport()->update();
}

void WorktreeView::request(const QModelIndex &index, ActionKind kind)
{
    const QModelIndex source = m_filter->mapToSource(index);
    const WorktreeRow *row = m_model->worktree(source);
    const Action *action = row ? findAction(row->actions, kind) : nullptr;
    if (action && action->enabled)
        Q_EMIT actionRequested(row->id, kind);
}

QMenu *WorktreeView::menuFor(const QModelIndex &index)
{
    const QModelIndex source = m_filter->mapToSource(index);
    const WorktreeRow *row = m_model->worktree(source);
    const RepositoryRow *repository = m_model->repository(source);
    const QList<Action> actions = row ? row->actions
        : repository                  ? repository->actions
                                      : QList<Action>();
    if (actions.isEmpty())
        return nullptr;
    const QString id = index.data(WorktreeModel::IdRole).toString();
    QMenu *menu = makeActionMenu(actions, this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    Q_EMIT menuMade(id, menu);
    connect(menu, &QMenu::triggered, this, [this, id](QAction *entry) {
        if (entry->data().isValid())
            Q_EMIT actionRequested(id, static_cast<ActionKind>(entry->data().toInt()));
    });
    return menu;
}

void WorktreeView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool keyboard = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = keyboard ? currentIndex() : indexAt(event->pos());
    const QRect row = visualRect(index);
    const QPoint place = keyboard ? QPoint(row.left() + 40, row.bottom()) : event->pos();
    if (QMenu *menu = menuFor(index))
        menu->popup(viewport()->mapToGlobal(place));
}

bool WorktreeView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QTreeView::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QModelIndex index = indexAt(help->pos());
    const QVariant content = index.data(WorktreeModel::RowRole);
    QString tip;
    if (content.isValid()) {
        const auto row = content.value<WorktreeRow>();
        const RowLayout parts = m_delegate->layout(cellOf(index), row);
        const QFontMetrics metrics(Theme::instance().font(FontRole::Body));
        if (parts.mark.adjusted(-4, -6, 4, 6).contains(help->pos()))
            tip = row.markTip;
        else if (onCloud(index, help->pos()))
            tip = row.inCloud ? row.cloudTip : actionWords(ActionKind::EnableCloud);
        else if (metrics.horizontalAdvance(row.branch) > parts.name.width())
            tip = row.branch;
    }
    QToolTip::showText(help->globalPos(), tip.toHtmlEscaped(), viewport(), visualRect(index));
    return true;
}

void WorktreeView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    viewport()->update();
    if (!m_selecting && current.parent().isValid())
        Q_EMIT selected(current.data(WorktreeModel::IdRole).toString());
}

void WorktreeView::showEvent(QShowEvent *event)
{
    QTreeView::showEvent(event);
    updateMoving();
}

void WorktreeView::hideEvent(QHideEvent *event)
{
    QTreeView::hideEvent(event);
    updateMoving();
}

void WorktreeView::updateMoving()
{
    if (m_filtering)
        return;
    bool moving = false;
    const QRect room = viewport()->rect();
    for (QModelIndex i = indexAt(QPoint(1, 1)); isVisible() && i.isValid(); i = indexBelow(i)) {
        const QRect cell = visualRect(i);
        if (!cell.intersects(room))
            break;
        const QVariant content = i.data(WorktreeModel::RowRole);
        if (!content.isValid() || !isMoving(content.value<WorktreeRow>().mark))
            continue;
        moving = true;
        viewport()->update(m_delegate->layout(cellOf(i), content.value<WorktreeRow>()).mark);
    }
    holdArc(moving);
}

void WorktreeView::holdArc(bool hold)
{
    if (hold == m_holding)
        return;
    m_holding = hold;
    if (hold)
        ArcClock::instance().hold();
    else
        ArcClock::instance().release();
}

} // namespace skybranch::ui
