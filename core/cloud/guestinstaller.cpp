// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/guestinstaller.h"

#include "base/log.h"
#include "base/process.h"
#include "cloud/guestscripts.h"
#include "cloud/vmshell.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryFile>

namespace skybranch::cloud {
namespace {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcInstall, "skybranch.guest")

constexpr std::chrono::seconds probeTime{20};
constexpr std::chrono::seconds sendTime{900};
constexpr std::chrono::seconds unpackTime{120};
constexpr qint64 mostUnpacked = 1LL << 30;
constexpr qint64 spareKib = 8 << 10;

struct Archive
{
    QString file;
    QString sha256;
    QString packing;
    std::shared_ptr<QTemporaryFile> unpacked; ///< what @c file is, where it was made for this
};

GuestPlace impossible(const QString &problem)
{
    return {.problem = problem};
}

qint64 neededKib(const GuestFolder &guest)
{
    return (guest.plainSize + QFileInfo(guest.archive).size()) / 1024 + spareKib;
}

/// Why it can not work in such a VM; empty: nothing is known to be in its way.
QString obstacle(const ScriptAnswer &vm, const GuestFolder &guest)
{
    static const QRegularExpression safeHome(u"^(/[A-Za-z0-9_@+-][A-Za-z0-9._@+-]*){1,16}$"_s);
    if (const QString machine = vm.value(u"machine"_s).left(32); machine != guest.machine)
        return u"The VM's processor is \"%1\", and Skybranch's guest here is for %2. Use an image "
               "for %2."_s.arg(machine, guest.machine);
    if (!safeHome.match(vm.value(u"home"_s)).hasMatch())
        return u"The VM's user has no home folder that Skybranch can use. Give it one in the "
               "image."_s;
    if (!vm.contains(u"has"_s, u"git"_s))
        return u"The VM has no git. Use an image with the package git."_s;
    if (!vm.contains(u"has"_s, u"tar"_s))
        return u"The VM has no tar, so Skybranch's guest can not be unpacked there. Use an image "
               "with the package tar."_s;
    bool isKnown = false;
    const qint64 freeKib = vm.value(u"free"_s).toLongLong(&isKnown);
    if (isKnown && freeKib < neededKib(guest))
        return u"The VM's home folder has %1 MB free, and Skybranch's guest needs %2 MB. Use a "
               "larger disk."_s.arg(freeKib / 1024)
                   .arg(neededKib(guest) / 1024 + 1);
    return {};
}

/// What the script could not do, in a sentence.
QString sentenceFor(const QString &problem)
{
    if (problem == "space"_L1 || problem == "unpack"_L1)
        return u"Skybranch's guest could not be written into the VM's home folder. Make room "
               "there."_s;
    if (problem == "folder"_L1)
        return u"The VM's home folder can not be written to. Use an image whose user may."_s;
    if (problem == "damaged"_L1)
        return u"The guest that this backend sends is damaged. Install Skybranch's backend "
               "again."_s;
    return u"Skybranch's guest can not be started in the VM: its home folder may not allow "
           "programs, or its system is too old. Use another image."_s;
}

/// As the VM can unpack it.
Task<Archive> archiveFor(ScriptAnswer vm, GuestFolder guest, StopToken stop)
{
    if (vm.contains(u"has"_s, u"xz"_s))
        co_return Archive{guest.archive, guest.sha256, u"xz"_s, nullptr};
    auto file = std::make_shared<QTemporaryFile>();
    if (!file->open())
        co_return failure(ErrorCode::Unavailable,
                          u"The backend can not write temporary files. Make room on its disk."_s,
                          file->errorString());
    const auto unpacked = co_await runProcess({.program = u"xz"_s,
                                               .arguments = {u"-dc"_s, guest.archive},
                                               .outputFile = file->fileName(),
                                               .timeout = unpackTime,
                                               .outputLimit = mostUnpacked},
                                              stop);
    if (!unpacked)
        co_return failure(unpacked);
    if (unpacked->exitCode != 0)
        co_return failure(ErrorCode::Internal,
                          u"The guest can not be unpacked on the backend. Install Skybranch's "
                          "backend again."_s,
                          QString::fromUtf8(unpacked->err));
    co_return Archive{file->fileName(), guest.plainSha256, u"tar"_s, file};
}

Task<GuestPlace> send(std::shared_ptr<ssh::Connection> connection, ScriptAnswer vm,
                      GuestFolder guest, StopToken stop)
{
    const auto archive = co_await archiveFor(vm, guest, stop);
    if (!archive)
        co_return failure(archive);
    ssh::RemoteCommand command
        = shellScript(installScript,
                      {guest.name, archive->sha256,
                       QString::number(QFileInfo(archive->file).size()), archive->packing});
    command.inputFile = archive->file;
    command.timeout = sendTime;
    const auto said = co_await askScript(connection, std::move(command), stop);
    if (!said)
        co_return failure(said);
    if (said->contains(u"problem"_s))
        co_return impossible(sentenceFor(said->value(u"problem"_s)));
    qCInfo(lcInstall) << "sent" << guest.name << "to a VM";
    co_return GuestPlace{.program = vm.value(u"home"_s)
                             + u"/.local/share/skybranch/guest/current/bin/skybranch-guest"_s};
}

} // namespace

Task<GuestPlace> installGuest(providers::SshEndpoint endpoint, VmId vm,
                              CertificateAuthority authority, std::optional<GuestFolder> guest,
                              StopToken stop)
{
    if (!guest)
        co_return impossible(u"The VM's image has no Skybranch guest, and this backend has none to "
                             "send. Use Skybranch's own VM image."_s);
    const auto connection = co_await logIn(std::move(endpoint), vm, std::move(authority), stop);
    if (!connection)
        co_return failure(connection);
    ssh::RemoteCommand probe = shellScript(probeScript, {u"git"_s, u"tar"_s, u"xz"_s});
    probe.timeout = probeTime;
    const auto about = co_await askScript(*connection, std::move(probe), stop);
    if (!about)
        co_return failure(about);
    if (const QString why = obstacle(*about, *guest); !why.isEmpty())
        co_return impossible(why);
    co_return co_await send(*connection, *about, *guest, stop);
}

QCoro::Task<> upgradeGuest(std::shared_ptr<GuestLinks> links, providers::CloudProvider *provider,
                           domain::Vm vm, CertificateAuthority authority, GuestFolder guest,
                           StopToken stop)
{
    if (!links->beginUpgrade(vm.id))
        co_return;
    auto endpoint = co_await provider->sshEndpoint(vm.providerVmId);
    Result<GuestPlace> place = GuestPlace();
    if (endpoint) {
        endpoint->hostKeys = vm.hostKeys;
        place = co_await installGuest(*endpoint, vm.id, std::move(authority), std::move(guest),
                                      std::move(stop));
    } else {
        place = failure(endpoint);
    }
    if (place && !place->problem.isEmpty()) {
        qCWarning(lcInstall).noquote() << place->problem;
        co_return;
    }
    links->endUpgrade(vm.id);
    if (!place)
        qCWarning(lcInstall).noquote() << describe(place.error());
    else
        links->close(vm.id); // the next one reaches the new guest
}

} // namespace skybranch::cloud
