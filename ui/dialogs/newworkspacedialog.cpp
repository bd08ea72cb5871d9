// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/newworkspacedialog.h"

#include "ui/dialogs/branchpart.h"
#include "ui/dialogs/vmpart.h"
#include "ui/views/words.h"
#include "ui/widgets/choosers.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace skybranch::ui {
namespace {

constexpr int dialogWidth = 616;
constexpr int labelWidth = 112;
constexpr int rowGap = 16;

QVBoxLayout *makeColumn(int spacing)
{
    auto *column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    return column;
}

} // namespace

NewWorkspaceDialog::NewWorkspaceDialog(const NewWorkspaceView &view, QWidget *parent)
    : Dialog(tr("New Cloud Workspace"), dialogWidth, parent)
    , m_view(view)
{
    setObjectName(QStringLiteral("newWorkspaceDialog"));
    makeRepository();
    makeBranch();
    makeName();
    makeIdle();
    makeVm();
    makeButtons();
    m_seconds.setInterval(std::chrono::seconds(1));
    connect(&m_seconds, &QTimer::timeout, this, &NewWorkspaceDialog::check);
    m_vm->update();
    m_branch->firstField()->setFocus(Qt::OtherFocusReason);
    onBranch();
}

NewWorkspaceDialog::~NewWorkspaceDialog()
{
    // A field that loses the focus while it is deleted says so, when we are gone already.
    for (QObject *part : std::initializer_list<QObject *>{m_branch, m_name})
        part->disconnect(this);
}

/// The label stands beside the first line of what it names.
void NewWorkspaceDialog::addRow(const QString &label, QLayout *content, QWidget *buddy)
{
    auto *words = makeRowLabel(label, labelWidth);
    words->setMinimumHeight(28);
    words->setBuddy(buddy);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(words, 0, Qt::AlignTop);
    row->addLayout(content, 1);
    if (body()->count() > 0)
        body()->addSpacing(rowGap);
    body()->addLayout(row);
}

void NewWorkspaceDialog::makeRepository()
{
    m_repository = new ChoiceBox;
    m_repository->setObjectName(QStringLiteral("newWorkspaceRepository"));
    m_repository->setAccessibleName(tr("Repository"));
    m_repository->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const NewWorkspaceView::Repository &repository : m_view.repositories)
        m_repository->addItem(makeIcon(Icon::Repository), repository.name, repository.id);
    m_repository->setCurrentIndex(m_repository->findData(m_view.chosen));
    auto *column = makeColumn(0);
    column->addWidget(m_repository);
    addRow(tr("Repository"), column, m_repository);
    connect(m_repository, &QComboBox::currentIndexChanged, this, &NewWorkspaceDialog::onRepository);
}

void NewWorkspaceDialog::makeBranch()
{
    m_branch = new BranchPart;
    auto *column = makeColumn(0);
    column->addWidget(m_branch);
    addRow(tr("Branch"), column);
    connect(m_branch, &BranchPart::branchChanged, this, &NewWorkspaceDialog::onBranch);
    connect(m_branch, &BranchPart::baseChanged, this, &NewWorkspaceDialog::onEdited);
}

void NewWorkspaceDialog::makeName()
{
    m_name = new QLineEdit;
    m_name->setObjectName(QStringLiteral("newWorkspaceName"));
    m_name->setAccessibleName(tr("Name"));
    m_folderWords = new ElidedLabel(Qt::ElideMiddle, "small", "muted");
    m_folderWords->setObjectName(QStringLiteral("newWorkspaceFolder"));
    auto *column = makeColumn(5);
    column->addWidget(m_name);
    column->addWidget(m_folderWords);
    addRow(tr("Name"), column, m_name);
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_nameEdited = true; });
    connect(m_name, &QLineEdit::textChanged, this, &NewWorkspaceDialog::onEdited);
}

void NewWorkspaceDialog::makeIdle()
{
    m_minutes = new NumberBox;
    m_minutes->setObjectName(QStringLiteral("newWorkspaceMinutes"));
    m_minutes->setAccessibleName(tr("Pause when idle, minutes"));
    m_minutes->setRange(domain::minAutoStopMinutes, domain::maxAutoStopMinutes);
    m_minutes->setValue(domain::defaultAutoStopMinutes);
    m_minutes->setSingleStep(5);
    //: minutes, after a number
    m_minutes->setSuffix(tr(" min"));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_minutes);
    row->addWidget(makeLabel(tr("A running job keeps it awake. %1 to %2.")
                                 .arg(domain::minAutoStopMinutes)
                                 .arg(domain::maxAutoStopMinutes),
                             "small", "muted"),
                   1);
    addRow(tr("Pause when idle"), row, m_minutes);
}

void NewWorkspaceDialog::makeVm()
{
    m_vm = new VmPart(m_view.providers, this);
    addRow(tr("Provider"), m_vm->makeProviderRow());
    addRow(tr("Placement"), m_vm->makePlacementRow());
    connect(m_vm, &VmPart::changed, this, &NewWorkspaceDialog::onEdited);
}

void NewWorkspaceDialog::makeButtons()
{
    m_create = addButton(tr("Create"), Button::Kind::Primary, QStringLiteral("newWorkspaceCreate"));
    m_create->setDefault(true);
    connect(m_create, &QAbstractButton::clicked, this, &NewWorkspaceDialog::submit);
}

qint64 NewWorkspaceDialog::repositoryId() const
{
    return m_repository->currentData().toLongLong();
}

void NewWorkspaceDialog::onRepository()
{
    m_reading = true;
    m_branches = {};
    m_branch->clear();
    Q_EMIT repositoryChosen(repositoryId());
    onEdited();
}

void NewWorkspaceDialog::setProblem(const QString &problem)
{
    if (std::exchange(m_view.problem, problem) != problem)
        check();
}

void NewWorkspaceDialog::setBranches(const client::BranchList &branches, const QDateTime &now)
{
    m_reading = false;
    m_branches = branches;
    // The remote may answer after a failure, which nobody has read yet.
    const QString failure = m_failure;
    m_branch->setBranches(branches, form().repository.remote, now);
    m_failure = failure;
    check();
}

void NewWorkspaceDialog::onBranch()
{
    const QString branch = m_branch->branch();
    if (!m_nameEdited)
        m_name->setText(workspaceNameFor(branch));
    m_folder.clear();
    m_folderWords->setFullText({});
    if (!branch.isEmpty())
        Q_EMIT folderAsked(repositoryId(), branch);
    onEdited();
}

void NewWorkspaceDialog::onEdited()
{
    m_failure.clear();
    check();
}

void NewWorkspaceDialog::setFolder(const QString &folder, const QString &shown)
{
    m_folder = folder;
    m_folderWords->setFullText(tr("The local worktree goes to %1").arg(shown));
}

NewWorkspaceForm NewWorkspaceDialog::form() const
{
    return {.repository = m_view.repositories.value(m_repository->currentIndex()),
            .branches = m_branches,
            .isReading = m_reading,
            .isNew = m_branch->isNew(),
            .branch = m_branch->branch(),
            .base = m_branch->base(),
            .name = m_name->text(),
            .folder = m_folder,
            .minutes = m_minutes->value(),
            .provider = m_vm->provider(),
            .placement = m_vm->placement()};
}

QString NewWorkspaceDialog::missing() const
{
    return m_view.problem.isEmpty() ? form().missing() : m_view.problem;
}

void NewWorkspaceDialog::check()
{
    if (!m_create)
        return;
    if (m_busySince.isValid()) {
        setReason(tr("Making the worktree and the VM, %1")
                      .arg(sinceWords(m_busySince, QDateTime::currentDateTimeUtc())));
        return;
    }
    const QString reason = missing();
    m_create->setPossible(reason.isEmpty(), reason);
    if (!m_failure.isEmpty())
        setReason(m_failure, true);
    else
        setReason(reason.isEmpty() ? form().effect() : reason);
}

void NewWorkspaceDialog::submit()
{
    if (!missing().isEmpty() || m_busySince.isValid())
        return;
    Q_EMIT createRequested(form().request());
}

void NewWorkspaceDialog::setBusy()
{
    m_failure.clear();
    m_busySince = QDateTime::currentDateTimeUtc();
    m_seconds.start();
    setFieldsEnabled(false);
    m_create->setEnabled(false);
    cancelButton()->setFocus(Qt::OtherFocusReason);
    check();
}

void NewWorkspaceDialog::fail(const QString &sentence)
{
    m_busySince = {};
    m_seconds.stop();
    setFieldsEnabled(true);
    m_failure = sentence;
    check();
    m_branch->firstField()->setFocus(Qt::OtherFocusReason);
}

void NewWorkspaceDialog::setFieldsEnabled(bool enabled)
{
    for (QWidget *field :
         std::initializer_list<QWidget *>{m_repository, m_branch, m_name, m_minutes})
        field->setEnabled(enabled);
}

void NewWorkspaceDialog::reject()
{
    if (m_busySince.isValid())
        Q_EMIT cancelRequested();
    else
        Dialog::reject();
}

} // namespace skybranch::ui
