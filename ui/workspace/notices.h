// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"
#include "ui/widgets/notice.h"

#include <QHash>
#include <QSet>

#include <functional>

namespace skybranch::ui {

/// What a workspace's strip has to say: one notice at a time, worst first. A question that was
/// just asked comes first, then what failed, then the key that a VM's pushes wait for.
class Notices : public QObject
{
    Q_OBJECT

public:
    /// A notice and what its links do.
    struct Said
    {
        NoticeView view;
        QList<std::function<void()>> acts;
    };

    Notices(client::Session &session, QObject *parent);

    /// Stands until a link of it is clicked, or dismiss(). An empty id is every worktree.
    void say(const QString &worktreeId, const Said &said);
    void dismiss(const QString &worktreeId);
    void tell(const QString &worktreeId, const Error &error);

    std::optional<NoticeView> viewOf(const client::WorktreeInfo &info);
    void activate(const client::WorktreeInfo &info, int link);

Q_SIGNALS:
    void changed();
    void keyRequested(); ///< the backend has none that counts
    /// @p typed stands at its prompt, and is not run.
    void terminalRequested(const QString &worktreeId, bool inCloud, const QString &typed);

private:
    std::optional<Said> saidOf(const client::WorktreeInfo &info);
    Said backendOf(const client::BackendInfo &backend);
    Said failureOf(const client::WorktreeInfo &info);
    Said keyOf(const client::WorktreeInfo &info);
    Said copiedKeyOf(const client::WorktreeInfo &info);
    void askTerminal(const client::WorktreeInfo &info);
    void hush(const QString &worktreeId);
    void retry(const client::WorktreeInfo &info);
    void takeKey(const QString &worktreeId, const QString &publicKey);

    client::Session &m_session;
    QHash<QString, Said> m_said;
    QSet<QString> m_copied; ///< whose public key is in the clipboard
    QSet<QString> m_quiet; ///< whose key is not asked for any more; empty: the backend
};

} // namespace skybranch::ui
