// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar/sidebar.h"

#include "ui/sidebar/worktreemodel.h"
#include "ui/sidebar/worktreeview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/statusmark.h"
#include "ui/widgets/text.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QToolTip>

namespace skybranch::ui {

Sidebar::Sidebar(QWidget *parent)
    : QWidget(parent)
    , m_model(new WorktreeModel(this))
    , m_view(new WorktreeView(m_model))
    , m_empty(new EmptyState(tr("No repositories yet"),
                             tr("Worktrees and cloud workspaces are listed here.")))
    , m_found(new QWidget)
    , m_foundWords(new ElidedLabel(Qt::ElideMiddle, "small", "muted"))
{
    setObjectName(QStringLiteral("sidebar"));
    setAttribute(Qt::WA_StyledBackground);
    setMinimumWidth(200);
    setMaximumWidth(480);
    m_empty->setContentsMargins(16, 16, 16, 0);
    m_foundWords->setObjectName(QStringLiteral("filterCount"));
    auto *clear = new Button(tr("Clear"), Button::Kind::Link);
    clear->setObjectName(QStringLiteral("filterClear"));
    auto *found = new QHBoxLayout(m_found);
    found->setContentsMargins(18, 8, 12, 8);
    found->setSpacing(4);
    found->addWidget(m_foundWords);
    found->addWidget(clear);
    found->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addSpacing(4);
    layout->addWidget(m_empty);
    layout->addWidget(m_view, 1000);
    layout->addWidget(m_found);
    layout->addStretch(1);
    layout->addWidget(makeFoot());
    connect(clear, &QAbstractButton::clicked, m_field, &QLineEdit::clear);
    connect(m_field, &QLineEdit::textChanged, this, &Sidebar::filter);
    updateWords();
}

QWidget *Sidebar::makeHead()
{
    auto *head = new QWidget;
    head->setMinimumHeight(48);
    m_field = new QLineEdit;
    m_field->setObjectName(QStringLiteral("filterField"));
    m_field->setPlaceholderText(tr("Filter worktrees"));
    m_field->setAccessibleName(tr("Filter worktrees"));
    m_field->addAction(makeIcon(Icon::Search), QLineEdit::LeadingPosition);
    QAction *clear = m_field->addAction(makeIcon(Icon::Close), QLineEdit::TrailingPosition);
    clear->setToolTip(tr("Clear the filter"));
    clear->setVisible(false);
    connect(clear, &QAction::triggered, m_field, &QLineEdit::clear);
    connect(m_field, &QLineEdit::textChanged, clear,
            [clear](const QString &text) { clear->setVisible(!text.isEmpty()); });
    m_field->installEventFilter(this);

    auto *add = new Button(tr("New"), Button::Kind::Normal, Icon::Plus);
    add->setObjectName(QStringLiteral("newButton"));
    auto *menu = new QMenu(add);
    menu->setObjectName(QStringLiteral("newMenu"));
    QAction *workspace = menu->addAction(makeIcon(Icon::CloudUp), tr("Cloud Workspace…"), this,
                                         &Sidebar::newWorkspaceRequested);
    workspace->setObjectName(QStringLiteral("newWorkspace"));
    // The window has the shortcut; here it is only shown.
    workspace->setText(workspace->text() + QStringLiteral("\tCtrl+Shift+N"));
    menu->addSeparator();
    menu->addAction(makeIcon(Icon::Folder), tr("Add repository…"), this,
                    &Sidebar::addRepositoryRequested)
        ->setObjectName(QStringLiteral("newRepository"));
    menu->addAction(makeIcon(Icon::Link), tr("Clone from URL…"), this, &Sidebar::cloneRequested)
        ->setObjectName(QStringLiteral("newClone"));
    add->setMenu(menu);

    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(10, 10, 10, 10);
    layout->setSpacing(8);
    layout->addWidget(m_field, 1);
    layout->addWidget(add);
    return head;
}

QWidget *Sidebar::makeFoot()
{
    auto *foot = new QWidget;
    foot->setObjectName(QStringLiteral("sidebarFoot"));
    foot->setAttribute(Qt::WA_StyledBackground);
    foot->setMinimumHeight(40);
    m_mark = new StatusMark;
    m_mark->setLayer(Token::BgSidebar);
    m_mark->setMark(Mark::Running);
    m_backend = new ElidedLabel(Qt::ElideMiddle, "small");
    m_backend->setObjectName(QStringLiteral("backendWords"));
    m_count = makeLabel({}, "small", "muted");
    m_count->setObjectName(QStringLiteral("backendCount"));
    m_link = new Button({}, Button::Kind::Link);
    m_link->setObjectName(QStringLiteral("backendLink"));
    connect(m_link, &QAbstractButton::clicked, this, &Sidebar::backendLinkActivated);
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins(14, 0, 14, 0);
    layout->setSpacing(8);
    layout->addWidget(m_mark);
    layout->addWidget(m_backend, 1);
    layout->addWidget(m_count);
    layout->addWidget(m_link);
    return foot;
}

void Sidebar::setContent(const QList<RepositoryRow> &repositories,
                         const QList<WorktreeRow> &cloudOnly)
{
    m_model->setContent(repositories, cloudOnly);
    updateWords();
}

void Sidebar::setBackend(const BackendView &backend)
{
    m_mark->setMark(backend.mark);
    m_mark->setToolTip(plainTip(backend.tip));
    m_backend->setFullText(backend.words);
    setStyleProperty(m_backend, "tone",
                     backend.mark == Mark::Error ? QStringLiteral("error") : QString());
    m_count->setText(backend.count);
    m_count->setVisible(backend.link.isEmpty());
    m_link->setText(backend.link);
    m_link->setToolTip(m_mark->toolTip());
    m_link->setAccessibleDescription(backend.tip);
    m_link->setVisible(!backend.link.isEmpty());
}

void Sidebar::explainBackend()
{
    QToolTip::showText(m_link->mapToGlobal(QPoint(0, -m_link->height())), m_mark->toolTip(),
                       m_link);
}

void Sidebar::focusFilter()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void Sidebar::filter(const QString &text)
{
    m_view->setFilterText(text.trimmed());
    updateWords();
}

void Sidebar::updateWords()
{
    const int all = m_model->worktreeCount();
    const bool none = m_model->rowCount() == 0;
    const QString text = m_field->text().trimmed();
    const int matches = m_view->matches();
    m_field->setEnabled(!none);
    m_empty->setVisible(none);
    m_view->setVisible(!none);
    m_view->setMaximumHeight(text.isEmpty() ? QWIDGETSIZE_MAX : m_view->contentHeight() + 4);
    m_found->setVisible(!text.isEmpty() && !none);
    m_foundWords->setFullText(matches > 0 ? tr("%1 of %n worktrees.", nullptr, all).arg(matches)
                                          : tr("No worktree matches \"%1\".").arg(text));
}

bool Sidebar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Escape) {
        if (m_field->text().isEmpty())
            Q_EMIT filterLeft();
        m_field->clear();
        return true;
    }
    if (key->key() == Qt::Key_Down || key->key() == Qt::Key_Return) {
        m_view->setFocus(Qt::ShortcutFocusReason);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace skybranch::ui
