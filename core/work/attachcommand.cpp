// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/attachcommand.h"

#include "base/log.h"
#include "work/agentlink.h"
#include "work/bridge.h"
#include "work/detached.h"
#include "work/localsocket.h"
#include "work/ownprogram.h"
#include "work/savedterminal.h"
#include "work/terminalfolder.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace skybranch::work {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int patienceMs = 5000;
constexpr int noSuchTerminal = 3;

int fail(const QString &words, int code = 1)
{
    std::fprintf(stderr, "%s\n", qPrintable(words));
    return code;
}

/// What the holder says once it is there, or cannot be.
QByteArray readReport(int descriptor)
{
    QByteArray words;
    std::array<char, 512> block;
    for (;;) {
        const ssize_t count = ::read(descriptor, block.data(), block.size());
        if (count > 0)
            words.append(block.data(), count);
        else if (count == 0 || errno != EINTR)
            return words;
    }
}

Result<> startHolder(const AttachOrder &order, const TerminalFolder &folder)
{
    if (const auto made = folder.make(); !made)
        return failure(made);
    QByteArrayList words{"skybranch-guest", "hold", order.id.toLatin1(), "--ready-fd", "3"};
    for (const QString &word : order.hold)
        words << QFile::encodeName(word);
    std::array<int, 2> report{};
    if (::pipe2(report.data(), O_CLOEXEC) != 0)
        return failure(ErrorCode::Unavailable, u"No more programs can be started in this VM."_s);
    startDetached(QFile::encodeName(ownProgram().path), words, QFile::encodeName(folder.log()),
                  report[1]);
    ::close(report[1]);
    const QByteArray said = readReport(report[0]);
    ::close(report[0]);
    if (said == "ready")
        return {};
    return failure(
        ErrorCode::Unavailable,
        said.isEmpty()
            ? u"The terminal can not be started in this VM. %1 says more."_s.arg(folder.log())
            : QString::fromUtf8(said));
}

void waitForEnd(int holder)
{
    char byte = 0;
    while (::read(holder, &byte, 1) > 0 || errno == EINTR)
        errno = 0;
}

} // namespace

int runAttach(const AttachOrder &order)
{
    if (!wire::isTerminalId(order.id))
        return fail(u"A terminal's id is 1 to 64 of a-z, 0-9 and \"-\"."_s, 2);
    linkAgent(order.home);
    const TerminalFolder folder(order.home, order.id);
    // In this order: one that is being started at this moment has not ended.
    const bool hasBegun = folder.exists();
    auto holder = connectLocal(folder.socket(), 0);
    if (!holder && hasBegun)
        return playSaved(folder, STDIN_FILENO, STDOUT_FILENO);
    if (!holder && !order.create)
        return fail(u"There is no terminal %1 in this VM."_s.arg(order.id), noSuchTerminal);
    if (!holder) {
        if (const auto started = startHolder(order, folder); !started)
            return fail(describe(started.error()));
        holder = connectLocal(folder.socket(), patienceMs);
    }
    if (!holder)
        return fail(describe(holder.error()));
    // Without us between, a key is there sooner.
    if (handOver(*holder, STDIN_FILENO, STDOUT_FILENO))
        waitForEnd(*holder);
    else
        join(*holder);
    return 0;
}

} // namespace skybranch::work
