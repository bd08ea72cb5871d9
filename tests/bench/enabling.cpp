// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/enabling.h"

#include "bench/waiting.h"
#include "tour/hand.h"
#include "ui/terminal/terminalview.h"

#include <QApplication>
#include <QTreeView>

namespace skybranch::bench {

using tour::Hand;

namespace {

constexpr QLatin1StringView promptPart("prompt");
constexpr QLatin1StringView answeredPart("answered");

QPoint centreOf(const QWidget *widget)
{
    return widget->mapToGlobal(widget->rect().center());
}

bool showsPrompt(const QString &screen)
{
    const auto text = screen.trimmed();
    return text.endsWith(QLatin1Char('$')) || text.endsWith(QLatin1Char('#'));
}

} // namespace

Enabling::Enabling(Screen &screen, client::Session &session, QString branch)
    : m_screen(screen)
    , m_session(session)
    , m_branch(std::move(branch))
{
}

QString Enabling::idOfBranch() const
{
    for (const auto &repository : m_session.repositories()) {
        for (const auto &worktree : repository.worktrees) {
            if (worktree.branch == m_branch)
                return worktree.id;
        }
    }
    return {};
}

std::optional<domain::Workspace> Enabling::workspace() const
{
    return m_session.worktree(m_id).and_then([](const auto &row) { return row.cloud; });
}

bool Enabling::isOffered() const
{
    const auto *button = Hand::find(QStringLiteral("primaryAction"));
    return button && button->isEnabled() && !workspace();
}

Result<> Enabling::prepare(const QString &cloneFolder)
{
    const auto isReady
        = [this] { return m_session.backend().state == client::BackendInfo::State::Ready; };
    if (auto ready = waitFor(isReady, QStringLiteral("the backend")); !ready)
        return ready;
    m_session.addRepository(cloneFolder);
    QTreeView *tree = nullptr;
    QModelIndex row;
    const auto isListed = [&] {
        m_id = idOfBranch();
        tree = Hand::find<QTreeView>(QStringLiteral("worktreeTree"));
        if (m_id.isEmpty() || !tree)
            return false;
        row = tree->model()
                  ->match(tree->model()->index(0, 0), Qt::DisplayRole, m_branch, 1,
                          Qt::MatchExactly | Qt::MatchRecursive)
                  .value(0);
        return row.isValid();
    };
    if (auto listed = waitFor(isListed, QStringLiteral("the branch")); !listed)
        return listed;
    tree->setCurrentIndex(row);
    return waitFor([this] { return isOffered(); }, QStringLiteral("the button"));
}

void Enabling::mark(QLatin1StringView part, bool reached)
{
    if (reached && !m_parts.contains(part))
        m_parts.insert(part, double(m_clock.nsecsElapsed()) / 1e6);
}

void Enabling::lookIntoTerminal()
{
    const auto *terminal = Hand::find<ui::TerminalView>(QStringLiteral("terminalFrame"));
    if (!terminal || terminal == m_before)
        return;
    const auto text = terminal->screenText();
    const bool takesKeys
        = terminal->isActiveWindow() && terminal->isAncestorOf(QApplication::focusWidget());
    if (showsPrompt(text) && !m_parts.contains(promptPart)) {
        mark(promptPart, true);
        m_isAsked = false;
        if (!takesKeys)
            m_screen.click(centreOf(terminal));
    }
    // Keys that are typed before the window has the focus reach nobody.
    if (takesKeys && !m_isAsked && m_parts.contains(promptPart)) {
        m_isAsked = true;
        m_screen.type(QLatin1StringView("id\n"));
    }
    mark(answeredPart, text.contains(QLatin1StringView("uid=")));
}

void Enabling::look()
{
    using enum domain::ProvisioningStep;
    if (!m_parts.contains(QLatin1StringView("feedback")))
        mark(QLatin1StringView("feedback"), Hand::find(QStringLiteral("provisioningPane")));
    if (const auto cloud = workspace()) {
        const bool isRunning = cloud->status == domain::WorkspaceStatus::Running;
        mark(QLatin1StringView("VM made"), isRunning || cloud->step >= WaitingForSsh);
        mark(QLatin1StringView("SSH up"), isRunning || cloud->step >= Cloning);
        mark(QLatin1StringView("code there"), isRunning);
    }
    lookIntoTerminal();
}

Result<QJsonObject> Enabling::enable()
{
    m_parts = {};
    m_before = Hand::find(QStringLiteral("terminalFrame"));
    m_clock.start();
    m_screen.click(centreOf(Hand::find(QStringLiteral("primaryAction"))));
    const auto isOver = [this] {
        look();
        const auto cloud = workspace();
        return m_parts.contains(answeredPart)
            || (cloud && cloud->status == domain::WorkspaceStatus::Error);
    };
    const auto answered = waitFor(isOver, QStringLiteral("an answer in the terminal"));
    if (answered && !m_parts.contains(answeredPart))
        return failure(ErrorCode::Internal, workspace()->statusMessage);
    return answered.transform([this] { return m_parts; });
}

QList<ui::TerminalView *> Enabling::terminalViews() const
{
    QList<ui::TerminalView *> views;
    for (auto *widget : QApplication::allWidgets()) {
        auto *terminal = qobject_cast<ui::TerminalView *>(widget);
        if (terminal && terminal != m_before)
            views += terminal;
    }
    return views;
}

qsizetype Enabling::prompts() const
{
    return std::ranges::count_if(terminalViews(), [](const ui::TerminalView *terminal) {
        return showsPrompt(terminal->screenText());
    });
}

Result<> Enabling::openTerminals(int count)
{
    for (auto have = prompts(); have < count; have = prompts()) {
        m_screen.typeShortcut('t');
        auto opened = waitFor([this, have] { return prompts() > have; },
                              QStringLiteral("another terminal"));
        if (!opened)
            return opened;
    }
    return {};
}

Result<> Enabling::fillTerminals(int lines)
{
    // Beside the tabs that are in sight nobody can be asked to type.
    const auto views = terminalViews();
    for (ui::TerminalView *view : views)
        Q_EMIT view->typed("seq -f 'line %09.0f of a terminal that has had much to say' "
                           + QByteArray::number(lines) + '\r');
    const auto last = QStringLiteral("line %1 of").arg(lines, 9, 10, QChar(u'0'));
    return waitFor(
        [&] {
            return std::ranges::all_of(views, [&](const ui::TerminalView *view) {
                return view->screenText().contains(last);
            });
        },
        QStringLiteral("all lines"));
}

Result<> Enabling::remove()
{
    m_session.request(m_id, domain::WorkspaceEvent::Delete);
    return waitFor([this] { return isOffered(); }, QStringLiteral("the workspace to be gone"));
}

} // namespace skybranch::bench
