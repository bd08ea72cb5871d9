// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/backendflow.h"

#include "client/hostedaccount.h"
#include "ui/dialogs/backendpage.h"
#include "ui/views/backendpageview.h"

namespace skybranch::ui {

using client::HostedAccount;
using Doing = HostedAccount::Doing;

BackendFlow::BackendFlow(client::Session &session, BackendPage *page)
    : QObject(page)
    , m_session(session)
    , m_account(&session.account())
    , m_page(page)
{
    HostedAccount *account = m_account;
    connect(&session, &client::Session::backendChanged, this, &BackendFlow::update);
    connect(account, &HostedAccount::changed, this, &BackendFlow::follow);
    connect(account, &HostedAccount::failed, this,
            [this](const Error &error) { m_page->setProblem(error.message); });
    connect(account, &HostedAccount::accepted, page, &BackendPage::forgetKey);
    connect(page, &BackendPage::connectRequested, account, &HostedAccount::signIn);
    connect(page, &BackendPage::cancelRequested, account, &HostedAccount::cancel);
    connect(page, &BackendPage::leaveRequested, account, &HostedAccount::signOut);
    update();
    follow();
}

BackendFlow::~BackendFlow()
{
    if (!m_account)
        return;
    disconnect(m_account, nullptr, this, nullptr);
    m_account->cancel();
}

void BackendFlow::update()
{
    m_page->setView(backendPageOf(m_session.backend()));
}

void BackendFlow::follow()
{
    switch (m_account->doing()) {
    case Doing::Nothing:
        m_page->setBusy({});
        return;
    case Doing::Asking:
        m_page->setBusy(tr("Asking the backend"));
        return;
    case Doing::Keeping:
    case Doing::Forgetting:
        m_page->setBusy(tr("Waiting for the keychain"));
        return;
    }
}

} // namespace skybranch::ui
