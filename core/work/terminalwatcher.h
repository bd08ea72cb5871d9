// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/terminalframes.h"
#include "work/localsocket.h"
#include "work/outputcursor.h"

#include <chrono>
#include <optional>

namespace skybranch::work {

class TerminalOutput;

/// One connection of somebody who watches a terminal: takes its frames apart and gives it output as
/// fast as it takes it. One that sends what makes no sense is closed.
class TerminalWatcher : public QObject
{
    Q_OBJECT

public:
    using Clock = std::chrono::steady_clock;

    /// Takes over @p descriptor.
    explicit TerminalWatcher(int descriptor, QObject *parent = nullptr);

    bool isAttached() const { return m_cursor.has_value(); }
    const wire::AttachRequest &request() const { return m_request; } ///< once it has asked
    wire::TerminalSize size() const { return m_request.size; } ///< that it has room for now

    /// Answers its request; its output comes from @p output, which must live as long.
    void open(TerminalOutput *output, const wire::AttachAnswer &answer);

    /// Gives it what its socket takes.
    void pump();
    void tell(wire::FrameKind kind, const QByteArray &payload);

    /// Unless it knows already.
    void tell(const wire::TerminalWatchers &others);

    /// After all output it is told @p exit, and is closed when it has taken that.
    void finish(const wire::TerminalExit &exit);

    /// Whether output that it has not seen would be lost without waiting for it, and it takes any.
    bool isHoldingUp(Clock::time_point now) const;

    void setReading(bool isReading) { m_stream.setReading(isReading); }
    void close() { m_stream.close(); }

Q_SIGNALS:
    void attachAsked();
    void input(const skybranch::wire::PositionedBytes &block);
    void taken(); ///< after one or more of input()
    void sizeChanged();
    void endAsked();
    void drained(); ///< its socket takes more
    void closed();

private:
    void receive(const QByteArray &bytes);
    Result<> take(const wire::Frame &frame);
    Result<> takeAttach(const QByteArray &payload);
    void refuse(const Error &error);
    QByteArray nextFrame();

    LocalStream m_stream;
    wire::FrameReader m_frames;
    wire::AttachRequest m_request;
    std::optional<wire::TerminalWatchers> m_told;
    bool m_hasAsked = false;
    bool m_isClosed = false;
    bool m_hasFinished = false;
    TerminalOutput *m_output = nullptr;
    std::optional<OutputCursor> m_cursor;
    std::optional<qint64> m_repaintAt; ///< after a gap: not before it has seen so much
    std::optional<wire::TerminalExit> m_exit;
    Clock::time_point m_lastProgress;
};

} // namespace skybranch::work
