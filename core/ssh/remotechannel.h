// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "ssh/channelpipe.h"
#include "ssh/handles.h"

#include <QDeadlineTimer>

#include <libssh/callbacks.h>

namespace skybranch::ssh {

/// What to start on the far side.
struct ChannelRequest
{
    QByteArray command; ///< empty: the user's shell
    std::optional<Pty> pty;
    bool withAgent = false; ///< the program may use our agent
    std::optional<ForwardTarget> forward; ///< instead of a program
    QDeadlineTimer deadline; ///< for the opening
    std::shared_ptr<ChannelPipe> pipe;
    Completion<> opened;
};

/// The SSH thread's side of a channel: opens it step by step, moves bytes between libssh and the
/// pipe. It never waits.
class RemoteChannel
{
public:
    RemoteChannel(ssh_session session, ChannelRequest request);
    /// Takes over @p channel, which the far side is opening.
    RemoteChannel(ssh_session session, ssh_channel channel, std::shared_ptr<ChannelPipe> pipe);
    Q_DISABLE_COPY_MOVE(RemoteChannel)
    ~RemoteChannel();

    /// Does all that can be done now.
    void step();
    /// True when a step is due without the owner having asked for one.
    bool wantsStep() const { return hasMore() || isOpening() || !m_outgoing.isEmpty(); }
    bool isOpening() const { return m_stage < Stage::Running; }
    bool isOver() const { return m_stage == Stage::Over; }
    QDeadlineTimer deadline() const { return m_request.deadline; }

    /// True when the next step must not be waited for: there is more to read than one step takes,
    /// or something came in while a step wrote, because libssh reads then too.
    bool hasMore() const { return m_attention || m_hasMore; }

    /// Ends it from our side: closed by its owner, or with an error because it or the connection
    /// failed.
    void end(const Result<> &result);

private:
    enum class Stage { Open, Pty, Agent, Start, Running, Over };

    void listen();
    void advance();
    int requestStage();
    int openChannel();
    std::unexpected<Error> refusal() const;
    void obey();
    void resize();
    void sendOutgoing();
    void refill(ChannelPipe::Stream stream);
    void report();

    static int onData(ssh_session, ssh_channel, void *data, uint32_t size, int isError, void *self);
    static void onEof(ssh_session, ssh_channel, void *self);
    static void onClose(ssh_session, ssh_channel, void *self);
    static void onExit(ssh_session, ssh_channel, int code, void *self);
    static void onSignal(ssh_session, ssh_channel, const char *name, int core, const char *message,
                         const char *language, void *self);

    ssh_session m_session;
    ChannelRequest m_request;
    ssh_channel_callbacks_struct m_callbacks{};
    ChannelHandle m_channel;
    Stage m_stage = Stage::Open;
    QByteArray m_outgoing;
    qsizetype m_sent = 0; ///< of m_outgoing
    std::optional<PtySize> m_size;
    bool m_sendEof = false;
    std::array<bool, 2> m_stalled{}; ///< libssh holds data for which there was no room
    ChannelPipe::Ending m_ending;
    bool m_endingTold = true;
    bool m_attention = true;
    bool m_hasMore = false;
};

} // namespace skybranch::ssh
