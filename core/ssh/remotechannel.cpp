// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/remotechannel.h"

#include "ssh/words.h"

#include <algorithm>

namespace skybranch::ssh {
namespace {

constexpr qsizetype writeBlock = 64 << 10;
constexpr qsizetype readBlock = 32 << 10;

/// UTF-8 input editing, and a line speed that programs which ask for one take for fast. Without
/// this, libssh sends the modes of our own stdin.
constexpr unsigned char terminalModes[]
    = {42, 0, 0, 0, 1, 128, 0, 0, 0x96, 0, 129, 0, 0, 0x96, 0, 0};

int cells(int count)
{
    return std::clamp(count, 1, 1000);
}

} // namespace

RemoteChannel::RemoteChannel(ssh_session session, ChannelRequest request)
    : m_session(session)
    , m_request(std::move(request))
    , m_channel(ssh_channel_new(session))
{
    listen();
}

RemoteChannel::RemoteChannel(ssh_session session, ssh_channel channel,
                             std::shared_ptr<ChannelPipe> pipe)
    : m_session(session)
    , m_request{.pipe = std::move(pipe)}
    , m_channel(channel)
    , m_stage(Stage::Running)
{
    listen();
    m_request.pipe->open();
}

void RemoteChannel::listen()
{
    m_callbacks.userdata = this;
    m_callbacks.channel_data_function = &onData;
    m_callbacks.channel_eof_function = &onEof;
    m_callbacks.channel_close_function = &onClose;
    m_callbacks.channel_exit_status_function = &onExit;
    m_callbacks.channel_exit_signal_function = &onSignal;
    ssh_callbacks_init(&m_callbacks);
    ssh_set_channel_callbacks(m_channel.get(), &m_callbacks);
}

RemoteChannel::~RemoteChannel()
{
    ssh_remove_channel_callbacks(m_channel.get(), &m_callbacks);
}

void RemoteChannel::step()
{
    m_attention = false;
    m_hasMore = false;
    obey();
    if (isOpening())
        advance();
    if (m_stage != Stage::Running)
        return;
    resize();
    refill(ChannelPipe::Out);
    refill(ChannelPipe::Err);
    sendOutgoing();
    report();
}

void RemoteChannel::advance()
{
    if (m_request.deadline.hasExpired()) {
        end(failure(ErrorCode::Timeout,
                    m_request.forward
                        ? Words::tr("The machine did not open the port in time. Try again.")
                        : Words::tr("The machine did not start a program in time. Try again.")));
        return;
    }
    while (isOpening()) {
        const int answer = requestStage();
        if (answer == SSH_AGAIN)
            return;
        if (answer != SSH_OK) {
            end(refusal());
            return;
        }
        m_stage = m_request.forward ? Stage::Running : Stage(int(m_stage) + 1);
    }
    m_request.opened.finish({});
    m_request.pipe->open();
}

int RemoteChannel::requestStage()
{
    switch (m_stage) {
    case Stage::Open:
        return openChannel();
    case Stage::Pty:
        if (!m_request.pty)
            return SSH_OK;
        return ssh_channel_request_pty_size_modes(
            m_channel.get(), m_request.pty->term.toLatin1().constData(),
            cells(m_request.pty->size.columns), cells(m_request.pty->size.rows), terminalModes,
            sizeof terminalModes);
    case Stage::Agent:
        return m_request.withAgent ? ssh_channel_request_auth_agent(m_channel.get()) : SSH_OK;
    default:
        return m_request.command.isEmpty()
            ? ssh_channel_request_shell(m_channel.get())
            : ssh_channel_request_exec(m_channel.get(), m_request.command.constData());
    }
}

int RemoteChannel::openChannel()
{
    if (!m_request.forward)
        return ssh_channel_open_session(m_channel.get());
    // Whence the connection comes is nobody's business in the VM.
    return ssh_channel_open_forward(m_channel.get(), m_request.forward->host.toLatin1().constData(),
                                    m_request.forward->port, "127.0.0.1", 0);
}

std::unexpected<Error> RemoteChannel::refusal() const
{
    const QString message = m_request.forward
        ? Words::tr("Nothing answers at port %1 of the machine. Start the program there, then try "
                    "again.")
              .arg(m_request.forward->port)
        : Words::tr("The machine refused to start a program. Reconnect and try again.");
    return failure(ErrorCode::Unavailable, message,
                   QString::fromUtf8(ssh_get_error(m_session)).left(500));
}

void RemoteChannel::end(const Result<> &result)
{
    if (m_stage == Stage::Over)
        return;
    m_request.opened.finish(result);
    m_stage = Stage::Over;
    if (!result && result.error().code != ErrorCode::Cancelled && !m_ending.closed)
        m_ending.error = result.error();
    m_ending.closed = true;
    m_request.pipe->end(m_ending);
}

void RemoteChannel::obey()
{
    // More data is fetched when what we have is sent, so nothing is copied twice.
    ChannelPipe::Orders orders = m_request.pipe->takeOrders(m_outgoing.isEmpty());
    if (orders.close) {
        if (isOpening())
            end(cancelled());
        else
            end({});
        return;
    }
    if (!orders.data.isEmpty())
        m_outgoing.swap(orders.data);
    m_sendEof |= orders.eof;
    if (orders.size)
        m_size = orders.size;
}

void RemoteChannel::resize()
{
    if (m_size && m_request.pty)
        ssh_channel_change_pty_size(m_channel.get(), cells(m_size->columns), cells(m_size->rows));
    m_size.reset();
}

void RemoteChannel::sendOutgoing()
{
    // What the network has not taken stays with us: libssh would queue without a bound.
    while (m_sent < m_outgoing.size() && !(ssh_get_poll_flags(m_session) & SSH_WRITE_PENDING)) {
        const qsizetype block = std::min(writeBlock, m_outgoing.size() - m_sent);
        const int written
            = ssh_channel_write(m_channel.get(), m_outgoing.constData() + m_sent, uint32_t(block));
        if (written <= 0)
            break;
        m_sent += written;
        m_request.pipe->sent(written);
    }
    if (m_sent < m_outgoing.size())
        return;
    m_hasMore |= !m_outgoing.isEmpty();
    m_outgoing.clear();
    m_sent = 0;
    if (std::exchange(m_sendEof, false))
        ssh_channel_send_eof(m_channel.get());
}

void RemoteChannel::refill(ChannelPipe::Stream stream)
{
    if (!m_stalled[stream])
        return;
    const qsizetype room = std::min(readBlock, m_request.pipe->roomOrWait(stream));
    if (room == 0)
        return;
    std::array<char, readBlock> block;
    const int count
        = ssh_channel_read_nonblocking(m_channel.get(), block.data(), uint32_t(room), stream);
    if (count > 0)
        m_request.pipe->put(stream, {block.data(), count});
    m_stalled[stream] = count == room;
    m_hasMore |= m_stalled[stream];
}

void RemoteChannel::report()
{
    if (m_endingTold || m_stalled[ChannelPipe::Out] || m_stalled[ChannelPipe::Err])
        return;
    m_endingTold = true;
    m_request.pipe->end(m_ending);
    if (m_ending.closed)
        m_stage = Stage::Over;
}

int RemoteChannel::onData(ssh_session, ssh_channel, void *data, uint32_t size, int isError,
                          void *self)
{
    auto *channel = static_cast<RemoteChannel *>(self);
    const auto stream = isError ? ChannelPipe::Err : ChannelPipe::Out;
    const qsizetype taken = std::min(qsizetype(size), channel->m_request.pipe->roomOrWait(stream));
    if (taken > 0)
        channel->m_request.pipe->put(stream, {static_cast<const char *>(data), taken});
    channel->m_stalled[stream] = taken < qsizetype(size);
    channel->m_attention |= channel->m_stalled[stream];
    return int(taken);
}

void RemoteChannel::onEof(ssh_session, ssh_channel, void *self)
{
    auto *channel = static_cast<RemoteChannel *>(self);
    channel->m_ending.eof = true;
    channel->m_endingTold = false;
    channel->m_attention = true;
}

void RemoteChannel::onClose(ssh_session, ssh_channel, void *self)
{
    auto *channel = static_cast<RemoteChannel *>(self);
    channel->m_ending.closed = true;
    channel->m_endingTold = false;
    channel->m_attention = true;
}

void RemoteChannel::onExit(ssh_session, ssh_channel, int code, void *self)
{
    auto *channel = static_cast<RemoteChannel *>(self);
    channel->m_ending.exit = ExitStatus{.code = code};
    channel->m_endingTold = false;
    channel->m_attention = true;
}

void RemoteChannel::onSignal(ssh_session, ssh_channel, const char *name, int, const char *,
                             const char *, void *self)
{
    auto *channel = static_cast<RemoteChannel *>(self);
    channel->m_ending.exit = ExitStatus{.signal = QString::fromUtf8(name).left(32)};
    channel->m_endingTold = false;
    channel->m_attention = true;
}

} // namespace skybranch::ssh
