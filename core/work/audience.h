// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "work/inputledger.h"
#include "work/terminalwatcher.h"

#include <QTimer>

#include <vector>

namespace skybranch::work {

class TerminalOutput;

/// All who watch one terminal: gives each its output, takes input of each once, keeps the size
/// that all have room for, and tells each of the others.
class Audience : public QObject
{
    Q_OBJECT

public:
    /// @p output must live as long.
    explicit Audience(TerminalOutput *output, QObject *parent = nullptr);
    ~Audience() override;

    /// Somebody has come; the audience takes over @p descriptor.
    void add(int descriptor);

    /// There is more in the ring.
    void pump();

    /// Whether the program should wait, so that somebody who reads does not lose output. Once it is
    /// false again, ready() tells.
    bool isHoldingUp();

    /// While false, who types is not read any more: what is typed waits where it comes from.
    void setTaking(bool isTaking);

    /// Everybody gets the rest of the output and then @p exit, also who comes later.
    void finish(const wire::TerminalExit &exit);

    int count() const; ///< who is attached
    wire::TerminalSize size() const { return m_size; }

Q_SIGNALS:
    void sizeChanged(const skybranch::wire::TerminalSize &size);
    void attached(); ///< one more, and its size counts
    void typed(const QByteArray &bytes);
    void endAsked();
    void ready(); ///< isHoldingUp() may be another now
    void countChanged();

private:
    void attach(TerminalWatcher *watcher);
    void takeInput(TerminalWatcher *watcher, const wire::PositionedBytes &block);
    void remove(TerminalWatcher *watcher);
    void fitSize();
    void noteTyping(const TerminalWatcher *watcher);
    void tellWatchers();
    wire::TerminalWatchers othersOf(const TerminalWatcher *watcher) const;

    TerminalOutput *m_output;
    InputLedger m_ledger;
    std::vector<TerminalWatcher *> m_watchers; ///< children; also those that have not asked yet
    wire::TerminalSize m_size;
    std::optional<wire::TerminalExit> m_exit;
    QString m_typist; ///< the watcher's id
    QTimer m_typingEnds;
    QTimer m_patienceEnds;
    bool m_isTaking = true;
};

} // namespace skybranch::work
