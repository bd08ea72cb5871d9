// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <libssh/libssh.h>

#include <memory>

namespace skybranch::ssh {

/// Frees a handle of libssh with its own function.
template <auto function> struct FreeWith
{
    void operator()(auto *handle) const { function(handle); }
};

using SessionHandle = std::unique_ptr<ssh_session_struct, FreeWith<ssh_free>>;
using EventHandle = std::unique_ptr<ssh_event_struct, FreeWith<ssh_event_free>>;
using KeyHandle = std::unique_ptr<ssh_key_struct, FreeWith<ssh_key_free>>;
using ChannelHandle = std::unique_ptr<ssh_channel_struct, FreeWith<ssh_channel_free>>;

/// The base64 of a key's public part, as it stands in an authorized_keys line. Empty on failure.
inline QByteArray publicBase64(ssh_key key)
{
    char *text = nullptr;
    if (ssh_pki_export_pubkey_base64(key, &text) != SSH_OK)
        return {};
    const QByteArray result(text);
    ssh_string_free_char(text);
    return result;
}

} // namespace skybranch::ssh
