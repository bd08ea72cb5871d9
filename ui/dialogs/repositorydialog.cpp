// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/repositorydialog.h"

#include "domain/names.h"
#include "ui/widgets/text.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>

namespace skybranch::ui {
namespace {

constexpr int dialogWidth = 560;
constexpr int labelWidth = 88;

QString title(RepositoryDialog::Mode mode)
{
    return mode == RepositoryDialog::Mode::Add ? RepositoryDialog::tr("Add Repository")
                                               : RepositoryDialog::tr("Clone from URL");
}

} // namespace

RepositoryDialog::RepositoryDialog(Mode mode, const QString &folder, QWidget *parent)
    : Dialog(title(mode), dialogWidth, parent)
    , m_mode(mode)
    , m_base(folder)
    , m_browse(new Button(tr("Browse…")))
{
    const bool clone = mode == Mode::Clone;
    setObjectName(clone ? QStringLiteral("cloneDialog") : QStringLiteral("addRepositoryDialog"));
    if (clone) {
        m_url = addField(tr("URL"), QStringLiteral("cloneUrl"));
        m_url->setPlaceholderText(QStringLiteral("git@github.com:owner/name.git"));
        body()->addSpacing(16);
        connect(m_url, &QLineEdit::textChanged, this, &RepositoryDialog::check);
    }
    m_folder = addField(tr("Folder"), QStringLiteral("repositoryPathField"));
    m_folder->setPlaceholderText(clone ? QString() : tr("A folder with a git repository"));
    if (!clone)
        m_folder->setText(QDir::toNativeSeparators(folder));
    m_browse->setObjectName(QStringLiteral("repositoryBrowse"));
    qobject_cast<QHBoxLayout *>(body()->itemAt(body()->count() - 1)->layout())->addWidget(m_browse);
    m_submit = addButton(clone ? tr("Clone") : tr("Add"), Button::Kind::Primary,
                         clone ? QStringLiteral("cloneConfirm")
                               : QStringLiteral("addRepositoryConfirm"));
    m_submit->setDefault(true);
    connect(m_browse, &QAbstractButton::clicked, this, &RepositoryDialog::browse);
    connect(m_submit, &QAbstractButton::clicked, this, &RepositoryDialog::submit);
    connect(m_folder, &QLineEdit::textChanged, this, &RepositoryDialog::check);
    connect(m_folder, &QLineEdit::textEdited, this, [this] { m_folderEdited = true; });
    if (clone)
        setTabOrder({m_url, m_folder, m_browse, cancelButton(), m_submit});
    else
        setTabOrder({m_folder, m_browse, cancelButton(), m_submit});
    (clone ? m_url : m_folder)->setFocus(Qt::OtherFocusReason);
    check();
}

QLineEdit *RepositoryDialog::addField(const QString &label, const QString &objectName)
{
    auto *field = new QLineEdit;
    field->setObjectName(objectName);
    field->setAccessibleName(label);
    auto *words = makeRowLabel(label, labelWidth);
    words->setBuddy(field);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(words);
    row->addWidget(field, 1);
    body()->addLayout(row);
    return field;
}

void RepositoryDialog::browse()
{
    auto *dialog = new QFileDialog(this, title(m_mode), m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &folder) {
        m_folderEdited = true;
        m_folder->setText(folder);
    });
    dialog->open();
}

QString RepositoryDialog::missing() const
{
    if (m_url) {
        const QString url = m_url->text().trimmed();
        if (url.isEmpty())
            return tr("Enter a URL to go on.");
        if (const auto valid = domain::checkRemoteUrl(url); !valid)
            return valid.error().message;
    }
    return m_folder->text().trimmed().isEmpty() ? tr("Choose a folder to go on.") : QString();
}

void RepositoryDialog::check()
{
    if (m_url && !m_folderEdited) {
        const QString name = domain::repositoryNameFromUrl(m_url->text().trimmed());
        const QString last = name.section(QLatin1Char('/'), -1);
        m_folder->setText(last.isEmpty() ? QString() : QDir(m_base).filePath(last));
    }
    const QString reason = missing();
    m_submit->setPossible(reason.isEmpty(), reason);
    setReason(reason);
}

void RepositoryDialog::submit()
{
    const QString folder = m_folder->text().trimmed();
    if (m_url)
        Q_EMIT cloneRequested(m_url->text().trimmed(), folder);
    else
        Q_EMIT addRequested(folder);
}

void RepositoryDialog::setUrl(const QString &url)
{
    m_url->setText(url);
}

void RepositoryDialog::setBusy(const QString &words)
{
    for (QWidget *widget : std::initializer_list<QWidget *>{m_url, m_folder, m_browse, m_submit}) {
        if (widget)
            widget->setEnabled(words.isEmpty());
    }
    setReason(words);
}

void RepositoryDialog::fail(const QString &sentence)
{
    setBusy({});
    setReason(sentence, true);
    (m_url ? m_url : m_folder)->setFocus(Qt::OtherFocusReason);
}

} // namespace skybranch::ui
