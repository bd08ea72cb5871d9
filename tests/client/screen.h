// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/terminal.h"

#include <QSignalSpy>
#include <QTest>

namespace skybranch::test {

using client::Terminal;

/// All that a terminal prints.
struct Screen
{
    explicit Screen(std::unique_ptr<Terminal> shown)
        : terminal(std::move(shown))
    {
        QObject::connect(terminal.get(), &Terminal::readyRead, terminal.get(),
                         [this] { text += terminal->take(); });
        QObject::connect(terminal.get(), &Terminal::stateChanged, terminal.get(),
                         [this] { states += terminal->state(); });
    }

    bool waitFor(const QByteArray &expected, int timeoutMs = 20'000)
    {
        if (QTest::qWaitFor([&] { return text.contains(expected); }, timeoutMs))
            return true;
        qWarning("not in: %s (state %d: %s)", text.constData(), int(terminal->state()),
                 qPrintable(terminal->lastError().message));
        return false;
    }

    bool waitState(Terminal::State state, int timeoutMs = 30'000)
    {
        if (QTest::qWaitFor([&] { return terminal->state() == state; }, timeoutMs))
            return true;
        const Error error = terminal->lastError();
        qWarning() << "state" << int(terminal->state()) << error.message << error.detail
                   << text.right(2000);
        return false;
    }

    /// Also where it has passed since.
    bool waitPast(Terminal::State state)
    {
        return QTest::qWaitFor([&] { return states.contains(state); }, 20'000)
            || waitState(state, 0);
    }

    /// What runs in it; "?" where nobody can tell.
    QString job() const
    {
        QSignalSpy known(terminal.get(), &Terminal::foregroundJobKnown);
        terminal->askForegroundJob();
        known.wait();
        const auto job = known.value(0).value(0).value<std::optional<QString>>();
        return job.value_or(QStringLiteral("?"));
    }

    QByteArray text;
    QList<Terminal::State> states;
    std::unique_ptr<Terminal> terminal; ///< first to go: it may tell its end
};

} // namespace skybranch::test
