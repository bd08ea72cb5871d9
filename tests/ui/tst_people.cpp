// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"
#include "ui/theme/theme.h"
#include "ui/views/actionsview.h"
#include "ui/views/awakewords.h"
#include "ui/views/detailsview.h"
#include "ui/views/peoplewords.h"
#include "ui/views/rowsview.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace skybranch;
using namespace skybranch::ui;
using namespace Qt::StringLiterals;
using client::WorktreeInfo;
using domain::WorkspaceStatus;

namespace {

const QDateTime now(QDate(2026, 3, 14), QTime(14, 30), QTimeZone::UTC);

WorktreeInfo cloud(WorkspaceStatus status)
{
    WorktreeInfo info;
    info.id = info.path = u"/src/shop-login"_s;
    info.branch = u"feature/login"_s;
    info.cloud = domain::Workspace{.branch = info.branch, .status = status};
    info.cloud->statusChangedAt = now.addSecs(-7200);
    return info;
}

WorktreeInfo running()
{
    return cloud(WorkspaceStatus::Running);
}

} // namespace

/// Who is connected, what keeps a workspace awake and what was used, in words and dialogs.
class TestPeople : public QObject
{
    Q_OBJECT

private:
    static domain::Workspace awake(int quietSeconds, const QString &job = {}, int keptMinutes = 0)
    {
        domain::Workspace workspace;
        workspace.status = WorkspaceStatus::Running;
        workspace.lastActiveAt = now.addSecs(-quietSeconds);
        workspace.awakeReason = job;
        if (keptMinutes != 0)
            workspace.keepAwakeUntil = now.addSecs(60 * keptMinutes);
        return workspace;
    }

    static QString text(const QWidget &dialog, const QString &name)
    {
        const auto *label = dialog.findChild<QLabel *>(name);
        return label ? label->text() : QString();
    }

    /// Where pictures are wanted, they are kept there.
    static bool save(QWidget &dialog, const QString &name)
    {
        const QString folder = qEnvironmentVariable("SKYBRANCH_PICTURES");
        dialog.show();
        return QTest::qWaitForWindowExposed(&dialog)
            && (folder.isEmpty() || dialog.grab().save(folder + u'/' + name));
    }

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(); }

    void awakeIsSaidWithWhyAndUntilWhen()
    {
        QCOMPARE(awakeReason(awake(0), now), QString());
        QCOMPARE(awakeReason(awake(18 * 60), now), QStringLiteral("pauses in 12 min"));
        QCOMPARE(awakeSentences(awake(18 * 60), now),
                 QStringLiteral("It pauses in 12 min if nothing happens."));
        QCOMPARE(awakeReason(awake(0, QStringLiteral("npm")), now),
                 QStringLiteral("awake: npm is running"));
        QCOMPARE(awakeSentences(awake(0, QStringLiteral("npm")), now),
                 QStringLiteral("npm keeps it awake. It pauses 30 min after that has ended."));
        const domain::Workspace kept = awake(18 * 60, {}, 60);
        const QString until = kept.keepAwakeUntil.toLocalTime().toString(QStringLiteral("HH:mm"));
        QCOMPARE(awakeReason(kept, now), QStringLiteral("kept awake until ") + until);
        QCOMPARE(awakeSentences(kept, now), QStringLiteral("Kept awake until %1.").arg(until));
        // What has passed counts no more, before the backend has said so.
        QCOMPARE(awakeReason(awake(18 * 60, {}, -1), now), QStringLiteral("pauses in 12 min"));
        QCOMPARE(awakeSentences(awake(3600), now), QStringLiteral("It is about to pause."));
    }

    void keepingAwakeIsOffered()
    {
        WorktreeInfo info = running();
        QVERIFY(findAction(actionsOf(info, true), ActionKind::KeepAwakeShort)->enabled);
        QVERIFY(!findAction(actionsOf(info, true), ActionKind::EndKeepAwake));
        info.cloud->keepAwakeUntil = now.addSecs(60);
        QVERIFY(findAction(actionsOf(info, true), ActionKind::EndKeepAwake)->enabled);
        const auto paused = *findAction(actionsOf(cloud(WorkspaceStatus::Paused), true),
                                        ActionKind::KeepAwakeLong);
        QVERIFY(!paused.enabled && !paused.whyNot.isEmpty());
    }

    void peopleAreCountedAndNamed()
    {
        QCOMPARE(peopleInitials({}), QString());
        QCOMPARE(peopleSentence({}), QString());
        const client::PersonInfo cleo{.name = QStringLiteral("Cleo Lang"), .since = now};
        const client::PersonInfo self{.name = QStringLiteral("ann"), .isSelf = true, .since = now};
        QCOMPARE(peopleInitials({cleo}), QStringLiteral("CL"));
        QCOMPARE(peopleInitials({self, cleo, cleo}), QStringLiteral("AN+2"));
        QCOMPARE(peopleSentence({cleo, self}),
                 QStringLiteral("Connected as well: Cleo Lang, you on another computer."));
        QCOMPARE(peopleSentence({cleo, cleo, cleo, self}),
                 QStringLiteral("Connected as well: Cleo Lang, Cleo Lang, Cleo Lang, 1 more."));
        QVERIFY(peopleLines({self}, now).first().startsWith(QStringLiteral("You on another")));
        // Nobody's name turns the row around, or hides in it.
        const client::PersonInfo sly{.name = QStringLiteral("\u202E\nx")};
        QCOMPARE(peopleInitials({sly}), QStringLiteral("X"));
        QCOMPARE(peopleInitials({{.name = QStringLiteral("\u202E")}}), QStringLiteral("?"));
        WorktreeInfo info = running();
        info.people = {cleo};
        QVERIFY(rowOf(info, {.now = now}).cloudTip.contains(QStringLiteral("Cleo Lang")));
    }

    void usageIsSaidInWords()
    {
        QCOMPARE(sizeWords(QStringLiteral("2cpu-4096mb")), QStringLiteral("2 CPU, 4 GB"));
        QCOMPARE(sizeWords(QStringLiteral("standard-2")), QStringLiteral("standard-2"));
        const client::UsageInfo usage{.from = now,
                                      .rows = {{.name = QStringLiteral("Login"),
                                                .exists = false,
                                                .provider = QStringLiteral("docker"),
                                                .size = QStringLiteral("2cpu-4096mb"),
                                                .running = 12 * 3600,
                                                .paused = 600}}};
        QCOMPARE(detailsOf(running(), usage, now).usage,
                 QStringLiteral("12 h running, 10 min paused; 2 CPU, 4 GB"));
        QCOMPARE(usageViewOf(usage).rows.first().name, QStringLiteral("Login (deleted)"));
        QVERIFY(usageViewOf({.from = now}).rows.isEmpty());
    }

    void theDetailsOfferWhatIsPossible()
    {
        DetailsView view{.branch = samples::longName(),
                         .state = u"Running for 2 h."_s,
                         .awake = u"npm keeps it awake. It pauses 30 min after that has ended."_s,
                         .people
                         = {u"Cleo Lang, since 14:02"_s, u"You on another computer, since 14:05"_s},
                         .usage = u"12 h running, 3 h paused; 2 CPU, 4 GB"_s};
        DetailsDialog dialog(view, nullptr);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QVERIFY(save(dialog, u"details.png"_s));
        QVERIFY(text(dialog, u"detailsPeople"_s).contains(u"Cleo Lang"_s));
        const QSignalSpy asked(&dialog, &DetailsDialog::keepAwakeRequested);
        dialog.findChild<QAbstractButton *>(u"detailsKeepAwakeLong"_s)->click();
        QCOMPARE(asked.last().first().toInt(), 480);
        auto *end = dialog.findChild<QAbstractButton *>(u"detailsEndKeepAwake"_s);
        QVERIFY(!end->isVisible());
        view.isKeptAwake = true;
        view.people.clear();
        dialog.setView(view);
        QVERIFY(end->isVisible());
        end->click();
        QCOMPARE(asked.last().first().toInt(), 0);
        QCOMPARE(text(dialog, u"detailsPeople"_s), u"Nobody else."_s);
        QVERIFY(save(dialog, u"details-kept.png"_s));
    }

    void usageIsSortedByWhatRanLongest()
    {
        UsageDialog dialog(nullptr);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.setView({.month = u"March 2026"_s, .isKnown = true});
        QVERIFY(save(dialog, u"usage-empty.png"_s));
        QVERIFY(text(dialog, u"usageEmpty"_s).contains(u"No workspace"_s));
        UsageView view{.month = u"March 2026"_s, .isKnown = true};
        view.rows.append({samples::longName(), u"Docker"_s, u"2 CPU, 4 GB"_s, {43'200, 600, 0}});
        for (int i = 1; i <= 100; ++i)
            view.rows.append(
                {u"feature/login-%1"_s.arg(i), u"This computer"_s, {}, {i * 60, 0, i}});
        dialog.setView(view);
        QVERIFY(save(dialog, u"usage.png"_s));
        const auto *table = dialog.findChild<QTreeView *>(u"usageTable"_s);
        QCOMPARE(table->model()->rowCount(), 101);
        QCOMPARE(table->model()->index(0, 0).data().toString(), samples::longName());
        // Numbers, not words.
        QCOMPARE(table->model()->index(1, 0).data().toString(), u"feature/login-100"_s);
    }
};

QTEST_MAIN(TestPeople)
#include "tst_people.moc"
