// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowrig.h"

#include "support/scratchrepository.h"
#include "ui/sidebar/worktreeview.h"
#include "ui/theme/theme.h"

#include <QLineEdit>
#include <QTest>

namespace skybranch::test {
namespace {

constexpr int patienceMs = 20'000; // a loaded machine, a busy disk, and a VM that is being made

} // namespace

QString WindowRig::makeRepository(int worktrees) const
{
    const auto shop = ScratchRepository::create(path("shop"));
    for (int i = 0; i < worktrees; ++i)
        shop.git({QStringLiteral("worktree"), QStringLiteral("add"), QStringLiteral("-qb"),
                  QStringLiteral("topic/%1").arg(i), path("tree-") + QString::number(i)});
    return shop.path();
}

bool WindowRig::open(const QString &backend)
{
    m_own = std::make_unique<client::Session>(
        client::SessionConfig{.dataFolder = path("data"), .backendProgram = backend});
    if (!open(*m_own))
        return false;
    m_session->start();
    return QTest::qWaitFor([this] { return m_session->isLoaded(); }, patienceMs);
}

bool WindowRig::open(client::Session &session)
{
    m_session = &session;
    m_window = std::make_unique<ui::MainWindow>(*m_session);
    m_window->show();
    m_window->activateWindow();
    return QTest::qWaitForWindowActive(m_window.get(), patienceMs);
}

bool WindowRig::add(const QString &folder)
{
    m_session->addRepository(folder);
    return QTest::qWaitFor([this, folder] { return selected() == folder; }, patienceMs);
}

void WindowRig::closeWindow()
{
    m_window.reset();
    m_session = nullptr;
    m_own.reset();
}

bool WindowRig::click(const char *name) const
{
    if (!QTest::qWaitFor([&] { return find(name) && find(name)->isEnabled(); }, patienceMs))
        return false;
    QTest::mouseClick(find(name), Qt::LeftButton);
    return true;
}

void WindowRig::type(const char *field, const QString &text) const
{
    auto *line = find<QLineEdit>(field);
    line->selectAll();
    QTest::keyClicks(line, text);
}

bool WindowRig::openLocalTerminal() const
{
    return click("openLocal")
        && QTest::qWaitFor([this] { return find("terminalFrame") != nullptr; }, patienceMs);
}

QString WindowRig::words(const char *name) const
{
    const QWidget *widget = find(name);
    return widget ? widget->property("text").toString() : QString();
}

client::WorktreeInfo WindowRig::row(const QString &id) const
{
    return m_session->worktree(id).value_or(client::WorktreeInfo());
}

QString WindowRig::selected() const
{
    return tree()->selectedId();
}

ui::WorktreeView *WindowRig::tree() const
{
    return m_window->findChild<ui::WorktreeView *>();
}

void WindowRig::select(const QString &id) const
{
    tree()->select(id);
    Q_EMIT tree()->selected(id);
}

void WindowRig::grab(const char *name, QWidget *widget) const
{
    const QString folder = qEnvironmentVariable("SKYBRANCH_GALLERY");
    if (folder.isEmpty())
        return;
    for (const auto &[mode, words] :
         {std::pair(ui::Theme::Mode::Dark, "dark"), std::pair(ui::Theme::Mode::Light, "light")}) {
        ui::Theme::instance().setMode(mode);
        QCoreApplication::processEvents();
        (widget ? widget : m_window.get())
            ->grab()
            .save(QStringLiteral("%1/%2-%3.png")
                      .arg(folder, QLatin1StringView(name), QLatin1StringView(words)));
    }
    ui::Theme::instance().setMode(ui::Theme::Mode::System);
}

} // namespace skybranch::test
