// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "client/session.h"
#include "domain/account.h"

namespace skybranch::client {

class Backend;

/// Signing in at a hosted backend, and out again. One thing at a time; it is told by signals. The
/// key goes to the backend first: one that it does not know is not kept.
class HostedAccount : public QObject
{
    Q_OBJECT

public:
    enum class Doing { Nothing, Asking, Keeping, Forgetting };

    HostedAccount(const SessionConfig &config, Backend &backend);
    ~HostedAccount() override;

    /// Answer: failed(), or accepted() where it is the backend in use, or else chosen().
    void signIn(const QString &typedUrl, const QByteArray &key);

    /// Ends what goes on, without an answer. What a keychain was asked to write may be there.
    void cancel();

    /// Takes the key out of the keychain. What it was for goes on at the backend. Where the
    /// settings had chosen it, the bundled one is chosen() now.
    void signOut();

    Doing doing() const { return m_doing; }

Q_SIGNALS:
    void changed(); ///< doing()
    void accepted(); ///< the backend in use has the key
    void failed(const skybranch::Error &error);

    /// From now on @p url is to be used, or the bundled one where it is empty: whoever has made the
    /// session makes another. @p key: only where no keychain takes it.
    void chosen(const QString &url, const QByteArray &key);

private:
    struct Entry
    {
        QString url;
        QByteArray key;
    };

    void takeSelf(const Entry &entry, const Result<domain::Membership> &self);
    void takeKept(const Entry &entry, const Result<> &kept);
    void takeForgotten(const Result<> &forgotten);
    void use(const Entry &entry, bool isKept);
    void setDoing(Doing doing);
    void fail(const Error &error);

    const SessionConfig &m_config;
    Backend &m_backend;
    Doing m_doing = Doing::Nothing;
    int m_round = 0; ///< answers to an earlier one do not count
    StopSource m_stop;
};

} // namespace skybranch::client
