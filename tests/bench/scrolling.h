// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/screen.h"
#include "client/session.h"

#include <QJsonObject>
#include <QTreeView>

#include <functional>

namespace skybranch::bench {

/// The wheel and the filter over a long sidebar in this process's window.
class Scrolling
{
public:
    Scrolling(Screen &screen, client::Session &session);

    /// Waits until @p worktrees are in the sidebar and nothing is read any more.
    Result<> prepare(int worktrees);

    /// The longest that the event loop stood still, milliseconds: "scroll" and "filter"; the same
    /// without the time that others had the core: "scroll own" and "filter own"; and how long it
    /// worked at the most meanwhile: "scroll work" and "filter work".
    Result<QJsonObject> run();

private:
    static void addStalls(QJsonObject &stalls, const QString &name,
                          const std::function<void()> &act);
    void scroll() const;
    void filter() const;

    Screen &m_screen;
    client::Session &m_session;
    QTreeView *m_tree = nullptr;
};

} // namespace skybranch::bench
