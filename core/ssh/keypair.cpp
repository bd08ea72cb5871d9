// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/keypair.h"

#include "ssh/handles.h"
#include "ssh/words.h"

namespace skybranch::ssh {

Result<KeyPair> KeyPair::create()
{
    ssh_key key = nullptr;
    if (ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &key) != SSH_OK)
        return failure(ErrorCode::Internal, Words::tr("No SSH key could be made. Try again."));
    return KeyPair(std::shared_ptr<ssh_key_struct>(KeyHandle(key)));
}

QString KeyPair::publicKey() const
{
    return QStringLiteral("ssh-ed25519 ") + QLatin1StringView(publicBase64(m_key.get()));
}

} // namespace skybranch::ssh
