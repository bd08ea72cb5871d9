// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/backendpageview.h"

#include "ui/views/words.h"

#include <QCoreApplication>

namespace skybranch::ui {
namespace {

using client::BackendInfo;
using Chosen = BackendInfo::Chosen;
using State = BackendInfo::State;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(BackendPageView)
};

constexpr qsizetype longestName = 60;

QString stateWords(const BackendInfo &info)
{
    if (info.bundled)
        return Words::tr("Cloud workspaces are made on this computer, by the backend that comes "
                         "with Skybranch.");
    if (info.state == State::Starting)
        return Words::tr("Connecting…");
    if (info.state != State::Ready)
        return info.problem;
    if (info.organization.isEmpty())
        return Words::tr("Connected.");
    return Words::tr("Signed in as %1, in the organisation %2.")
        .arg(cleanWords(info.userName, longestName), cleanWords(info.organization, longestName));
}

/// Why it can not be changed here.
QString chooserWords(const BackendInfo &info)
{
    switch (info.chosen) {
    case Chosen::InSettings:
        return {};
    case Chosen::ByEnvironment:
        return Words::tr("The environment variable SKYBRANCH_SERVER names the backend. Start "
                         "Skybranch without it to choose one here.");
    case Chosen::ByOption:
        return Words::tr("The option --server names the backend. Start Skybranch without it to "
                         "choose one here.");
    }
    Q_UNREACHABLE_RETURN({});
}

QString leavingWords(const BackendInfo &info)
{
    if (info.chosen != Chosen::InSettings)
        return Words::tr("Signing out takes the key out of the keychain. Workspaces that run go on "
                         "there, and pause when they are idle.");
    return Words::tr("Signing out takes the key out of the keychain, and this window goes back to "
                     "this computer; terminals in it close. Workspaces that run go on there, and "
                     "pause when they are idle.");
}

} // namespace

BackendPageView backendPageOf(const BackendInfo &info)
{
    BackendPageView view{.isHosted = !info.bundled,
                         .name = info.bundled ? Words::tr("This computer") : info.label,
                         .state = stateWords(info),
                         .isWrong = info.state == State::Failed,
                         .url = info.url,
                         .whyNoUrl = chooserWords(info)};
    if (info.bundled) {
        view.effect = Words::tr("The window moves to that backend, and terminals in it close. "
                                "Workspaces of this computer are kept until you are back.");
        return view;
    }
    if (!info.keyFile.isEmpty()) {
        view.whyNoKey = Words::tr("The key is read from the file %1.").arg(info.keyFile);
        return view;
    }
    if (info.isKeyForgotten)
        view.note = Words::tr("No keychain works on this computer, so the key is not kept: you are "
                              "asked for it again after the next start. GNOME Keyring or KWallet "
                              "would keep it.");
    if (info.needsKey && info.chosen != Chosen::InSettings)
        return view;
    view.leave = info.needsKey ? Words::tr("Use this computer") : Words::tr("Sign out");
    view.leaving = info.needsKey ? Words::tr("The window goes back to this computer, and terminals "
                                             "in it close.")
                                 : leavingWords(info);
    return view;
}

} // namespace skybranch::ui
