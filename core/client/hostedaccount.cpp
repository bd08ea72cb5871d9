// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/hostedaccount.h"

#include "client/backend.h"
#include "client/backendkey.h"
#include "client/serverchoice.h"

namespace skybranch::client {

HostedAccount::HostedAccount(const SessionConfig &config, Backend &backend)
    : m_config(config)
    , m_backend(backend)
{
}

HostedAccount::~HostedAccount()
{
    m_stop.request_stop();
}

void HostedAccount::signIn(const QString &typedUrl, const QByteArray &key)
{
    if (m_doing != Doing::Nothing)
        return;
    const Entry entry{backendUrlOf(typedUrl), key.trimmed()};
    setDoing(Doing::Asking);
    QCoro::connect(checkKey(entry.url, entry.key), this,
                   [this, entry, round = m_round](const Result<domain::Membership> &self) {
                       if (round == m_round)
                           takeSelf(entry, self);
                   });
}

void HostedAccount::takeSelf(const Entry &entry, const Result<domain::Membership> &self)
{
    if (!self) {
        fail(self.error());
        return;
    }
    setDoing(Doing::Keeping);
    QCoro::connect(keepKey(entry.url, entry.key, m_stop.get_token()), this,
                   [this, entry, round = m_round](const Result<> &kept) {
                       if (round == m_round)
                           takeKept(entry, kept);
                   });
}

void HostedAccount::takeKept(const Entry &entry, const Result<> &kept)
{
    // Without a keychain it is asked for again at the next start; one that is locked can be opened.
    if (kept || kept.error().code == ErrorCode::Unavailable)
        use(entry, kept.has_value());
    else
        fail(kept.error());
}

void HostedAccount::use(const Entry &entry, bool isKept)
{
    const bool isInUse = entry.url == m_config.backendUrl;
    if (!isInUse) {
        if (const auto written = keepServer(m_config.dataFolder, entry.url); !written) {
            fail(written.error());
            return;
        }
    }
    setDoing(Doing::Nothing);
    if (!isInUse) {
        Q_EMIT chosen(entry.url, isKept ? QByteArray() : entry.key);
        return;
    }
    m_backend.useKey(entry.key, isKept);
    Q_EMIT accepted();
}

void HostedAccount::cancel()
{
    if (m_doing == Doing::Nothing)
        return;
    ++m_round;
    m_stop.request_stop();
    m_stop = StopSource();
    setDoing(Doing::Nothing);
}

void HostedAccount::signOut()
{
    if (m_doing != Doing::Nothing || m_config.backendUrl.isEmpty())
        return;
    setDoing(Doing::Forgetting);
    QCoro::connect(forgetKey(m_config.backendUrl, m_stop.get_token()), this,
                   [this, round = m_round](const Result<> &forgotten) {
                       if (round == m_round)
                           takeForgotten(forgotten);
                   });
}

void HostedAccount::takeForgotten(const Result<> &forgotten)
{
    // Where no keychain is, none has it.
    if (!forgotten && forgotten.error().code != ErrorCode::Unavailable) {
        fail(forgotten.error());
        return;
    }
    const bool isOurs = m_config.backendChosen == BackendInfo::Chosen::InSettings;
    if (isOurs) {
        if (const auto written = keepServer(m_config.dataFolder, {}); !written) {
            fail(written.error());
            return;
        }
    }
    setDoing(Doing::Nothing);
    if (isOurs)
        Q_EMIT chosen({}, {});
    else
        m_backend.dropKey();
}

void HostedAccount::setDoing(Doing doing)
{
    if (m_doing == doing)
        return;
    m_doing = doing;
    Q_EMIT changed();
}

void HostedAccount::fail(const Error &error)
{
    setDoing(Doing::Nothing);
    Q_EMIT failed(error);
}

} // namespace skybranch::client
