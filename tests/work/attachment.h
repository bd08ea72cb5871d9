// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/guestrpc.h"
#include "wire/terminalframes.h"

#include <QProcess>
#include <QTest>

#include <csignal>
#include <unistd.h>

namespace skybranch::test {

/// `skybranch-guest attach` as a window uses it: sends its Attach, counts bytes both ways, and
/// keeps what it was told.
class Attachment : public QObject
{
public:
    struct Options
    {
        QString home;
        QString id;
        QString watcher = QStringLiteral("w1");
        QString name = QStringLiteral("anna@laptop");
        qint64 from = 0;
        wire::TerminalSize size;
        bool create = true;
        QStringList more;
        QStringList
            through; ///< ssh and its arguments, where there is no home: the guest is in a VM
    };

    explicit Attachment(const Options &options)
        : seen(options.from)
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        if (!options.home.isEmpty())
            environment.insert(QStringLiteral("HOME"), options.home);
        environment.insert(QStringLiteral("SHELL"), QStringLiteral("/bin/sh"));
        environment.insert(QStringLiteral("PS1"), QStringLiteral("% "));
        environment.remove(QStringLiteral("SSH_AUTH_SOCK"));
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        connect(&m_process, &QProcess::readyReadStandardOutput, this, [this] { read(); });
        QStringList words = options.through;
        words << (!options.home.isEmpty()
                      ? qEnvironmentVariable("SKYBRANCH_BIN") + QStringLiteral("/skybranch-guest")
                      : QString(wire::guestProgram))
              << QStringLiteral("attach") << options.id << options.more;
        if (!options.home.isEmpty())
            words << QStringLiteral("--workspace") << options.home;
        if (options.create)
            words << QStringLiteral("--create");
        m_process.setChildProcessModifier([] { ::setpgid(0, 0); });
        m_process.start(words.takeFirst(), words);
        const wire::AttachRequest request{.watcher = options.watcher,
                                          .name = options.name,
                                          .from = options.from,
                                          .size = options.size};
        send(wire::FrameKind::Attach, request.encode());
    }

    ~Attachment() override { kill(); }

    void send(wire::FrameKind kind, const QByteArray &payload)
    {
        m_process.write(wire::encodeFrame(kind, payload));
    }

    void sendRaw(const QByteArray &bytes) { m_process.write(bytes); }

    /// Takes nothing until it is resumed. (By itself QProcess takes all that comes.)
    void pause() const { ::kill(-pid_t(m_process.processId()), SIGSTOP); }
    void resume() const { ::kill(-pid_t(m_process.processId()), SIGCONT); }
    static inline const QStringList pausable{QStringLiteral("/bin/sh"), QStringLiteral("-c"),
                                             QStringLiteral("\"$@\" | cat"), QStringLiteral("sh")};

    void type(const QByteArray &bytes)
    {
        send(wire::FrameKind::Input,
             wire::PositionedBytes{.position = typed, .bytes = bytes}.encode());
        typed += bytes.size();
    }

    /// As when its connection is lost.
    void kill()
    {
        if (!isOver())
            ::kill(-pid_t(m_process.processId()), SIGKILL);
        m_process.waitForFinished();
    }

    bool isOver() const { return m_process.state() == QProcess::NotRunning; }
    int exitCode() const { return m_process.exitCode(); }

    std::optional<wire::AttachAnswer> answer;
    QByteArray output;
    qint64 seen; ///< of the output: where it goes on
    qint64 typed = 0;
    qint64 taken = 0;
    QList<wire::OutputGap> gaps;
    QByteArray repaint;
    std::optional<wire::TerminalWatchers> others;
    std::optional<wire::TerminalExit> exit;
    QString problem; ///< what should not have come

private:
    void read()
    {
        m_frames.add(m_process.readAllStandardOutput());
        for (;;) {
            const auto frame = m_frames.next();
            if (!frame)
                problem = frame.error().detail;
            if (!frame || !*frame)
                return;
            take(**frame);
        }
    }

    void take(const wire::Frame &frame)
    {
        using wire::FrameKind;
        if (answer.has_value() == (frame.kind == FrameKind::Attached) || exit)
            problem = QStringLiteral("frame %1 out of turn").arg(int(frame.kind));
        if (frame.kind == FrameKind::Attached) {
            answer = value(wire::AttachAnswer::decode(frame.payload));
            taken = answer ? answer->inputTaken : 0;
            typed = std::max(typed, taken);
        } else if (frame.kind == FrameKind::Output) {
            takeOutput(value(wire::PositionedBytes::decode(frame.payload)));
        } else if (frame.kind == FrameKind::Gap) {
            if (const auto gap = value(wire::OutputGap::decode(frame.payload))) {
                gaps << *gap;
                seen = gap->to;
            }
        } else if (frame.kind == FrameKind::Repaint) {
            repaint += frame.payload;
        } else if (frame.kind == FrameKind::InputTaken) {
            taken = value(wire::decodePosition(frame.payload)).value_or(-1);
        } else if (frame.kind == FrameKind::Watchers) {
            others = value(wire::TerminalWatchers::decode(frame.payload));
        } else if (frame.kind == FrameKind::Exited) {
            exit = value(wire::TerminalExit::decode(frame.payload));
        } else {
            problem = QStringLiteral("frame %1").arg(int(frame.kind));
        }
    }

    void takeOutput(const std::optional<wire::PositionedBytes> &block)
    {
        if (!block || block->position != seen)
            problem = QStringLiteral("output does not go on at %1").arg(seen);
        if (!block)
            return;
        output += block->bytes;
        seen += block->bytes.size();
    }

    template <typename T> std::optional<T> value(Result<T> decoded)
    {
        if (decoded)
            return std::move(*decoded);
        problem = decoded.error().detail;
        return std::nullopt;
    }

    QProcess m_process;
    wire::FrameReader m_frames;
};

} // namespace skybranch::test
