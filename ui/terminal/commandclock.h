// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QElapsedTimer>

#include <chrono>
#include <optional>

namespace skybranch::ui {

/// How long the commands of a shell take that marks them (OSC 133): "C" where one starts, "D" or
/// "D;code" where it ends.
class CommandClock
{
public:
    struct Ended
    {
        std::chrono::milliseconds took{};
        int exitCode = 0;
    };

    /// @p text is that of the mark. An answer where a command has ended.
    std::optional<Ended> mark(const QByteArray &text);

private:
    QElapsedTimer m_running;
};

} // namespace skybranch::ui
