// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/savedterminal.h"

#include "base/log.h"
#include "work/bridge.h"
#include "work/outputcursor.h"
#include "work/terminalfolder.h"
#include "work/terminalmodes.h"
#include "work/terminalring.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <unistd.h>

namespace skybranch::work {
namespace {

using namespace Qt::Literals::StringLiterals;
using wire::FrameKind;

Result<wire::AttachRequest> readRequest(int in)
{
    wire::FrameReader frames;
    std::array<char, 4096> block;
    for (;;) {
        const auto frame = frames.next();
        if (!frame)
            return failure(frame);
        if (*frame && (*frame)->kind == FrameKind::Attach)
            return wire::AttachRequest::decode((*frame)->payload);
        if (*frame)
            continue;
        const ssize_t count = ::read(in, block.data(), block.size());
        if (count == 0 || (count < 0 && errno != EINTR))
            return failure(ErrorCode::Cancelled, u"Nobody watches."_s);
        frames.add(QByteArray(block.data(), std::max<ssize_t>(0, count)));
    }
}

bool send(int out, FrameKind kind, const QByteArray &payload)
{
    return writeAll(out, wire::encodeFrame(kind, payload));
}

/// What was in full screen when the VM stopped would hide the lines above it, for ever.
QByteArray calmed(int rows)
{
    return "\x18\x1b[?1049l\x1b" + QByteArray("7") + TerminalModes().restore(rows) + "\x1b"
        + QByteArray("8\x1b[m");
}

} // namespace

int playSaved(const TerminalFolder &folder, int in, int out)
{
    ::signal(SIGPIPE, SIG_IGN);
    const auto request = readRequest(in);
    if (!request) {
        qWarning("%s", qPrintable(describe(request.error())));
        return 1;
    }
    const auto ring = TerminalRing::open(folder.ring());
    if (!ring)
        qWarning("%s", qPrintable(describe(ring.error())));
    // Where less is kept than was seen, as on a full disk or after a loss of power, at least how it
    // ended is said.
    const qint64 end = std::max(request->from, ring ? (*ring)->end() : 0);
    const wire::AttachAnswer answer{.end = end, .size = request->size};
    bool isTaken = send(out, FrameKind::Attached, answer.encode());
    if (ring) {
        OutputCursor cursor(ring->get(), request->from);
        while (isTaken && cursor.behind() > 0)
            isTaken = writeAll(out, cursor.next());
    }
    isTaken = isTaken && send(out, FrameKind::Repaint, calmed(request->size.rows));
    const wire::TerminalExit exit = folder.info(false).exit;
    return isTaken && send(out, FrameKind::Exited, exit.encode()) ? 0 : 1;
}

} // namespace skybranch::work
