<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>DeleteView</name>
    <message numerus="yes">
        <source>%n commits that were never pushed</source>
        <translation>
            <numerusform>%n commit that was never pushed</numerusform>
            <numerusform>%n commits that were never pushed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n uncommitted files</source>
        <translation>
            <numerusform>%n uncommitted file</numerusform>
            <numerusform>%n uncommitted files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Push %n commits first</source>
        <translation>
            <numerusform>Push %n commit first</numerusform>
            <numerusform>Push %n commits first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DivergedView</name>
    <message numerus="yes">
        <source>%n commits</source>
        <translation>
            <numerusform>%n commit</numerusform>
            <numerusform>%n commits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing has been touched. %n changed files are not committed: commit or stash them before a merge or a rebase.</source>
        <translation>
            <numerusform>Nothing has been touched. %n changed file is not committed: commit or stash it before a merge or a rebase.</numerusform>
            <numerusform>Nothing has been touched. %n changed files are not committed: commit or stash them before a merge or a rebase.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your %n commits are replayed on top. Their ids change.</source>
        <translation>
            <numerusform>Your %n commit is replayed on top. Its id changes.</numerusform>
            <numerusform>Your %n commits are replayed on top. Their ids change.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The cloud&apos;s %n commits are replayed on top. Their ids change.</source>
        <translation>
            <numerusform>The cloud&apos;s %n commit is replayed on top. Its id changes.</numerusform>
            <numerusform>The cloud&apos;s %n commits are replayed on top. Their ids change.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Merge %n commits</source>
        <translation>
            <numerusform>Merge %n commit</numerusform>
            <numerusform>Merge %n commits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rebase %n commits</source>
        <translation>
            <numerusform>Rebase %n commit</numerusform>
            <numerusform>Rebase %n commits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewWorkspaceView</name>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weeks ago</source>
        <translation>
            <numerusform>%n week ago</numerusform>
            <numerusform>%n weeks ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n months ago</source>
        <translation>
            <numerusform>%n month ago</numerusform>
            <numerusform>%n months ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n years ago</source>
        <translation>
            <numerusform>%n year ago</numerusform>
            <numerusform>%n years ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PeopleWords</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProvisioningView</name>
    <message numerus="yes">
        <source>%n uncommitted files stay on this computer.</source>
        <translation>
            <numerusform>%n uncommitted file stays on this computer.</numerusform>
            <numerusform>%n uncommitted files stay on this computer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RowsView</name>
    <message numerus="yes">
        <source>In the cloud, %n commits ahead of %1.</source>
        <translation>
            <numerusform>In the cloud, %n commit ahead of %1.</numerusform>
            <numerusform>In the cloud, %n commits ahead of %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the cloud, %n commits behind %1.</source>
        <translation>
            <numerusform>In the cloud, %n commit behind %1.</numerusform>
            <numerusform>In the cloud, %n commits behind %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncView</name>
    <message numerus="yes">
        <source>Push %n commits</source>
        <translation>
            <numerusform>Push %n commit</numerusform>
            <numerusform>Push %n commits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pull %n commits</source>
        <translation>
            <numerusform>Pull %n commit</numerusform>
            <numerusform>Pull %n commits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last known: %n to push</source>
        <translation>
            <numerusform>Last known: %n to push</numerusform>
            <numerusform>Last known: %n to push</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last known: %n to pull</source>
        <translation>
            <numerusform>Last known: %n to pull</numerusform>
            <numerusform>Last known: %n to pull</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>client</name>
    <message numerus="yes">
        <source>%n commits are not on the remote yet. Push them first, or add --send-unpushed or --pushed-only.</source>
        <translation>
            <numerusform>%n commit is not on the remote yet. Push it first, or add --send-unpushed or --pushed-only.</numerusform>
            <numerusform>%n commits are not on the remote yet. Push them first, or add --send-unpushed or --pushed-only.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>commandline</name>
    <message numerus="yes">
        <source>%n commits were never pushed:</source>
        <translation>
            <numerusform>%n commit was never pushed:</numerusform>
            <numerusform>%n commits were never pushed:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are not committed:</source>
        <translation>
            <numerusform>%n file is not committed:</numerusform>
            <numerusform>%n files are not committed:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n workspaces, %1 of them running.</source>
        <translation>
            <numerusform>%n workspace, %1 of them running.</numerusform>
            <numerusform>%n workspaces, %1 of them running.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skybranch::ui::DeleteDialog</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skybranch::ui::RowActions</name>
    <message numerus="yes">
        <source>%n commits are not on %1 yet.</source>
        <translation>
            <numerusform>%n commit is not on %1 yet.</numerusform>
            <numerusform>%n commits are not on %1 yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skybranch::ui::Sidebar</name>
    <message numerus="yes">
        <source>%1 of %n worktrees.</source>
        <translation>
            <numerusform>%1 of %n worktree.</numerusform>
            <numerusform>%1 of %n worktrees.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skybranch::ui::Station</name>
    <message numerus="yes">
        <source>%1, %n uncommitted files</source>
        <translation>
            <numerusform>%1, %n uncommitted file</numerusform>
            <numerusform>%1, %n uncommitted files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skybranch::ui::TerminalArea</name>
    <message numerus="yes">
        <source>, in %n windows</source>
        <translation>
            <numerusform>, in %n window</numerusform>
            <numerusform>, in %n windows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skybranch::ui::TerminalOverlay</name>
    <message numerus="yes">
        <source>%n keys wait, and are sent then.</source>
        <translation>
            <numerusform>%n key waits, and is sent then.</numerusform>
            <numerusform>%n keys wait, and are sent then.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skybranch::ui::TerminalPane</name>
    <message numerus="yes">
        <source>Paste %n lines? What runs here may take each as a command. First: %1</source>
        <translation>
            <numerusform>Paste %n line? What runs here may take it as a command. First: %1</numerusform>
            <numerusform>Paste %n lines? What runs here may take each as a command. First: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n characters copied by the program</source>
        <translation>
            <numerusform>%n character copied by the program</numerusform>
            <numerusform>%n characters copied by the program</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n others watch.</source>
        <translation>
            <numerusform>%n other watches.</numerusform>
            <numerusform>%n others watch.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skybranch::ui::UsageDialog</name>
    <message numerus="yes">
        <source>%n workspaces, %1 running.</source>
        <translation>
            <numerusform>%n workspace, %1 running.</numerusform>
            <numerusform>%n workspaces, %1 running.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skybranch::ui::WorktreeModel</name>
    <message numerus="yes">
        <source>%n uncommitted files</source>
        <translation>
            <numerusform>%n uncommitted file</numerusform>
            <numerusform>%n uncommitted files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commits ahead</source>
        <translation>
            <numerusform>%n commit ahead</numerusform>
            <numerusform>%n commits ahead</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commits behind</source>
        <translation>
            <numerusform>%n commit behind</numerusform>
            <numerusform>%n commits behind</numerusform>
        </translation>
    </message>
</context>
</TS>
