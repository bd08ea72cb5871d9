// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/certificateauthority.h"

#include "base/clock.h"
#include "base/paths.h"
#include "base/process.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace skybranch::cloud {
namespace {

constexpr std::chrono::minutes validity{5};
constexpr std::chrono::seconds toolTimeout{10};
constexpr qsizetype maxComment = 200;

QString keyPath(const QString &folder)
{
    return folder + u"/ca_key"_s;
}

/// The key line without its comment; what ssh-keygen is given has nothing of the asker's wording.
Result<QString> canonicalKey(const QString &line)
{
    const auto refused = failure(ErrorCode::InvalidArgument,
                                 u"The field \"publicKey\" must be one line: ssh-ed25519 and the "
                                 "key in base64."_s);
    const QByteArray header = QByteArray::fromHex("0000000b7373682d6564323535313900000020");
    const QStringList words = line.split(u' ');
    if (words.size() < 2 || words[0] != "ssh-ed25519"_L1 || line.size() > maxComment + 100)
        return refused;
    for (const QChar c : line) {
        if (c < u' ' || c > u'~')
            return refused;
    }
    const auto blob = QByteArray::fromBase64Encoding(words[1].toLatin1(),
                                                     QByteArray::AbortOnBase64DecodingErrors);
    if (!blob || blob.decoded.size() != header.size() + 32 || !blob.decoded.startsWith(header))
        return refused;
    return u"ssh-ed25519 "_s + QString::fromLatin1(blob.decoded.toBase64());
}

/// What ssh-keygen puts out.
Task<QByteArray> keygen(QStringList arguments)
{
    auto output = co_await runProcess(
        {.program = u"ssh-keygen"_s, .arguments = std::move(arguments), .timeout = toolTimeout});
    if (!output)
        co_return failure(output);
    if (output->exitCode != 0)
        co_return failure(ErrorCode::Internal, u"The SSH certificate could not be made."_s,
                          QString::fromUtf8(output->err));
    co_return output->out;
}

/// Made under another name and renamed, the private part last: a key that is there is whole.
Task<> makeKey(QString folder)
{
    const QString draft = folder + u"/ca_key.new"_s;
    const QString draftPublic = draft + u".pub"_s;
    QFile::remove(draft);
    QFile::remove(draftPublic);
    auto made = co_await keygen({u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, QString(), u"-C"_s,
                                 u"skybranch-ca"_s, u"-f"_s, draft});
    if (!made)
        co_return failure(made);
    QFile::remove(keyPath(folder) + u".pub"_s);
    if (!QFile::rename(draftPublic, keyPath(folder) + u".pub"_s)
        || !QFile::rename(draft, keyPath(folder)))
        co_return failure(ErrorCode::Unavailable,
                          u"The SSH authority's key can not be stored in %1. Check the folder's "
                          "rights and whether the disk is full."_s.arg(folder));
    co_return Result<>{};
}

} // namespace

Task<CertificateAuthority> CertificateAuthority::open(QString folder)
{
    if (auto made = makePrivateFolder(folder); !made)
        co_return failure(made);
    if (!QFile::exists(keyPath(folder))) {
        if (auto made = co_await makeKey(folder); !made)
            co_return failure(made);
    }
    const auto line = readFile(keyPath(folder) + u".pub"_s, 4096);
    if (!line)
        co_return failure(line);
    const auto key = canonicalKey(QString::fromUtf8(*line).trimmed());
    if (!key)
        co_return failure(ErrorCode::Unavailable,
                          u"The SSH authority's key in %1 is damaged. Restore it from a backup; "
                          "a new one would lock everybody out of the VMs."_s.arg(folder));
    co_return CertificateAuthority(folder, keyPath(folder), *key);
}

Task<CertificateAuthority> CertificateAuthority::openShared(QString keyFile, QString folder)
{
    if (auto made = makePrivateFolder(folder); !made)
        co_return failure(made);
    // Of the private key itself: a .pub beside it may be another one's.
    const auto line = co_await keygen({u"-y"_s, u"-P"_s, QString(), u"-f"_s, keyFile});
    const auto key = line.and_then(
        [](const QByteArray &said) { return canonicalKey(QString::fromUtf8(said).trimmed()); });
    if (!key)
        co_return failure(
            ErrorCode::InvalidArgument,
            u"The file %1 is no private ed25519 key that only its owner can read, without a "
            "passphrase. Make one with ssh-keygen -t ed25519 -N '' -f FILE."_s.arg(keyFile),
            key.error().detail);
    co_return CertificateAuthority(folder, keyFile, *key);
}

Task<Certificate> CertificateAuthority::sign(QString publicKey, VmId vm, UserId holder,
                                             QUuid apiKey) const
{
    const QString folder = m_folder;
    const QString keyFile = m_keyFile;
    const auto key = canonicalKey(publicKey);
    if (!key)
        co_return failure(key);
    const QTemporaryDir work(folder + u"/sign-XXXXXX"_s);
    const QString input = work.filePath(u"user.pub"_s);
    if (auto written = writePrivateFile(input, key->toLatin1() + '\n'); !written)
        co_return failure(written);
    // ssh-keygen counts from its own start, so this is never too late.
    Certificate certificate{.principal = vm.toString(),
                            .expiresAt = Clock::system().now().addDuration(validity)};
    const QString identity = u"vm-%1:user-%2:key-%3"_s.arg(vm.toString(), holder.toString(),
                                                           apiKey.toString(QUuid::WithoutBraces));
    const quint64 serial = QRandomGenerator::system()->generate64() >> 1;
    auto signedIt = co_await keygen({u"-q"_s,
                                     u"-s"_s,
                                     keyFile,
                                     u"-I"_s,
                                     identity,
                                     u"-n"_s,
                                     certificate.principal,
                                     u"-V"_s,
                                     u"-1m:+%1m"_s.arg(validity.count()),
                                     u"-z"_s,
                                     QString::number(serial),
                                     u"-O"_s,
                                     u"clear"_s,
                                     u"-O"_s,
                                     u"permit-pty"_s,
                                     u"-O"_s,
                                     u"permit-port-forwarding"_s,
                                     u"-O"_s,
                                     u"permit-agent-forwarding"_s,
                                     input});
    if (!signedIt)
        co_return failure(signedIt);
    const auto line = readFile(work.filePath(u"user-cert.pub"_s), 16 << 10);
    if (!line)
        co_return failure(line);
    // Without the comment, which is a path of this computer.
    certificate.line = QString::fromLatin1(*line).section(u' ', 0, 1);
    co_return certificate;
}

} // namespace skybranch::cloud
