// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/audience.h"

#include "base/log.h"
#include "work/terminaloutput.h"

#include <algorithm>

namespace skybranch::work {
namespace {

using namespace std::chrono_literals;
using wire::FrameKind;

constexpr auto typingLasts = 3s;
constexpr auto lookAgainAfter = 1s;
constexpr size_t mostConnections = 64;

} // namespace

Audience::Audience(TerminalOutput *output, QObject *parent)
    : QObject(parent)
    , m_output(output)
{
    m_typingEnds.setSingleShot(true);
    connect(&m_typingEnds, &QTimer::timeout, this, [this] {
        m_typist.clear();
        tellWatchers();
    });
    m_patienceEnds.setSingleShot(true);
    connect(&m_patienceEnds, &QTimer::timeout, this, &Audience::ready);
}

Audience::~Audience() = default;

void Audience::add(int descriptor)
{
    auto *watcher = new TerminalWatcher(descriptor, this);
    m_watchers.push_back(watcher);
    connect(watcher, &TerminalWatcher::closed, this, [this, watcher] { remove(watcher); });
    connect(watcher, &TerminalWatcher::attachAsked, this, [this, watcher] { attach(watcher); });
    connect(watcher, &TerminalWatcher::endAsked, this, &Audience::endAsked);
    connect(watcher, &TerminalWatcher::drained, this, &Audience::ready);
    connect(watcher, &TerminalWatcher::sizeChanged, this, &Audience::fitSize);
    connect(watcher, &TerminalWatcher::input, this,
            [this, watcher](const wire::PositionedBytes &block) { takeInput(watcher, block); });
    connect(watcher, &TerminalWatcher::taken, this, [this, watcher] {
        watcher->tell(FrameKind::InputTaken,
                      wire::encodePosition(m_ledger.taken(watcher->request().watcher)));
        noteTyping(watcher);
    });
    if (m_watchers.size() > mostConnections)
        watcher->close();
}

void Audience::pump()
{
    // Whoever is closed by what it is given leaves the list meanwhile.
    for (TerminalWatcher *watcher : std::vector(m_watchers))
        watcher->pump();
}

bool Audience::isHoldingUp()
{
    const auto now = TerminalWatcher::Clock::now();
    const bool isHeldUp = std::ranges::any_of(
        m_watchers, [now](const TerminalWatcher *watcher) { return watcher->isHoldingUp(now); });
    // Who takes nothing makes no event either.
    if (isHeldUp && !m_patienceEnds.isActive())
        m_patienceEnds.start(lookAgainAfter);
    return isHeldUp;
}

void Audience::setTaking(bool isTaking)
{
    m_isTaking = isTaking;
    if (!isTaking)
        return;
    for (TerminalWatcher *watcher : m_watchers)
        watcher->setReading(true);
}

void Audience::finish(const wire::TerminalExit &exit)
{
    m_exit = exit;
    for (TerminalWatcher *watcher : std::vector(m_watchers))
        watcher->finish(exit);
}

int Audience::count() const
{
    return int(std::ranges::count_if(m_watchers, &TerminalWatcher::isAttached));
}

void Audience::attach(TerminalWatcher *watcher)
{
    const wire::AttachRequest &request = watcher->request();
    // The same one over a new connection: what is left of the old one may never end by itself.
    for (TerminalWatcher *other : std::vector(m_watchers)) {
        if (other != watcher && other->isAttached() && other->request().watcher == request.watcher)
            other->close();
    }
    const bool isFine = request.version == wire::terminalProtocolVersion
        && request.from <= m_output->ring().end();
    const wire::AttachAnswer answer{.end = m_output->ring().end(),
                                    .inputTaken = m_ledger.taken(request.watcher),
                                    .size = m_size};
    if (!isFine) {
        watcher->tell(FrameKind::Attached, answer.encode());
        return watcher->close();
    }
    watcher->open(m_output, answer);
    fitSize();
    Q_EMIT attached();
    Q_EMIT countChanged();
    tellWatchers();
    if (m_exit)
        watcher->finish(*m_exit);
    else
        watcher->pump();
}

void Audience::takeInput(TerminalWatcher *watcher, const wire::PositionedBytes &block)
{
    const auto fresh = m_ledger.take(watcher->request().watcher, block);
    if (!fresh) {
        qWarning("a watcher is closed: input is missing before %lld", qlonglong(block.position));
        return watcher->close();
    }
    if (!fresh->isEmpty())
        Q_EMIT typed(*fresh);
    // Only who types waits: the others may have something else to say, or leave.
    if (!m_isTaking)
        watcher->setReading(false);
}

void Audience::remove(TerminalWatcher *watcher)
{
    const bool wasAttached = watcher->isAttached();
    std::erase(m_watchers, watcher);
    watcher->deleteLater();
    if (!wasAttached)
        return;
    fitSize();
    tellWatchers();
    Q_EMIT countChanged();
    Q_EMIT ready();
}

void Audience::fitSize()
{
    std::optional<wire::TerminalSize> smallest;
    for (const TerminalWatcher *watcher : m_watchers) {
        if (!watcher->isAttached())
            continue;
        const wire::TerminalSize size = watcher->size();
        smallest = smallest ? wire::TerminalSize{std::min(size.columns, smallest->columns),
                                                 std::min(size.rows, smallest->rows)}
                            : size;
    }
    if (!smallest || *smallest == m_size)
        return;
    m_size = *smallest;
    Q_EMIT sizeChanged(m_size);
    tellWatchers();
}

void Audience::noteTyping(const TerminalWatcher *watcher)
{
    if (count() < 2)
        return;
    m_typingEnds.start(typingLasts);
    if (std::exchange(m_typist, watcher->request().watcher) != watcher->request().watcher)
        tellWatchers();
}

void Audience::tellWatchers()
{
    for (TerminalWatcher *watcher : std::vector(m_watchers)) {
        if (watcher->isAttached())
            watcher->tell(othersOf(watcher));
    }
}

wire::TerminalWatchers Audience::othersOf(const TerminalWatcher *watcher) const
{
    wire::TerminalWatchers told{.size = m_size};
    for (const TerminalWatcher *other : m_watchers) {
        if (other == watcher || !other->isAttached())
            continue;
        told.names << other->request().name;
        if (other->request().watcher == m_typist)
            told.typing = other->request().name;
    }
    return told;
}

} // namespace skybranch::work
