// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>

namespace skybranch::client {

/// One read at a time for each key, so that an old answer never overwrites a newer one; what is
/// asked meanwhile becomes one more read afterwards.
template <typename Key> class SingleFlight
{
public:
    /// True: read now, and call end(). False: the read that is on its way will be followed by one.
    bool begin(const Key &key)
    {
        if (m_running.contains(key)) {
            m_again.insert(key);
            return false;
        }
        m_running.insert(key);
        return true;
    }

    /// True: it was asked again meanwhile.
    bool end(const Key &key)
    {
        m_running.remove(key);
        return m_again.remove(key);
    }

private:
    QSet<Key> m_running;
    QSet<Key> m_again;
};

} // namespace skybranch::client
