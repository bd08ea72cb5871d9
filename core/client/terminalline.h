// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/terminal.h"
#include "client/terminalstream.h"
#include "ssh/channel.h"

#include <QTimer>

#include <memory>

namespace skybranch::client {

/// A terminal's stream over the channel of the moment: carries the bytes between them, and notices
/// when nothing comes back for what was typed. Nothing waits between a key and the channel, or
/// between the channel and readyRead().
class TerminalLine : public QObject
{
    Q_OBJECT

public:
    explicit TerminalLine(bool isNew); ///< nobody else has the terminal
    ~TerminalLine() override;

    const TerminalStream &stream() const { return m_stream; }
    const TerminalAudience &audience() const { return m_audience; }
    QByteArray complaint() const { return m_complaint; } ///< of the far program, beside the stream

    bool hasChannel() const { return m_channel != nullptr; }
    void setChannel(std::shared_ptr<ssh::Channel> channel);
    /// One to a shell that nobody holds: @p why there is no better.
    void setShell(std::shared_ptr<ssh::Channel> channel, const QString &why);
    wire::TerminalSize size() const { return m_size; }
    void dropChannel();

    /// Another terminal's from now on. @p note: a line of our own, at its beginning.
    void beginAnew(const QString &note = {});

    /// What has come, or a part of it; then readyRead() comes again. The channel keeps what nobody
    /// takes, so that the far side waits.
    QByteArray take();
    void type(const QByteArray &bytes);

    /// Only where of all that watch somebody has typed here last, or nobody else does.
    void answer(const QByteArray &bytes);
    void resize(int columns, int rows);

Q_SIGNALS:
    void attached();
    void readyRead();
    void audienceChanged();
    void exited();
    void damaged(const skybranch::Error &error); ///< without a channel then
    void unanswered(); ///< long after setChannel(), and nothing has come
    void silent(); ///< nothing for some seconds after something has come, or was asked or typed
    /// Without a channel then. @p exitCode: of the far program; empty: a signal ended it.
    void closed(std::optional<int> exitCode, bool isConnectionLost);

private:
    void use(std::shared_ptr<ssh::Channel> channel);
    void onReadable();
    void heed(const QByteArray &bytes);
    void onClosed();
    void send(const QByteArray &bytes);
    void setAudience(const TerminalAudience &audience);

    std::shared_ptr<ssh::Channel> m_channel;
    TerminalStream m_stream;
    TerminalAudience m_audience;
    wire::TerminalSize m_size;
    QByteArray m_complaint;
    bool m_unread = false; ///< more has come, behind output that nobody has taken
    bool m_leads; ///< of all that watch, somebody has typed here last
    QTimer m_unanswered; ///< runs from setChannel() to attached()
    QTimer m_silence; ///< runs for some seconds from what has come or was sent last
};

} // namespace skybranch::client
