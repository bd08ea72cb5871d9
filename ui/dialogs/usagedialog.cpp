// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/usagedialog.h"

#include "ui/views/words.h"
#include "ui/widgets/text.h"

#include <QHeaderView>
#include <QStackedLayout>
#include <QStandardItemModel>
#include <QTreeView>

namespace skybranch::ui {
namespace {

constexpr int dialogWidth = 760;
constexpr int tableHeight = 360;
constexpr int sortRole = Qt::UserRole;
constexpr int firstTime = 3; ///< column

QStandardItem *makeItem(const QString &words, const QVariant &order)
{
    auto *item = new QStandardItem(words);
    item->setEditable(false);
    item->setData(order, sortRole);
    item->setToolTip(plainTip(words));
    return item;
}

} // namespace

UsageDialog::UsageDialog(QWidget *parent)
    : Dialog(tr("Usage"), dialogWidth, parent)
    , m_title(makeParagraph(tr("Usage of the organisation"), "heading"))
    , m_empty(makeParagraph(tr("Asking the backend…"), "", "muted"))
    , m_table(new QTreeView)
    , m_model(new QStandardItemModel(this))
{
    setObjectName(QStringLiteral("usageDialog"));
    m_title->setObjectName(QStringLiteral("usageTitle"));
    m_empty->setObjectName(QStringLiteral("usageEmpty"));
    m_empty->setAlignment(Qt::AlignTop);
    m_model->setSortRole(sortRole);
    m_table->setObjectName(QStringLiteral("usageTable"));
    m_table->setAccessibleName(tr("Usage by workspace"));
    m_table->setModel(m_model);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setSortingEnabled(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget;
    content->setFixedHeight(tableHeight);
    m_stack = new QStackedLayout(content);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    body()->addWidget(m_title);
    body()->addSpacing(12);
    body()->addWidget(content);
    cancelButton()->setText(tr("Close"));
    cancelButton()->setDefault(true);
}

void UsageDialog::setView(const UsageView &view)
{
    m_title->setText(tr("Usage of the organisation in %1").arg(view.month));
    if (view.rows.isEmpty()) {
        m_empty->setText(tr("No workspace was there this month. Enable cloud for a worktree, and "
                            "its hours are counted here."));
        m_stack->setCurrentWidget(m_empty);
        return;
    }
    fill(view);
    m_stack->setCurrentWidget(m_table);
    m_table->setFocus(Qt::OtherFocusReason);
    qint64 running = 0;
    for (const UsageView::Row &row : view.rows)
        running += row.seconds[0];
    setReason(
        tr("%n workspaces, %1 running.", nullptr, int(view.rows.size())).arg(spanWords(running)));
}

void UsageDialog::fill(const UsageView &view)
{
    m_model->clear();
    m_model->setHorizontalHeaderLabels(
        {tr("Workspace"), tr("Provider"), tr("Size"), tr("Running"), tr("Paused"), tr("Stopped")});
    for (const UsageView::Row &row : view.rows) {
        QList<QStandardItem *> items{makeItem(row.name, row.name.toCaseFolded()),
                                     makeItem(row.provider, row.provider),
                                     makeItem(row.size, row.size)};
        for (const qint64 seconds : row.seconds) {
            items << makeItem(seconds > 0 ? spanWords(seconds) : QStringLiteral("–"), seconds);
            items.last()->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        }
        m_model->appendRow(items);
    }
    QHeaderView *header = m_table->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = firstTime; column < m_model->columnCount(); ++column)
        m_model->setHeaderData(column, Qt::Horizontal, int(Qt::AlignRight | Qt::AlignVCenter),
                               Qt::TextAlignmentRole);
    m_table->sortByColumn(firstTime, Qt::DescendingOrder);
    m_table->setCurrentIndex(m_model->index(0, 0));
}

void UsageDialog::setProblem(const QString &sentence)
{
    m_empty->setText(sentence);
    m_stack->setCurrentWidget(m_empty);
}

} // namespace skybranch::ui
