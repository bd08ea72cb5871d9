// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/cutbackend.h"
#include "bench/screen.h"

#include <QJsonObject>

namespace skybranch::bench {

/// The network to the VM of this process's window goes away and comes back, with a terminal open.
/// Waits by running the event loop.
class Reconnecting
{
public:
    Reconnecting(Screen &screen, CutBackend &backend)
        : m_screen(screen)
        , m_backend(backend)
    {
    }

    /// From a terminal at its prompt to one at its prompt. Milliseconds from a click on the
    /// button of the overlay, when the network is back. The first time it does so twice, to learn
    /// what is to be seen: to read the text of a long terminal takes too much time.
    Result<QJsonObject> run();

private:
    /// What the end of the output looks like, and where a key is then echoed; on the screen.
    struct Picture
    {
        QRect area;
        std::vector<quint32> pixels;
        QRect keyCell;
    };

    Result<> missOutput();
    Result<> learn();
    Result<QJsonObject> comeBack();
    Result<> leave();
    Result<> clickReconnect();
    Result<> typeKey();
    Result<> takeKeyboard();
    Result<> waitForScreen(QLatin1StringView end);
    QString file(const QString &name) const;

    Screen &m_screen;
    CutBackend &m_backend;
    Picture m_end;
};

} // namespace skybranch::bench
