// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <memory>

struct ssh_key_struct;

namespace skybranch::ssh {

/// An ed25519 key that lives in memory only. Copies share it; the last one wipes it. The private
/// part is used by Connection, and given to nobody else.
class KeyPair
{
public:
    static Result<KeyPair> create();

    /// "ssh-ed25519 AAAA...", without a comment.
    QString publicKey() const;

private:
    friend class Handshake;
    explicit KeyPair(std::shared_ptr<ssh_key_struct> key)
        : m_key(std::move(key))
    {
    }

    std::shared_ptr<ssh_key_struct> m_key;
};

} // namespace skybranch::ssh
