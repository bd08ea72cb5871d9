<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Action</name>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Open local terminal</source>
        <translation>打开本地终端</translation>
    </message>
    <message>
        <source>Enable Cloud Workspace</source>
        <translation>启用云工作区</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Send to Cloud…</source>
        <translation>发送到云端…</translation>
    </message>
    <message>
        <source>Pull from Cloud…</source>
        <translation>从云端取回…</translation>
    </message>
    <message>
        <source>Open in file manager</source>
        <translation>在文件管理器中打开</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Copy branch name</source>
        <translation>复制分支名</translation>
    </message>
    <message>
        <source>Copy SSH command</source>
        <translation>复制 SSH 命令</translation>
    </message>
    <message>
        <source>Disable cloud sync</source>
        <translation>停用云同步</translation>
    </message>
    <message>
        <source>Remove repository from list</source>
        <translation>从列表中移除仓库</translation>
    </message>
    <message>
        <source>Delete cloud workspace…</source>
        <translation>删除云工作区…</translation>
    </message>
    <message>
        <source>Create local worktree</source>
        <translation>创建本地工作树</translation>
    </message>
    <message>
        <source>Let the VM use your SSH agent</source>
        <translation>让虚拟机使用你的 SSH 代理</translation>
    </message>
    <message>
        <source>Keep awake for 1 h</source>
        <translation>保持唤醒 1 小时</translation>
    </message>
    <message>
        <source>Keep awake for 8 h</source>
        <translation>保持唤醒 8 小时</translation>
    </message>
    <message>
        <source>No longer keep awake</source>
        <translation>不再保持唤醒</translation>
    </message>
    <message>
        <source>People and usage…</source>
        <translation>人员与用量…</translation>
    </message>
</context>
<context>
    <name>ActionsView</name>
    <message>
        <source>That is asked for already.</source>
        <translation>已经请求过了。</translation>
    </message>
    <message>
        <source>The workspace is being deleted.</source>
        <translation>工作区正在删除。</translation>
    </message>
    <message>
        <source>The VM is not ready yet. A terminal opens by itself when it is.</source>
        <translation>虚拟机尚未就绪。就绪后会自动打开终端。</translation>
    </message>
    <message>
        <source>The workspace has failed. Retry it first.</source>
        <translation>工作区已失败。请先重试。</translation>
    </message>
    <message>
        <source>No branch is checked out here. Check out a branch first.</source>
        <translation>这里没有检出分支。请先检出一个分支。</translation>
    </message>
    <message>
        <source>This repository has no remote. Add one with &quot;git remote add&quot; first.</source>
        <translation>此仓库没有远程仓库。请先用“git remote add”添加。</translation>
    </message>
    <message>
        <source>The VM is not running.</source>
        <translation>虚拟机没有运行。</translation>
    </message>
    <message>
        <source>Enable cloud sync</source>
        <translation>启用云同步</translation>
    </message>
    <message>
        <source>Its repository is not known yet.</source>
        <translation>尚不知道它的仓库。</translation>
    </message>
    <message>
        <source>Something else is going on here. Wait until it has ended.</source>
        <translation>这里正在进行别的操作。请等它结束。</translation>
    </message>
    <message>
        <source>Programs in its terminals can log in elsewhere with your keys while you are connected.
The keys stay here. Terminals that you open from then on have it.</source>
        <translation>连接期间，其终端中的程序可以用你的密钥登录别处。
密钥留在这里。此后打开的终端才有此功能。</translation>
    </message>
    <message>
        <source>Only what is running can be kept awake. Resume it first.</source>
        <translation>只有正在运行的工作区才能保持唤醒。请先恢复它。</translation>
    </message>
    <message>
        <source>It is not paused before, even if nothing happens in it.</source>
        <translation>在此之前即使没有任何活动也不会暂停。</translation>
    </message>
</context>
<context>
    <name>AwakeWords</name>
    <message>
        <source>awake: %1 is working</source>
        <translation>保持唤醒：%1 正在工作</translation>
    </message>
    <message>
        <source>awake: %1 is running</source>
        <translation>保持唤醒：%1 正在运行</translation>
    </message>
    <message>
        <source>%1 keeps it awake. It pauses %2 after that has ended.</source>
        <translation>%1 使其保持唤醒。结束 %2 后暂停。</translation>
    </message>
    <message>
        <source>It pauses in %1 if nothing happens.</source>
        <translation>如果没有活动，将在 %1 后暂停。</translation>
    </message>
    <message>
        <source>It is about to pause.</source>
        <translation>即将暂停。</translation>
    </message>
    <message>
        <source>kept awake until %1</source>
        <translation>保持唤醒至 %1</translation>
    </message>
    <message>
        <source>pauses in %1</source>
        <translation>%1后暂停</translation>
    </message>
    <message>
        <source>Kept awake until %1.</source>
        <translation>保持唤醒至 %1。</translation>
    </message>
    <message>
        <source>%1 is running in it.</source>
        <translation>%1 正在其中运行。</translation>
    </message>
</context>
<context>
    <name>BackendPageView</name>
    <message>
        <source>Cloud workspaces are made on this computer, by the backend that comes with Skybranch.</source>
        <translation>云工作区由 Skybranch 自带的后端在这台电脑上创建。</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Connected.</source>
        <translation>已连接。</translation>
    </message>
    <message>
        <source>Signed in as %1, in the organisation %2.</source>
        <translation>已登录为 %1，所属组织：%2。</translation>
    </message>
    <message>
        <source>The environment variable SKYBRANCH_SERVER names the backend. Start Skybranch without it to choose one here.</source>
        <translation>环境变量 SKYBRANCH_SERVER 指定了后端。不设置它再启动 Skybranch，才能在此选择。</translation>
    </message>
    <message>
        <source>The option --server names the backend. Start Skybranch without it to choose one here.</source>
        <translation>选项 --server 指定了后端。不带它启动 Skybranch，才能在此选择。</translation>
    </message>
    <message>
        <source>Signing out takes the key out of the keychain. Workspaces that run go on there, and pause when they are idle.</source>
        <translation>退出登录会从钥匙串中移除密钥。正在运行的工作区会在那里继续运行，空闲时暂停。</translation>
    </message>
    <message>
        <source>Signing out takes the key out of the keychain, and this window goes back to this computer; terminals in it close. Workspaces that run go on there, and pause when they are idle.</source>
        <translation>退出登录会从钥匙串中移除密钥，此窗口回到这台电脑，其中的终端会关闭。正在运行的工作区会在那里继续运行，空闲时暂停。</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>这台电脑</translation>
    </message>
    <message>
        <source>The window moves to that backend, and terminals in it close. Workspaces of this computer are kept until you are back.</source>
        <translation>窗口会切换到该后端，其中的终端会关闭。这台电脑的工作区会保留到你回来。</translation>
    </message>
    <message>
        <source>The key is read from the file %1.</source>
        <translation>密钥读取自文件 %1。</translation>
    </message>
    <message>
        <source>No keychain works on this computer, so the key is not kept: you are asked for it again after the next start. GNOME Keyring or KWallet would keep it.</source>
        <translation>这台电脑上没有可用的钥匙串，因此不会保存密钥：下次启动后会再次询问。GNOME Keyring 或 KWallet 可以保存它。</translation>
    </message>
    <message>
        <source>Use this computer</source>
        <translation>使用这台电脑</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>The window goes back to this computer, and terminals in it close.</source>
        <translation>窗口回到这台电脑，其中的终端会关闭。</translation>
    </message>
</context>
<context>
    <name>CommandsView</name>
    <message>
        <source>Cloud only</source>
        <translation>仅在云端</translation>
    </message>
    <message>
        <source>, is on</source>
        <translation>，已开启</translation>
    </message>
    <message>
        <source>, is off</source>
        <translation>，已关闭</translation>
    </message>
</context>
<context>
    <name>DeleteView</name>
    <message>
        <source>Could not look inside: the VM is paused.</source>
        <translation>无法查看内部：虚拟机已暂停。</translation>
    </message>
    <message>
        <source>Could not look inside: the VM is stopped.</source>
        <translation>无法查看内部：虚拟机已停止。</translation>
    </message>
    <message>
        <source>The VM is not ready yet.</source>
        <translation>虚拟机尚未就绪。</translation>
    </message>
    <message>
        <source>Could not look inside: the VM does not answer.</source>
        <translation>无法查看内部：虚拟机没有应答。</translation>
    </message>
    <message>
        <source>Everything in the VM is pushed.</source>
        <translation>虚拟机中的内容都已推送。</translation>
    </message>
    <message>
        <source>Read from the VM just now.</source>
        <translation>刚刚从虚拟机读取。</translation>
    </message>
    <message>
        <source>Read from the VM %1 ago.</source>
        <translation>%1前从虚拟机读取。</translation>
    </message>
    <message>
        <source>%1 Last seen %2 ago.</source>
        <translation>%1 最后一次看到是 %2前。</translation>
    </message>
    <message>
        <source>%1 All was pushed then.</source>
        <translation>%1 当时全部已推送。</translation>
    </message>
    <message>
        <source>Stays: all that is on %1.</source>
        <translation>保留：%1 上的全部内容。</translation>
    </message>
    <message>
        <source>Stays: the local worktree %1 and all on %2.</source>
        <translation>保留：本地工作树 %1 和 %2 上的全部内容。</translation>
    </message>
    <message numerus="yes">
        <source>%n commits that were never pushed</source>
        <translation>
            <numerusform>%n 个从未推送的提交</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n uncommitted files</source>
        <translation>
            <numerusform>%n 个未提交的文件</numerusform>
        </translation>
    </message>
    <message>
        <source>1 running job</source>
        <translation>1 个正在运行的任务</translation>
    </message>
    <message numerus="yes">
        <source>Push %n commits first</source>
        <translation>
            <numerusform>先推送 %n 个提交</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DetailsView</name>
    <message>
        <source>%1 running</source>
        <translation>运行 %1</translation>
    </message>
    <message>
        <source>%1 paused</source>
        <translation>暂停 %1</translation>
    </message>
    <message>
        <source>%1 stopped</source>
        <translation>停止 %1</translation>
    </message>
    <message>
        <source>Nothing yet.</source>
        <translation>尚无。</translation>
    </message>
    <message>
        <source>Asking the backend…</source>
        <translation>正在询问后端…</translation>
    </message>
    <message>
        <source>%1 CPU, %2 GB</source>
        <translation>%1 CPU，%2 GB</translation>
    </message>
    <message>
        <source>Only what is running can be kept awake. Resume it first.</source>
        <translation>只有正在运行的工作区才能保持唤醒。请先恢复它。</translation>
    </message>
    <message>
        <source>%1 (deleted)</source>
        <translation>%1（已删除）</translation>
    </message>
</context>
<context>
    <name>DivergedView</name>
    <message>
        <source>Local</source>
        <translation>本地</translation>
    </message>
    <message>
        <source>The cloud</source>
        <translation>云端</translation>
    </message>
    <message>
        <source>%1 and %2 have both moved on</source>
        <translation>%1 和 %2 都有了新的提交</translation>
    </message>
    <message>
        <source>you</source>
        <translation>你</translation>
    </message>
    <message>
        <source>%1, %2 ago</source>
        <translation>%1，%2前</translation>
    </message>
    <message numerus="yes">
        <source>%n commits</source>
        <translation>
            <numerusform>%n 个提交</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>还有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Only local</source>
        <translation>仅在本地</translation>
    </message>
    <message>
        <source>Only in the cloud</source>
        <translation>仅在云端</translation>
    </message>
    <message>
        <source>Only on %1</source>
        <translation>仅在 %1</translation>
    </message>
    <message numerus="yes">
        <source>Nothing has been touched. %n changed files are not committed: commit or stash them before a merge or a rebase.</source>
        <translation>
            <numerusform>没有动任何内容。%n 个改动的文件尚未提交：合并或变基前请先提交或贮藏。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has been touched. Look at both sides, then choose. The local tree is clean.</source>
        <translation>没有动任何内容。请查看两边，再作选择。本地工作树是干净的。</translation>
    </message>
    <message>
        <source>Nothing has been touched. Look at both sides, then choose. The tree in the cloud is clean.</source>
        <translation>没有动任何内容。请查看两边，再作选择。云端的工作树是干净的。</translation>
    </message>
    <message>
        <source>Changed files are not committed. Commit or stash them first.</source>
        <translation>有改动的文件尚未提交。请先提交或贮藏。</translation>
    </message>
    <message numerus="yes">
        <source>Your %n commits are replayed on top. Their ids change.</source>
        <translation>
            <numerusform>你的 %n 个提交会重新应用到顶端。它们的 id 会改变。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The cloud&apos;s %n commits are replayed on top. Their ids change.</source>
        <translation>
            <numerusform>云端的 %n 个提交会重新应用到顶端。它们的 id 会改变。</numerusform>
        </translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>One merge commit. Both histories stay as they are.</source>
        <translation>一个合并提交。两边的历史保持不变。</translation>
    </message>
    <message numerus="yes">
        <source>Merge %n commits</source>
        <translation>
            <numerusform>合并 %n 个提交</numerusform>
        </translation>
    </message>
    <message>
        <source>Rebase</source>
        <translation>变基</translation>
    </message>
    <message numerus="yes">
        <source>Rebase %n commits</source>
        <translation>
            <numerusform>变基 %n 个提交</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Sync stays off for this branch until you choose.</source>
        <translation>在你选择之前，此分支不再同步。</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Nothing has been touched. Reading both sides.</source>
        <translation>没有动任何内容。正在读取两边。</translation>
    </message>
    <message>
        <source>On a conflict it is undone whole, and nothing changes.</source>
        <translation>如有冲突会整体撤销，什么都不会改变。</translation>
    </message>
    <message>
        <source>Last commit in common</source>
        <translation>最后的共同提交</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>ErrorView</name>
    <message>
        <source>The VM of %1 has failed</source>
        <translation>%1 的虚拟机出现故障</translation>
    </message>
    <message>
        <source>The VM could not be made</source>
        <translation>未能创建虚拟机</translation>
    </message>
    <message>
        <source>The new VM did not answer</source>
        <translation>新虚拟机没有应答</translation>
    </message>
    <message>
        <source>%1 did not accept this VM&apos;s key</source>
        <translation>%1 没有接受此虚拟机的密钥</translation>
    </message>
    <message>
        <source>%1 could not be sent to the VM</source>
        <translation>未能把 %1 发送到虚拟机</translation>
    </message>
    <message>
        <source>%1 could not be cloned</source>
        <translation>未能克隆 %1</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Retry making the VM</source>
        <translation>重试创建虚拟机</translation>
    </message>
    <message>
        <source>Retry connecting</source>
        <translation>重试连接</translation>
    </message>
    <message>
        <source>Retry sending</source>
        <translation>重试发送</translation>
    </message>
    <message>
        <source>Retry cloning</source>
        <translation>重试克隆</translation>
    </message>
    <message>
        <source>Register the key for me</source>
        <translation>替我登记密钥</translation>
    </message>
    <message>
        <source>Adds a deploy key to %1, with your own gh login.</source>
        <translation>用你自己的 gh 登录，为 %1 添加部署密钥。</translation>
    </message>
    <message>
        <source>Register and retry</source>
        <translation>登记并重试</translation>
    </message>
    <message>
        <source>Send the branch from here</source>
        <translation>从这里发送分支</translation>
    </message>
    <message>
        <source>Needs no access from the VM to %1.</source>
        <translation>虚拟机无需访问 %1。</translation>
    </message>
    <message>
        <source>Send from here</source>
        <translation>从这里发送</translation>
    </message>
    <message>
        <source>Register it yourself</source>
        <translation>自行登记</translation>
    </message>
    <message>
        <source>Copy the public key, add it at %1, then press Retry.</source>
        <translation>复制公钥，在 %1 添加，然后按“重试”。</translation>
    </message>
    <message>
        <source>Copy public key</source>
        <translation>复制公钥</translation>
    </message>
    <message>
        <source>The backend gave no reason.</source>
        <translation>后端没有说明原因。</translation>
    </message>
    <message>
        <source>Nothing on this computer was changed.</source>
        <translation>这台电脑上的内容没有改变。</translation>
    </message>
</context>
<context>
    <name>HeaderViews</name>
    <message>
        <source>last heard %1 ago</source>
        <translation>最后应答于 %1前</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>自 %1</translation>
    </message>
</context>
<context>
    <name>Mark</name>
    <message>
        <source>Local only</source>
        <translation>仅在本地</translation>
    </message>
    <message>
        <source>Provisioning</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Pausing</source>
        <translation>正在暂停</translation>
    </message>
    <message>
        <source>Resuming</source>
        <translation>正在恢复</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Deleting</source>
        <translation>正在删除</translation>
    </message>
    <message>
        <source>Not reachable</source>
        <translation>无法连接</translation>
    </message>
</context>
<context>
    <name>NewWorkspaceForm</name>
    <message>
        <source>Choose a branch to go on.</source>
        <translation>请选择一个分支。</translation>
    </message>
    <message>
        <source>Choose a branch to begin at.</source>
        <translation>请选择起始分支。</translation>
    </message>
    <message>
        <source>Reading the branches.</source>
        <translation>正在读取分支。</translation>
    </message>
    <message>
        <source>No provider can make a VM now.</source>
        <translation>现在没有提供方能创建虚拟机。</translation>
    </message>
    <message>
        <source>Makes the worktree and the VM together, or neither. Commits that %1 lacks go to the VM too.</source>
        <translation>工作树和虚拟机一起创建，或者都不创建。%1 上没有的提交也会进入虚拟机。</translation>
    </message>
    <message>
        <source>the remote</source>
        <translation>远程仓库</translation>
    </message>
    <message>
        <source>Makes the worktree and the VM together, or neither.</source>
        <translation>工作树和虚拟机一起创建，或者都不创建。</translation>
    </message>
</context>
<context>
    <name>NewWorkspaceView</name>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n 天前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weeks ago</source>
        <translation>
            <numerusform>%n 周前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n months ago</source>
        <translation>
            <numerusform>%n 个月前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n years ago</source>
        <translation>
            <numerusform>%n 年前</numerusform>
        </translation>
    </message>
    <message>
        <source>remote</source>
        <translation>远程</translation>
    </message>
    <message>
        <source>Local and %1</source>
        <translation>本地和 %1</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>本地</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>A branch name can not hold spaces. Use dashes.</source>
        <translation>分支名不能含空格。请用连字符。</translation>
    </message>
    <message>
        <source>A branch name can not hold control characters.</source>
        <translation>分支名不能含控制字符。</translation>
    </message>
    <message>
        <source>A branch name can not hold &quot;%1&quot;.</source>
        <translation>分支名不能含“%1”。</translation>
    </message>
    <message>
        <source>A slash in a branch name stands between two words.</source>
        <translation>分支名中的斜杠要放在两个词之间。</translation>
    </message>
    <message>
        <source>No part of a branch name can begin with a dot.</source>
        <translation>分支名的任何一段都不能以点开头。</translation>
    </message>
    <message>
        <source>No part of a branch name can end with &quot;.lock&quot;.</source>
        <translation>分支名的任何一段都不能以“.lock”结尾。</translation>
    </message>
    <message>
        <source>There is a branch &quot;%1&quot; already. Choose it under Existing branch.</source>
        <translation>分支“%1”已经存在。请在“现有分支”中选择它。</translation>
    </message>
    <message>
        <source>Git can not keep &quot;%1&quot; beside &quot;%2&quot;. Take another name.</source>
        <translation>Git 无法让“%1”与“%2”并存。请换一个名称。</translation>
    </message>
    <message>
        <source>already in the cloud</source>
        <translation>已在云端</translation>
    </message>
    <message>
        <source>checked out in %1</source>
        <translation>已在 %1 中检出</translation>
    </message>
    <message>
        <source>Name the new branch to go on.</source>
        <translation>请为新分支命名。</translation>
    </message>
    <message>
        <source>A branch name can have 200 characters; this one has %1.</source>
        <translation>分支名最多 200 个字符；这个有 %1 个。</translation>
    </message>
    <message>
        <source>A branch name can not begin with a dash.</source>
        <translation>分支名不能以连字符开头。</translation>
    </message>
    <message>
        <source>A branch name can not hold two dots in a row.</source>
        <translation>分支名不能有两个连续的点。</translation>
    </message>
    <message>
        <source>A branch name can not end with a dot.</source>
        <translation>分支名不能以点结尾。</translation>
    </message>
    <message>
        <source>Git keeps &quot;%1&quot; for itself. Take another name.</source>
        <translation>“%1”由 Git 保留。请换一个名称。</translation>
    </message>
    <message>
        <source>Name the workspace to go on.</source>
        <translation>请为工作区命名。</translation>
    </message>
    <message>
        <source>A workspace&apos;s name can have 100 characters; this one has %1.</source>
        <translation>工作区名称最多 100 个字符；这个有 %1 个。</translation>
    </message>
    <message>
        <source>A workspace&apos;s name can not hold control characters.</source>
        <translation>工作区名称不能含控制字符。</translation>
    </message>
    <message>
        <source>Shares this computer&apos;s network. A convenience, not isolation</source>
        <translation>共用这台电脑的网络。图个方便，不是隔离</translation>
    </message>
    <message>
        <source>Isolated, with limits on CPU and memory</source>
        <translation>隔离，CPU 和内存有上限</translation>
    </message>
    <message>
        <source>Isolated, without limits on CPU and memory</source>
        <translation>隔离，CPU 和内存没有上限</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>沙箱</translation>
    </message>
    <message>
        <source>Docker</source>
        <translation>Docker</translation>
    </message>
    <message>
        <source>A container on this computer, isolated, with limits</source>
        <translation>这台电脑上的容器，隔离且有上限</translation>
    </message>
    <message>
        <source>This repository has no remote. Add one with &quot;git remote add&quot; first.</source>
        <translation>此仓库没有远程仓库。请先用“git remote add”添加。</translation>
    </message>
    <message>
        <source>A VM can not reach the remote of this repository: %1</source>
        <translation>虚拟机无法访问此仓库的远程仓库：%1</translation>
    </message>
    <message>
        <source>The backend is not there yet. Create works when it answers.</source>
        <translation>后端尚未就绪。等它应答后即可创建。</translation>
    </message>
    <message>
        <source>This is a shallow clone. Run &quot;git fetch --unshallow&quot; in it first: a VM needs the older commits.</source>
        <translation>这是浅克隆。请先在其中运行“git fetch --unshallow”：虚拟机需要更早的提交。</translation>
    </message>
    <message>
        <source>Asking %1 for new branches</source>
        <translation>正在向 %1 查询新分支</translation>
    </message>
    <message>
        <source>the remote</source>
        <translation>远程仓库</translation>
    </message>
    <message>
        <source>Perhaps not the newest: %1</source>
        <translation>可能不是最新的：%1</translation>
    </message>
</context>
<context>
    <name>PeopleWords</name>
    <message>
        <source>you in a browser</source>
        <translation>您（浏览器中）</translation>
    </message>
    <message>
        <source>you on another computer</source>
        <translation>您（另一台计算机上）</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>某人</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>Connected as well: %1.</source>
        <translation>同时已连接：%1。</translation>
    </message>
    <message>
        <source>%1 in a browser, since %2</source>
        <translation>%1（浏览器中），自 %2 起</translation>
    </message>
    <message>
        <source>%1, since %2</source>
        <translation>%1，自 %2 起</translation>
    </message>
</context>
<context>
    <name>PortsView</name>
    <message>
        <source>nothing listens now</source>
        <translation>目前没有监听</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>一个程序</translation>
    </message>
    <message>
        <source>Nothing listens in this VM.</source>
        <translation>这台虚拟机中没有程序在监听。</translation>
    </message>
    <message>
        <source>The VM tells what listens there as soon as it is connected.</source>
        <translation>虚拟机连接后就会告知有哪些程序在监听。</translation>
    </message>
    <message>
        <source>The VM does not run. Its ports are known when it does.</source>
        <translation>虚拟机没有运行。运行时才能知道它的端口。</translation>
    </message>
    <message>
        <source>This VM uses the network of this computer, so its ports are here already.</source>
        <translation>这台虚拟机使用这台计算机的网络，因此它的端口已经在这里。</translation>
    </message>
    <message>
        <source>A forwarded port answers on this computer alone, and keeps its address.</source>
        <translation>转发的端口只在这台计算机上应答，并保持其地址。</translation>
    </message>
</context>
<context>
    <name>ProviderWords</name>
    <message>
        <source>Sandbox on this computer</source>
        <translation>这台电脑上的沙箱</translation>
    </message>
    <message>
        <source>Docker</source>
        <translation>Docker</translation>
    </message>
    <message>
        <source>Freestyle</source>
        <translation>Freestyle</translation>
    </message>
    <message>
        <source>Fly.io</source>
        <translation>Fly.io</translation>
    </message>
    <message>
        <source>Isolated from this computer.</source>
        <translation>与这台电脑隔离。</translation>
    </message>
    <message>
        <source>Shares this computer; no protection from its code.</source>
        <translation>共用这台电脑；不能防范其中的代码。</translation>
    </message>
    <message>
        <source>Pause keeps processes and memory.</source>
        <translation>暂停会保留进程和内存。</translation>
    </message>
    <message>
        <source>Pause keeps the disk only.</source>
        <translation>暂停只保留磁盘。</translation>
    </message>
    <message>
        <source>CPU and memory are limited.</source>
        <translation>CPU 和内存有上限。</translation>
    </message>
    <message>
        <source>VMs run where %1 makes them.</source>
        <translation>虚拟机在 %1 创建它们的地方运行。</translation>
    </message>
    <message>
        <source>VMs run on this computer. No account needed.</source>
        <translation>虚拟机在这台电脑上运行。无需账号。</translation>
    </message>
    <message>
        <source>VMs run on this computer, in a sandbox. No account needed.</source>
        <translation>虚拟机在这台电脑的沙箱中运行。无需账号。</translation>
    </message>
    <message>
        <source>A convenience, not an isolation boundary.</source>
        <translation>图个方便，不是隔离边界。</translation>
    </message>
    <message>
        <source>VMs run on this computer, in Docker. No account needed.</source>
        <translation>虚拟机在这台电脑的 Docker 中运行。无需账号。</translation>
    </message>
    <message>
        <source>VMs run at %1, with an account there.</source>
        <translation>虚拟机在 %1 运行，需要那里的账号。</translation>
    </message>
</context>
<context>
    <name>ProvisioningView</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>Creating VM</source>
        <translation>创建虚拟机</translation>
    </message>
    <message>
        <source>Waiting for SSH</source>
        <translation>等待 SSH</translation>
    </message>
    <message>
        <source>Sending %1</source>
        <translation>发送 %1</translation>
    </message>
    <message>
        <source>Cloning %1</source>
        <translation>克隆 %1</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Cancelling %1</source>
        <translation>正在取消 %1</translation>
    </message>
    <message>
        <source>Moving %1 to the cloud</source>
        <translation>正在把 %1 移到云端</translation>
    </message>
    <message>
        <source>The VM is being deleted.</source>
        <translation>正在删除虚拟机。</translation>
    </message>
    <message>
        <source>A terminal opens here by itself when it is ready. You can go on working elsewhere.</source>
        <translation>就绪后这里会自动打开终端。你可以先去别处继续工作。</translation>
    </message>
    <message numerus="yes">
        <source>%n uncommitted files stay on this computer.</source>
        <translation>
            <numerusform>%n 个未提交的文件留在这台电脑上。</numerusform>
        </translation>
    </message>
    <message>
        <source>Only commits travel. Commit and push them, and the cloud pulls within 30 s.</source>
        <translation>只有提交会传输。提交并推送后，云端会在 30 秒内拉取。</translation>
    </message>
</context>
<context>
    <name>RowsView</name>
    <message>
        <source>Creating %1</source>
        <translation>创建中 %1</translation>
    </message>
    <message>
        <source>Waiting %1</source>
        <translation>等待中 %1</translation>
    </message>
    <message>
        <source>Sending %1</source>
        <translation>发送 %1</translation>
    </message>
    <message>
        <source>Cloning %1</source>
        <translation>克隆 %1</translation>
    </message>
    <message>
        <source>Unusable</source>
        <translation>不可用</translation>
    </message>
    <message>
        <source>Pausing</source>
        <translation>正在暂停</translation>
    </message>
    <message>
        <source>Resuming</source>
        <translation>正在恢复</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Deleting</source>
        <translation>正在删除</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>正在取消</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>In the cloud.</source>
        <translation>在云端。</translation>
    </message>
    <message>
        <source>In the cloud, %1 ahead of %2 and %3 behind.</source>
        <translation>在云端，领先 %2 %1 个提交，落后 %3 个。</translation>
    </message>
    <message numerus="yes">
        <source>In the cloud, %n commits ahead of %1.</source>
        <translation>
            <numerusform>在云端，领先 %1 %n 个提交。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the cloud, %n commits behind %1.</source>
        <translation>
            <numerusform>在云端，落后 %1 %n 个提交。</numerusform>
        </translation>
    </message>
    <message>
        <source>In the cloud, in step with %1.</source>
        <translation>在云端，与 %1 同步。</translation>
    </message>
    <message>
        <source>Only on this computer.</source>
        <translation>仅在这台电脑上。</translation>
    </message>
    <message>
        <source>%1 for %2.</source>
        <translation>%1，已 %2。</translation>
    </message>
    <message>
        <source>The backend does not answer. Last known: %1</source>
        <translation>后端没有应答。最后已知：%1</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>这台电脑</translation>
    </message>
    <message>
        <source>Backend is starting</source>
        <translation>后端正在启动</translation>
    </message>
    <message>
        <source>Connecting to %1</source>
        <translation>正在连接 %1</translation>
    </message>
    <message>
        <source>Backend: %1</source>
        <translation>后端：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n 个运行中</numerusform>
        </translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>No connection for %1</source>
        <translation>已断开 %1</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即尝试</translation>
    </message>
    <message>
        <source>Backend stopped</source>
        <translation>后端已停止</translation>
    </message>
    <message>
        <source>No connection to %1</source>
        <translation>无法连接到 %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>%1 stopped</source>
        <translation>%1 已停止</translation>
    </message>
    <message>
        <source>Start it</source>
        <translation>启动它</translation>
    </message>
    <message>
        <source>In the cloud. %1 does not have the branch yet.</source>
        <translation>在云端。%1 还没有这个分支。</translation>
    </message>
    <message>
        <source>shell</source>
        <translation>Shell</translation>
    </message>
    <message>
        <source>Not signed in at %1</source>
        <translation>未登录 %1</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
</context>
<context>
    <name>SyncView</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 failed…</source>
        <translation>%1失败…</translation>
    </message>
    <message>
        <source>Failed…</source>
        <translation>失败…</translation>
    </message>
    <message>
        <source>%1 here, %2 there…</source>
        <translation>这边 %1，那边 %2…</translation>
    </message>
    <message>
        <source>Both sides have commits that the other lacks.</source>
        <translation>两边都有对方没有的提交。</translation>
    </message>
    <message>
        <source>In step</source>
        <translation>已同步</translation>
    </message>
    <message>
        <source>No local worktree</source>
        <translation>没有本地工作树</translation>
    </message>
    <message>
        <source>Pushing</source>
        <translation>正在推送</translation>
    </message>
    <message>
        <source>Pulling</source>
        <translation>正在拉取</translation>
    </message>
    <message>
        <source>No remote</source>
        <translation>没有远程仓库</translation>
    </message>
    <message>
        <source>No branch</source>
        <translation>没有分支</translation>
    </message>
    <message>
        <source>Push branch</source>
        <translation>推送分支</translation>
    </message>
    <message numerus="yes">
        <source>Push %n commits</source>
        <translation>
            <numerusform>推送 %n 个提交</numerusform>
        </translation>
    </message>
    <message>
        <source>Push %1</source>
        <translation>推送 %1</translation>
    </message>
    <message numerus="yes">
        <source>Pull %n commits</source>
        <translation>
            <numerusform>拉取 %n 个提交</numerusform>
        </translation>
    </message>
    <message>
        <source>Pull %1</source>
        <translation>拉取 %1</translation>
    </message>
    <message>
        <source>Last known: diverged</source>
        <translation>最后已知：已分叉</translation>
    </message>
    <message numerus="yes">
        <source>Last known: %n to push</source>
        <translation>
            <numerusform>最后已知：%n 个待推送</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last known: %n to pull</source>
        <translation>
            <numerusform>最后已知：%n 个待拉取</numerusform>
        </translation>
    </message>
    <message>
        <source>Last known: in step</source>
        <translation>最后已知：已同步</translation>
    </message>
    <message>
        <source>Waiting for the clone</source>
        <translation>等待克隆</translation>
    </message>
    <message>
        <source>Not cloned yet</source>
        <translation>尚未克隆</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Paused, as of %1</source>
        <translation>已暂停，截至 %1</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Stopped, as of %1</source>
        <translation>已停止，截至 %1</translation>
    </message>
    <message>
        <source>Asking the VM</source>
        <translation>正在询问虚拟机</translation>
    </message>
    <message>
        <source>Push %1 from cloud</source>
        <translation>从云端推送 %1</translation>
    </message>
    <message>
        <source>Pull %1 in cloud</source>
        <translation>在云端拉取 %1</translation>
    </message>
    <message>
        <source>No cloud yet</source>
        <translation>还没有云端</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>正在检查</translation>
    </message>
    <message>
        <source>Checked just now</source>
        <translation>刚刚检查过</translation>
    </message>
    <message>
        <source>Checked %1 ago</source>
        <translation>%1前检查</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>本地</translation>
    </message>
    <message>
        <source>Remote</source>
        <translation>远程</translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation>云端</translation>
    </message>
    <message>
        <source>Enable Cloud Workspace</source>
        <translation>启用云工作区</translation>
    </message>
    <message>
        <source>Merging</source>
        <translation>正在合并</translation>
    </message>
    <message>
        <source>Rebasing</source>
        <translation>正在变基</translation>
    </message>
    <message>
        <source>Unfinished %1</source>
        <translation>未完成的 %1</translation>
    </message>
    <message>
        <source>Finish it in a terminal, or leave it: git %1 --abort</source>
        <translation>请在终端完成它，或放弃：git %1 --abort</translation>
    </message>
    <message>
        <source>Gone there: push again</source>
        <translation>那边已删除：重新推送</translation>
    </message>
    <message>
        <source>Push again</source>
        <translation>重新推送</translation>
    </message>
    <message>
        <source>%1 was deleted. A push makes it again: git push</source>
        <translation>%1 已被删除。推送可重新创建：git push</translation>
    </message>
    <message>
        <source>Last known: not pushed</source>
        <translation>最后已知：未推送</translation>
    </message>
    <message>
        <source>Not pushed yet</source>
        <translation>尚未推送</translation>
    </message>
    <message>
        <source>Push branch from cloud</source>
        <translation>从云端推送分支</translation>
    </message>
    <message>
        <source>Creating</source>
        <translation>正在创建</translation>
    </message>
    <message>
        <source>Create local worktree</source>
        <translation>创建本地工作树</translation>
    </message>
    <message>
        <source>Create worktree</source>
        <translation>创建工作树</translation>
    </message>
    <message>
        <source>Makes a worktree of this branch beside the others on this computer.</source>
        <translation>在这台电脑上的其他工作树旁边为此分支创建一个工作树。</translation>
    </message>
    <message>
        <source>Only a shell</source>
        <translation>只有一个 Shell</translation>
    </message>
</context>
<context>
    <name>TerminalMenu</name>
    <message>
        <source>Forget those that have ended</source>
        <translation>忘记已结束的终端</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>detached at %1</source>
        <translation>游离于 %1</translation>
    </message>
    <message>
        <source>the remote</source>
        <translation>远程仓库</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Push</source>
        <translation>推送</translation>
    </message>
    <message>
        <source>Pull</source>
        <translation>拉取</translation>
    </message>
    <message>
        <source>Pull in the cloud</source>
        <translation>在云端拉取</translation>
    </message>
    <message>
        <source>Push from the cloud</source>
        <translation>从云端推送</translation>
    </message>
    <message>
        <source>Sending the branch</source>
        <translation>发送分支</translation>
    </message>
    <message>
        <source>Registering the key</source>
        <translation>登记密钥</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Rebase</source>
        <translation>变基</translation>
    </message>
    <message>
        <source>Merge in the cloud</source>
        <translation>在云端合并</translation>
    </message>
    <message>
        <source>Rebase in the cloud</source>
        <translation>在云端变基</translation>
    </message>
    <message>
        <source>Creating the worktree</source>
        <translation>创建工作树</translation>
    </message>
</context>
<context>
    <name>base</name>
    <message>
        <source>The folder %1 can not be made. Check who owns the folder above it and whether the disk is full.</source>
        <translation>无法创建文件夹 %1。请检查上级文件夹的所有者，以及磁盘是否已满。</translation>
    </message>
    <message>
        <source>The file %1 can not be written. Check its folder&apos;s rights and whether the disk is full.</source>
        <translation>无法写入文件 %1。请检查其文件夹的权限，以及磁盘是否已满。</translation>
    </message>
    <message>
        <source>The file %1 can not be read.</source>
        <translation>无法读取文件 %1。</translation>
    </message>
    <message>
        <source>The file %1 is too large.</source>
        <translation>文件 %1 太大。</translation>
    </message>
</context>
<context>
    <name>client</name>
    <message>
        <source>The backend does not answer. Try again in a moment.</source>
        <translation>后端没有应答。请稍后再试。</translation>
    </message>
    <message>
        <source>The backend can not be reached. Check that it runs and that this computer is online.</source>
        <translation>无法连接后端。请检查它是否在运行，以及这台电脑是否联网。</translation>
    </message>
    <message>
        <source>The backend&apos;s address must begin with https://.</source>
        <translation>后端地址必须以 https:// 开头。</translation>
    </message>
    <message>
        <source>There is no key for %1 in the keychain. Ask its administrator for one.</source>
        <translation>钥匙串中没有 %1 的密钥。请向其管理员索取。</translation>
    </message>
    <message>
        <source>Too many files are open on this computer. Close some programs and try again.</source>
        <translation>这台电脑打开的文件太多。请关闭一些程序后再试。</translation>
    </message>
    <message>
        <source>The backend on this computer does not stay up. %1</source>
        <translation>这台电脑上的后端无法持续运行。%1</translation>
    </message>
    <message>
        <source>No branch is checked out here. Check out a branch first.</source>
        <translation>这里没有检出分支。请先检出一个分支。</translation>
    </message>
    <message>
        <source>This repository has no remote. Add one with &quot;git remote add&quot;, so that local and cloud can meet.</source>
        <translation>此仓库没有远程仓库。请用“git remote add”添加一个，本地和云端才能会合。</translation>
    </message>
    <message>
        <source>The backend is not there yet. Try again in a moment.</source>
        <translation>后端尚未就绪。请稍后再试。</translation>
    </message>
    <message>
        <source>This worktree is in the cloud already.</source>
        <translation>此工作树已在云端。</translation>
    </message>
    <message>
        <source>This cloud workspace has been deleted.</source>
        <translation>此云工作区已删除。</translation>
    </message>
    <message>
        <source>The VM drops each terminal that it opens. Reconnect, or stop and resume the workspace.</source>
        <translation>虚拟机打开的每个终端都会断开。请重新连接，或停止后再恢复工作区。</translation>
    </message>
    <message>
        <source>The GitHub program gh is not logged in. Run &quot;gh auth login&quot; in a terminal, then try again, or copy the key and add it on github.com.</source>
        <translation>GitHub 程序 gh 尚未登录。请在终端运行“gh auth login”后重试，或复制密钥并在 github.com 上添加。</translation>
    </message>
    <message>
        <source>GitHub has not taken the key: %1. Copy the key and add it on github.com instead.</source>
        <translation>GitHub 没有接受密钥：%1。请复制密钥并在 github.com 上添加。</translation>
    </message>
    <message>
        <source>Keys can be added from here on GitHub only. Copy the key and add it on the site of your git host.</source>
        <translation>从这里只能向 GitHub 添加密钥。请复制密钥，并在你的 git 托管网站上添加。</translation>
    </message>
    <message>
        <source>The GitHub program gh is not installed. Install it, or copy the key and add it on github.com.</source>
        <translation>没有安装 GitHub 程序 gh。请安装，或复制密钥并在 github.com 上添加。</translation>
    </message>
    <message>
        <source>The connection to the VM has ended. Try again when it is back.</source>
        <translation>与虚拟机的连接已结束。等它恢复后再试。</translation>
    </message>
    <message>
        <source>No branch is checked out here, so there is nothing to push. Check out a branch.</source>
        <translation>这里没有检出分支，所以没有可推送的内容。请检出一个分支。</translation>
    </message>
    <message>
        <source>The VM has not taken the branch. Try again.</source>
        <translation>虚拟机没有接受分支。请重试。</translation>
    </message>
    <message>
        <source>The connection to the VM was lost. Try again.</source>
        <translation>与虚拟机的连接断开了。请重试。</translation>
    </message>
    <message>
        <source>The remote does not have the branch &quot;%1&quot;. Push it first, or send your commits along.</source>
        <translation>远程仓库没有分支“%1”。请先推送，或连同提交一起发送。</translation>
    </message>
    <message>
        <source>The branch can not be packed. Is the disk full?</source>
        <translation>无法打包分支。磁盘满了吗？</translation>
    </message>
    <message>
        <source>The list of repositories can not be written. Check the disk, then start Skybranch again.</source>
        <translation>无法写入仓库列表。请检查磁盘，然后重新启动 Skybranch。</translation>
    </message>
    <message>
        <source>The backend&apos;s stream is broken. Update the backend.</source>
        <translation>后端的数据流已损坏。请更新后端。</translation>
    </message>
    <message>
        <source>The stream begins anew.</source>
        <translation>数据流从头开始。</translation>
    </message>
    <message>
        <source>The backend has sent something unknown. Update Skybranch.</source>
        <translation>后端发来了未知内容。请更新 Skybranch。</translation>
    </message>
    <message>
        <source>The command needs an SSH key of your own, and there is no ~/.ssh/id_ed25519. Make one with &quot;ssh-keygen -t ed25519&quot;, then copy the command again.</source>
        <translation>此命令需要你自己的 SSH 密钥，而 ~/.ssh/id_ed25519 不存在。请用“ssh-keygen -t ed25519”生成，然后再次复制命令。</translation>
    </message>
    <message>
        <source>The cloud workspace does not run. Resume it, then try again.</source>
        <translation>云工作区没有运行。请恢复它，然后再试。</translation>
    </message>
    <message>
        <source>The VM ended the conversation. Try again.</source>
        <translation>虚拟机结束了会话。请重试。</translation>
    </message>
    <message>
        <source>The VM does not answer. Try again.</source>
        <translation>虚拟机没有应答。请重试。</translation>
    </message>
    <message>
        <source>This repository is not in the list any more. Add it again.</source>
        <translation>此仓库已不在列表中。请重新添加。</translation>
    </message>
    <message>
        <source>The branch &quot;%1&quot; is in the cloud already.</source>
        <translation>分支“%1”已在云端。</translation>
    </message>
    <message>
        <source>The backend went away before it answered. When it is back, Skybranch keeps both the worktree and the cloud workspace, or neither.</source>
        <translation>后端在应答之前消失了。等它恢复后，Skybranch 会同时保留工作树和云工作区，或者都不保留。</translation>
    </message>
    <message>
        <source>The branch &quot;%1&quot; is checked out in %2. Enable the cloud for it there.</source>
        <translation>分支“%1”已在 %2 中检出。请在那里为它启用云端。</translation>
    </message>
    <message>
        <source>There is no branch &quot;%1&quot;, neither here nor on the remote. Choose another one, or make it new.</source>
        <translation>没有分支“%1”，这里和远程仓库都没有。请选择另一个，或新建它。</translation>
    </message>
    <message>
        <source>There is a branch &quot;%1&quot; already. Choose it under Existing branch, or take another name.</source>
        <translation>分支“%1”已经存在。请在“现有分支”中选择它，或换一个名称。</translation>
    </message>
    <message>
        <source>There is no branch &quot;%1&quot; to begin at any more. Choose another one.</source>
        <translation>起始分支“%1”已不存在。请选择另一个。</translation>
    </message>
    <message>
        <source>The folder %1 does not exist. Make it first.</source>
        <translation>文件夹 %1 不存在。请先创建。</translation>
    </message>
    <message>
        <source>The folder %1 is used already. Try again.</source>
        <translation>文件夹 %1 已被占用。请重试。</translation>
    </message>
    <message>
        <source>The worktree %1 was made for a cloud workspace that could not be made, and it has changes, so it stays.</source>
        <translation>工作树 %1 是为一个未能创建的云工作区而建的，其中有改动，所以保留下来。</translation>
    </message>
    <message>
        <source>Git can not keep &quot;%1&quot; beside the branch &quot;%2&quot;. Take another name.</source>
        <translation>Git 无法让“%1”与分支“%2”并存。请换一个名称。</translation>
    </message>
    <message>
        <source>This is a shallow clone: it lacks older commits, which a VM needs. Run &quot;git fetch --unshallow&quot; here, then try again.</source>
        <translation>这是浅克隆：缺少虚拟机需要的更早的提交。请在这里运行“git fetch --unshallow”，然后重试。</translation>
    </message>
    <message>
        <source>The folder %1 is gone. Put it back. Where it was moved, run &quot;git worktree repair&quot; in its new place; where it was deleted, run &quot;git worktree prune&quot; here.</source>
        <translation>文件夹 %1 不见了。请放回原处。如果它被移动了，请在新位置运行“git worktree repair”；如果被删除了，请在这里运行“git worktree prune”。</translation>
    </message>
    <message>
        <source>The branch &quot;%1&quot; is checked out in %2. Check out another branch there first, then try again.</source>
        <translation>分支“%1”已在 %2 中签出。请先在那里签出另一个分支，然后重试。</translation>
    </message>
    <message>
        <source>The remote does not have the branch &quot;%1&quot; yet. Push it from the cloud, then try again.</source>
        <translation>远程还没有分支“%1”。请从云端推送它，然后重试。</translation>
    </message>
    <message>
        <source>Somebody has worked in %1 meanwhile, so it stays.</source>
        <translation>期间有人在 %1 中工作过，因此保留它。</translation>
    </message>
    <message>
        <source>The VM has lost count of this terminal&apos;s output. Reconnect, or open another terminal.</source>
        <translation>虚拟机弄错了此终端输出的计数。请重新连接，或打开另一个终端。</translation>
    </message>
    <message>
        <source>The VM&apos;s terminals are of another version. Update Skybranch, or make the workspace anew.</source>
        <translation>虚拟机的终端是另一个版本。请更新 Skybranch，或重新创建工作区。</translation>
    </message>
    <message>
        <source>What was typed while the connection was lost has been dropped.</source>
        <translation>连接断开期间输入的内容已被丢弃。</translation>
    </message>
    <message>
        <source>%1 of earlier output is not kept any more</source>
        <translation>更早的 %1 输出已不再保留</translation>
    </message>
    <message>
        <source>%1 of output came while nobody listened, and is gone</source>
        <translation>有 %1 输出在无人接收时产生，已丢失</translation>
    </message>
    <message>
        <source>This computer has no free port. Stop some forwarded ports, then try again.</source>
        <translation>这台计算机没有空闲端口。请停止一些已转发的端口，然后再试。</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>某人</translation>
    </message>
    <message>
        <source>The terminal that was here is gone from the VM. This is a new one.</source>
        <translation>原来的终端已不在虚拟机中。这是一个新终端。</translation>
    </message>
    <message>
        <source>This computer runs no ssh-agent. Start one, then start Skybranch again.</source>
        <translation>这台计算机没有运行 ssh-agent。请启动一个，然后重新启动 Skybranch。</translation>
    </message>
    <message>
        <source>What was typed last has not arrived.</source>
        <translation>最后输入的内容没有送达。</translation>
    </message>
    <message>
        <source>Other commands on this computer can not reach this program.</source>
        <translation>此计算机上的其他命令无法连接到此程序。</translation>
    </message>
    <message>
        <source>The other Skybranch does not answer. Try again.</source>
        <translation>另一个 Skybranch 没有响应。请重试。</translation>
    </message>
    <message>
        <source>The other Skybranch has ended. Try again.</source>
        <translation>另一个 Skybranch 已结束。请重试。</translation>
    </message>
    <message>
        <source>No other Skybranch runs here.</source>
        <translation>这里没有其他 Skybranch 在运行。</translation>
    </message>
    <message>
        <source>Another user answers here.</source>
        <translation>这里响应的是另一个用户。</translation>
    </message>
    <message>
        <source>The other Skybranch answers with nonsense. Start it again.</source>
        <translation>另一个 Skybranch 的响应无法理解。请重新启动它。</translation>
    </message>
    <message>
        <source>No SSH key could be made. Check whether ssh-keygen is installed and the disk has room.</source>
        <translation>无法生成 SSH 密钥。请检查是否安装了 ssh-keygen 以及磁盘是否有空间。</translation>
    </message>
    <message>
        <source>The worktree could not be read in time. Try again.</source>
        <translation>未能及时读取工作树。请重试。</translation>
    </message>
    <message numerus="yes">
        <source>%n commits are not on the remote yet. Push them first, or add --send-unpushed or --pushed-only.</source>
        <translation>
            <numerusform>有 %n 个提交尚未在远程上。请先推送，或添加 --send-unpushed 或 --pushed-only。</numerusform>
        </translation>
    </message>
    <message>
        <source>This branch is not on the remote yet. Push it first, or add --send-unpushed.</source>
        <translation>此分支尚未在远程上。请先推送，或添加 --send-unpushed。</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>没有文件夹 %1。</translation>
    </message>
    <message>
        <source>%1 is in no git repository.</source>
        <translation>%1 不在任何 git 仓库中。</translation>
    </message>
    <message>
        <source>The terminal in the VM does not answer. Reconnect, or end what hangs there from another terminal.</source>
        <translation>虚拟机中的终端没有响应。请重新连接，或从另一个终端结束卡住的程序。</translation>
    </message>
    <message>
        <source>The shell that was here has ended with its connection. This is a new one.</source>
        <translation>这里原来的 Shell 已随连接结束。这是一个新的 Shell。</translation>
    </message>
    <message>
        <source>This is a plain shell, which ends with its connection.</source>
        <translation>这是一个普通的 Shell，连接断开时它就会结束。</translation>
    </message>
    <message>
        <source>The VM&apos;s image has no Skybranch guest.</source>
        <translation>该虚拟机的镜像中没有 Skybranch guest。</translation>
    </message>
    <message>
        <source>There is no host %1. Check the address, and that this computer is online.</source>
        <translation>没有主机 %1。请检查地址，以及这台电脑是否联网。</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted, so nothing was sent there. Check the address, or ask its administrator.</source>
        <translation>%1 的证书不受信任，因此没有向其发送任何内容。请检查地址，或询问其管理员。</translation>
    </message>
    <message>
        <source>%1 answers, but no backend behind it does. Try again later, or tell its administrator.</source>
        <translation>%1 有应答，但其后的后端没有。请稍后再试，或告知其管理员。</translation>
    </message>
    <message>
        <source>What answers at %1 is no Skybranch, or an old one. Check the address.</source>
        <translation>在 %1 应答的不是 Skybranch，或版本太旧。请检查地址。</translation>
    </message>
    <message>
        <source>%1 does not accept the key any more. Ask its administrator for a new one, and sign in with it.</source>
        <translation>%1 不再接受此密钥。请向其管理员索取新密钥并用它登录。</translation>
    </message>
    <message>
        <source>This is no address of a backend. It looks like https://cloud.example.org.</source>
        <translation>这不是后端地址。它应类似 https://cloud.example.org。</translation>
    </message>
    <message>
        <source>This is no key: one is a single word of letters and digits. Paste it again.</source>
        <translation>这不是密钥：密钥是由字母和数字组成的一个词。请重新粘贴。</translation>
    </message>
    <message>
        <source>%1 does not know this key. Check that all of it was pasted, or ask its administrator for a new one.</source>
        <translation>%1 不认识此密钥。请检查是否粘贴完整，或向其管理员索取新密钥。</translation>
    </message>
    <message>
        <source>The choice of the backend can not be written. Check the disk, then try again.</source>
        <translation>无法写入后端的选择。请检查磁盘后重试。</translation>
    </message>
</context>
<context>
    <name>commandline</name>
    <message>
        <source>What is only in its VM could not be read.</source>
        <translation>无法读取仅存在于其 VM 中的内容。</translation>
    </message>
    <message numerus="yes">
        <source>%n commits were never pushed:</source>
        <translation>
            <numerusform>%n 个提交从未推送：</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are not committed:</source>
        <translation>
            <numerusform>%n 个文件未提交：</numerusform>
        </translation>
    </message>
    <message>
        <source>This still runs: %1</source>
        <translation>仍在运行：%1</translation>
    </message>
    <message>
        <source>Nobody can be asked here. Add --yes to delete %1.</source>
        <translation>此处无法询问。请添加 --yes 以删除 %1。</translation>
    </message>
    <message>
        <source>Delete %1 and its VM?</source>
        <translation>删除 %1 及其 VM？</translation>
    </message>
    <message>
        <source>%1 is deleted.</source>
        <translation>正在删除 %1。</translation>
    </message>
    <message>
        <source>There is no backend. Start Skybranch, or name a server.</source>
        <translation>没有后端。请启动 Skybranch，或指定服务器。</translation>
    </message>
    <message>
        <source>Print JSON.</source>
        <translation>输出 JSON。</translation>
    </message>
    <message>
        <source>Do not ask.</source>
        <translation>不询问。</translation>
    </message>
    <message>
        <source>Wait until it is done.</source>
        <translation>等待直到完成。</translation>
    </message>
    <message>
        <source>Shows one workspace, or the backend and how many there are.</source>
        <translation>显示一个工作区，或显示后端和工作区数量。</translation>
    </message>
    <message>
        <source>The repository; without it the one of this folder.</source>
        <translation>仓库；省略时为此文件夹的仓库。</translation>
    </message>
    <message>
        <source>The workspace&apos;s name; without it the branch&apos;s.</source>
        <translation>工作区名称；省略时使用分支名。</translation>
    </message>
    <message>
        <source>Where the VM comes from; without it the backend chooses.</source>
        <translation>VM 的来源；省略时由后端选择。</translation>
    </message>
    <message>
        <source>Do not wait until it runs.</source>
        <translation>不等待其运行。</translation>
    </message>
    <message>
        <source>Takes a worktree of this computer to the cloud; without PATH the one of this folder.</source>
        <translation>将此计算机的工作树移到云端；省略 PATH 时为此文件夹的工作树。</translation>
    </message>
    <message>
        <source>Send commits that the remote does not have along.</source>
        <translation>一并发送远程上没有的提交。</translation>
    </message>
    <message>
        <source>Send only what the remote has too.</source>
        <translation>仅发送远程上也有的内容。</translation>
    </message>
    <message>
        <source>Logs in to a workspace&apos;s VM, or runs a command there: one word is a line for its shell, several are a program and its arguments. A workspace that is paused or stopped is resumed first.</source>
        <translation>登录工作区的 VM，或在其中运行命令：单个词作为 shell 的一行，多个词作为程序及其参数。已暂停或已停止的工作区会先恢复。</translation>
    </message>
    <message>
        <source>Give the command a terminal.</source>
        <translation>为命令提供终端。</translation>
    </message>
    <message>
        <source>Join standard input and output with the VM&apos;s SSH server, as a ProxyCommand does.</source>
        <translation>将标准输入输出与 VM 的 SSH 服务器连接，如同 ProxyCommand。</translation>
    </message>
    <message>
        <source>With --stdio: hand the connection over (ProxyUseFdpass).</source>
        <translation>与 --stdio 一起：移交连接（ProxyUseFdpass）。</translation>
    </message>
    <message>
        <source>With --stdio: fail where the VM&apos;s user is another one.</source>
        <translation>与 --stdio 一起：如果 VM 的用户不同则失败。</translation>
    </message>
    <message>
        <source>Deletes a workspace and its VM, with all that is only there.</source>
        <translation>删除工作区及其 VM，以及仅存在于其中的所有内容。</translation>
    </message>
    <message>
        <source>Prints a Host block for each workspace, with which ssh, scp, rsync, git and editors reach it.</source>
        <translation>为每个工作区输出一个 Host 块，供 ssh、scp、rsync、git 和编辑器连接。</translation>
    </message>
    <message>
        <source>Write it to ~/.ssh/skybranch.conf and include that in ~/.ssh/config.</source>
        <translation>写入 ~/.ssh/skybranch.conf 并在 ~/.ssh/config 中包含它。</translation>
    </message>
    <message>
        <source>Undo --install.</source>
        <translation>撤销 --install。</translation>
    </message>
    <message>
        <source>Prints the shell&apos;s completion for skybranch.</source>
        <translation>输出 skybranch 的 shell 补全脚本。</translation>
    </message>
    <message>
        <source>Freezes a workspace; its programs stay as they are.</source>
        <translation>冻结工作区；其程序保持原状。</translation>
    </message>
    <message>
        <source>Lets a paused or stopped workspace run again.</source>
        <translation>让已暂停或已停止的工作区重新运行。</translation>
    </message>
    <message>
        <source>Ends a workspace&apos;s VM; its files stay.</source>
        <translation>结束工作区的 VM；其文件保留。</translation>
    </message>
    <message>
        <source>Keep everything in this folder.</source>
        <translation>将所有内容保存在此文件夹中。</translation>
    </message>
    <message>
        <source>Use this backend instead of the bundled one (SKYBRANCH_SERVER).</source>
        <translation>使用此后端代替内置后端（SKYBRANCH_SERVER）。</translation>
    </message>
    <message>
        <source>Holds the backend&apos;s key instead of the keychain (SKYBRANCH_API_KEY_FILE).</source>
        <translation>保存后端密钥，代替钥匙串（SKYBRANCH_API_KEY_FILE）。</translation>
    </message>
    <message>
        <source>Show help, also of a command.</source>
        <translation>显示帮助，也可针对某个命令。</translation>
    </message>
    <message>
        <source>Show the version.</source>
        <translation>显示版本。</translation>
    </message>
    <message>
        <source>Moves a git worktree to a cloud VM and back.</source>
        <translation>将 git 工作树移到云端 VM 并移回。</translation>
    </message>
    <message>
        <source>Without a command, skybranch opens its window.</source>
        <translation>不带命令时，skybranch 打开其窗口。</translation>
    </message>
    <message>
        <source>Exit codes: 0 done, 1 failed, 2 not understood, 3 not found, 4 no backend or no right to it, 130 cancelled. ssh ends as its command did.</source>
        <translation>退出码：0 完成，1 失败，2 无法理解，3 未找到，4 没有后端或无权访问，130 已取消。ssh 以其命令的退出码结束。</translation>
    </message>
    <message>
        <source>The VM can not be reached. Try again in a moment.</source>
        <translation>无法连接 VM。请稍后重试。</translation>
    </message>
    <message>
        <source>The VM does not answer. Try again.</source>
        <translation>VM 没有响应。请重试。</translation>
    </message>
    <message>
        <source>The user of this VM is %1. Log in as %1@….</source>
        <translation>此 VM 的用户是 %1。请以 %1@… 登录。</translation>
    </message>
    <message>
        <source>%1 has no remote. Add one with &quot;git remote add&quot;.</source>
        <translation>%1 没有远程。请用“git remote add”添加一个。</translation>
    </message>
    <message>
        <source>Taking it back…</source>
        <translation>正在撤回…</translation>
    </message>
    <message>
        <source>&quot;skybranch create&quot; needs --branch BRANCH.</source>
        <translation>“skybranch create”需要 --branch BRANCH。</translation>
    </message>
    <message>
        <source>Too many files are open on this computer.</source>
        <translation>此计算机上打开的文件过多。</translation>
    </message>
    <message>
        <source>--pass-socket is for ssh with ProxyUseFdpass alone.</source>
        <translation>--pass-socket 仅供使用 ProxyUseFdpass 的 ssh。</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>STATE</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>REPOSITORY</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>BRANCH</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>PROVIDER</source>
        <translation>提供方</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>名称：</translation>
    </message>
    <message>
        <source>State:</source>
        <translation>状态：</translation>
    </message>
    <message>
        <source>Repository:</source>
        <translation>仓库：</translation>
    </message>
    <message>
        <source>Branch:</source>
        <translation>分支：</translation>
    </message>
    <message>
        <source>Provider:</source>
        <translation>提供方：</translation>
    </message>
    <message>
        <source>SSH host:</source>
        <translation>SSH 主机：</translation>
    </message>
    <message>
        <source>Id:</source>
        <translation>Id：</translation>
    </message>
    <message>
        <source>Why:</source>
        <translation>原因：</translation>
    </message>
    <message>
        <source>Awake for:</source>
        <translation>保持唤醒：</translation>
    </message>
    <message>
        <source>The backend on this computer answers.</source>
        <translation>此计算机上的后端有响应。</translation>
    </message>
    <message>
        <source>The backend %1 answers.</source>
        <translation>后端 %1 有响应。</translation>
    </message>
    <message numerus="yes">
        <source>%n workspaces, %1 of them running.</source>
        <translation>
            <numerusform>%n 个工作区，其中 %1 个在运行。</numerusform>
        </translation>
    </message>
    <message>
        <source>There are no cloud workspaces.</source>
        <translation>没有云工作区。</translation>
    </message>
    <message>
        <source>&quot;skybranch %1&quot; needs %2.</source>
        <translation>“skybranch %1”需要 %2。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not understood.</source>
        <translation>无法理解“%1”。</translation>
    </message>
    <message>
        <source>There is no command &quot;%1&quot;.</source>
        <translation>没有命令“%1”。</translation>
    </message>
    <message>
        <source>%1 can not be started. Install OpenSSH&apos;s client.</source>
        <translation>无法启动 %1。请安装 OpenSSH 客户端。</translation>
    </message>
    <message>
        <source>Plain ssh does not know the workspaces any more.</source>
        <translation>普通 ssh 不再认识这些工作区。</translation>
    </message>
    <message>
        <source>Written to %1, which ~/.ssh/config includes.</source>
        <translation>已写入 %1，~/.ssh/config 包含它。</translation>
    </message>
    <message>
        <source>Making the VM</source>
        <translation>正在创建 VM</translation>
    </message>
    <message>
        <source>Waiting for the VM</source>
        <translation>正在等待 VM</translation>
    </message>
    <message>
        <source>Bringing the repository</source>
        <translation>正在获取仓库</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>There is no workspace &quot;%1&quot;. &quot;skybranch list&quot; shows them.</source>
        <translation>没有工作区“%1”。“skybranch list”会列出它们。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; may be one of these. Name one by its id:</source>
        <translation>“%1”可能是以下之一。请用 id 指定：</translation>
    </message>
    <message>
        <source>%1 is %2. It is resumed.</source>
        <translation>%1 %2。正在恢复。</translation>
    </message>
    <message>
        <source>pausing</source>
        <translation>正在暂停</translation>
    </message>
    <message>
        <source>resuming</source>
        <translation>正在恢复</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>deleting</source>
        <translation>正在删除</translation>
    </message>
    <message>
        <source>provisioning</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>running</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>&quot;skybranch completion&quot; knows bash, zsh and fish.</source>
        <translation>“skybranch completion”支持 bash、zsh 和 fish。</translation>
    </message>
    <message>
        <source>&quot;skybranch login %1&quot; keeps a key there; or name a file that has it: --api-key-file.</source>
        <translation>“skybranch login %1”可将密钥存入其中；也可以用 --api-key-file 指定存有密钥的文件。</translation>
    </message>
    <message>
        <source>Lists the cloud workspaces; at an organisation&apos;s backend those of all its members.</source>
        <translation>列出云工作区；在组织的后端上列出所有成员的工作区。</translation>
    </message>
    <message>
        <source>Makes a cloud workspace of a branch of the remote, or of a new one.</source>
        <translation>用远程上的分支或新分支创建云工作区。</translation>
    </message>
    <message>
        <source>The branch; it begins at the standard one where the remote has none of that name.</source>
        <translation>分支；若远程没有同名分支，则从默认分支开始。</translation>
    </message>
    <message>
        <source>Keeps your key for a hosted backend in the keychain. It is asked for, or read from standard input.</source>
        <translation>将托管后端的密钥存入钥匙串。会提示输入密钥，或从标准输入读取。</translation>
    </message>
    <message>
        <source>Removes that key from the keychain.</source>
        <translation>从钥匙串中移除该密钥。</translation>
    </message>
    <message>
        <source>The backend on this computer does not start. Try again.</source>
        <translation>此计算机上的后端无法启动。请重试。</translation>
    </message>
    <message>
        <source>The key for %1:</source>
        <translation>%1 的密钥：</translation>
    </message>
    <message>
        <source>No key was given.</source>
        <translation>未提供密钥。</translation>
    </message>
    <message>
        <source>The key is in the keychain, for --server %1.</source>
        <translation>密钥已存入钥匙串，用于 --server %1。</translation>
    </message>
    <message>
        <source>The keychain has no key for %1.</source>
        <translation>钥匙串中没有 %1 的密钥。</translation>
    </message>
    <message>
        <source>See &quot;%1&quot;.</source>
        <translation>参见“%1”。</translation>
    </message>
    <message>
        <source>There is no display for the window.</source>
        <translation>没有可显示窗口的屏幕。</translation>
    </message>
    <message>
        <source>Not everything could be printed.</source>
        <translation>未能输出全部内容。</translation>
    </message>
    <message>
        <source>%1 is being deleted.</source>
        <translation>正在删除 %1。</translation>
    </message>
    <message>
        <source>This is %1&apos;s key, in %2.</source>
        <translation>这是 %1 的密钥，所属组织：%2。</translation>
    </message>
</context>
<context>
    <name>domain</name>
    <message>
        <source>A VM that is %1 can not be %2.</source>
        <translation>状态为 %1 的虚拟机不能 %2。</translation>
    </message>
    <message>
        <source>Nothing else can be done with it.</source>
        <translation>不能再对它做别的操作。</translation>
    </message>
    <message>
        <source>Wait until that is done.</source>
        <translation>请等待其完成。</translation>
    </message>
    <message>
        <source>Wait until it is ready, or cancel it.</source>
        <translation>请等它就绪，或取消它。</translation>
    </message>
    <message>
        <source>It can be paused, stopped or deleted.</source>
        <translation>可以暂停、停止或删除它。</translation>
    </message>
    <message>
        <source>It can be resumed, stopped or deleted.</source>
        <translation>可以恢复、停止或删除它。</translation>
    </message>
    <message>
        <source>It can be resumed or deleted.</source>
        <translation>可以恢复或删除它。</translation>
    </message>
    <message>
        <source>Retry or delete it.</source>
        <translation>请重试或删除它。</translation>
    </message>
    <message>
        <source>The workspace is %1, so &quot;%2&quot; is not possible. %3</source>
        <translation>工作区状态为 %1，因此不能“%2”。%3</translation>
    </message>
</context>
<context>
    <name>git</name>
    <message>
        <source>The branch &quot;%1&quot; follows no branch of a remote. Push it once.</source>
        <translation>分支“%1”没有跟踪远程分支。请先推送一次。</translation>
    </message>
    <message>
        <source>The remote has no branch &quot;%1&quot; any more. Push it again, or follow another one.</source>
        <translation>远程仓库不再有分支“%1”。请重新推送，或跟踪另一个分支。</translation>
    </message>
    <message>
        <source>Somebody else is pushing to this branch (%1). Try again in a moment.</source>
        <translation>有人正在推送到此分支（%1）。请稍后再试。</translation>
    </message>
    <message>
        <source>The git remote refused the push: %1. Do what its answer says, or push to another branch.</source>
        <translation>git 远程仓库拒绝了推送：%1。请按其说明处理，或推送到另一个分支。</translation>
    </message>
    <message>
        <source>The pre-push hook of this repository refused the push. Correct what it names, then push again.</source>
        <translation>此仓库的 pre-push 钩子拒绝了推送。请改正它指出的问题，然后再次推送。</translation>
    </message>
    <message>
        <source>The two histories can not be compared.</source>
        <translation>无法比较两边的历史。</translation>
    </message>
    <message>
        <source>There is no branch &quot;%1&quot; in %2.</source>
        <translation>%2 中没有分支“%1”。</translation>
    </message>
    <message>
        <source>The upstream of &quot;%1&quot; can not be read.</source>
        <translation>无法读取“%1”的上游。</translation>
    </message>
    <message>
        <source>The history of &quot;%1&quot; can not be read.</source>
        <translation>无法读取“%1”的历史。</translation>
    </message>
    <message>
        <source>The folder %1 does not exist. Has it been moved?</source>
        <translation>文件夹 %1 不存在。它被移动了吗？</translation>
    </message>
    <message>
        <source>This repository has no remote to push to. Add one: git remote add origin URL</source>
        <translation>此仓库没有可推送的远程仓库。请添加：git remote add origin URL</translation>
    </message>
    <message>
        <source>There are several remotes, and none is called origin. Choose one once: git push -u REMOTE BRANCH</source>
        <translation>有多个远程仓库，但没有名为 origin 的。请选择一次：git push -u REMOTE BRANCH</translation>
    </message>
    <message>
        <source>There is no such branch here (%1). Choose another one.</source>
        <translation>这里没有这样的分支（%1）。请选择另一个。</translation>
    </message>
    <message>
        <source>Git is told to push nothing by itself (push.default is &quot;nothing&quot;). Push in a terminal: git push %1 %2</source>
        <translation>Git 被设为不自动推送（push.default 为“nothing”）。请在终端推送：git push %1 %2</translation>
    </message>
    <message>
        <source>The git repository in %1 can not be read. It may be damaged or of a newer format; run &quot;git status&quot; there.</source>
        <translation>无法读取 %1 中的 git 仓库。它可能已损坏或格式较新；请在那里运行“git status”。</translation>
    </message>
    <message>
        <source>The repository %1 has no commit yet. Make a first commit, then try again.</source>
        <translation>仓库 %1 还没有提交。请先提交一次，然后再试。</translation>
    </message>
    <message>
        <source>HEAD of %1 can not be read.</source>
        <translation>无法读取 %1 的 HEAD。</translation>
    </message>
    <message>
        <source>There is no commit &quot;%1&quot; in %2. Fetch, then try again.</source>
        <translation>%2 中没有提交“%1”。请先获取（fetch），然后再试。</translation>
    </message>
    <message>
        <source>The branches of %1 can not be read.</source>
        <translation>无法读取 %1 的分支。</translation>
    </message>
    <message>
        <source>The remotes of %1 can not be read.</source>
        <translation>无法读取 %1 的远程仓库。</translation>
    </message>
    <message>
        <source>The state of %1 can not be read. Run &quot;git status&quot; there.</source>
        <translation>无法读取 %1 的状态。请在那里运行“git status”。</translation>
    </message>
    <message>
        <source>The worktrees of %1 can not be read.</source>
        <translation>无法读取 %1 的工作树。</translation>
    </message>
    <message>
        <source>No branch is checked out here. Check one out, then %1.</source>
        <translation>这里没有检出分支。请检出一个，然后 %1。</translation>
    </message>
    <message>
        <source>There are changes here that are not committed. Commit or stash them, then %1.</source>
        <translation>这里有未提交的改动。请提交或贮藏，然后 %1。</translation>
    </message>
    <message>
        <source>The two histories can not be compared. Fetch, then try again.</source>
        <translation>无法比较两边的历史。请先获取（fetch），然后再试。</translation>
    </message>
    <message>
        <source>A hook of this repository refused the %1. Correct what it names, then try again.</source>
        <translation>此仓库的钩子拒绝了 %1。请改正它指出的问题，然后再试。</translation>
    </message>
    <message>
        <source>A %1 is not finished here. Finish it in a terminal, or leave it: git %1 --abort</source>
        <translation>这里有未完成的 %1。请在终端完成它，或放弃：git %1 --abort</translation>
    </message>
    <message>
        <source>The %1 was interrupted and could not be undone by itself. All commits are safe. Look at the files in a terminal (git status), then go back: git %1 --abort</source>
        <translation>%1 被中断，且无法自动撤销。所有提交都安全。请在终端查看文件（git status），然后返回：git %1 --abort</translation>
    </message>
    <message>
        <source>The %1 met a conflict in %2, and was undone: nothing has changed. Solve it in a terminal: %3</source>
        <translation>%1 在 %2 中遇到冲突，已撤销：什么都没有改变。请在终端解决：%3</translation>
    </message>
    <message>
        <source>The host key of the git remote is not known on this computer. Connect to it once with ssh in a terminal, compare the fingerprint with the one its owner publishes, then try again.</source>
        <translation>这台电脑不认识 git 远程仓库的主机密钥。请在终端用 ssh 连接一次，与其所有者公布的指纹比对，然后再试。</translation>
    </message>
    <message>
        <source>The host key of the git remote has changed: somebody may stand between you and it. Ask its owner for the new fingerprint before you remove the old key with &quot;ssh-keygen -R HOST&quot;.</source>
        <translation>git 远程仓库的主机密钥已改变：可能有人在中间。请先向其所有者询问新的指纹，再用“ssh-keygen -R HOST”删除旧密钥。</translation>
    </message>
    <message>
        <source>The git remote did not accept your login. Log in once in a terminal with &quot;git fetch&quot;, so that your credential helper keeps it (at GitHub: gh auth login), then try again.</source>
        <translation>git 远程仓库没有接受你的登录。请在终端用“git fetch”登录一次，让凭据助手保存它（GitHub：gh auth login），然后再试。</translation>
    </message>
    <message>
        <source>The git remote did not accept your ssh key. Add a key that it knows to the ssh agent (ssh-add), or register yours there, then check with &quot;git fetch&quot; in a terminal.</source>
        <translation>git 远程仓库没有接受你的 ssh 密钥。请把它认识的密钥加入 ssh agent（ssh-add），或在那里登记你的密钥，然后在终端用“git fetch”检查。</translation>
    </message>
    <message>
        <source>This repository keeps large files with Git LFS, and git-lfs is not installed. Install it, run &quot;git lfs install&quot; once, then try again.</source>
        <translation>此仓库用 Git LFS 保存大文件，而 git-lfs 没有安装。请安装它，运行一次“git lfs install”，然后再试。</translation>
    </message>
    <message>
        <source>Your account may not do this on the git remote. Ask its owner for access.</source>
        <translation>你的账号在 git 远程仓库上无权这样做。请向其所有者申请权限。</translation>
    </message>
    <message>
        <source>The git remote has no such repository, or you may not see it. Check its address with &quot;git remote -v&quot;.</source>
        <translation>git 远程仓库没有这个仓库，或你无权查看。请用“git remote -v”检查其地址。</translation>
    </message>
    <message>
        <source>The git remote can not be reached. Check the network, then try again.</source>
        <translation>无法访问 git 远程仓库。请检查网络，然后再试。</translation>
    </message>
    <message>
        <source>The remote has commits that are not here. Pull them first, then push again.</source>
        <translation>远程仓库有这里没有的提交。请先拉取，再推送。</translation>
    </message>
    <message>
        <source>Another git program is at work in this repository. Wait until it has ended, then try again.</source>
        <translation>另一个 git 程序正在此仓库中工作。请等它结束后再试。</translation>
    </message>
    <message>
        <source>There is no space left on the disk. Make some, then try again.</source>
        <translation>磁盘没有剩余空间。请腾出一些，然后再试。</translation>
    </message>
    <message>
        <source>The branch and its upstream have diverged. Merge or rebase in a terminal.</source>
        <translation>分支与其上游已分叉。请在终端合并或变基。</translation>
    </message>
    <message>
        <source>Files here would be overwritten. Commit, move or delete them, then pull again.</source>
        <translation>这里的文件会被覆盖。请提交、移动或删除它们，然后再次拉取。</translation>
    </message>
    <message>
        <source>A merge is not finished here. Commit or abort it, then try again.</source>
        <translation>这里有未完成的合并。请提交或放弃它，然后再试。</translation>
    </message>
    <message>
        <source>The branch is checked out in another worktree. Choose another branch.</source>
        <translation>该分支已在另一个工作树中检出。请选择另一个分支。</translation>
    </message>
    <message>
        <source>A branch of this name exists already. Choose another name.</source>
        <translation>已有同名分支。请换一个名称。</translation>
    </message>
    <message>
        <source>The folder exists already and is not empty. Choose another one.</source>
        <translation>文件夹已存在且不为空。请选择另一个。</translation>
    </message>
    <message>
        <source>There is nothing to send: the other side has all of it.</source>
        <translation>没有可发送的内容：对方已全部拥有。</translation>
    </message>
    <message>
        <source>branch is not a valid git branch name.</source>
        <translation>branch 不是有效的 git 分支名。</translation>
    </message>
    <message>
        <source>There is no such branch here. Choose another one.</source>
        <translation>这里没有这样的分支。请选择另一个。</translation>
    </message>
    <message>
        <source>The remote has no such branch any more. Push it, or choose another one.</source>
        <translation>远程仓库不再有这个分支。请推送它，或选择另一个。</translation>
    </message>
    <message>
        <source>There is no such branch or commit here. Fetch, then try again.</source>
        <translation>这里没有这样的分支或提交。请先获取（fetch），然后再试。</translation>
    </message>
    <message>
        <source>The remote has no such branch. Choose another one.</source>
        <translation>远程仓库没有这样的分支。请选择另一个。</translation>
    </message>
    <message>
        <source>The branch and its upstream have no commit in common. Merge in a terminal.</source>
        <translation>分支与其上游没有共同的提交。请在终端合并。</translation>
    </message>
    <message>
        <source>The repository belongs to another user. If you trust it, run: git config --global --add safe.directory FOLDER</source>
        <translation>该仓库属于另一个用户。如果你信任它，请运行：git config --global --add safe.directory FOLDER</translation>
    </message>
    <message>
        <source>The index of %1 can not be read. Run &quot;git status&quot; there.</source>
        <translation>无法读取 %1 的索引。请在那里运行“git status”。</translation>
    </message>
</context>
<context>
    <name>localdb</name>
    <message>
        <source>That is stored already.</source>
        <translation>已经保存过了。</translation>
    </message>
    <message>
        <source>Something went wrong inside the local database.</source>
        <translation>本地数据库内部出错。</translation>
    </message>
    <message>
        <source>The local database can not be used. Check whether the disk is full, then start Skybranch again.</source>
        <translation>无法使用本地数据库。请检查磁盘是否已满，然后重新启动 Skybranch。</translation>
    </message>
    <message>
        <source>The file %1 was written by a newer version of Skybranch. Start the newer version, or move the file away.</source>
        <translation>文件 %1 由更新版本的 Skybranch 写入。请启动更新的版本，或移走该文件。</translation>
    </message>
    <message>
        <source>The file %1 can not be opened. Check who owns its folder and whether the disk is full.</source>
        <translation>无法打开文件 %1。请检查其文件夹的所有者，以及磁盘是否已满。</translation>
    </message>
    <message>
        <source>The file %1 is damaged and can not be moved away. Move it away yourself, then start Skybranch again.</source>
        <translation>文件 %1 已损坏，且无法移走。请自行移走，然后重新启动 Skybranch。</translation>
    </message>
    <message>
        <source>The list of repositories was damaged and has been set aside as %1. Add your repositories again; nothing in them was touched.</source>
        <translation>仓库列表已损坏，已另存为 %1。请重新添加你的仓库；仓库里的内容都没有动。</translation>
    </message>
</context>
<context>
    <name>secrets</name>
    <message>
        <source>The keychain did not let Skybranch in. Unlock it and try again.</source>
        <translation>钥匙串没有让 Skybranch 进入。请解锁后重试。</translation>
    </message>
    <message>
        <source>The keychain does not answer. Start or install one (GNOME Keyring or KWallet), or go on without: then keys are asked for at each start.</source>
        <translation>钥匙串没有应答。请启动或安装一个（GNOME 密钥环或 KWallet），或不用它继续：那样每次启动都会询问密钥。</translation>
    </message>
</context>
<context>
    <name>skybranch::git::TreeWatcher</name>
    <message>
        <source>This computer lets too few folders be watched, so that edits in some worktrees are counted only when you look again. Raise fs.inotify.max_user_watches to see them at once.</source>
        <translation>这台电脑允许监视的文件夹太少，有些工作树中的编辑要等你再次查看才会计入。请调高 fs.inotify.max_user_watches 以便立即看到。</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::BackendFlow</name>
    <message>
        <source>Asking the backend</source>
        <translation>正在询问后端</translation>
    </message>
    <message>
        <source>Waiting for the keychain</source>
        <translation>正在等待钥匙串</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::BackendPage</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Hide the key</source>
        <translation>隐藏密钥</translation>
    </message>
    <message>
        <source>Show the key</source>
        <translation>显示密钥</translation>
    </message>
    <message>
        <source>Enter the address of your organisation&apos;s backend.</source>
        <translation>请输入你所在组织的后端地址。</translation>
    </message>
    <message>
        <source>Paste the key that its administrator gave you.</source>
        <translation>请粘贴管理员给你的密钥。</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::BranchPart</name>
    <message>
        <source>Existing branch</source>
        <translation>现有分支</translation>
    </message>
    <message>
        <source>New branch</source>
        <translation>新分支</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>Search branches</source>
        <translation>搜索分支</translation>
    </message>
    <message>
        <source>Search the branch to begin at</source>
        <translation>搜索起始分支</translation>
    </message>
    <message>
        <source>Name of the new branch</source>
        <translation>新分支的名称</translation>
    </message>
    <message>
        <source>Name of the new branch, like feature/login</source>
        <translation>新分支的名称，例如 feature/login</translation>
    </message>
    <message>
        <source>from</source>
        <translation>起自</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::BranchPicker</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>No branches yet</source>
        <translation>还没有分支</translation>
    </message>
    <message>
        <source>No branch matches &quot;%1&quot;.</source>
        <translation>没有分支匹配“%1”。</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Type what you want to do, or where to go</source>
        <translation>输入你想做什么，或想去哪里</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>查找命令</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Nothing is called &quot;%1&quot;.</source>
        <translation>没有名为“%1”的项。</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::DeleteDialog</name>
    <message>
        <source>Delete Cloud Workspace</source>
        <translation>删除云工作区</translation>
    </message>
    <message>
        <source>Delete %1 from the cloud?</source>
        <translation>从云端删除 %1？</translation>
    </message>
    <message>
        <source> This is only there, and would be lost:</source>
        <translation> 以下内容只在那里，将会丢失：</translation>
    </message>
    <message>
        <source> What was there then would be lost:</source>
        <translation> 当时在那里的内容将会丢失：</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>还有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete and lose them</source>
        <translation>删除并丢弃</translation>
    </message>
    <message>
        <source>Delete anyway</source>
        <translation>仍然删除</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::DetailsDialog</name>
    <message>
        <source>People and Usage</source>
        <translation>人员与用量</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Keep awake for 1 h</source>
        <translation>保持唤醒 1 小时</translation>
    </message>
    <message>
        <source>Keep awake for 8 h</source>
        <translation>保持唤醒 8 小时</translation>
    </message>
    <message>
        <source>No longer keep awake</source>
        <translation>不再保持唤醒</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Usage of the organisation…</source>
        <translation>组织用量…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Nobody else.</source>
        <translation>没有其他人。</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::Dialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::DivergedFiles</name>
    <message>
        <source>Changed on both sides:</source>
        <translation>两边都改动了：</translation>
    </message>
    <message>
        <source>may conflict</source>
        <translation>可能冲突</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::DivergedSheet</name>
    <message>
        <source>Open terminal</source>
        <translation>打开终端</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::ErrorPane</name>
    <message>
        <source>What you can do</source>
        <translation>你可以做什么</translation>
    </message>
    <message>
        <source>Delete cloud workspace…</source>
        <translation>删除云工作区…</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>隐藏详情</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>显示详情</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::FirstStart</name>
    <message>
        <source>Add a repository to begin</source>
        <translation>添加一个仓库以开始</translation>
    </message>
    <message>
        <source>Then right-click one of its branches and choose Enable Cloud Workspace. A terminal on a VM with that branch opens in this window.</source>
        <translation>然后右键点击它的一个分支，选择“启用云工作区”。此窗口中会打开一个终端，连着有该分支的虚拟机。</translation>
    </message>
    <message>
        <source>Or drop a folder anywhere in this window.</source>
        <translation>或者把文件夹拖放到此窗口的任意位置。</translation>
    </message>
    <message>
        <source>Nothing leaves this computer until you enable cloud for a branch.</source>
        <translation>在你为某个分支启用云端之前，任何内容都不会离开这台电脑。</translation>
    </message>
    <message>
        <source>Keys stay in the system keychain.</source>
        <translation>密钥保存在系统钥匙串中。</translation>
    </message>
    <message>
        <source>Add repository…</source>
        <translation>添加仓库…</translation>
    </message>
    <message>
        <source>Clone from URL…</source>
        <translation>从 URL 克隆…</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::Header</name>
    <message>
        <source>Show the sidebar (Ctrl+B)</source>
        <translation>显示侧边栏（Ctrl+B）</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>更多操作</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::Journey</name>
    <message>
        <source>From this computer over the git host to the cloud</source>
        <translation>从这台电脑经 git 托管到云端</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>本地</translation>
    </message>
    <message>
        <source>GitHub</source>
        <translation>GitHub</translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation>云端</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::MainWindow</name>
    <message>
        <source>%1 - Skybranch</source>
        <translation>%1 - Skybranch</translation>
    </message>
    <message>
        <source>All commands…</source>
        <translation>所有命令…</translation>
    </message>
    <message>
        <source>Add repository…</source>
        <translation>添加仓库…</translation>
    </message>
    <message>
        <source>Clone from URL…</source>
        <translation>从 URL 克隆…</translation>
    </message>
    <message>
        <source>Show or hide the sidebar</source>
        <translation>显示或隐藏侧边栏</translation>
    </message>
    <message>
        <source>Filter worktrees</source>
        <translation>筛选工作树</translation>
    </message>
    <message>
        <source>Go to worktree %1</source>
        <translation>转到工作树 %1</translation>
    </message>
    <message>
        <source>No terminal is open here.</source>
        <translation>这里没有打开的终端。</translation>
    </message>
    <message>
        <source>New terminal</source>
        <translation>新建终端</translation>
    </message>
    <message>
        <source>Choose a branch first.</source>
        <translation>请先选择一个分支。</translation>
    </message>
    <message>
        <source>Close terminal</source>
        <translation>关闭终端</translation>
    </message>
    <message>
        <source>Search in the terminal</source>
        <translation>在终端中搜索</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Larger text in the terminal</source>
        <translation>放大终端文字</translation>
    </message>
    <message>
        <source>Smaller text in the terminal</source>
        <translation>缩小终端文字</translation>
    </message>
    <message>
        <source>Usual text size in the terminal</source>
        <translation>终端文字恢复默认大小</translation>
    </message>
    <message>
        <source>This terminal is not split.</source>
        <translation>此终端没有拆分。</translation>
    </message>
    <message>
        <source>Split the terminal to the right</source>
        <translation>向右拆分终端</translation>
    </message>
    <message>
        <source>Split the terminal below</source>
        <translation>向下拆分终端</translation>
    </message>
    <message>
        <source>Go to the terminal at the left</source>
        <translation>转到左侧终端</translation>
    </message>
    <message>
        <source>Go to the terminal at the right</source>
        <translation>转到右侧终端</translation>
    </message>
    <message>
        <source>Go to the terminal above</source>
        <translation>转到上方终端</translation>
    </message>
    <message>
        <source>Go to the terminal below</source>
        <translation>转到下方终端</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>下一个标签页</translation>
    </message>
    <message>
        <source>Previous tab</source>
        <translation>上一个标签页</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Theme as the system has it</source>
        <translation>主题跟随系统</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Compact or comfortable rows</source>
        <translation>紧凑或宽松的行</translation>
    </message>
    <message>
        <source>Copy on select, on or off</source>
        <translation>选中即复制，开或关</translation>
    </message>
    <message>
        <source>New Cloud Workspace…</source>
        <translation>新建云工作区…</translation>
    </message>
    <message>
        <source>Links in the terminal</source>
        <translation>终端中的链接</translation>
    </message>
    <message>
        <source>Programs may copy to the clipboard, on or off</source>
        <translation>程序可复制到剪贴板，开或关</translation>
    </message>
    <message>
        <source>Ports of this VM</source>
        <translation>这台虚拟机的端口</translation>
    </message>
    <message>
        <source>No VM runs here.</source>
        <translation>这里没有运行虚拟机。</translation>
    </message>
    <message>
        <source>Rename terminal</source>
        <translation>重命名终端</translation>
    </message>
    <message>
        <source>Usage of the organisation…</source>
        <translation>组织用量…</translation>
    </message>
    <message>
        <source>Backend, sign in or out…</source>
        <translation>后端，登录或退出…</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::NewWorkspaceDialog</name>
    <message>
        <source>New Cloud Workspace</source>
        <translation>新建云工作区</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Pause when idle, minutes</source>
        <translation>空闲多少分钟后暂停</translation>
    </message>
    <message>
        <source> min</source>
        <extracomment>minutes, after a number</extracomment>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>A running job keeps it awake. %1 to %2.</source>
        <translation>正在运行的任务会使它保持唤醒。%1 到 %2。</translation>
    </message>
    <message>
        <source>Pause when idle</source>
        <translation>空闲时暂停</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>提供方</translation>
    </message>
    <message>
        <source>Placement</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>The local worktree goes to %1</source>
        <translation>本地工作树将放在 %1</translation>
    </message>
    <message>
        <source>Making the worktree and the VM, %1</source>
        <translation>正在创建工作树和虚拟机，%1</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::News</name>
    <message>
        <source>The cloud workspace is ready.</source>
        <translation>云工作区已就绪。</translation>
    </message>
    <message>
        <source>The cloud workspace could not be made. %1</source>
        <translation>未能创建云工作区。%1</translation>
    </message>
    <message>
        <source>%1 failed. %2</source>
        <translation>%1失败。%2</translation>
    </message>
    <message>
        <source>%1 is done.</source>
        <translation>%1已完成。</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::Notice</name>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Hide output</source>
        <translation>隐藏输出</translation>
    </message>
    <message>
        <source>Show output</source>
        <translation>显示输出</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::Notices</name>
    <message>
        <source>Dismiss</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Open terminal</source>
        <translation>打开终端</translation>
    </message>
    <message>
        <source>%1 does not know this VM&apos;s key yet.</source>
        <translation>%1 还不认识此虚拟机的密钥。</translation>
    </message>
    <message>
        <source>Push and pull in the cloud wait for it.</source>
        <translation>云端的推送和拉取在等它。</translation>
    </message>
    <message>
        <source>Register it for me</source>
        <translation>替我登记</translation>
    </message>
    <message>
        <source>Copy public key</source>
        <translation>复制公钥</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>The public key is copied.</source>
        <translation>公钥已复制。</translation>
    </message>
    <message>
        <source>Add it at %1 as a deploy key with write access.</source>
        <translation>请在 %1 把它添加为有写权限的部署密钥。</translation>
    </message>
    <message>
        <source>It is added</source>
        <translation>已添加</translation>
    </message>
    <message>
        <source>Copy again</source>
        <translation>再次复制</translation>
    </message>
    <message>
        <source>Local work goes on; the cloud waits for the backend.</source>
        <translation>本地工作照常进行；云端在等待后端。</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::PaletteModel</name>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Workspaces</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::PortRow</name>
    <message>
        <source>Forward</source>
        <translation>转发</translation>
    </message>
    <message>
        <source>Forward port %1, %2</source>
        <translation>转发端口 %1，%2</translation>
    </message>
    <message>
        <source>Bring port %1 of the VM to this computer</source>
        <translation>把虚拟机的端口 %1 带到这台计算机</translation>
    </message>
    <message>
        <source>Open %1 in the browser, port %2 of the VM, %3</source>
        <translation>在浏览器中打开 %1，虚拟机的端口 %2，%3</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Copy the address %1</source>
        <translation>复制地址 %1</translation>
    </message>
    <message>
        <source>Stop forwarding</source>
        <translation>停止转发</translation>
    </message>
    <message>
        <source>Stop forwarding port %1</source>
        <translation>停止转发端口 %1</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::PortsButton</name>
    <message>
        <source>Ports on which programs of this VM listen</source>
        <translation>这台虚拟机中程序监听的端口</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Ports %1</source>
        <translation>端口 %1</translation>
    </message>
    <message>
        <source>Ports, %1</source>
        <translation>端口，%1</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::PortsFlow</name>
    <message>
        <source>Forward port %1</source>
        <translation>转发端口 %1</translation>
    </message>
    <message>
        <source>Open %1 in the browser</source>
        <translation>在浏览器中打开 %1</translation>
    </message>
    <message>
        <source>Stop forwarding port %1</source>
        <translation>停止转发端口 %1</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::PortsPopup</name>
    <message>
        <source>Ports of this VM</source>
        <translation>这台虚拟机的端口</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::ProvisioningPane</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>显示日志</translation>
    </message>
    <message>
        <source>Hide log</source>
        <translation>隐藏日志</translation>
    </message>
    <message>
        <source>Nothing has been said yet.</source>
        <translation>还没有任何输出。</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::RepositoryDialog</name>
    <message>
        <source>Add Repository</source>
        <translation>添加仓库</translation>
    </message>
    <message>
        <source>Clone from URL</source>
        <translation>从 URL 克隆</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>A folder with a git repository</source>
        <translation>含有 git 仓库的文件夹</translation>
    </message>
    <message>
        <source>Clone</source>
        <translation>克隆</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Enter a URL to go on.</source>
        <translation>请输入 URL。</translation>
    </message>
    <message>
        <source>Choose a folder to go on.</source>
        <translation>请选择文件夹。</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::RepositoryFlow</name>
    <message>
        <source>Looking into the folder</source>
        <translation>正在查看文件夹</translation>
    </message>
    <message>
        <source>Cloning</source>
        <translation>正在克隆</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::RowActions</name>
    <message>
        <source>Terminals of %1 are open, and would end.</source>
        <translation>%1 的终端正打开着，将会结束。</translation>
    </message>
    <message>
        <source>The list forgets it; nothing on disk is touched.</source>
        <translation>只从列表中移除；磁盘上的内容不会动。</translation>
    </message>
    <message>
        <source>Remove from list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1 is off the list.</source>
        <translation>%1 已从列表中移除。</translation>
    </message>
    <message>
        <source>Nothing on disk was touched.</source>
        <translation>磁盘上的内容没有动。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>The SSH command is copied.</source>
        <translation>SSH 命令已复制。</translation>
    </message>
    <message>
        <source>It logs in until %1, from any terminal of this computer, with your own key.</source>
        <translation>在 %1 之前，可用你自己的密钥从这台电脑的任何终端登录。</translation>
    </message>
    <message numerus="yes">
        <source>%n commits are not on %1 yet.</source>
        <translation>
            <numerusform>%n 个提交还不在 %1 上。</numerusform>
        </translation>
    </message>
    <message>
        <source>This branch is not on %1 yet.</source>
        <translation>此分支还不在 %1 上。</translation>
    </message>
    <message>
        <source>Push first, so that every place has them, or send them to the VM alone.</source>
        <translation>先推送，让各处都有；或者只发送到虚拟机。</translation>
    </message>
    <message>
        <source>Push first</source>
        <translation>先推送</translation>
    </message>
    <message>
        <source>Send them along</source>
        <translation>一起发送</translation>
    </message>
    <message>
        <source>Looking inside the VM for what is only there.</source>
        <translation>正在查看虚拟机中独有的内容。</translation>
    </message>
    <message>
        <source>%1 is not on this computer.</source>
        <translation>%1 不在这台电脑上。</translation>
    </message>
    <message>
        <source>Clone it, or add its folder, and the worktree is made then.</source>
        <translation>克隆它或添加它的文件夹，然后就会创建工作树。</translation>
    </message>
    <message>
        <source>Clone…</source>
        <translation>克隆…</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>The worktree is at %1.</source>
        <translation>工作树位于 %1。</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::SearchStrip</name>
    <message>
        <source>Match above (Shift+Enter)</source>
        <translation>上一个匹配（Shift+Enter）</translation>
    </message>
    <message>
        <source>Match below (Enter)</source>
        <translation>下一个匹配（Enter）</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search in this terminal</source>
        <translation>在此终端中搜索</translation>
    </message>
    <message>
        <source>Close the search (Esc)</source>
        <translation>关闭搜索（Esc）</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Pages of settings</source>
        <translation>设置页</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>终端</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>As the system has it</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>紧凑</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>宽松</translation>
    </message>
    <message>
        <source>The system&apos;s fixed font</source>
        <translation>系统等宽字体</translation>
    </message>
    <message>
        <source>The system&apos;s</source>
        <translation>系统默认</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> 磅</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>By Ctrl+Shift+C</source>
        <translation>按 Ctrl+Shift+C</translation>
    </message>
    <message>
        <source>As soon as something is selected</source>
        <translation>一选中内容就复制</translation>
    </message>
    <message>
        <source>Skybranch, light or dark as the theme</source>
        <translation>Skybranch，随主题浅色或深色</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Copying by programs</source>
        <translation>程序复制</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>允许</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Hebrew and Arabic</source>
        <translation>希伯来文和阿拉伯文</translation>
    </message>
    <message>
        <source>From right to left</source>
        <translation>从右到左</translation>
    </message>
    <message>
        <source>As it comes</source>
        <translation>按原样</translation>
    </message>
    <message>
        <source>Backend</source>
        <translation>后端</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::Sidebar</name>
    <message>
        <source>No repositories yet</source>
        <translation>还没有仓库</translation>
    </message>
    <message>
        <source>Worktrees and cloud workspaces are listed here.</source>
        <translation>工作树和云工作区会列在这里。</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Filter worktrees</source>
        <translation>筛选工作树</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Add repository…</source>
        <translation>添加仓库…</translation>
    </message>
    <message>
        <source>Clone from URL…</source>
        <translation>从 URL 克隆…</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n worktrees.</source>
        <translation>
            <numerusform>%n 个工作树中的 %1 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>No worktree matches &quot;%1&quot;.</source>
        <translation>没有工作树匹配“%1”。</translation>
    </message>
    <message>
        <source>Cloud Workspace…</source>
        <translation>云工作区…</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::Station</name>
    <message numerus="yes">
        <source>%1, %n uncommitted files</source>
        <translation>
            <numerusform>%1，%n 个未提交的文件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skybranch::ui::SyncBar</name>
    <message>
        <source>Look again</source>
        <translation>重新检查</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::SyncLink</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::Tab</name>
    <message>
        <source>in the cloud</source>
        <translation>在云端</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>在这台电脑上</translation>
    </message>
    <message>
        <source>, new output</source>
        <translation>，有新输出</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>关闭 %1</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::TabBar</name>
    <message>
        <source>New terminal (Ctrl+Shift+T)</source>
        <translation>新建终端（Ctrl+Shift+T）</translation>
    </message>
    <message>
        <source>All terminals</source>
        <translation>所有终端</translation>
    </message>
    <message>
        <source>Search (Ctrl+Shift+F)</source>
        <translation>搜索（Ctrl+Shift+F）</translation>
    </message>
    <message>
        <source>Split (Ctrl+Shift+D)</source>
        <translation>拆分（Ctrl+Shift+D）</translation>
    </message>
    <message>
        <source>Name of the terminal</source>
        <translation>终端名称</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::TerminalArea</name>
    <message>
        <source>No terminal open</source>
        <translation>没有打开的终端</translation>
    </message>
    <message>
        <source>Open cloud terminal</source>
        <translation>打开云终端</translation>
    </message>
    <message>
        <source>Open local terminal</source>
        <translation>打开本地终端</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>终端</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1, ended %2 ago</source>
        <translation>%1，%2前结束</translation>
    </message>
    <message>
        <source>%1, running for %2</source>
        <translation>%1，已运行 %2</translation>
    </message>
    <message numerus="yes">
        <source>, in %n windows</source>
        <translation>
            <numerusform>，在 %n 个窗口中</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, ended just now</source>
        <translation>%1，刚刚结束</translation>
    </message>
    <message>
        <source>%1, opened just now</source>
        <translation>%1，刚刚打开</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::TerminalOverlay</name>
    <message>
        <source>Connecting to %1, %2</source>
        <translation>正在连接 %1，%2</translation>
    </message>
    <message>
        <source>The terminal opens as soon as the VM answers.</source>
        <translation>虚拟机一应答，终端就会打开。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Connection lost. Trying again in %1.</source>
        <translation>连接断开。%1后重试。</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>立即</translation>
    </message>
    <message>
        <source>The shell did not start.</source>
        <translation>shell 没有启动。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Connection lost. Click to reconnect.</source>
        <translation>连接断开。点击重新连接。</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>重新连接</translation>
    </message>
    <message>
        <source>Paused %1 ago. Click to resume.</source>
        <translation>%1前暂停。点击恢复。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>What was on the screen is kept above; programs have ended.</source>
        <translation>屏幕上的内容保留在上方；程序已结束。</translation>
    </message>
    <message>
        <source>The shell has ended (exit %1).</source>
        <translation>shell 已结束（退出码 %1）。</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>再次打开</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>为什么？</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>What you type now is not sent.</source>
        <translation>现在输入的内容不会发送。</translation>
    </message>
    <message>
        <source>Paused just now. Click to resume.</source>
        <translation>刚刚暂停。点击恢复。</translation>
    </message>
    <message>
        <source>Stopped. Click to resume.</source>
        <translation>已停止。点击恢复。</translation>
    </message>
    <message>
        <source>Deleting the cloud workspace</source>
        <translation>正在删除云端工作区</translation>
    </message>
    <message>
        <source>This terminal closes when its VM is gone.</source>
        <translation>虚拟机删除后，此终端会关闭。</translation>
    </message>
    <message>
        <source>Tried at once, after 1 s, 3 s and 10 s. Your programs go on in the VM, and their output is kept.</source>
        <translation>已立即以及在 1、3、10 秒后重试。程序在虚拟机中继续运行，其输出会保留。</translation>
    </message>
    <message>
        <source>Programs are frozen, nothing is lost.</source>
        <translation>程序已冻结，没有任何丢失。</translation>
    </message>
    <message>
        <source>This terminal ended when the VM stopped. Its output is kept.</source>
        <translation>此终端在虚拟机停止时已结束。其输出已保留。</translation>
    </message>
    <message numerus="yes">
        <source>%n keys wait, and are sent then.</source>
        <translation>
            <numerusform>%n 次按键在等待，届时发送。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skybranch::ui::TerminalPane</name>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Open %1 in the browser?</source>
        <translation>在浏览器中打开 %1？</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message numerus="yes">
        <source>Paste %n lines? What runs here may take each as a command. First: %1</source>
        <translation>
            <numerusform>粘贴 %n 行？这里运行的程序可能把每行当作命令。第一行：%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n characters copied by the program</source>
        <translation>
            <numerusform>程序已复制 %n 个字符</numerusform>
        </translation>
    </message>
    <message>
        <source>No links in sight</source>
        <translation>当前画面没有链接</translation>
    </message>
    <message numerus="yes">
        <source>%n others watch.</source>
        <translation>
            <numerusform>另有 %n 人在查看。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 types.</source>
        <translation>%1 正在输入。</translation>
    </message>
    <message>
        <source>%1 watches.</source>
        <translation>%1 正在查看。</translation>
    </message>
    <message>
        <source>%1 × %2, as in the smallest window that shows it</source>
        <translation>%1 × %2，与显示它的最小窗口一致</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::TerminalTabs</name>
    <message>
        <source>%1 is running.</source>
        <translation>%1 正在运行。</translation>
    </message>
    <message>
        <source>Close %1? What runs in it ends.</source>
        <translation>关闭 %1？其中运行的程序会结束。</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>结束它</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>shell</source>
        <translation>shell</translation>
    </message>
    <message>
        <source>%1: the command is done after %2.</source>
        <translation>%1：命令在 %2 后完成。</translation>
    </message>
    <message>
        <source>%1: the command has failed after %2, with exit code %3.</source>
        <translation>%1：命令在 %2 后失败，退出码 %3。</translation>
    </message>
    <message>
        <source>Leave it running (Ctrl+Shift+W)</source>
        <translation>让它继续运行 (Ctrl+Shift+W)</translation>
    </message>
    <message>
        <source>End this terminal, or leave it running in the cloud?</source>
        <translation>结束此终端，还是让它在云端继续运行？</translation>
    </message>
    <message>
        <source>Terminals</source>
        <translation>终端</translation>
    </message>
    <message>
        <source>A plain shell: it ends with its connection</source>
        <translation>普通 Shell：连接断开即结束</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::TerminalView</name>
    <message>
        <source>Terminal</source>
        <translation>终端</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::UsageDialog</name>
    <message>
        <source>Usage</source>
        <translation>用量</translation>
    </message>
    <message>
        <source>Usage of the organisation</source>
        <translation>组织用量</translation>
    </message>
    <message>
        <source>Asking the backend…</source>
        <translation>正在询问后端…</translation>
    </message>
    <message>
        <source>Usage by workspace</source>
        <translation>按工作区的用量</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Usage of the organisation in %1</source>
        <translation>%1 的组织用量</translation>
    </message>
    <message>
        <source>No workspace was there this month. Enable cloud for a worktree, and its hours are counted here.</source>
        <translation>本月没有工作区。为某个工作树启用云端后，其时数会在此统计。</translation>
    </message>
    <message numerus="yes">
        <source>%n workspaces, %1 running.</source>
        <translation>
            <numerusform>%n 个工作区，运行 %1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>提供方</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>规格</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::VmPart</name>
    <message>
        <source>VM of its own</source>
        <translation>专用虚拟机</translation>
    </message>
    <message>
        <source>In my personal VM</source>
        <translation>在我的个人虚拟机中</translation>
    </message>
    <message>
        <source>%1 makes no personal VM.</source>
        <translation>%1 不能创建个人虚拟机。</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::WorkspaceController</name>
    <message>
        <source>%1 was not opened. Set VISUAL to your editor, such as code or kate, before you start Skybranch.</source>
        <translation>未打开 %1。请在启动 Skybranch 之前将 VISUAL 设为你的编辑器，例如 code 或 kate。</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::WorkspacePane</name>
    <message>
        <source>Choose a branch at the left.</source>
        <translation>请在左侧选择一个分支。</translation>
    </message>
    <message>
        <source>Enter opens a terminal, the cloud mark takes it to the cloud.</source>
        <translation>按 Enter 打开终端，点云标记把它移到云端。</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::WorktreeModel</name>
    <message numerus="yes">
        <source>%n uncommitted files</source>
        <translation>
            <numerusform>%n 个未提交的文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commits ahead</source>
        <translation>
            <numerusform>领先 %n 个提交</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commits behind</source>
        <translation>
            <numerusform>落后 %n 个提交</numerusform>
        </translation>
    </message>
    <message>
        <source>Cloud only</source>
        <translation>仅在云端</translation>
    </message>
    <message>
        <source>only a shell</source>
        <translation>只有一个 Shell</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::WorktreeView</name>
    <message>
        <source>Worktrees and cloud workspaces</source>
        <translation>工作树和云工作区</translation>
    </message>
</context>
<context>
    <name>ssh</name>
    <message>
        <source>There is no connection. Connect first.</source>
        <translation>没有连接。请先连接。</translation>
    </message>
    <message>
        <source>The certificate for this machine can not be read. Connect again to get a new one.</source>
        <translation>无法读取这台机器的证书。请重新连接以获取新证书。</translation>
    </message>
    <message>
        <source>The machine&apos;s address can not be used. Ask for new credentials.</source>
        <translation>机器的地址无法使用。请重新获取凭据。</translation>
    </message>
    <message>
        <source>Its certificate may have expired. Connect again.</source>
        <translation>它的证书可能已过期。请重新连接。</translation>
    </message>
    <message>
        <source>Check the provider&apos;s token in the settings.</source>
        <translation>请在设置中检查提供方的令牌。</translation>
    </message>
    <message>
        <source>A host key of the machine can not be read. Ask for new credentials.</source>
        <translation>无法读取机器的主机密钥。请重新获取凭据。</translation>
    </message>
    <message>
        <source>No host key of the machine is known, so it can not be trusted. Ask for new credentials.</source>
        <translation>不知道机器的主机密钥，因此无法信任它。请重新获取凭据。</translation>
    </message>
    <message>
        <source>No SSH key could be made. Try again.</source>
        <translation>未能生成 SSH 密钥。请重试。</translation>
    </message>
    <message>
        <source>No connection can be made now. Close some and try again.</source>
        <translation>现在无法建立连接。请关闭一些后再试。</translation>
    </message>
    <message>
        <source>The connection to %1 was lost. Check the network and connect again.</source>
        <translation>与 %1 的连接断开了。请检查网络并重新连接。</translation>
    </message>
    <message>
        <source>The machine did not start a program in time. Try again.</source>
        <translation>机器没有及时启动程序。请重试。</translation>
    </message>
    <message>
        <source>The machine refused to start a program. Reconnect and try again.</source>
        <translation>机器拒绝启动程序。请重新连接后再试。</translation>
    </message>
    <message>
        <source>There is no command to run.</source>
        <translation>没有要运行的命令。</translation>
    </message>
    <message>
        <source>A command can not hold a NUL character.</source>
        <translation>命令不能含 NUL 字符。</translation>
    </message>
    <message>
        <source>Only ports of the machine itself can be forwarded.</source>
        <translation>只能转发机器自身的端口。</translation>
    </message>
    <message>
        <source>The machine did not open the port in time. Try again.</source>
        <translation>机器没有及时打开端口。请重试。</translation>
    </message>
    <message>
        <source>Nothing answers at port %1 of the machine. Start the program there, then try again.</source>
        <translation>机器的端口 %1 没有应答。请在那里启动程序，然后再试。</translation>
    </message>
</context>
</TS>
