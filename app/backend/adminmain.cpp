// SPDX-License-Identifier: GPL-3.0-or-later
#include "adminmain.h"

#include "admin.h"
#include "admindatabase.h"
#include "backend.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace skybranch::backend {
namespace {

void sayTo(FILE *stream, const QString &text)
{
    std::fputs(text.toLocal8Bit().constData(), stream);
}

int codeOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
        return int(ExitCode::Usage);
    case ErrorCode::NotFound:
        return int(ExitCode::NotFound);
    case ErrorCode::Conflict:
        return int(ExitCode::Refused);
    case ErrorCode::Unsupported:
        return int(ExitCode::NewerDatabase);
    case ErrorCode::Unavailable:
    case ErrorCode::AuthenticationFailed:
    case ErrorCode::Timeout:
        return int(ExitCode::Database);
    default:
        return int(ExitCode::Internal);
    }
}

void print(const AdminAnswer &answer, bool json)
{
    if (json) {
        sayTo(stdout, QString::fromUtf8(QJsonDocument(answer.json).toJson()));
        return;
    }
    sayTo(stdout, answer.text);
    sayTo(stderr, answer.remark);
}

Task<AdminAnswer> answerOf(AdminDatabase &database, const AdminOptions &options)
{
    if (auto opened = co_await database.open(options); !opened)
        co_return failure(opened);
    Admin admin(database.database(), options);
    co_return co_await admin.run();
}

QCoro::Task<> runAndQuit(AdminOptions options)
{
    AdminDatabase database;
    const auto answer = co_await answerOf(database, options);
    int code = int(ExitCode::Success);
    if (answer) {
        print(*answer, options.json);
    } else {
        code = codeOf(answer.error().code);
        sayTo(stderr, answer.error().message + u'\n');
    }
    if (const auto closed = co_await database.close(); !closed)
        sayTo(stderr, closed.error().message + u'\n');
    QCoreApplication::exit(code);
}

} // namespace

int runAdmin(QCoreApplication &application)
{
    const auto options = parseAdminOptions(QCoreApplication::arguments());
    if (!options) {
        sayTo(stderr, options.error().message + u'\n');
        return int(ExitCode::Usage);
    }
    if (!options->answer.isEmpty()) {
        sayTo(stdout, options->answer);
        return int(ExitCode::Success);
    }
    QTimer::singleShot(0, &application, [&options] { runAndQuit(*options); });
    return QCoreApplication::exec();
}

} // namespace skybranch::backend
