// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/newworkspacedialog.h"

#include "ui/views/words.h"
#include "ui/widgets/choosers.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/text.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRadioButton>

#include <algorithm>

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
    makeProvider();
    makePlacement();
    makeButtons();
    m_seconds.setInterval(std::chrono::seconds(1));
    connect(&m_seconds, &QTimer::timeout, this, &NewWorkspaceDialog::check);
    onProvider();
    onMode();
}

NewWorkspaceDialog::~NewWorkspaceDialog()
{
    // A field that loses the focus while it is deleted says so, when we are gone already.
    for (QLineEdit *field : {m_newBranch, m_name})
        field->disconnect(this);
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
    m_mode = new SegmentedControl({tr("Existing branch"), tr("New branch")}, tr("Branch"),
                                  QStringLiteral("newWorkspaceMode"));
    m_existing = new BranchPicker(tr("Search branches"), QStringLiteral("newWorkspaceBranch"));
    m_newBranch = new QLineEdit;
    m_newBranch->setObjectName(QStringLiteral("newWorkspaceNewBranch"));
    m_newBranch->setAccessibleName(tr("Name of the new branch"));
    m_newBranch->setPlaceholderText(tr("Name of the new branch, like feature/login"));
    m_base
        = new BranchPicker(tr("Search the branch to begin at"), QStringLiteral("newWorkspaceBase"));
    m_newPart = new QWidget;
    auto *made = new QVBoxLayout(m_newPart);
    made->setContentsMargins(0, 0, 0, 0);
    made->setSpacing(8);
    made->addWidget(m_newBranch);
    made->addWidget(makeLabel(tr("from"), "small", "muted"));
    made->addWidget(m_base);
    auto *column = makeColumn(8);
    column->addWidget(m_mode);
    column->addWidget(m_existing);
    column->addWidget(m_newPart);
    addRow(tr("Branch"), column);
    connect(m_mode, &SegmentedControl::currentChanged, this, &NewWorkspaceDialog::onMode);
    connect(m_existing, &BranchPicker::chosenChanged, this, &NewWorkspaceDialog::onBranch);
    connect(m_base, &BranchPicker::chosenChanged, this, &NewWorkspaceDialog::check);
    connect(m_newBranch, &QLineEdit::textChanged, this, &NewWorkspaceDialog::onBranch);
    connect(m_newBranch, &QLineEdit::editingFinished, this, [this] {
        setStyleProperty(m_newBranch, "wrong",
                         !m_newBranch->text().isEmpty()
                             && !newBranchProblem(m_newBranch->text(), m_branches).isEmpty());
    });
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
    connect(m_name, &QLineEdit::textChanged, this, &NewWorkspaceDialog::check);
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

void NewWorkspaceDialog::makeProvider()
{
    m_provider = new QButtonGroup(this);
    auto *column = makeColumn(0);
    const bool choice = m_view.providers.size() > 1;
    for (const NewWorkspaceView::Provider &provider : m_view.providers) {
        QWidget *name = nullptr;
        if (choice) {
            auto *radio = new QRadioButton(provider.name);
            radio->setObjectName(QStringLiteral("newWorkspaceProvider-") + provider.type);
            radio->setAccessibleDescription(provider.words);
            radio->setEnabled(provider.problem.isEmpty());
            radio->setToolTip(plainTip(provider.problem));
            m_provider->addButton(radio, static_cast<int>(m_provider->buttons().size()));
            if (!m_provider->checkedButton() && radio->isEnabled())
                radio->setChecked(true);
            name = radio;
        } else {
            name = makeLabel(provider.name);
        }
        name->setMinimumHeight(24);
        column->addWidget(name);
        auto *words = makeParagraph(provider.problem.isEmpty() ? provider.words : provider.problem,
                                    "small", "muted");
        words->setContentsMargins(choice ? 22 : 0, 0, 0, 8);
        column->addWidget(words);
    }
    connect(m_provider, &QButtonGroup::idToggled, this, &NewWorkspaceDialog::onProvider);
    addRow(tr("Provider"), column);
}

void NewWorkspaceDialog::makePlacement()
{
    m_placement = new QButtonGroup(this);
    auto *row = new QHBoxLayout;
    row->setSpacing(24);
    if (std::ranges::none_of(m_view.providers, &NewWorkspaceView::Provider::personal)) {
        auto *only = makeLabel(tr("VM of its own"));
        only->setMinimumHeight(28);
        row->addWidget(only);
    } else {
        for (const QString &words : {tr("VM of its own"), tr("In my personal VM")}) {
            const auto place = static_cast<int>(m_placement->buttons().size());
            auto *radio = new QRadioButton(words);
            radio->setObjectName(QStringLiteral("newWorkspacePlacement%1").arg(place));
            radio->setMinimumHeight(28);
            radio->setChecked(place == 0);
            m_placement->addButton(radio, place);
            row->addWidget(radio);
        }
    }
    row->addStretch();
    addRow(tr("Placement"), row);
}

NewWorkspaceView::Provider NewWorkspaceDialog::provider() const
{
    return m_view.providers.value(std::max(0, m_provider->checkedId()));
}

void NewWorkspaceDialog::onProvider()
{
    if (QAbstractButton *personal = m_placement->button(1)) {
        const bool possible = provider().personal;
        personal->setEnabled(possible);
        personal->setToolTip(
            possible ? QString() : tr("%1 makes no personal VM.").arg(plainTip(provider().name)));
        if (!possible)
            m_placement->button(0)->setChecked(true);
    }
    check();
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

bool NewWorkspaceDialog::isNew() const
{
    return m_mode->current() == 1;
}

QString NewWorkspaceDialog::branch() const
{
    return isNew() ? m_newBranch->text().trimmed() : m_existing->chosen();
}

QWidget *NewWorkspaceDialog::firstField() const
{
    return isNew() ? m_newBranch : m_existing->field();
}

void NewWorkspaceDialog::onRepository()
{
    m_reading = true;
    m_branches = {};
    m_existing->setRows({});
    m_base->setRows({});
    Q_EMIT repositoryChosen(repositoryId());
    check();
}

void NewWorkspaceDialog::setProblem(const QString &problem)
{
    if (std::exchange(m_view.problem, problem) != problem)
        check();
}

void NewWorkspaceDialog::setBranches(const client::BranchList &branches, const QDateTime &now)
{
    const bool first = std::exchange(m_reading, false);
    m_branches = branches;
    const QString remote = m_view.repositories.value(m_repository->currentIndex()).remote;
    m_existing->setRows(branchRowsOf(branches, remote, now));
    m_base->setRows(baseRowsOf(branches, remote, now));
    if (first || m_base->chosen().isEmpty())
        m_base->choose(branches.defaultBranch);
    check();
}

void NewWorkspaceDialog::onMode()
{
    m_existing->setVisible(!isNew());
    m_newPart->setVisible(isNew());
    firstField()->setFocus(Qt::OtherFocusReason);
    onBranch();
}

void NewWorkspaceDialog::onBranch()
{
    if (!m_nameEdited)
        m_name->setText(workspaceNameFor(branch()));
    m_folder.clear();
    m_folderWords->setFullText({});
    setStyleProperty(m_newBranch, "wrong", false);
    if (!branch().isEmpty())
        Q_EMIT folderAsked(repositoryId(), branch());
    check();
}

void NewWorkspaceDialog::setFolder(const QString &folder, const QString &shown)
{
    m_folder = folder;
    m_folderWords->setFullText(tr("The local worktree goes to %1").arg(shown));
}

/// What is in the way of Create, in the order of the rows.
QString NewWorkspaceDialog::missing() const
{
    if (!m_view.problem.isEmpty())
        return m_view.problem;
    const NewWorkspaceView::Repository repository
        = m_view.repositories.value(m_repository->currentIndex());
    if (!repository.problem.isEmpty())
        return repository.problem;
    if (!m_branches.problem.isEmpty())
        return m_branches.problem;
    if (m_reading)
        return tr("Reading the branches.");
    if (isNew()) {
        if (const QString problem = newBranchProblem(branch(), m_branches); !problem.isEmpty())
            return problem;
        if (m_base->chosen().isEmpty())
            return tr("Choose a branch to begin at.");
    } else if (branch().isEmpty()) {
        return tr("Choose a branch to go on.");
    }
    if (const QString problem = workspaceNameProblem(m_name->text()); !problem.isEmpty())
        return problem;
    const bool choice = !m_provider->buttons().isEmpty();
    if (choice && !m_provider->checkedButton())
        return tr("No provider can make a VM now.");
    return choice ? QString() : provider().problem;
}

QString NewWorkspaceDialog::effect() const
{
    const auto chosen
        = std::ranges::find(m_branches.branches, branch(), &client::BranchChoice::name);
    const QString remote = m_view.repositories.value(m_repository->currentIndex()).remote;
    const bool ahead = !isNew() && chosen != m_branches.branches.end() && chosen->isLocal
        && (!chosen->isRemote || chosen->differs);
    if (ahead)
        return tr("Makes the worktree and the VM together, or neither. Commits that %1 lacks go to "
                  "the VM too.")
            .arg(remote.isEmpty() ? tr("the remote") : remote);
    return tr("Makes the worktree and the VM together, or neither.");
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
    setReason(reason.isEmpty() ? effect() : reason);
}

void NewWorkspaceDialog::submit()
{
    if (!missing().isEmpty() || m_busySince.isValid())
        return;
    Q_EMIT createRequested({.repositoryId = repositoryId(),
                            .branch = branch(),
                            .base = isNew() ? m_base->chosen() : QString(),
                            .name = m_name->text().trimmed(),
                            .folder = m_folder,
                            .autoStopMinutes = m_minutes->value(),
                            .provider = provider().type,
                            .placement = m_placement->checkedId() == 1
                                ? domain::Placement::Personal
                                : domain::Placement::Dedicated});
}

void NewWorkspaceDialog::setBusy()
{
    m_busySince = QDateTime::currentDateTimeUtc();
    m_seconds.start();
    for (QWidget *part : std::initializer_list<QWidget *>{m_repository, m_mode, m_existing,
                                                          m_newPart, m_name, m_minutes, m_create})
        part->setEnabled(false);
    cancelButton()->setFocus(Qt::OtherFocusReason);
    check();
}

void NewWorkspaceDialog::fail(const QString &sentence)
{
    m_busySince = {};
    m_seconds.stop();
    for (QWidget *part : std::initializer_list<QWidget *>{m_repository, m_mode, m_existing,
                                                          m_newPart, m_name, m_minutes})
        part->setEnabled(true);
    check();
    setReason(sentence, true);
    firstField()->setFocus(Qt::OtherFocusReason);
}

void NewWorkspaceDialog::reject()
{
    if (m_busySince.isValid())
        Q_EMIT cancelRequested();
    else
        Dialog::reject();
}

} // namespace skybranch::ui
