// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowrig.h"

#include "support/scratchrepository.h"
#include "ui/sidebar/worktreeview.h"
#include "ui/theme/theme.h"

#include <QTest>

namespace skybranch::test {

QString WindowRig::makeRepository(int worktrees) const
{
    const auto shop = ScratchRepository::create(path("shop"));
    for (int i = 0; i < worktrees; ++i)
        shop.git({QStringLiteral("worktree"), QStringLiteral("add"), QStringLiteral("-qb"),
                  QStringLiteral("topic/%1").arg(i), path("tree-") + QString::number(i)});
    return shop.path();
}

bool WindowRig::open()
{
    m_session
        = std::make_unique<client::Session>(client::SessionConfig{.dataFolder = path("data")});
    m_window = std::make_unique<ui::MainWindow>(*m_session);
    m_window->show();
    m_window->activateWindow();
    if (!QTest::qWaitForWindowActive(m_window.get()))
        return false;
    m_session->start();
    return QTest::qWaitFor([this] { return m_session->isLoaded(); });
}

bool WindowRig::add(const QString &folder)
{
    m_session->addRepository(folder);
    return QTest::qWaitFor([this, folder] { return selected() == folder; });
}

void WindowRig::closeWindow()
{
    m_window.reset();
    m_session.reset();
}

bool WindowRig::click(const char *name) const
{
    if (!QTest::qWaitFor([&] { return find(name) && find(name)->isEnabled(); }))
        return false;
    QTest::mouseClick(find(name), Qt::LeftButton);
    return true;
}

bool WindowRig::openLocalTerminal() const
{
    return click("openLocal")
        && QTest::qWaitFor([this] { return find("terminalFrame") != nullptr; });
}

QString WindowRig::selected() const
{
    return m_window->findChild<ui::WorktreeView *>()->selectedId();
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
