// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"

#include <functional>

namespace skybranch::ui {

/// Tells the user of something outside the window. What can not be told is let go.
class Notifier
{
public:
    virtual ~Notifier() = default;

    /// Both plain text.
    virtual void notify(const QString &title, const QString &text) = 0;
};

/// Sees what has taken long and ends while nobody looks at it.
class News : public QObject
{
    Q_OBJECT

public:
    /// @p inSight: whether the user has this worktree before them.
    News(client::Session &session, std::function<bool(const QString &)> inSight, QObject *parent);

    /// Null: nobody is told. It outlives this, or the next call.
    void setNotifier(Notifier *notifier) { m_notifier = notifier; }

    /// Passes on what a program in a terminal of @p worktreeId says; the caller has seen to it that
    /// it is out of sight.
    void tell(const QString &worktreeId, const QString &words);

    /// What ends sooner is no news.
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }

private:
    struct Going
    {
        bool provisioning = false;
        client::Operation operation = client::Operation::None;
        QDateTime since;
    };

    void onChanged(const QString &worktreeId);
    QString wordsFor(const Going &ended, const client::WorktreeInfo &info) const;

    client::Session &m_session;
    std::function<bool(const QString &)> m_inSight;
    Notifier *m_notifier = nullptr;
    std::chrono::milliseconds m_patience{10'000};
    QHash<QString, Going> m_going;
};

} // namespace skybranch::ui
