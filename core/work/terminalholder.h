// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "work/audience.h"
#include "work/pty.h"
#include "work/terminalfolder.h"
#include "work/terminaloutput.h"

namespace skybranch::work {

/// A terminal of this VM: holds its shell, keeps what it puts out, and serves all who watch it
/// (wire/terminalframes.h) on a socket of its own. Outlives them and the guest; ends after its
/// shell, when everybody has been told. The shell starts with the first who attaches, in a terminal
/// of its size.
class TerminalHolder : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QString home;
        QString folder; ///< where the shell starts
        QString name; ///< given by a person; may be empty
        std::chrono::milliseconds unwatched{15'000}; ///< how long it waits for the first
    };

    /// Errors: Conflict where another holder has that terminal.
    static Result<std::unique_ptr<TerminalHolder>> create(const QString &id, Options options);
    ~TerminalHolder() override;

    /// The VM stops: the shell goes with it, and this holder soon.
    void stop();

Q_SIGNALS:
    void finished(); ///< nobody needs it any more

private:
    TerminalHolder(TerminalFolder folder, Options options);
    Result<> begin();
    void startShell();
    PtySpec shellSpec() const;
    void takeOutput();
    void noteTitle();
    void recordSoon();
    void readMore();
    void type(const QByteArray &bytes);
    void endAsAsked();
    void abandon();
    void onEnded(int exitCode);
    void writeRecord();

    TerminalFolder m_folder;
    Options m_options;
    TerminalRecord m_record;
    LocalListener m_listener;
    std::unique_ptr<TerminalOutput> m_output;
    std::unique_ptr<Audience> m_audience;
    std::unique_ptr<Pty> m_pty;
    QTimer m_recordDue;
    bool m_isStopping = false;
    bool m_hasEnded = false;
};

} // namespace skybranch::work
