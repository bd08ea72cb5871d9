// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "client/views.h"

#include <QHash>
#include <QObject>

namespace skybranch::client {

/// What runs for each row of the sidebar: one operation at a time, and how the last one failed.
class Operations : public QObject
{
    Q_OBJECT

public:
    explicit Operations(QObject *parent = nullptr);
    ~Operations() override; ///< cancels all that runs

    /// Nothing while another operation runs for @p id.
    std::optional<StopToken> begin(const QString &id, Operation operation);
    void setProgress(const QString &id, const QString &text);

    /// A cancelled operation leaves no failure.
    void end(const QString &id, const Result<> &result);

    void cancel(const QString &id);
    void dismiss(const QString &id);

    Operation current(const QString &id) const;
    bool isBusy(const QString &id) const { return current(id) != Operation::None; }

    /// Fills in the operation's part of @p info.
    void describe(WorktreeInfo &info) const;

Q_SIGNALS:
    void changed(const QString &id);

    /// Before changed(). A cancelled one has not succeeded.
    void ended(const QString &id, skybranch::client::Operation operation, bool succeeded);

private:
    struct State
    {
        Operation operation = Operation::None;
        QDateTime since;
        QString progress;
        StopSource stop{std::nostopstate};
        std::optional<OperationFailure> failure;
    };

    QHash<QString, State> m_states;
};

} // namespace skybranch::client
