// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/stand.h"

namespace skybranch::bench {

namespace {

/// 300 files of 4 kB, about what a young project has.
test::ScratchRepository makeRepository(const QString &folder)
{
    constexpr int files = 300;
    const auto repository = test::ScratchRepository::create(folder);
    for (int i = 0; i < files; ++i) {
        QByteArray text;
        for (int line = 0; text.size() < 4000; ++line)
            text += QByteArray::number(i * 7919 + line * 104729) + " of file\n";
        repository.write(QStringLiteral("src/part%1/file%2.txt").arg(i % 10).arg(i), text);
    }
    repository.git({QStringLiteral("add"), QStringLiteral("-A")});
    repository.git({QStringLiteral("commit"), QStringLiteral("-q"), QStringLiteral("-m"),
                    QStringLiteral("Fill")});
    return repository;
}

} // namespace

Stand::Stand(Plan plan)
    : m_plan(plan)
{
}

Stand::~Stand() = default;

Result<Screen *> Stand::screen()
{
    if (m_screen)
        return m_screen.get();
    return Screen::open().transform([this](std::unique_ptr<Screen> screen) {
        m_screen = std::move(screen);
        return m_screen.get();
    });
}

Result<SshRig *> Stand::rig()
{
    if (m_rig)
        return m_rig.get();
    return SshRig::start().transform([this](std::unique_ptr<SshRig> rig) {
        m_rig = std::move(rig);
        return m_rig.get();
    });
}

Result<Seat> Stand::seat()
{
    return screen().and_then([this](Screen *screen) {
        return rig().transform([screen](SshRig *rig) { return Seat{*screen, *rig}; });
    });
}

Result<tour::Stage *> Stand::scene()
{
    if (m_scene)
        return m_scene.get();
    auto scene
        = std::make_unique<tour::Stage>(makeRepository(folder(QStringLiteral("source"))).path(),
                                        QHostAddress(QHostAddress::LocalHost));
    if (!scene->build())
        return failure(ErrorCode::Internal, QStringLiteral("The git host is not made."));
    m_scene = std::move(scene);
    return m_scene.get();
}

Result<ApiRig *> Stand::api()
{
    if (m_api)
        return m_api.get();
    return ApiRig::start().transform([this](std::unique_ptr<ApiRig> rig) {
        m_api = std::move(rig);
        return m_api.get();
    });
}

const WorktreeField &Stand::field()
{
    if (!m_field)
        m_field.emplace(folder(QStringLiteral("field")),
                        FieldSize{.repositories = 1, .worktrees = 20, .files = 5000});
    return *m_field;
}

} // namespace skybranch::bench
