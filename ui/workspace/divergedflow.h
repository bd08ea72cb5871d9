// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"
#include "ui/views/divergedviews.h"

#include <QPointer>

namespace skybranch::ui {

class DivergedSheet;

/// Shows both sides of the selected row's branch on a sheet, keeps them up to date, and does what
/// is chosen there. It closes by itself when nothing is left to choose.
class DivergedFlow : public QObject
{
    Q_OBJECT

public:
    DivergedFlow(client::Session &session, DivergedSheet *sheet, QObject *parent);

    void open(const QString &worktreeId, DivergedPlace place);
    void close();

Q_SIGNALS:
    void terminalRequested(const QString &worktreeId, skybranch::ui::DivergedPlace place);
    void failed(const QString &worktreeId, const skybranch::Error &error);
    void closed(); ///< the focus is free

private:
    void inspect();
    void show(const QString &worktreeId, const domain::Divergence &divergence);
    void onWorktreeChanged(const QString &worktreeId);
    void onChosen(DivergedChoice::Kind kind);
    client::Distance distance() const;

    client::Session &m_session;
    DivergedSheet *m_sheet;
    QString m_id; ///< empty: closed
    DivergedPlace m_place = DivergedPlace::Local;
    client::Distance m_shown; ///< for which the sides were asked
};

} // namespace skybranch::ui
