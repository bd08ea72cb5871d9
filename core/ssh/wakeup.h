// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/socket.h"

#include <atomic>
#include <sys/eventfd.h>

namespace skybranch::ssh {

/// Wakes the SSH thread out of its poll. Whoever wakes has stored what is new before.
class Wakeup
{
public:
    Wakeup()
        : m_event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    {
    }

    int descriptor() const { return m_event.descriptor(); }

    /// From any thread. Costs a system call only when the SSH thread has not been woken yet.
    void wake()
    {
        if (!m_pending.exchange(true))
            ::eventfd_write(m_event.descriptor(), 1);
    }

    /// In the SSH thread, before it looks at what is new.
    void acknowledge()
    {
        eventfd_t count = 0;
        ::eventfd_read(m_event.descriptor(), &count);
        m_pending = false;
    }

private:
    Socket m_event;
    std::atomic<bool> m_pending = false;
};

} // namespace skybranch::ssh
