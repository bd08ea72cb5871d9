// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/usagedialog.h"

#include "ui/views/words.h"
#include "ui/widgets/text.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QStackedLayout>
#include <QStandardItemModel>
#include <QTreeView>

namespace skybranch::ui {
namespace {

constexpr int dialogWidth = 760;
constexpr int tableHeight = 360;
constexpr int sortRole = Qt::UserRole;
constexpr int firstTime = 3; ///< column
constexpr int leastName = 28; ///< letters

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
    m_model->setSortRole(sortRole);
    m_table->setObjectName(QStringLiteral("usageTable"));
    m_table->setAccessibleName(tr("Usage by workspace"));
    m_table->setModel(m_model);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setSortingEnabled(true);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Names differ at their ends.
    m_table->setTextElideMode(Qt::ElideMiddle);
    connect(m_table->header(), &QHeaderView::sortIndicatorChanged, this, &UsageDialog::nameColumns);
    // Rows keep the height that they have when they are laid out first.
    m_table->ensurePolished();
    auto *content = new QWidget;
    content->setFixedHeight(tableHeight);
    auto *card = new QFrame;
    card->setObjectName(QStringLiteral("usageNothing"));
    auto *cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(16, 16, 16, 16);
    cardLayout->addWidget(m_empty, 0, Qt::AlignTop);
    m_stack = new QStackedLayout(content);
    m_stack->addWidget(card);
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
        m_stack->setCurrentIndex(0);
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

/// With an arrow where it is sorted by.
void UsageDialog::nameColumns(int sorted, Qt::SortOrder order)
{
    QStringList names{tr("Workspace"), tr("Provider"), tr("Size"),
                      tr("Running"),   tr("Paused"),   tr("Stopped")};
    names[sorted] += order == Qt::DescendingOrder ? QStringLiteral(" ↓") : QStringLiteral(" ↑");
    m_model->setHorizontalHeaderLabels(names);
    for (int column = firstTime; column < m_model->columnCount(); ++column)
        m_model->setHeaderData(column, Qt::Horizontal, int(Qt::AlignRight | Qt::AlignVCenter),
                               Qt::TextAlignmentRole);
}

/// A larger font, or long words of a language, make it wider and hide nothing.
void UsageDialog::makeRoom()
{
    int width = fontMetrics().averageCharWidth() * leastName;
    for (int column = 1; column < m_model->columnCount(); ++column)
        width += m_table->header()->sectionSize(column);
    m_table->setMinimumWidth(width + m_table->verticalScrollBar()->sizeHint().width());
}

void UsageDialog::fill(const UsageView &view)
{
    m_model->clear();
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
    m_table->sortByColumn(firstTime, Qt::DescendingOrder);
    nameColumns(firstTime, Qt::DescendingOrder);
    QHeaderView *header = m_table->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->resizeSections(QHeaderView::ResizeToContents);
    makeRoom();
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->setCurrentIndex(m_model->index(0, 0));
}

void UsageDialog::setProblem(const QString &sentence)
{
    m_empty->setText(sentence);
    m_stack->setCurrentIndex(0);
}

} // namespace skybranch::ui
