// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/remoteend.h"
#include "bench/terminalwindow.h"

namespace skybranch::bench {

/// A terminal of tmux on the far side that has put out its text while nobody was attached, and
/// the way back to it. It ends with this object. Calls block.
class TmuxAttach
{
public:
    /// Milliseconds from the start of ssh.
    struct Times
    {
        double shownMs = 0;
        double answeredMs = 0;
    };

    /// @p folder is there, and its own.
    TmuxAttach(Screen &screen, SshRig &rig, QString folder);
    Q_DISABLE_COPY_MOVE(TmuxAttach)
    ~TmuxAttach();

    /// Once.
    Result<Times> run();

private:
    using Window = std::unique_ptr<TerminalWindow>;

    QStringList tmux(const QStringList &words) const;
    QString file(const QString &name) const;
    Result<> missOutput();
    Result<> takePicture();
    Result<Window> openWaiting(const RemoteEnd &starter);
    Result<Times> comeBack();
    Result<double> waitForChange(PixelProbe &probe, bool toPicture, const QElapsedTimer &clock);

    Screen &m_screen;
    SshRig &m_rig;
    QString m_folder;
    QRect m_part; ///< the lower part of the window, with the last line
    std::vector<quint32> m_picture; ///< what it shows when somebody is attached
};

} // namespace skybranch::bench
