<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Action</name>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Open local terminal</source>
        <translation>Lokales Terminal öffnen</translation>
    </message>
    <message>
        <source>Enable Cloud Workspace</source>
        <translation>Cloud-Workspace einschalten</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Send to Cloud…</source>
        <translation>In die Cloud senden…</translation>
    </message>
    <message>
        <source>Pull from Cloud…</source>
        <translation>Aus der Cloud holen…</translation>
    </message>
    <message>
        <source>Open in file manager</source>
        <translation>Im Dateimanager öffnen</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Copy branch name</source>
        <translation>Branchnamen kopieren</translation>
    </message>
    <message>
        <source>Copy SSH command</source>
        <translation>SSH-Befehl kopieren</translation>
    </message>
    <message>
        <source>Disable cloud sync</source>
        <translation>Cloud-Sync ausschalten</translation>
    </message>
    <message>
        <source>Remove repository from list</source>
        <translation>Repository aus der Liste nehmen</translation>
    </message>
    <message>
        <source>Delete cloud workspace…</source>
        <translation>Cloud-Workspace löschen…</translation>
    </message>
    <message>
        <source>Create local worktree</source>
        <translation>Lokalen Worktree anlegen</translation>
    </message>
    <message>
        <source>Let the VM use your SSH agent</source>
        <translation>Die VM den eigenen SSH-Agenten benutzen lassen</translation>
    </message>
    <message>
        <source>Keep awake for 1 h</source>
        <translation>1 h wach halten</translation>
    </message>
    <message>
        <source>Keep awake for 8 h</source>
        <translation>8 h wach halten</translation>
    </message>
    <message>
        <source>No longer keep awake</source>
        <translation>Nicht mehr wach halten</translation>
    </message>
    <message>
        <source>People and usage…</source>
        <translation>Personen und Nutzung…</translation>
    </message>
</context>
<context>
    <name>ActionsView</name>
    <message>
        <source>That is asked for already.</source>
        <translation>Das ist schon angefordert.</translation>
    </message>
    <message>
        <source>The workspace is being deleted.</source>
        <translation>Der Workspace wird gerade gelöscht.</translation>
    </message>
    <message>
        <source>The VM is not ready yet. A terminal opens by itself when it is.</source>
        <translation>Die VM ist noch nicht bereit. Sobald sie es ist, öffnet sich von selbst ein Terminal.</translation>
    </message>
    <message>
        <source>The workspace has failed. Retry it first.</source>
        <translation>Der Workspace ist gescheitert. Zuerst wiederholen.</translation>
    </message>
    <message>
        <source>No branch is checked out here. Check out a branch first.</source>
        <translation>Hier ist kein Branch ausgecheckt. Zuerst einen Branch auschecken.</translation>
    </message>
    <message>
        <source>This repository has no remote. Add one with &quot;git remote add&quot; first.</source>
        <translation>Dieses Repository hat kein Remote. Zuerst eines mit „git remote add“ hinzufügen.</translation>
    </message>
    <message>
        <source>The VM is not running.</source>
        <translation>Die VM läuft nicht.</translation>
    </message>
    <message>
        <source>Enable cloud sync</source>
        <translation>Cloud-Sync einschalten</translation>
    </message>
    <message>
        <source>Its repository is not known yet.</source>
        <translation>Sein Repository ist noch nicht bekannt.</translation>
    </message>
    <message>
        <source>Something else is going on here. Wait until it has ended.</source>
        <translation>Hier läuft gerade etwas anderes. Warten, bis es zu Ende ist.</translation>
    </message>
    <message>
        <source>Programs in its terminals can log in elsewhere with your keys while you are connected.
The keys stay here. Terminals that you open from then on have it.</source>
        <translation>Programme in ihren Terminals können sich anderswo mit den eigenen Schlüsseln anmelden, solange die Verbindung besteht.
Die Schlüssel bleiben hier. Ab dann geöffnete Terminals haben es.</translation>
    </message>
    <message>
        <source>Only what is running can be kept awake. Resume it first.</source>
        <translation>Nur was läuft, kann wach gehalten werden. Setzen Sie ihn zuerst fort.</translation>
    </message>
    <message>
        <source>It is not paused before, even if nothing happens in it.</source>
        <translation>Er wird vorher nicht angehalten, auch wenn nichts in ihm geschieht.</translation>
    </message>
</context>
<context>
    <name>AwakeWords</name>
    <message>
        <source>awake: %1 is working</source>
        <translation>wach: %1 arbeitet</translation>
    </message>
    <message>
        <source>awake: %1 is running</source>
        <translation>wach: %1 läuft</translation>
    </message>
    <message>
        <source>%1 keeps it awake. It pauses %2 after that has ended.</source>
        <translation>%1 hält ihn wach. Er pausiert %2, nachdem das beendet ist.</translation>
    </message>
    <message>
        <source>It pauses in %1 if nothing happens.</source>
        <translation>Er pausiert in %1, wenn nichts geschieht.</translation>
    </message>
    <message>
        <source>It is about to pause.</source>
        <translation>Er pausiert gleich.</translation>
    </message>
    <message>
        <source>kept awake until %1</source>
        <translation>wach gehalten bis %1</translation>
    </message>
    <message>
        <source>pauses in %1</source>
        <translation>pausiert in %1</translation>
    </message>
    <message>
        <source>Kept awake until %1.</source>
        <translation>Wach gehalten bis %1.</translation>
    </message>
    <message>
        <source>%1 is running in it.</source>
        <translation>%1 läuft darin.</translation>
    </message>
</context>
<context>
    <name>BackendPageView</name>
    <message>
        <source>Cloud workspaces are made on this computer, by the backend that comes with Skybranch.</source>
        <translation>Cloud-Workspaces entstehen auf diesem Computer, durch das Backend, das zu Skybranch gehört.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Wird verbunden…</translation>
    </message>
    <message>
        <source>Connected.</source>
        <translation>Verbunden.</translation>
    </message>
    <message>
        <source>Signed in as %1, in the organisation %2.</source>
        <translation>Angemeldet als %1, in der Organisation %2.</translation>
    </message>
    <message>
        <source>The environment variable SKYBRANCH_SERVER names the backend. Start Skybranch without it to choose one here.</source>
        <translation>Die Umgebungsvariable SKYBRANCH_SERVER nennt das Backend. Skybranch ohne sie starten, um hier eines zu wählen.</translation>
    </message>
    <message>
        <source>The option --server names the backend. Start Skybranch without it to choose one here.</source>
        <translation>Die Option --server nennt das Backend. Skybranch ohne sie starten, um hier eines zu wählen.</translation>
    </message>
    <message>
        <source>Signing out takes the key out of the keychain. Workspaces that run go on there, and pause when they are idle.</source>
        <translation>Abmelden entfernt den Schlüssel aus dem Schlüsselbund. Laufende Workspaces laufen dort weiter und pausieren im Leerlauf.</translation>
    </message>
    <message>
        <source>Signing out takes the key out of the keychain, and this window goes back to this computer; terminals in it close. Workspaces that run go on there, and pause when they are idle.</source>
        <translation>Abmelden entfernt den Schlüssel aus dem Schlüsselbund, und das Fenster kehrt zu diesem Computer zurück; Terminals darin schließen sich. Laufende Workspaces laufen dort weiter und pausieren im Leerlauf.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>The window moves to that backend, and terminals in it close. Workspaces of this computer are kept until you are back.</source>
        <translation>Das Fenster wechselt zu jenem Backend, und Terminals darin schließen sich. Workspaces dieses Computers bleiben bis zur Rückkehr erhalten.</translation>
    </message>
    <message>
        <source>The key is read from the file %1.</source>
        <translation>Der Schlüssel wird aus der Datei %1 gelesen.</translation>
    </message>
    <message>
        <source>No keychain works on this computer, so the key is not kept: you are asked for it again after the next start. GNOME Keyring or KWallet would keep it.</source>
        <translation>Auf diesem Computer geht kein Schlüsselbund, darum bleibt der Schlüssel nicht: Nach dem nächsten Start wird wieder danach gefragt. GNOME-Schlüsselbund oder KWallet würden ihn aufbewahren.</translation>
    </message>
    <message>
        <source>Use this computer</source>
        <translation>Diesen Computer verwenden</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>The window goes back to this computer, and terminals in it close.</source>
        <translation>Das Fenster kehrt zu diesem Computer zurück, und Terminals darin schließen sich.</translation>
    </message>
</context>
<context>
    <name>CommandsView</name>
    <message>
        <source>Cloud only</source>
        <translation>Nur in der Cloud</translation>
    </message>
    <message>
        <source>, is on</source>
        <translation>, ist an</translation>
    </message>
    <message>
        <source>, is off</source>
        <translation>, ist aus</translation>
    </message>
</context>
<context>
    <name>DeleteView</name>
    <message>
        <source>Could not look inside: the VM is paused.</source>
        <translation>Kein Blick hinein möglich: Die VM ist pausiert.</translation>
    </message>
    <message>
        <source>Could not look inside: the VM is stopped.</source>
        <translation>Kein Blick hinein möglich: Die VM ist angehalten.</translation>
    </message>
    <message>
        <source>The VM is not ready yet.</source>
        <translation>Die VM ist noch nicht bereit.</translation>
    </message>
    <message>
        <source>Could not look inside: the VM does not answer.</source>
        <translation>Kein Blick hinein möglich: Die VM antwortet nicht.</translation>
    </message>
    <message>
        <source>Everything in the VM is pushed.</source>
        <translation>Alles in der VM ist gepusht.</translation>
    </message>
    <message>
        <source>Read from the VM just now.</source>
        <translation>Eben aus der VM gelesen.</translation>
    </message>
    <message>
        <source>Read from the VM %1 ago.</source>
        <translation>Vor %1 aus der VM gelesen.</translation>
    </message>
    <message>
        <source>%1 Last seen %2 ago.</source>
        <translation>%1 Zuletzt vor %2 gesehen.</translation>
    </message>
    <message>
        <source>%1 All was pushed then.</source>
        <translation>%1 Damals war alles gepusht.</translation>
    </message>
    <message>
        <source>Stays: all that is on %1.</source>
        <translation>Bleibt: alles, was auf %1 ist.</translation>
    </message>
    <message>
        <source>Stays: the local worktree %1 and all on %2.</source>
        <translation>Bleibt: der lokale Worktree %1 und alles auf %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n commits that were never pushed</source>
        <translation>
            <numerusform>%n Commit, der nie gepusht wurde</numerusform>
            <numerusform>%n Commits, die nie gepusht wurden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n uncommitted files</source>
        <translation>
            <numerusform>%n nicht committete Datei</numerusform>
            <numerusform>%n nicht committete Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>1 running job</source>
        <translation>1 laufender Job</translation>
    </message>
    <message numerus="yes">
        <source>Push %n commits first</source>
        <translation>
            <numerusform>Zuerst %n Commit pushen</numerusform>
            <numerusform>Zuerst %n Commits pushen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DetailsView</name>
    <message>
        <source>%1 running</source>
        <translation>%1 gelaufen</translation>
    </message>
    <message>
        <source>%1 paused</source>
        <translation>%1 pausiert</translation>
    </message>
    <message>
        <source>%1 stopped</source>
        <translation>%1 gestoppt</translation>
    </message>
    <message>
        <source>Nothing yet.</source>
        <translation>Noch nichts.</translation>
    </message>
    <message>
        <source>Asking the backend…</source>
        <translation>Das Backend wird gefragt…</translation>
    </message>
    <message>
        <source>%1 CPU, %2 GB</source>
        <translation>%1 CPU, %2 GB</translation>
    </message>
    <message>
        <source>Only what is running can be kept awake. Resume it first.</source>
        <translation>Nur was läuft, kann wach gehalten werden. Setzen Sie ihn zuerst fort.</translation>
    </message>
    <message>
        <source>%1 (deleted)</source>
        <translation>%1 (gelöscht)</translation>
    </message>
</context>
<context>
    <name>DivergedView</name>
    <message>
        <source>Local</source>
        <translation>Lokal</translation>
    </message>
    <message>
        <source>The cloud</source>
        <translation>Die Cloud</translation>
    </message>
    <message>
        <source>%1 and %2 have both moved on</source>
        <translation>%1 und %2 haben sich beide weiterentwickelt</translation>
    </message>
    <message>
        <source>you</source>
        <translation>du</translation>
    </message>
    <message>
        <source>%1, %2 ago</source>
        <translation>%1, vor %2</translation>
    </message>
    <message numerus="yes">
        <source>%n commits</source>
        <translation>
            <numerusform>%n Commit</numerusform>
            <numerusform>%n Commits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Only local</source>
        <translation>Nur lokal</translation>
    </message>
    <message>
        <source>Only in the cloud</source>
        <translation>Nur in der Cloud</translation>
    </message>
    <message>
        <source>Only on %1</source>
        <translation>Nur auf %1</translation>
    </message>
    <message numerus="yes">
        <source>Nothing has been touched. %n changed files are not committed: commit or stash them before a merge or a rebase.</source>
        <translation>
            <numerusform>Nichts wurde angerührt. %n geänderte Datei ist nicht committet: vor einem Merge oder Rebase committen oder stashen.</numerusform>
            <numerusform>Nichts wurde angerührt. %n geänderte Dateien sind nicht committet: vor einem Merge oder Rebase committen oder stashen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has been touched. Look at both sides, then choose. The local tree is clean.</source>
        <translation>Nichts wurde angerührt. Beide Seiten ansehen, dann wählen. Der lokale Baum ist sauber.</translation>
    </message>
    <message>
        <source>Nothing has been touched. Look at both sides, then choose. The tree in the cloud is clean.</source>
        <translation>Nichts wurde angerührt. Beide Seiten ansehen, dann wählen. Der Baum in der Cloud ist sauber.</translation>
    </message>
    <message>
        <source>Changed files are not committed. Commit or stash them first.</source>
        <translation>Geänderte Dateien sind nicht committet. Zuerst committen oder stashen.</translation>
    </message>
    <message numerus="yes">
        <source>Your %n commits are replayed on top. Their ids change.</source>
        <translation>
            <numerusform>Der eigene Commit wird obenauf neu angewandt. Seine Id ändert sich.</numerusform>
            <numerusform>Die %n eigenen Commits werden obenauf neu angewandt. Ihre Ids ändern sich.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The cloud&apos;s %n commits are replayed on top. Their ids change.</source>
        <translation>
            <numerusform>Der Commit der Cloud wird obenauf neu angewandt. Seine Id ändert sich.</numerusform>
            <numerusform>Die %n Commits der Cloud werden obenauf neu angewandt. Ihre Ids ändern sich.</numerusform>
        </translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Merge</translation>
    </message>
    <message>
        <source>One merge commit. Both histories stay as they are.</source>
        <translation>Ein Merge-Commit. Beide Verläufe bleiben, wie sie sind.</translation>
    </message>
    <message numerus="yes">
        <source>Merge %n commits</source>
        <translation>
            <numerusform>%n Commit mergen</numerusform>
            <numerusform>%n Commits mergen</numerusform>
        </translation>
    </message>
    <message>
        <source>Rebase</source>
        <translation>Rebase</translation>
    </message>
    <message numerus="yes">
        <source>Rebase %n commits</source>
        <translation>
            <numerusform>%n Commit rebasen</numerusform>
            <numerusform>%n Commits rebasen</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Sync stays off for this branch until you choose.</source>
        <translation>Sync bleibt für diesen Branch aus, bis gewählt ist.</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Nothing has been touched. Reading both sides.</source>
        <translation>Nichts wurde angerührt. Beide Seiten werden gelesen.</translation>
    </message>
    <message>
        <source>On a conflict it is undone whole, and nothing changes.</source>
        <translation>Bei einem Konflikt wird alles zurückgenommen, und nichts ändert sich.</translation>
    </message>
    <message>
        <source>Last commit in common</source>
        <translation>Letzter gemeinsamer Commit</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>ErrorView</name>
    <message>
        <source>The VM of %1 has failed</source>
        <translation>Die VM von %1 ist ausgefallen</translation>
    </message>
    <message>
        <source>The VM could not be made</source>
        <translation>Die VM konnte nicht erzeugt werden</translation>
    </message>
    <message>
        <source>The new VM did not answer</source>
        <translation>Die neue VM hat nicht geantwortet</translation>
    </message>
    <message>
        <source>%1 did not accept this VM&apos;s key</source>
        <translation>%1 hat den Schlüssel dieser VM nicht angenommen</translation>
    </message>
    <message>
        <source>%1 could not be sent to the VM</source>
        <translation>%1 konnte nicht an die VM gesendet werden</translation>
    </message>
    <message>
        <source>%1 could not be cloned</source>
        <translation>%1 konnte nicht geklont werden</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Retry making the VM</source>
        <translation>VM noch einmal erzeugen</translation>
    </message>
    <message>
        <source>Retry connecting</source>
        <translation>Noch einmal verbinden</translation>
    </message>
    <message>
        <source>Retry sending</source>
        <translation>Noch einmal senden</translation>
    </message>
    <message>
        <source>Retry cloning</source>
        <translation>Noch einmal klonen</translation>
    </message>
    <message>
        <source>Register the key for me</source>
        <translation>Den Schlüssel registrieren lassen</translation>
    </message>
    <message>
        <source>Adds a deploy key to %1, with your own gh login.</source>
        <translation>Fügt %1 mit dem eigenen gh-Login einen Deploy-Key hinzu.</translation>
    </message>
    <message>
        <source>Register and retry</source>
        <translation>Registrieren und wiederholen</translation>
    </message>
    <message>
        <source>Send the branch from here</source>
        <translation>Den Branch von hier senden</translation>
    </message>
    <message>
        <source>Needs no access from the VM to %1.</source>
        <translation>Braucht keinen Zugang der VM zu %1.</translation>
    </message>
    <message>
        <source>Send from here</source>
        <translation>Von hier senden</translation>
    </message>
    <message>
        <source>Register it yourself</source>
        <translation>Selbst registrieren</translation>
    </message>
    <message>
        <source>Copy the public key, add it at %1, then press Retry.</source>
        <translation>Den öffentlichen Schlüssel kopieren, bei %1 hinzufügen, dann „Wiederholen“ drücken.</translation>
    </message>
    <message>
        <source>Copy public key</source>
        <translation>Schlüssel kopieren</translation>
    </message>
    <message>
        <source>The backend gave no reason.</source>
        <translation>Das Backend hat keinen Grund genannt.</translation>
    </message>
    <message>
        <source>Nothing on this computer was changed.</source>
        <translation>Auf diesem Computer wurde nichts geändert.</translation>
    </message>
</context>
<context>
    <name>HeaderViews</name>
    <message>
        <source>last heard %1 ago</source>
        <translation>zuletzt gehört vor %1</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
</context>
<context>
    <name>Mark</name>
    <message>
        <source>Local only</source>
        <translation>Nur lokal</translation>
    </message>
    <message>
        <source>Provisioning</source>
        <translation>Wird bereitgestellt</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Pausing</source>
        <translation>Wird pausiert</translation>
    </message>
    <message>
        <source>Resuming</source>
        <translation>Wird fortgesetzt</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Wird angehalten</translation>
    </message>
    <message>
        <source>Deleting</source>
        <translation>Wird gelöscht</translation>
    </message>
    <message>
        <source>Not reachable</source>
        <translation>Nicht erreichbar</translation>
    </message>
</context>
<context>
    <name>NewWorkspaceForm</name>
    <message>
        <source>Choose a branch to go on.</source>
        <translation>Einen Branch wählen.</translation>
    </message>
    <message>
        <source>Choose a branch to begin at.</source>
        <translation>Einen Ausgangsbranch wählen.</translation>
    </message>
    <message>
        <source>Reading the branches.</source>
        <translation>Die Branches werden gelesen.</translation>
    </message>
    <message>
        <source>No provider can make a VM now.</source>
        <translation>Kein Anbieter kann jetzt eine VM erzeugen.</translation>
    </message>
    <message>
        <source>Makes the worktree and the VM together, or neither. Commits that %1 lacks go to the VM too.</source>
        <translation>Erzeugt Worktree und VM gemeinsam oder keines von beiden. Commits, die %1 fehlen, kommen mit in die VM.</translation>
    </message>
    <message>
        <source>the remote</source>
        <translation>dem Remote</translation>
    </message>
    <message>
        <source>Makes the worktree and the VM together, or neither.</source>
        <translation>Erzeugt Worktree und VM gemeinsam oder keines von beiden.</translation>
    </message>
</context>
<context>
    <name>NewWorkspaceView</name>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>vor %n Tag</numerusform>
            <numerusform>vor %n Tagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weeks ago</source>
        <translation>
            <numerusform>vor %n Woche</numerusform>
            <numerusform>vor %n Wochen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n months ago</source>
        <translation>
            <numerusform>vor %n Monat</numerusform>
            <numerusform>vor %n Monaten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n years ago</source>
        <translation>
            <numerusform>vor %n Jahr</numerusform>
            <numerusform>vor %n Jahren</numerusform>
        </translation>
    </message>
    <message>
        <source>remote</source>
        <translation>remote</translation>
    </message>
    <message>
        <source>Local and %1</source>
        <translation>Lokal und %1</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>Lokal</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>A branch name can not hold spaces. Use dashes.</source>
        <translation>Ein Branchname kann keine Leerzeichen enthalten. Bindestriche nehmen.</translation>
    </message>
    <message>
        <source>A branch name can not hold control characters.</source>
        <translation>Ein Branchname kann keine Steuerzeichen enthalten.</translation>
    </message>
    <message>
        <source>A branch name can not hold &quot;%1&quot;.</source>
        <translation>Ein Branchname kann „%1“ nicht enthalten.</translation>
    </message>
    <message>
        <source>A slash in a branch name stands between two words.</source>
        <translation>Ein Schrägstrich steht in einem Branchnamen zwischen zwei Wörtern.</translation>
    </message>
    <message>
        <source>No part of a branch name can begin with a dot.</source>
        <translation>Kein Teil eines Branchnamens kann mit einem Punkt beginnen.</translation>
    </message>
    <message>
        <source>No part of a branch name can end with &quot;.lock&quot;.</source>
        <translation>Kein Teil eines Branchnamens kann mit „.lock“ enden.</translation>
    </message>
    <message>
        <source>There is a branch &quot;%1&quot; already. Choose it under Existing branch.</source>
        <translation>Den Branch „%1“ gibt es schon. Er steht unter „Vorhandener Branch“.</translation>
    </message>
    <message>
        <source>Git can not keep &quot;%1&quot; beside &quot;%2&quot;. Take another name.</source>
        <translation>Git kann „%1“ nicht neben „%2“ führen. Einen anderen Namen nehmen.</translation>
    </message>
    <message>
        <source>already in the cloud</source>
        <translation>schon in der Cloud</translation>
    </message>
    <message>
        <source>checked out in %1</source>
        <translation>ausgecheckt in %1</translation>
    </message>
    <message>
        <source>Name the new branch to go on.</source>
        <translation>Den neuen Branch benennen.</translation>
    </message>
    <message>
        <source>A branch name can have 200 characters; this one has %1.</source>
        <translation>Ein Branchname kann 200 Zeichen haben; dieser hat %1.</translation>
    </message>
    <message>
        <source>A branch name can not begin with a dash.</source>
        <translation>Ein Branchname kann nicht mit einem Bindestrich beginnen.</translation>
    </message>
    <message>
        <source>A branch name can not hold two dots in a row.</source>
        <translation>Ein Branchname kann keine zwei Punkte nacheinander enthalten.</translation>
    </message>
    <message>
        <source>A branch name can not end with a dot.</source>
        <translation>Ein Branchname kann nicht mit einem Punkt enden.</translation>
    </message>
    <message>
        <source>Git keeps &quot;%1&quot; for itself. Take another name.</source>
        <translation>Git behält sich „%1“ vor. Einen anderen Namen nehmen.</translation>
    </message>
    <message>
        <source>Name the workspace to go on.</source>
        <translation>Den Workspace benennen.</translation>
    </message>
    <message>
        <source>A workspace&apos;s name can have 100 characters; this one has %1.</source>
        <translation>Der Name eines Workspace kann 100 Zeichen haben; dieser hat %1.</translation>
    </message>
    <message>
        <source>A workspace&apos;s name can not hold control characters.</source>
        <translation>Der Name eines Workspace kann keine Steuerzeichen enthalten.</translation>
    </message>
    <message>
        <source>Shares this computer&apos;s network. A convenience, not isolation</source>
        <translation>Teilt sich das Netz dieses Computers. Bequem, aber keine Isolation</translation>
    </message>
    <message>
        <source>Isolated, with limits on CPU and memory</source>
        <translation>Isoliert, CPU und Speicher begrenzt</translation>
    </message>
    <message>
        <source>Isolated, without limits on CPU and memory</source>
        <translation>Isoliert, CPU und Speicher unbegrenzt</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>Sandbox</translation>
    </message>
    <message>
        <source>Docker</source>
        <translation>Docker</translation>
    </message>
    <message>
        <source>A container on this computer, isolated, with limits</source>
        <translation>Ein Container auf diesem Computer, isoliert und begrenzt</translation>
    </message>
    <message>
        <source>This repository has no remote. Add one with &quot;git remote add&quot; first.</source>
        <translation>Dieses Repository hat kein Remote. Zuerst eines mit „git remote add“ hinzufügen.</translation>
    </message>
    <message>
        <source>A VM can not reach the remote of this repository: %1</source>
        <translation>Eine VM kann das Remote dieses Repositorys nicht erreichen: %1</translation>
    </message>
    <message>
        <source>The backend is not there yet. Create works when it answers.</source>
        <translation>Das Backend ist noch nicht da. Sobald es antwortet, kann erzeugt werden.</translation>
    </message>
    <message>
        <source>This is a shallow clone. Run &quot;git fetch --unshallow&quot; in it first: a VM needs the older commits.</source>
        <translation>Das ist ein flacher Klon. Darin zuerst „git fetch --unshallow“ ausführen: eine VM braucht die älteren Commits.</translation>
    </message>
    <message>
        <source>Asking %1 for new branches</source>
        <translation>%1 wird nach neuen Branches gefragt</translation>
    </message>
    <message>
        <source>the remote</source>
        <translation>dem Remote</translation>
    </message>
    <message>
        <source>Perhaps not the newest: %1</source>
        <translation>Vielleicht nicht die neuesten: %1</translation>
    </message>
</context>
<context>
    <name>PeopleWords</name>
    <message>
        <source>you in a browser</source>
        <translation>Sie im Browser</translation>
    </message>
    <message>
        <source>you on another computer</source>
        <translation>Sie an einem anderen Computer</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>jemand</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere Person</numerusform>
            <numerusform>%n weitere Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>Connected as well: %1.</source>
        <translation>Auch verbunden: %1.</translation>
    </message>
    <message>
        <source>%1 in a browser, since %2</source>
        <translation>%1 im Browser, seit %2</translation>
    </message>
    <message>
        <source>%1, since %2</source>
        <translation>%1, seit %2</translation>
    </message>
</context>
<context>
    <name>PortsView</name>
    <message>
        <source>nothing listens now</source>
        <translation>jetzt lauscht nichts</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>ein Programm</translation>
    </message>
    <message>
        <source>Nothing listens in this VM.</source>
        <translation>In dieser VM lauscht nichts.</translation>
    </message>
    <message>
        <source>The VM tells what listens there as soon as it is connected.</source>
        <translation>Die VM sagt, was dort lauscht, sobald sie verbunden ist.</translation>
    </message>
    <message>
        <source>The VM does not run. Its ports are known when it does.</source>
        <translation>Die VM läuft nicht. Ihre Ports sind bekannt, wenn sie läuft.</translation>
    </message>
    <message>
        <source>This VM uses the network of this computer, so its ports are here already.</source>
        <translation>Diese VM benutzt das Netzwerk dieses Rechners, ihre Ports sind also schon hier.</translation>
    </message>
    <message>
        <source>A forwarded port answers on this computer alone, and keeps its address.</source>
        <translation>Ein weitergeleiteter Port antwortet nur auf diesem Rechner und behält seine Adresse.</translation>
    </message>
</context>
<context>
    <name>ProviderWords</name>
    <message>
        <source>Sandbox on this computer</source>
        <translation>Sandbox auf diesem Computer</translation>
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
        <translation>Von diesem Computer isoliert.</translation>
    </message>
    <message>
        <source>Shares this computer; no protection from its code.</source>
        <translation>Teilt sich diesen Computer; kein Schutz vor dem Code darin.</translation>
    </message>
    <message>
        <source>Pause keeps processes and memory.</source>
        <translation>Pausieren erhält Prozesse und Speicher.</translation>
    </message>
    <message>
        <source>Pause keeps the disk only.</source>
        <translation>Pausieren erhält nur die Platte.</translation>
    </message>
    <message>
        <source>CPU and memory are limited.</source>
        <translation>CPU und Speicher sind begrenzt.</translation>
    </message>
    <message>
        <source>VMs run where %1 makes them.</source>
        <translation>VMs laufen dort, wo %1 sie anlegt.</translation>
    </message>
    <message>
        <source>VMs run on this computer. No account needed.</source>
        <translation>VMs laufen auf diesem Computer. Kein Konto nötig.</translation>
    </message>
    <message>
        <source>VMs run on this computer, in a sandbox. No account needed.</source>
        <translation>VMs laufen auf diesem Computer in einer Sandbox. Kein Konto nötig.</translation>
    </message>
    <message>
        <source>A convenience, not an isolation boundary.</source>
        <translation>Bequem, aber keine Isolationsgrenze.</translation>
    </message>
    <message>
        <source>VMs run on this computer, in Docker. No account needed.</source>
        <translation>VMs laufen auf diesem Computer in Docker. Kein Konto nötig.</translation>
    </message>
    <message>
        <source>VMs run at %1, with an account there.</source>
        <translation>VMs laufen bei %1, mit einem Konto dort.</translation>
    </message>
</context>
<context>
    <name>ProvisioningView</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Creating VM</source>
        <translation>VM wird erzeugt</translation>
    </message>
    <message>
        <source>Waiting for SSH</source>
        <translation>Warten auf SSH</translation>
    </message>
    <message>
        <source>Sending %1</source>
        <translation>%1 wird gesendet</translation>
    </message>
    <message>
        <source>Cloning %1</source>
        <translation>%1 wird geklont</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Cancelling %1</source>
        <translation>%1 wird abgebrochen</translation>
    </message>
    <message>
        <source>Moving %1 to the cloud</source>
        <translation>%1 zieht in die Cloud</translation>
    </message>
    <message>
        <source>The VM is being deleted.</source>
        <translation>Die VM wird gelöscht.</translation>
    </message>
    <message>
        <source>A terminal opens here by itself when it is ready. You can go on working elsewhere.</source>
        <translation>Sobald alles bereit ist, öffnet sich hier von selbst ein Terminal. Bis dahin kann anderswo weitergearbeitet werden.</translation>
    </message>
    <message numerus="yes">
        <source>%n uncommitted files stay on this computer.</source>
        <translation>
            <numerusform>%n nicht committete Datei bleibt auf diesem Computer.</numerusform>
            <numerusform>%n nicht committete Dateien bleiben auf diesem Computer.</numerusform>
        </translation>
    </message>
    <message>
        <source>Only commits travel. Commit and push them, and the cloud pulls within 30 s.</source>
        <translation>Nur Commits reisen. Committen und pushen, dann holt die Cloud sie binnen 30 s.</translation>
    </message>
</context>
<context>
    <name>RowsView</name>
    <message>
        <source>Creating %1</source>
        <translation>Erzeugt %1</translation>
    </message>
    <message>
        <source>Waiting %1</source>
        <translation>Wartet %1</translation>
    </message>
    <message>
        <source>Sending %1</source>
        <translation>%1 wird gesendet</translation>
    </message>
    <message>
        <source>Cloning %1</source>
        <translation>%1 wird geklont</translation>
    </message>
    <message>
        <source>Unusable</source>
        <translation>Unbrauchbar</translation>
    </message>
    <message>
        <source>Pausing</source>
        <translation>Wird pausiert</translation>
    </message>
    <message>
        <source>Resuming</source>
        <translation>Wird fortgesetzt</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Wird angehalten</translation>
    </message>
    <message>
        <source>Deleting</source>
        <translation>Wird gelöscht</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Wird abgebrochen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>In the cloud.</source>
        <translation>In der Cloud.</translation>
    </message>
    <message>
        <source>In the cloud, %1 ahead of %2 and %3 behind.</source>
        <translation>In der Cloud, %1 vor %2 und %3 dahinter.</translation>
    </message>
    <message numerus="yes">
        <source>In the cloud, %n commits ahead of %1.</source>
        <translation>
            <numerusform>In der Cloud, %n Commit vor %1.</numerusform>
            <numerusform>In der Cloud, %n Commits vor %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the cloud, %n commits behind %1.</source>
        <translation>
            <numerusform>In der Cloud, %n Commit hinter %1.</numerusform>
            <numerusform>In der Cloud, %n Commits hinter %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>In the cloud, in step with %1.</source>
        <translation>In der Cloud, gleichauf mit %1.</translation>
    </message>
    <message>
        <source>Only on this computer.</source>
        <translation>Nur auf diesem Computer.</translation>
    </message>
    <message>
        <source>%1 for %2.</source>
        <translation>%1 seit %2.</translation>
    </message>
    <message>
        <source>The backend does not answer. Last known: %1</source>
        <translation>Das Backend antwortet nicht. Zuletzt bekannt: %1</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>dieser Computer</translation>
    </message>
    <message>
        <source>Backend is starting</source>
        <translation>Backend startet</translation>
    </message>
    <message>
        <source>Connecting to %1</source>
        <translation>Verbindet mit %1</translation>
    </message>
    <message>
        <source>Backend: %1</source>
        <translation>Backend: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n läuft</numerusform>
            <numerusform>%n laufen</numerusform>
        </translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>No connection for %1</source>
        <translation>Offline seit %1</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Backend stopped</source>
        <translation>Backend angehalten</translation>
    </message>
    <message>
        <source>No connection to %1</source>
        <translation>Keine Verbindung zu %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>%1 stopped</source>
        <translation>%1 angehalten</translation>
    </message>
    <message>
        <source>Start it</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>In the cloud. %1 does not have the branch yet.</source>
        <translation>In der Cloud. %1 hat den Branch noch nicht.</translation>
    </message>
    <message>
        <source>shell</source>
        <translation>Shell</translation>
    </message>
    <message>
        <source>Not signed in at %1</source>
        <translation>Nicht angemeldet: %1</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>Anmelden…</translation>
    </message>
</context>
<context>
    <name>SyncView</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 failed…</source>
        <translation>%1 gescheitert…</translation>
    </message>
    <message>
        <source>Failed…</source>
        <translation>Gescheitert…</translation>
    </message>
    <message>
        <source>%1 here, %2 there…</source>
        <translation>%1 hier, %2 dort…</translation>
    </message>
    <message>
        <source>Both sides have commits that the other lacks.</source>
        <translation>Beide Seiten haben Commits, die der anderen fehlen.</translation>
    </message>
    <message>
        <source>In step</source>
        <translation>Gleichauf</translation>
    </message>
    <message>
        <source>No local worktree</source>
        <translation>Kein lokaler Worktree</translation>
    </message>
    <message>
        <source>Pushing</source>
        <translation>Pusht</translation>
    </message>
    <message>
        <source>Pulling</source>
        <translation>Pullt</translation>
    </message>
    <message>
        <source>No remote</source>
        <translation>Kein Remote</translation>
    </message>
    <message>
        <source>No branch</source>
        <translation>Kein Branch</translation>
    </message>
    <message>
        <source>Push branch</source>
        <translation>Branch pushen</translation>
    </message>
    <message numerus="yes">
        <source>Push %n commits</source>
        <translation>
            <numerusform>%n Commit pushen</numerusform>
            <numerusform>%n Commits pushen</numerusform>
        </translation>
    </message>
    <message>
        <source>Push %1</source>
        <translation>%1 pushen</translation>
    </message>
    <message numerus="yes">
        <source>Pull %n commits</source>
        <translation>
            <numerusform>%n Commit pullen</numerusform>
            <numerusform>%n Commits pullen</numerusform>
        </translation>
    </message>
    <message>
        <source>Pull %1</source>
        <translation>%1 pullen</translation>
    </message>
    <message>
        <source>Last known: diverged</source>
        <translation>Zuletzt bekannt: auseinandergelaufen</translation>
    </message>
    <message numerus="yes">
        <source>Last known: %n to push</source>
        <translation>
            <numerusform>Zuletzt bekannt: %n zu pushen</numerusform>
            <numerusform>Zuletzt bekannt: %n zu pushen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last known: %n to pull</source>
        <translation>
            <numerusform>Zuletzt bekannt: %n zu pullen</numerusform>
            <numerusform>Zuletzt bekannt: %n zu pullen</numerusform>
        </translation>
    </message>
    <message>
        <source>Last known: in step</source>
        <translation>Zuletzt bekannt: gleichauf</translation>
    </message>
    <message>
        <source>Waiting for the clone</source>
        <translation>Wartet auf den Klon</translation>
    </message>
    <message>
        <source>Not cloned yet</source>
        <translation>Noch nicht geklont</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Paused, as of %1</source>
        <translation>Pausiert, Stand %1</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Stopped, as of %1</source>
        <translation>Angehalten, Stand %1</translation>
    </message>
    <message>
        <source>Asking the VM</source>
        <translation>Fragt die VM</translation>
    </message>
    <message>
        <source>Push %1 from cloud</source>
        <translation>%1 aus der Cloud pushen</translation>
    </message>
    <message>
        <source>Pull %1 in cloud</source>
        <translation>%1 in der Cloud pullen</translation>
    </message>
    <message>
        <source>No cloud yet</source>
        <translation>Noch keine Cloud</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Prüft</translation>
    </message>
    <message>
        <source>Checked just now</source>
        <translation>Eben geprüft</translation>
    </message>
    <message>
        <source>Checked %1 ago</source>
        <translation>Vor %1 geprüft</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>Lokal</translation>
    </message>
    <message>
        <source>Remote</source>
        <translation>Remote</translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation>Cloud</translation>
    </message>
    <message>
        <source>Enable Cloud Workspace</source>
        <translation>Cloud-Workspace einschalten</translation>
    </message>
    <message>
        <source>Merging</source>
        <translation>Merge läuft</translation>
    </message>
    <message>
        <source>Rebasing</source>
        <translation>Rebase läuft</translation>
    </message>
    <message>
        <source>Unfinished %1</source>
        <translation>%1 nicht abgeschlossen</translation>
    </message>
    <message>
        <source>Finish it in a terminal, or leave it: git %1 --abort</source>
        <translation>In einem Terminal abschließen oder verlassen: git %1 --abort</translation>
    </message>
    <message>
        <source>Gone there: push again</source>
        <translation>Dort gelöscht: neu pushen</translation>
    </message>
    <message>
        <source>Push again</source>
        <translation>Neu pushen</translation>
    </message>
    <message>
        <source>%1 was deleted. A push makes it again: git push</source>
        <translation>%1 wurde gelöscht. Ein Push legt ihn wieder an: git push</translation>
    </message>
    <message>
        <source>Last known: not pushed</source>
        <translation>Zuletzt bekannt: nicht gepusht</translation>
    </message>
    <message>
        <source>Not pushed yet</source>
        <translation>Noch nicht gepusht</translation>
    </message>
    <message>
        <source>Push branch from cloud</source>
        <translation>Branch aus Cloud pushen</translation>
    </message>
    <message>
        <source>Creating</source>
        <translation>Wird angelegt</translation>
    </message>
    <message>
        <source>Create local worktree</source>
        <translation>Lokalen Worktree anlegen</translation>
    </message>
    <message>
        <source>Create worktree</source>
        <translation>Worktree anlegen</translation>
    </message>
    <message>
        <source>Makes a worktree of this branch beside the others on this computer.</source>
        <translation>Legt auf diesem Computer neben den anderen einen Worktree dieses Branches an.</translation>
    </message>
    <message>
        <source>Only a shell</source>
        <translation>Nur eine Shell</translation>
    </message>
</context>
<context>
    <name>TerminalMenu</name>
    <message>
        <source>Forget those that have ended</source>
        <translation>Beendete vergessen</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>detached at %1</source>
        <translation>losgelöst bei %1</translation>
    </message>
    <message>
        <source>the remote</source>
        <translation>dem Remote</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Push</source>
        <translation>Push</translation>
    </message>
    <message>
        <source>Pull</source>
        <translation>Pull</translation>
    </message>
    <message>
        <source>Pull in the cloud</source>
        <translation>Pull in der Cloud</translation>
    </message>
    <message>
        <source>Push from the cloud</source>
        <translation>Push aus der Cloud</translation>
    </message>
    <message>
        <source>Sending the branch</source>
        <translation>Senden des Branches</translation>
    </message>
    <message>
        <source>Registering the key</source>
        <translation>Registrieren des Schlüssels</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Merge</translation>
    </message>
    <message>
        <source>Rebase</source>
        <translation>Rebase</translation>
    </message>
    <message>
        <source>Merge in the cloud</source>
        <translation>Merge in der Cloud</translation>
    </message>
    <message>
        <source>Rebase in the cloud</source>
        <translation>Rebase in der Cloud</translation>
    </message>
    <message>
        <source>Creating the worktree</source>
        <translation>Anlegen des Worktrees</translation>
    </message>
</context>
<context>
    <name>base</name>
    <message>
        <source>The folder %1 can not be made. Check who owns the folder above it and whether the disk is full.</source>
        <translation>Der Ordner %1 kann nicht angelegt werden. Prüfen, wem der Ordner darüber gehört und ob die Platte voll ist.</translation>
    </message>
    <message>
        <source>The file %1 can not be written. Check its folder&apos;s rights and whether the disk is full.</source>
        <translation>Die Datei %1 kann nicht geschrieben werden. Die Rechte ihres Ordners prüfen und ob die Platte voll ist.</translation>
    </message>
    <message>
        <source>The file %1 can not be read.</source>
        <translation>Die Datei %1 kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The file %1 is too large.</source>
        <translation>Die Datei %1 ist zu groß.</translation>
    </message>
</context>
<context>
    <name>client</name>
    <message>
        <source>The backend does not answer. Try again in a moment.</source>
        <translation>Das Backend antwortet nicht. Gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The backend can not be reached. Check that it runs and that this computer is online.</source>
        <translation>Das Backend ist nicht erreichbar. Prüfen, ob es läuft und ob dieser Computer online ist.</translation>
    </message>
    <message>
        <source>The backend&apos;s address must begin with https://.</source>
        <translation>Die Adresse des Backends muss mit https:// beginnen.</translation>
    </message>
    <message>
        <source>There is no key for %1 in the keychain. Ask its administrator for one.</source>
        <translation>Im Schlüsselbund ist kein Schlüssel für %1. Den Administrator um einen bitten.</translation>
    </message>
    <message>
        <source>Too many files are open on this computer. Close some programs and try again.</source>
        <translation>Auf diesem Computer sind zu viele Dateien offen. Einige Programme schließen und erneut versuchen.</translation>
    </message>
    <message>
        <source>The backend on this computer does not stay up. %1</source>
        <translation>Das Backend auf diesem Computer bleibt nicht am Laufen. %1</translation>
    </message>
    <message>
        <source>No branch is checked out here. Check out a branch first.</source>
        <translation>Hier ist kein Branch ausgecheckt. Zuerst einen Branch auschecken.</translation>
    </message>
    <message>
        <source>This repository has no remote. Add one with &quot;git remote add&quot;, so that local and cloud can meet.</source>
        <translation>Dieses Repository hat kein Remote. Eines mit „git remote add“ hinzufügen, damit lokal und Cloud sich treffen können.</translation>
    </message>
    <message>
        <source>The backend is not there yet. Try again in a moment.</source>
        <translation>Das Backend ist noch nicht da. Gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>This worktree is in the cloud already.</source>
        <translation>Dieser Worktree ist schon in der Cloud.</translation>
    </message>
    <message>
        <source>This cloud workspace has been deleted.</source>
        <translation>Dieser Cloud-Workspace ist gelöscht.</translation>
    </message>
    <message>
        <source>The VM drops each terminal that it opens. Reconnect, or stop and resume the workspace.</source>
        <translation>Die VM lässt jedes Terminal fallen, das sie öffnet. Neu verbinden oder den Workspace stoppen und fortsetzen.</translation>
    </message>
    <message>
        <source>The GitHub program gh is not logged in. Run &quot;gh auth login&quot; in a terminal, then try again, or copy the key and add it on github.com.</source>
        <translation>Das GitHub-Programm gh ist nicht angemeldet. In einem Terminal „gh auth login“ ausführen und erneut versuchen, oder den Schlüssel kopieren und auf github.com hinzufügen.</translation>
    </message>
    <message>
        <source>GitHub has not taken the key: %1. Copy the key and add it on github.com instead.</source>
        <translation>GitHub hat den Schlüssel nicht angenommen: %1. Den Schlüssel kopieren und auf github.com hinzufügen.</translation>
    </message>
    <message>
        <source>Keys can be added from here on GitHub only. Copy the key and add it on the site of your git host.</source>
        <translation>Von hier lassen sich Schlüssel nur auf GitHub hinzufügen. Den Schlüssel kopieren und auf der Seite des Git-Hosts hinzufügen.</translation>
    </message>
    <message>
        <source>The GitHub program gh is not installed. Install it, or copy the key and add it on github.com.</source>
        <translation>Das GitHub-Programm gh ist nicht installiert. Es installieren, oder den Schlüssel kopieren und auf github.com hinzufügen.</translation>
    </message>
    <message>
        <source>The connection to the VM has ended. Try again when it is back.</source>
        <translation>Die Verbindung zur VM ist beendet. Erneut versuchen, wenn sie wieder da ist.</translation>
    </message>
    <message>
        <source>No branch is checked out here, so there is nothing to push. Check out a branch.</source>
        <translation>Hier ist kein Branch ausgecheckt, also gibt es nichts zu pushen. Einen Branch auschecken.</translation>
    </message>
    <message>
        <source>The VM has not taken the branch. Try again.</source>
        <translation>Die VM hat den Branch nicht angenommen. Erneut versuchen.</translation>
    </message>
    <message>
        <source>The connection to the VM was lost. Try again.</source>
        <translation>Die Verbindung zur VM ging verloren. Erneut versuchen.</translation>
    </message>
    <message>
        <source>The remote does not have the branch &quot;%1&quot;. Push it first, or send your commits along.</source>
        <translation>Das Remote hat den Branch „%1“ nicht. Ihn zuerst pushen oder die Commits mitsenden.</translation>
    </message>
    <message>
        <source>The branch can not be packed. Is the disk full?</source>
        <translation>Der Branch kann nicht gepackt werden. Ist die Platte voll?</translation>
    </message>
    <message>
        <source>The list of repositories can not be written. Check the disk, then start Skybranch again.</source>
        <translation>Die Liste der Repositorys kann nicht geschrieben werden. Die Platte prüfen, dann Skybranch neu starten.</translation>
    </message>
    <message>
        <source>The backend&apos;s stream is broken. Update the backend.</source>
        <translation>Der Strom des Backends ist gestört. Das Backend aktualisieren.</translation>
    </message>
    <message>
        <source>The stream begins anew.</source>
        <translation>Der Strom beginnt von vorn.</translation>
    </message>
    <message>
        <source>The backend has sent something unknown. Update Skybranch.</source>
        <translation>Das Backend hat etwas Unbekanntes gesendet. Skybranch aktualisieren.</translation>
    </message>
    <message>
        <source>The command needs an SSH key of your own, and there is no ~/.ssh/id_ed25519. Make one with &quot;ssh-keygen -t ed25519&quot;, then copy the command again.</source>
        <translation>Der Befehl braucht einen eigenen SSH-Schlüssel, und ~/.ssh/id_ed25519 gibt es nicht. Einen mit „ssh-keygen -t ed25519“ erzeugen, dann den Befehl noch einmal kopieren.</translation>
    </message>
    <message>
        <source>The cloud workspace does not run. Resume it, then try again.</source>
        <translation>Der Cloud-Workspace läuft nicht. Ihn fortsetzen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>The VM ended the conversation. Try again.</source>
        <translation>Die VM hat das Gespräch beendet. Erneut versuchen.</translation>
    </message>
    <message>
        <source>The VM does not answer. Try again.</source>
        <translation>Die VM antwortet nicht. Erneut versuchen.</translation>
    </message>
    <message>
        <source>This repository is not in the list any more. Add it again.</source>
        <translation>Dieses Repository steht nicht mehr in der Liste. Es wieder hinzufügen.</translation>
    </message>
    <message>
        <source>The branch &quot;%1&quot; is in the cloud already.</source>
        <translation>Der Branch „%1“ ist schon in der Cloud.</translation>
    </message>
    <message>
        <source>The backend went away before it answered. When it is back, Skybranch keeps both the worktree and the cloud workspace, or neither.</source>
        <translation>Das Backend verschwand, bevor es antwortete. Wenn es wieder da ist, behält Skybranch Worktree und Cloud-Workspace beide oder keines.</translation>
    </message>
    <message>
        <source>The branch &quot;%1&quot; is checked out in %2. Enable the cloud for it there.</source>
        <translation>Der Branch „%1“ ist in %2 ausgecheckt. Die Cloud dort für ihn einschalten.</translation>
    </message>
    <message>
        <source>There is no branch &quot;%1&quot;, neither here nor on the remote. Choose another one, or make it new.</source>
        <translation>Es gibt keinen Branch „%1“, weder hier noch auf dem Remote. Einen anderen wählen oder ihn neu anlegen.</translation>
    </message>
    <message>
        <source>There is a branch &quot;%1&quot; already. Choose it under Existing branch, or take another name.</source>
        <translation>Den Branch „%1“ gibt es schon. Ihn unter „Vorhandener Branch“ wählen oder einen anderen Namen nehmen.</translation>
    </message>
    <message>
        <source>There is no branch &quot;%1&quot; to begin at any more. Choose another one.</source>
        <translation>Den Ausgangsbranch „%1“ gibt es nicht mehr. Einen anderen wählen.</translation>
    </message>
    <message>
        <source>The folder %1 does not exist. Make it first.</source>
        <translation>Den Ordner %1 gibt es nicht. Ihn zuerst anlegen.</translation>
    </message>
    <message>
        <source>The folder %1 is used already. Try again.</source>
        <translation>Der Ordner %1 ist schon belegt. Erneut versuchen.</translation>
    </message>
    <message>
        <source>The worktree %1 was made for a cloud workspace that could not be made, and it has changes, so it stays.</source>
        <translation>Der Worktree %1 entstand für einen Cloud-Workspace, der nicht erzeugt werden konnte. Er enthält Änderungen und bleibt deshalb.</translation>
    </message>
    <message>
        <source>Git can not keep &quot;%1&quot; beside the branch &quot;%2&quot;. Take another name.</source>
        <translation>Git kann „%1“ nicht neben dem Branch „%2“ führen. Einen anderen Namen nehmen.</translation>
    </message>
    <message>
        <source>This is a shallow clone: it lacks older commits, which a VM needs. Run &quot;git fetch --unshallow&quot; here, then try again.</source>
        <translation>Das ist ein flacher Klon: ihm fehlen ältere Commits, die eine VM braucht. Hier „git fetch --unshallow“ ausführen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The folder %1 is gone. Put it back. Where it was moved, run &quot;git worktree repair&quot; in its new place; where it was deleted, run &quot;git worktree prune&quot; here.</source>
        <translation>Der Ordner %1 ist weg. Ihn zurücklegen. Wurde er verschoben, am neuen Ort „git worktree repair“ ausführen; wurde er gelöscht, hier „git worktree prune“.</translation>
    </message>
    <message>
        <source>The branch &quot;%1&quot; is checked out in %2. Check out another branch there first, then try again.</source>
        <translation>Der Branch „%1“ ist in %2 ausgecheckt. Dort zuerst einen anderen auschecken, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The remote does not have the branch &quot;%1&quot; yet. Push it from the cloud, then try again.</source>
        <translation>Das Remote hat den Branch „%1“ noch nicht. Ihn aus der Cloud pushen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Somebody has worked in %1 meanwhile, so it stays.</source>
        <translation>In %1 wurde inzwischen gearbeitet, darum bleibt er.</translation>
    </message>
    <message>
        <source>The VM has lost count of this terminal&apos;s output. Reconnect, or open another terminal.</source>
        <translation>Die VM hat sich bei der Ausgabe dieses Terminals verzählt. Neu verbinden oder ein anderes Terminal öffnen.</translation>
    </message>
    <message>
        <source>The VM&apos;s terminals are of another version. Update Skybranch, or make the workspace anew.</source>
        <translation>Die Terminals der VM haben eine andere Version. Skybranch aktualisieren oder den Workspace neu anlegen.</translation>
    </message>
    <message>
        <source>What was typed while the connection was lost has been dropped.</source>
        <translation>Was ohne Verbindung getippt wurde, ist verworfen worden.</translation>
    </message>
    <message>
        <source>%1 of earlier output is not kept any more</source>
        <translation>%1 älterer Ausgabe sind nicht mehr aufbewahrt</translation>
    </message>
    <message>
        <source>%1 of output came while nobody listened, and is gone</source>
        <translation>%1 Ausgabe kamen, während niemand zuhörte, und sind verloren</translation>
    </message>
    <message>
        <source>This computer has no free port. Stop some forwarded ports, then try again.</source>
        <translation>Dieser Rechner hat keinen freien Port. Einige weitergeleitete Ports beenden, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>jemand</translation>
    </message>
    <message>
        <source>The terminal that was here is gone from the VM. This is a new one.</source>
        <translation>Das Terminal, das hier war, gibt es in der VM nicht mehr. Dies ist ein neues.</translation>
    </message>
    <message>
        <source>This computer runs no ssh-agent. Start one, then start Skybranch again.</source>
        <translation>Auf diesem Rechner läuft kein ssh-agent. Einen starten, dann Skybranch neu starten.</translation>
    </message>
    <message>
        <source>What was typed last has not arrived.</source>
        <translation>Was zuletzt getippt wurde, ist nicht angekommen.</translation>
    </message>
    <message>
        <source>Other commands on this computer can not reach this program.</source>
        <translation>Andere Befehle auf diesem Rechner erreichen dieses Programm nicht.</translation>
    </message>
    <message>
        <source>The other Skybranch does not answer. Try again.</source>
        <translation>Das andere Skybranch antwortet nicht. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The other Skybranch has ended. Try again.</source>
        <translation>Das andere Skybranch wurde beendet. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>No other Skybranch runs here.</source>
        <translation>Hier läuft kein anderes Skybranch.</translation>
    </message>
    <message>
        <source>Another user answers here.</source>
        <translation>Hier antwortet ein anderer Benutzer.</translation>
    </message>
    <message>
        <source>The other Skybranch answers with nonsense. Start it again.</source>
        <translation>Das andere Skybranch antwortet unverständlich. Starten Sie es neu.</translation>
    </message>
    <message>
        <source>No SSH key could be made. Check whether ssh-keygen is installed and the disk has room.</source>
        <translation>Es konnte kein SSH-Schlüssel erzeugt werden. Prüfen Sie, ob ssh-keygen installiert ist und die Platte Platz hat.</translation>
    </message>
    <message>
        <source>The worktree could not be read in time. Try again.</source>
        <translation>Der Worktree konnte nicht rechtzeitig gelesen werden. Versuchen Sie es noch einmal.</translation>
    </message>
    <message numerus="yes">
        <source>%n commits are not on the remote yet. Push them first, or add --send-unpushed or --pushed-only.</source>
        <translation>
            <numerusform>Ein Commit ist noch nicht auf dem Remote. Pushen Sie ihn zuerst, oder ergänzen Sie --send-unpushed oder --pushed-only.</numerusform>
            <numerusform>%n Commits sind noch nicht auf dem Remote. Pushen Sie sie zuerst, oder ergänzen Sie --send-unpushed oder --pushed-only.</numerusform>
        </translation>
    </message>
    <message>
        <source>This branch is not on the remote yet. Push it first, or add --send-unpushed.</source>
        <translation>Dieser Branch ist noch nicht auf dem Remote. Pushen Sie ihn zuerst, oder ergänzen Sie --send-unpushed.</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>Es gibt keinen Ordner %1.</translation>
    </message>
    <message>
        <source>%1 is in no git repository.</source>
        <translation>%1 liegt in keinem Git-Repository.</translation>
    </message>
    <message>
        <source>The terminal in the VM does not answer. Reconnect, or end what hangs there from another terminal.</source>
        <translation>Das Terminal in der VM antwortet nicht. Verbinden Sie es neu oder beenden Sie von einem anderen Terminal aus, was dort hängt.</translation>
    </message>
    <message>
        <source>The shell that was here has ended with its connection. This is a new one.</source>
        <translation>Die Shell, die hier war, hat mit ihrer Verbindung geendet. Dies ist eine neue.</translation>
    </message>
    <message>
        <source>This is a plain shell, which ends with its connection.</source>
        <translation>Dies ist eine einfache Shell, die mit ihrer Verbindung endet.</translation>
    </message>
    <message>
        <source>The VM&apos;s image has no Skybranch guest.</source>
        <translation>Das Image der VM hat keinen Skybranch-Gast.</translation>
    </message>
    <message>
        <source>There is no host %1. Check the address, and that this computer is online.</source>
        <translation>Einen Host %1 gibt es nicht. Die Adresse prüfen, und ob dieser Computer online ist.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted, so nothing was sent there. Check the address, or ask its administrator.</source>
        <translation>Dem Zertifikat von %1 wird nicht vertraut, darum wurde nichts dorthin gesendet. Die Adresse prüfen oder den Administrator fragen.</translation>
    </message>
    <message>
        <source>%1 answers, but no backend behind it does. Try again later, or tell its administrator.</source>
        <translation>%1 antwortet, aber kein Backend dahinter. Später erneut versuchen oder dem Administrator Bescheid geben.</translation>
    </message>
    <message>
        <source>What answers at %1 is no Skybranch, or an old one. Check the address.</source>
        <translation>Was unter %1 antwortet, ist kein Skybranch oder ein altes. Die Adresse prüfen.</translation>
    </message>
    <message>
        <source>%1 does not accept the key any more. Ask its administrator for a new one, and sign in with it.</source>
        <translation>%1 nimmt den Schlüssel nicht mehr an. Den Administrator um einen neuen bitten und sich damit anmelden.</translation>
    </message>
    <message>
        <source>This is no address of a backend. It looks like https://cloud.example.org.</source>
        <translation>Das ist keine Adresse eines Backends. Sie sieht aus wie https://cloud.example.org.</translation>
    </message>
    <message>
        <source>This is no key: one is a single word of letters and digits. Paste it again.</source>
        <translation>Das ist kein Schlüssel: Einer ist ein einzelnes Wort aus Buchstaben und Ziffern. Ihn noch einmal einfügen.</translation>
    </message>
    <message>
        <source>%1 does not know this key. Check that all of it was pasted, or ask its administrator for a new one.</source>
        <translation>%1 kennt diesen Schlüssel nicht. Prüfen, ob er ganz eingefügt wurde, oder den Administrator um einen neuen bitten.</translation>
    </message>
    <message>
        <source>The choice of the backend can not be written. Check the disk, then try again.</source>
        <translation>Die Wahl des Backends kann nicht geschrieben werden. Die Platte prüfen, dann erneut versuchen.</translation>
    </message>
</context>
<context>
    <name>commandline</name>
    <message>
        <source>What is only in its VM could not be read.</source>
        <translation>Was nur in seiner VM liegt, konnte nicht gelesen werden.</translation>
    </message>
    <message numerus="yes">
        <source>%n commits were never pushed:</source>
        <translation>
            <numerusform>Ein Commit wurde nie gepusht:</numerusform>
            <numerusform>%n Commits wurden nie gepusht:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are not committed:</source>
        <translation>
            <numerusform>Eine Datei ist nicht committet:</numerusform>
            <numerusform>%n Dateien sind nicht committet:</numerusform>
        </translation>
    </message>
    <message>
        <source>This still runs: %1</source>
        <translation>Das läuft noch: %1</translation>
    </message>
    <message>
        <source>Nobody can be asked here. Add --yes to delete %1.</source>
        <translation>Hier kann niemand gefragt werden. Ergänzen Sie --yes, um %1 zu löschen.</translation>
    </message>
    <message>
        <source>Delete %1 and its VM?</source>
        <translation>%1 und seine VM löschen?</translation>
    </message>
    <message>
        <source>%1 is deleted.</source>
        <translation>%1 wird gelöscht.</translation>
    </message>
    <message>
        <source>There is no backend. Start Skybranch, or name a server.</source>
        <translation>Es gibt kein Backend. Starten Sie Skybranch, oder nennen Sie einen Server.</translation>
    </message>
    <message>
        <source>Print JSON.</source>
        <translation>JSON ausgeben.</translation>
    </message>
    <message>
        <source>Do not ask.</source>
        <translation>Nicht nachfragen.</translation>
    </message>
    <message>
        <source>Wait until it is done.</source>
        <translation>Warten, bis es geschehen ist.</translation>
    </message>
    <message>
        <source>Shows one workspace, or the backend and how many there are.</source>
        <translation>Zeigt einen Workspace, oder das Backend und wie viele es gibt.</translation>
    </message>
    <message>
        <source>The repository; without it the one of this folder.</source>
        <translation>Das Repository; ohne Angabe das dieses Ordners.</translation>
    </message>
    <message>
        <source>The workspace&apos;s name; without it the branch&apos;s.</source>
        <translation>Der Name des Workspace; ohne Angabe der des Branches.</translation>
    </message>
    <message>
        <source>Where the VM comes from; without it the backend chooses.</source>
        <translation>Woher die VM kommt; ohne Angabe wählt das Backend.</translation>
    </message>
    <message>
        <source>Do not wait until it runs.</source>
        <translation>Nicht warten, bis er läuft.</translation>
    </message>
    <message>
        <source>Takes a worktree of this computer to the cloud; without PATH the one of this folder.</source>
        <translation>Bringt einen Worktree dieses Rechners in die Cloud; ohne PATH den dieses Ordners.</translation>
    </message>
    <message>
        <source>Send commits that the remote does not have along.</source>
        <translation>Commits mitsenden, die das Remote nicht hat.</translation>
    </message>
    <message>
        <source>Send only what the remote has too.</source>
        <translation>Nur senden, was auch das Remote hat.</translation>
    </message>
    <message>
        <source>Logs in to a workspace&apos;s VM, or runs a command there: one word is a line for its shell, several are a program and its arguments. A workspace that is paused or stopped is resumed first.</source>
        <translation>Meldet sich an der VM eines Workspace an oder führt dort einen Befehl aus: Ein Wort ist eine Zeile für die Shell, mehrere sind ein Programm und seine Argumente. Ein pausierter oder angehaltener Workspace wird vorher fortgesetzt.</translation>
    </message>
    <message>
        <source>Give the command a terminal.</source>
        <translation>Dem Befehl ein Terminal geben.</translation>
    </message>
    <message>
        <source>Join standard input and output with the VM&apos;s SSH server, as a ProxyCommand does.</source>
        <translation>Standardein- und -ausgabe mit dem SSH-Server der VM verbinden, wie ein ProxyCommand.</translation>
    </message>
    <message>
        <source>With --stdio: hand the connection over (ProxyUseFdpass).</source>
        <translation>Mit --stdio: die Verbindung übergeben (ProxyUseFdpass).</translation>
    </message>
    <message>
        <source>With --stdio: fail where the VM&apos;s user is another one.</source>
        <translation>Mit --stdio: scheitern, wenn der Benutzer der VM ein anderer ist.</translation>
    </message>
    <message>
        <source>Deletes a workspace and its VM, with all that is only there.</source>
        <translation>Löscht einen Workspace und seine VM mit allem, was nur dort ist.</translation>
    </message>
    <message>
        <source>Prints a Host block for each workspace, with which ssh, scp, rsync, git and editors reach it.</source>
        <translation>Gibt für jeden Workspace einen Host-Block aus, mit dem ssh, scp, rsync, git und Editoren ihn erreichen.</translation>
    </message>
    <message>
        <source>Write it to ~/.ssh/skybranch.conf and include that in ~/.ssh/config.</source>
        <translation>Nach ~/.ssh/skybranch.conf schreiben und das in ~/.ssh/config einbinden.</translation>
    </message>
    <message>
        <source>Undo --install.</source>
        <translation>--install rückgängig machen.</translation>
    </message>
    <message>
        <source>Prints the shell&apos;s completion for skybranch.</source>
        <translation>Gibt die Vervollständigung der Shell für skybranch aus.</translation>
    </message>
    <message>
        <source>Freezes a workspace; its programs stay as they are.</source>
        <translation>Friert einen Workspace ein; seine Programme bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Lets a paused or stopped workspace run again.</source>
        <translation>Lässt einen pausierten oder angehaltenen Workspace wieder laufen.</translation>
    </message>
    <message>
        <source>Ends a workspace&apos;s VM; its files stay.</source>
        <translation>Beendet die VM eines Workspace; ihre Dateien bleiben.</translation>
    </message>
    <message>
        <source>Keep everything in this folder.</source>
        <translation>Alles in diesem Ordner aufbewahren.</translation>
    </message>
    <message>
        <source>Use this backend instead of the bundled one (SKYBRANCH_SERVER).</source>
        <translation>Dieses Backend statt des mitgelieferten verwenden (SKYBRANCH_SERVER).</translation>
    </message>
    <message>
        <source>Holds the backend&apos;s key instead of the keychain (SKYBRANCH_API_KEY_FILE).</source>
        <translation>Enthält den Schlüssel des Backends statt des Schlüsselbunds (SKYBRANCH_API_KEY_FILE).</translation>
    </message>
    <message>
        <source>Show help, also of a command.</source>
        <translation>Hilfe zeigen, auch zu einem Befehl.</translation>
    </message>
    <message>
        <source>Show the version.</source>
        <translation>Die Version zeigen.</translation>
    </message>
    <message>
        <source>Moves a git worktree to a cloud VM and back.</source>
        <translation>Bringt einen Git-Worktree auf eine Cloud-VM und zurück.</translation>
    </message>
    <message>
        <source>Without a command, skybranch opens its window.</source>
        <translation>Ohne Befehl öffnet skybranch sein Fenster.</translation>
    </message>
    <message>
        <source>Exit codes: 0 done, 1 failed, 2 not understood, 3 not found, 4 no backend or no right to it, 130 cancelled. ssh ends as its command did.</source>
        <translation>Exit-Codes: 0 erledigt, 1 gescheitert, 2 nicht verstanden, 3 nicht gefunden, 4 kein Backend oder kein Recht darauf, 130 abgebrochen. ssh endet wie sein Befehl.</translation>
    </message>
    <message>
        <source>The VM can not be reached. Try again in a moment.</source>
        <translation>Die VM ist nicht erreichbar. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The VM does not answer. Try again.</source>
        <translation>Die VM antwortet nicht. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The user of this VM is %1. Log in as %1@….</source>
        <translation>Der Benutzer dieser VM ist %1. Melden Sie sich als %1@… an.</translation>
    </message>
    <message>
        <source>%1 has no remote. Add one with &quot;git remote add&quot;.</source>
        <translation>%1 hat kein Remote. Fügen Sie eines mit „git remote add“ hinzu.</translation>
    </message>
    <message>
        <source>Taking it back…</source>
        <translation>Wird zurückgenommen…</translation>
    </message>
    <message>
        <source>&quot;skybranch create&quot; needs --branch BRANCH.</source>
        <translation>„skybranch create“ braucht --branch BRANCH.</translation>
    </message>
    <message>
        <source>Too many files are open on this computer.</source>
        <translation>Auf diesem Rechner sind zu viele Dateien offen.</translation>
    </message>
    <message>
        <source>--pass-socket is for ssh with ProxyUseFdpass alone.</source>
        <translation>--pass-socket ist allein für ssh mit ProxyUseFdpass.</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>NAME</translation>
    </message>
    <message>
        <source>STATE</source>
        <translation>ZUSTAND</translation>
    </message>
    <message>
        <source>REPOSITORY</source>
        <translation>REPOSITORY</translation>
    </message>
    <message>
        <source>BRANCH</source>
        <translation>BRANCH</translation>
    </message>
    <message>
        <source>PROVIDER</source>
        <translation>ANBIETER</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>Name:</translation>
    </message>
    <message>
        <source>State:</source>
        <translation>Zustand:</translation>
    </message>
    <message>
        <source>Repository:</source>
        <translation>Repository:</translation>
    </message>
    <message>
        <source>Branch:</source>
        <translation>Branch:</translation>
    </message>
    <message>
        <source>Provider:</source>
        <translation>Anbieter:</translation>
    </message>
    <message>
        <source>SSH host:</source>
        <translation>SSH-Host:</translation>
    </message>
    <message>
        <source>Id:</source>
        <translation>Id:</translation>
    </message>
    <message>
        <source>Why:</source>
        <translation>Grund:</translation>
    </message>
    <message>
        <source>Awake for:</source>
        <translation>Wach für:</translation>
    </message>
    <message>
        <source>The backend on this computer answers.</source>
        <translation>Das Backend auf diesem Rechner antwortet.</translation>
    </message>
    <message>
        <source>The backend %1 answers.</source>
        <translation>Das Backend %1 antwortet.</translation>
    </message>
    <message numerus="yes">
        <source>%n workspaces, %1 of them running.</source>
        <translation>
            <numerusform>Ein Workspace, %1 davon laufend.</numerusform>
            <numerusform>%n Workspaces, %1 davon laufend.</numerusform>
        </translation>
    </message>
    <message>
        <source>There are no cloud workspaces.</source>
        <translation>Es gibt keine Cloud-Workspaces.</translation>
    </message>
    <message>
        <source>&quot;skybranch %1&quot; needs %2.</source>
        <translation>„skybranch %1“ braucht %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not understood.</source>
        <translation>„%1“ wird nicht verstanden.</translation>
    </message>
    <message>
        <source>There is no command &quot;%1&quot;.</source>
        <translation>Es gibt keinen Befehl „%1“.</translation>
    </message>
    <message>
        <source>%1 can not be started. Install OpenSSH&apos;s client.</source>
        <translation>%1 kann nicht gestartet werden. Installieren Sie den Client von OpenSSH.</translation>
    </message>
    <message>
        <source>Plain ssh does not know the workspaces any more.</source>
        <translation>Einfaches ssh kennt die Workspaces nicht mehr.</translation>
    </message>
    <message>
        <source>Written to %1, which ~/.ssh/config includes.</source>
        <translation>Geschrieben nach %1, was ~/.ssh/config einbindet.</translation>
    </message>
    <message>
        <source>Making the VM</source>
        <translation>VM wird erzeugt</translation>
    </message>
    <message>
        <source>Waiting for the VM</source>
        <translation>Warten auf die VM</translation>
    </message>
    <message>
        <source>Bringing the repository</source>
        <translation>Repository wird geholt</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>There is no workspace &quot;%1&quot;. &quot;skybranch list&quot; shows them.</source>
        <translation>Es gibt keinen Workspace „%1“. „skybranch list“ zeigt sie.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; may be one of these. Name one by its id:</source>
        <translation>„%1“ kann einer von diesen sein. Nennen Sie einen mit seiner Id:</translation>
    </message>
    <message>
        <source>%1 is %2. It is resumed.</source>
        <translation>%1 ist %2. Er wird fortgesetzt.</translation>
    </message>
    <message>
        <source>pausing</source>
        <translation>wird pausiert</translation>
    </message>
    <message>
        <source>resuming</source>
        <translation>wird fortgesetzt</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>wird angehalten</translation>
    </message>
    <message>
        <source>deleting</source>
        <translation>wird gelöscht</translation>
    </message>
    <message>
        <source>provisioning</source>
        <translation>wird eingerichtet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>&quot;skybranch completion&quot; knows bash, zsh and fish.</source>
        <translation>„skybranch completion“ kennt bash, zsh und fish.</translation>
    </message>
    <message>
        <source>&quot;skybranch login %1&quot; keeps a key there; or name a file that has it: --api-key-file.</source>
        <translation>„skybranch login %1“ legt einen Schlüssel dort ab; oder eine Datei nennen, in der er steht: --api-key-file.</translation>
    </message>
    <message>
        <source>Lists the cloud workspaces; at an organisation&apos;s backend those of all its members.</source>
        <translation>Listet die Cloud-Workspaces auf, beim Backend einer Organisation die aller Mitglieder.</translation>
    </message>
    <message>
        <source>Makes a cloud workspace of a branch of the remote, or of a new one.</source>
        <translation>Macht einen Cloud-Workspace aus einem Branch des Remotes oder aus einem neuen.</translation>
    </message>
    <message>
        <source>The branch; it begins at the standard one where the remote has none of that name.</source>
        <translation>Der Branch; hat das Remote keinen dieses Namens, beginnt er beim Standard-Branch.</translation>
    </message>
    <message>
        <source>Keeps your key for a hosted backend in the keychain. It is asked for, or read from standard input.</source>
        <translation>Legt den eigenen Schlüssel für ein gehostetes Backend im Schlüsselbund ab. Er wird erfragt oder von der Standardeingabe gelesen.</translation>
    </message>
    <message>
        <source>Removes that key from the keychain.</source>
        <translation>Entfernt diesen Schlüssel aus dem Schlüsselbund.</translation>
    </message>
    <message>
        <source>The backend on this computer does not start. Try again.</source>
        <translation>Das Backend auf diesem Computer startet nicht. Noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The key for %1:</source>
        <translation>Der Schlüssel für %1:</translation>
    </message>
    <message>
        <source>No key was given.</source>
        <translation>Es wurde kein Schlüssel angegeben.</translation>
    </message>
    <message>
        <source>The key is in the keychain, for --server %1.</source>
        <translation>Der Schlüssel liegt im Schlüsselbund, für --server %1.</translation>
    </message>
    <message>
        <source>The keychain has no key for %1.</source>
        <translation>Der Schlüsselbund hat keinen Schlüssel für %1.</translation>
    </message>
    <message>
        <source>See &quot;%1&quot;.</source>
        <translation>Siehe „%1“.</translation>
    </message>
    <message>
        <source>There is no display for the window.</source>
        <translation>Es gibt keinen Bildschirm für das Fenster.</translation>
    </message>
    <message>
        <source>Not everything could be printed.</source>
        <translation>Nicht alles konnte ausgegeben werden.</translation>
    </message>
    <message>
        <source>%1 is being deleted.</source>
        <translation>%1 wird gelöscht.</translation>
    </message>
    <message>
        <source>This is %1&apos;s key, in %2.</source>
        <translation>Das ist der Schlüssel von %1, in %2.</translation>
    </message>
</context>
<context>
    <name>domain</name>
    <message>
        <source>A VM that is %1 can not be %2.</source>
        <translation>Eine VM im Zustand %1 kann nicht %2 werden.</translation>
    </message>
    <message>
        <source>Nothing else can be done with it.</source>
        <translation>Mehr ist damit nicht möglich.</translation>
    </message>
    <message>
        <source>Wait until that is done.</source>
        <translation>Warten, bis das erledigt ist.</translation>
    </message>
    <message>
        <source>Wait until it is ready, or cancel it.</source>
        <translation>Warten, bis er bereit ist, oder abbrechen.</translation>
    </message>
    <message>
        <source>It can be paused, stopped or deleted.</source>
        <translation>Er kann pausiert, angehalten oder gelöscht werden.</translation>
    </message>
    <message>
        <source>It can be resumed, stopped or deleted.</source>
        <translation>Er kann fortgesetzt, angehalten oder gelöscht werden.</translation>
    </message>
    <message>
        <source>It can be resumed or deleted.</source>
        <translation>Er kann fortgesetzt oder gelöscht werden.</translation>
    </message>
    <message>
        <source>Retry or delete it.</source>
        <translation>Wiederholen oder löschen.</translation>
    </message>
    <message>
        <source>The workspace is %1, so &quot;%2&quot; is not possible. %3</source>
        <translation>Der Workspace ist im Zustand %1, „%2“ ist also nicht möglich. %3</translation>
    </message>
</context>
<context>
    <name>git</name>
    <message>
        <source>The branch &quot;%1&quot; follows no branch of a remote. Push it once.</source>
        <translation>Der Branch „%1“ folgt keinem Branch eines Remotes. Ihn einmal pushen.</translation>
    </message>
    <message>
        <source>The remote has no branch &quot;%1&quot; any more. Push it again, or follow another one.</source>
        <translation>Das Remote hat den Branch „%1“ nicht mehr. Ihn wieder pushen oder einem anderen folgen.</translation>
    </message>
    <message>
        <source>Somebody else is pushing to this branch (%1). Try again in a moment.</source>
        <translation>Jemand anders pusht gerade auf diesen Branch (%1). Gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The git remote refused the push: %1. Do what its answer says, or push to another branch.</source>
        <translation>Das Git-Remote hat den Push abgelehnt: %1. Tun, was seine Antwort sagt, oder auf einen anderen Branch pushen.</translation>
    </message>
    <message>
        <source>The pre-push hook of this repository refused the push. Correct what it names, then push again.</source>
        <translation>Der pre-push-Hook dieses Repositorys hat den Push abgelehnt. Berichtigen, was er nennt, dann noch einmal pushen.</translation>
    </message>
    <message>
        <source>The two histories can not be compared.</source>
        <translation>Die beiden Verläufe lassen sich nicht vergleichen.</translation>
    </message>
    <message>
        <source>There is no branch &quot;%1&quot; in %2.</source>
        <translation>Es gibt keinen Branch „%1“ in %2.</translation>
    </message>
    <message>
        <source>The upstream of &quot;%1&quot; can not be read.</source>
        <translation>Der Upstream von „%1“ kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The history of &quot;%1&quot; can not be read.</source>
        <translation>Der Verlauf von „%1“ kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The folder %1 does not exist. Has it been moved?</source>
        <translation>Den Ordner %1 gibt es nicht. Wurde er verschoben?</translation>
    </message>
    <message>
        <source>This repository has no remote to push to. Add one: git remote add origin URL</source>
        <translation>Dieses Repository hat kein Remote zum Pushen. Eines hinzufügen: git remote add origin URL</translation>
    </message>
    <message>
        <source>There are several remotes, and none is called origin. Choose one once: git push -u REMOTE BRANCH</source>
        <translation>Es gibt mehrere Remotes, und keines heißt origin. Einmal eines wählen: git push -u REMOTE BRANCH</translation>
    </message>
    <message>
        <source>There is no such branch here (%1). Choose another one.</source>
        <translation>Einen solchen Branch gibt es hier nicht (%1). Einen anderen wählen.</translation>
    </message>
    <message>
        <source>Git is told to push nothing by itself (push.default is &quot;nothing&quot;). Push in a terminal: git push %1 %2</source>
        <translation>Git soll von selbst nichts pushen (push.default ist „nothing“). In einem Terminal pushen: git push %1 %2</translation>
    </message>
    <message>
        <source>The git repository in %1 can not be read. It may be damaged or of a newer format; run &quot;git status&quot; there.</source>
        <translation>Das Git-Repository in %1 kann nicht gelesen werden. Es ist vielleicht beschädigt oder von neuerem Format; dort „git status“ ausführen.</translation>
    </message>
    <message>
        <source>The repository %1 has no commit yet. Make a first commit, then try again.</source>
        <translation>Das Repository %1 hat noch keinen Commit. Einen ersten machen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>HEAD of %1 can not be read.</source>
        <translation>HEAD von %1 kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>There is no commit &quot;%1&quot; in %2. Fetch, then try again.</source>
        <translation>Es gibt keinen Commit „%1“ in %2. Fetchen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>The branches of %1 can not be read.</source>
        <translation>Die Branches von %1 können nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The remotes of %1 can not be read.</source>
        <translation>Die Remotes von %1 können nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The state of %1 can not be read. Run &quot;git status&quot; there.</source>
        <translation>Der Zustand von %1 kann nicht gelesen werden. Dort „git status“ ausführen.</translation>
    </message>
    <message>
        <source>The worktrees of %1 can not be read.</source>
        <translation>Die Worktrees von %1 können nicht gelesen werden.</translation>
    </message>
    <message>
        <source>No branch is checked out here. Check one out, then %1.</source>
        <translation>Hier ist kein Branch ausgecheckt. Einen auschecken, dann %1.</translation>
    </message>
    <message>
        <source>There are changes here that are not committed. Commit or stash them, then %1.</source>
        <translation>Hier sind Änderungen, die nicht committet sind. Committen oder stashen, dann %1.</translation>
    </message>
    <message>
        <source>The two histories can not be compared. Fetch, then try again.</source>
        <translation>Die beiden Verläufe lassen sich nicht vergleichen. Fetchen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>A hook of this repository refused the %1. Correct what it names, then try again.</source>
        <translation>Ein Hook dieses Repositorys hat %1 abgelehnt. Berichtigen, was er nennt, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>A %1 is not finished here. Finish it in a terminal, or leave it: git %1 --abort</source>
        <translation>Ein %1 ist hier nicht abgeschlossen. Ihn in einem Terminal abschließen oder verlassen: git %1 --abort</translation>
    </message>
    <message>
        <source>The %1 was interrupted and could not be undone by itself. All commits are safe. Look at the files in a terminal (git status), then go back: git %1 --abort</source>
        <translation>%1 wurde unterbrochen und ließ sich nicht von selbst zurücknehmen. Alle Commits sind sicher. Die Dateien in einem Terminal ansehen (git status), dann zurück: git %1 --abort</translation>
    </message>
    <message>
        <source>The %1 met a conflict in %2, and was undone: nothing has changed. Solve it in a terminal: %3</source>
        <translation>%1 stieß in %2 auf einen Konflikt und wurde zurückgenommen: Nichts hat sich geändert. In einem Terminal lösen: %3</translation>
    </message>
    <message>
        <source>The host key of the git remote is not known on this computer. Connect to it once with ssh in a terminal, compare the fingerprint with the one its owner publishes, then try again.</source>
        <translation>Der Host-Key des Git-Remotes ist auf diesem Computer nicht bekannt. Sich einmal in einem Terminal mit ssh verbinden, den Fingerabdruck mit dem veröffentlichten vergleichen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>The host key of the git remote has changed: somebody may stand between you and it. Ask its owner for the new fingerprint before you remove the old key with &quot;ssh-keygen -R HOST&quot;.</source>
        <translation>Der Host-Key des Git-Remotes hat sich geändert: Jemand könnte dazwischen stehen. Seinen Betreiber nach dem neuen Fingerabdruck fragen, bevor der alte Schlüssel mit „ssh-keygen -R HOST“ entfernt wird.</translation>
    </message>
    <message>
        <source>The git remote did not accept your login. Log in once in a terminal with &quot;git fetch&quot;, so that your credential helper keeps it (at GitHub: gh auth login), then try again.</source>
        <translation>Das Git-Remote hat die Anmeldung nicht angenommen. Einmal in einem Terminal mit „git fetch“ anmelden, damit der Credential-Helper sie behält (bei GitHub: gh auth login), dann erneut versuchen.</translation>
    </message>
    <message>
        <source>The git remote did not accept your ssh key. Add a key that it knows to the ssh agent (ssh-add), or register yours there, then check with &quot;git fetch&quot; in a terminal.</source>
        <translation>Das Git-Remote hat den SSH-Schlüssel nicht angenommen. Dem SSH-Agenten einen Schlüssel geben, den es kennt (ssh-add), oder den eigenen dort registrieren, dann in einem Terminal mit „git fetch“ prüfen.</translation>
    </message>
    <message>
        <source>This repository keeps large files with Git LFS, and git-lfs is not installed. Install it, run &quot;git lfs install&quot; once, then try again.</source>
        <translation>Dieses Repository hält große Dateien mit Git LFS, und git-lfs ist nicht installiert. Es installieren, einmal „git lfs install“ ausführen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>Your account may not do this on the git remote. Ask its owner for access.</source>
        <translation>Dieses Konto darf das auf dem Git-Remote nicht. Den Eigentümer um Zugang bitten.</translation>
    </message>
    <message>
        <source>The git remote has no such repository, or you may not see it. Check its address with &quot;git remote -v&quot;.</source>
        <translation>Das Git-Remote hat kein solches Repository, oder es ist nicht sichtbar. Seine Adresse mit „git remote -v“ prüfen.</translation>
    </message>
    <message>
        <source>The git remote can not be reached. Check the network, then try again.</source>
        <translation>Das Git-Remote ist nicht erreichbar. Das Netz prüfen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>The remote has commits that are not here. Pull them first, then push again.</source>
        <translation>Das Remote hat Commits, die hier fehlen. Sie zuerst pullen, dann noch einmal pushen.</translation>
    </message>
    <message>
        <source>Another git program is at work in this repository. Wait until it has ended, then try again.</source>
        <translation>Ein anderes Git-Programm arbeitet in diesem Repository. Warten, bis es fertig ist, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>There is no space left on the disk. Make some, then try again.</source>
        <translation>Auf der Platte ist kein Platz mehr. Platz schaffen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>The branch and its upstream have diverged. Merge or rebase in a terminal.</source>
        <translation>Der Branch und sein Upstream sind auseinandergelaufen. In einem Terminal mergen oder rebasen.</translation>
    </message>
    <message>
        <source>Files here would be overwritten. Commit, move or delete them, then pull again.</source>
        <translation>Dateien hier würden überschrieben. Committen, verschieben oder löschen, dann noch einmal pullen.</translation>
    </message>
    <message>
        <source>A merge is not finished here. Commit or abort it, then try again.</source>
        <translation>Ein Merge ist hier nicht abgeschlossen. Ihn committen oder abbrechen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>The branch is checked out in another worktree. Choose another branch.</source>
        <translation>Der Branch ist in einem anderen Worktree ausgecheckt. Einen anderen Branch wählen.</translation>
    </message>
    <message>
        <source>A branch of this name exists already. Choose another name.</source>
        <translation>Einen Branch dieses Namens gibt es schon. Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>The folder exists already and is not empty. Choose another one.</source>
        <translation>Den Ordner gibt es schon, und er ist nicht leer. Einen anderen wählen.</translation>
    </message>
    <message>
        <source>There is nothing to send: the other side has all of it.</source>
        <translation>Es gibt nichts zu senden: Die andere Seite hat alles.</translation>
    </message>
    <message>
        <source>branch is not a valid git branch name.</source>
        <translation>branch ist kein gültiger Git-Branchname.</translation>
    </message>
    <message>
        <source>There is no such branch here. Choose another one.</source>
        <translation>Einen solchen Branch gibt es hier nicht. Einen anderen wählen.</translation>
    </message>
    <message>
        <source>The remote has no such branch any more. Push it, or choose another one.</source>
        <translation>Das Remote hat diesen Branch nicht mehr. Ihn pushen oder einen anderen wählen.</translation>
    </message>
    <message>
        <source>There is no such branch or commit here. Fetch, then try again.</source>
        <translation>Einen solchen Branch oder Commit gibt es hier nicht. Fetchen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>The remote has no such branch. Choose another one.</source>
        <translation>Das Remote hat keinen solchen Branch. Einen anderen wählen.</translation>
    </message>
    <message>
        <source>The branch and its upstream have no commit in common. Merge in a terminal.</source>
        <translation>Der Branch und sein Upstream haben keinen gemeinsamen Commit. In einem Terminal mergen.</translation>
    </message>
    <message>
        <source>The repository belongs to another user. If you trust it, run: git config --global --add safe.directory FOLDER</source>
        <translation>Das Repository gehört einem anderen Benutzer. Wer ihm vertraut, führt aus: git config --global --add safe.directory FOLDER</translation>
    </message>
    <message>
        <source>The index of %1 can not be read. Run &quot;git status&quot; there.</source>
        <translation>Der Index von %1 kann nicht gelesen werden. Dort „git status“ ausführen.</translation>
    </message>
</context>
<context>
    <name>localdb</name>
    <message>
        <source>That is stored already.</source>
        <translation>Das ist schon gespeichert.</translation>
    </message>
    <message>
        <source>Something went wrong inside the local database.</source>
        <translation>In der lokalen Datenbank ging etwas schief.</translation>
    </message>
    <message>
        <source>The local database can not be used. Check whether the disk is full, then start Skybranch again.</source>
        <translation>Die lokale Datenbank kann nicht benutzt werden. Prüfen, ob die Platte voll ist, dann Skybranch neu starten.</translation>
    </message>
    <message>
        <source>The file %1 was written by a newer version of Skybranch. Start the newer version, or move the file away.</source>
        <translation>Die Datei %1 stammt von einer neueren Version von Skybranch. Die neuere Version starten oder die Datei wegbewegen.</translation>
    </message>
    <message>
        <source>The file %1 can not be opened. Check who owns its folder and whether the disk is full.</source>
        <translation>Die Datei %1 kann nicht geöffnet werden. Prüfen, wem ihr Ordner gehört und ob die Platte voll ist.</translation>
    </message>
    <message>
        <source>The file %1 is damaged and can not be moved away. Move it away yourself, then start Skybranch again.</source>
        <translation>Die Datei %1 ist beschädigt und kann nicht wegbewegt werden. Sie von Hand wegbewegen, dann Skybranch neu starten.</translation>
    </message>
    <message>
        <source>The list of repositories was damaged and has been set aside as %1. Add your repositories again; nothing in them was touched.</source>
        <translation>Die Liste der Repositorys war beschädigt und liegt nun als %1 beiseite. Die Repositorys wieder hinzufügen; in ihnen wurde nichts angerührt.</translation>
    </message>
</context>
<context>
    <name>secrets</name>
    <message>
        <source>The keychain did not let Skybranch in. Unlock it and try again.</source>
        <translation>Der Schlüsselbund hat Skybranch nicht eingelassen. Ihn entsperren und erneut versuchen.</translation>
    </message>
    <message>
        <source>The keychain does not answer. Start or install one (GNOME Keyring or KWallet), or go on without: then keys are asked for at each start.</source>
        <translation>Der Schlüsselbund antwortet nicht. Einen starten oder installieren (GNOME-Schlüsselbund oder KWallet), oder ohne weitermachen: Dann wird bei jedem Start nach Schlüsseln gefragt.</translation>
    </message>
</context>
<context>
    <name>skybranch::git::TreeWatcher</name>
    <message>
        <source>This computer lets too few folders be watched, so that edits in some worktrees are counted only when you look again. Raise fs.inotify.max_user_watches to see them at once.</source>
        <translation>Dieser Computer lässt zu wenige Ordner überwachen; Änderungen in manchen Worktrees zählen erst beim nächsten Nachsehen. fs.inotify.max_user_watches erhöhen, um sie sofort zu sehen.</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::BackendFlow</name>
    <message>
        <source>Asking the backend</source>
        <translation>Das Backend wird gefragt</translation>
    </message>
    <message>
        <source>Waiting for the keychain</source>
        <translation>Warten auf den Schlüsselbund</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::BackendPage</name>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Hide the key</source>
        <translation>Den Schlüssel verbergen</translation>
    </message>
    <message>
        <source>Show the key</source>
        <translation>Den Schlüssel anzeigen</translation>
    </message>
    <message>
        <source>Enter the address of your organisation&apos;s backend.</source>
        <translation>Die Adresse des Backends der Organisation eingeben.</translation>
    </message>
    <message>
        <source>Paste the key that its administrator gave you.</source>
        <translation>Den Schlüssel einfügen, den der Administrator vergeben hat.</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::BranchPart</name>
    <message>
        <source>Existing branch</source>
        <translation>Vorhandener Branch</translation>
    </message>
    <message>
        <source>New branch</source>
        <translation>Neuer Branch</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>Branch</translation>
    </message>
    <message>
        <source>Search branches</source>
        <translation>Branches suchen</translation>
    </message>
    <message>
        <source>Search the branch to begin at</source>
        <translation>Ausgangsbranch suchen</translation>
    </message>
    <message>
        <source>Name of the new branch</source>
        <translation>Name des neuen Branches</translation>
    </message>
    <message>
        <source>Name of the new branch, like feature/login</source>
        <translation>Name des neuen Branches, etwa feature/login</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::BranchPicker</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>No branches yet</source>
        <translation>Noch keine Branches</translation>
    </message>
    <message>
        <source>No branch matches &quot;%1&quot;.</source>
        <translation>Kein Branch passt zu „%1“.</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Type what you want to do, or where to go</source>
        <translation>Tippen, was geschehen soll oder wohin es geht</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Einen Befehl finden</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>wählen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>run</source>
        <translation>ausführen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Nothing is called &quot;%1&quot;.</source>
        <translation>Nichts heißt „%1“.</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::DeleteDialog</name>
    <message>
        <source>Delete Cloud Workspace</source>
        <translation>Cloud-Workspace löschen</translation>
    </message>
    <message>
        <source>Delete %1 from the cloud?</source>
        <translation>%1 aus der Cloud löschen?</translation>
    </message>
    <message>
        <source> This is only there, and would be lost:</source>
        <translation> Das gibt es nur dort und ginge verloren:</translation>
    </message>
    <message>
        <source> What was there then would be lost:</source>
        <translation> Was damals dort war, ginge verloren:</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete and lose them</source>
        <translation>Löschen und verlieren</translation>
    </message>
    <message>
        <source>Delete anyway</source>
        <translation>Trotzdem löschen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::DetailsDialog</name>
    <message>
        <source>People and Usage</source>
        <translation>Personen und Nutzung</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Keep awake for 1 h</source>
        <translation>1 h wach halten</translation>
    </message>
    <message>
        <source>Keep awake for 8 h</source>
        <translation>8 h wach halten</translation>
    </message>
    <message>
        <source>No longer keep awake</source>
        <translation>Nicht mehr wach halten</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Dieser Monat</translation>
    </message>
    <message>
        <source>Usage of the organisation…</source>
        <translation>Nutzung der Organisation…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Nobody else.</source>
        <translation>Niemand sonst.</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::Dialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::DivergedFiles</name>
    <message>
        <source>Changed on both sides:</source>
        <translation>Auf beiden Seiten geändert:</translation>
    </message>
    <message>
        <source>may conflict</source>
        <translation>möglicher Konflikt</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::DivergedSheet</name>
    <message>
        <source>Open terminal</source>
        <translation>Terminal öffnen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::ErrorPane</name>
    <message>
        <source>What you can do</source>
        <translation>Was sich tun lässt</translation>
    </message>
    <message>
        <source>Delete cloud workspace…</source>
        <translation>Cloud-Workspace löschen…</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>Details verbergen</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>Details zeigen</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::FirstStart</name>
    <message>
        <source>Add a repository to begin</source>
        <translation>Zum Beginnen ein Repository hinzufügen</translation>
    </message>
    <message>
        <source>Then right-click one of its branches and choose Enable Cloud Workspace. A terminal on a VM with that branch opens in this window.</source>
        <translation>Dann einen seiner Branches mit der rechten Maustaste anklicken und „Cloud-Workspace einschalten“ wählen. In diesem Fenster öffnet sich ein Terminal auf einer VM mit diesem Branch.</translation>
    </message>
    <message>
        <source>Or drop a folder anywhere in this window.</source>
        <translation>Oder einen Ordner irgendwo in diesem Fenster ablegen.</translation>
    </message>
    <message>
        <source>Nothing leaves this computer until you enable cloud for a branch.</source>
        <translation>Nichts verlässt diesen Computer, bis die Cloud für einen Branch eingeschaltet wird.</translation>
    </message>
    <message>
        <source>Keys stay in the system keychain.</source>
        <translation>Schlüssel bleiben im Schlüsselbund des Systems.</translation>
    </message>
    <message>
        <source>Add repository…</source>
        <translation>Repository hinzufügen…</translation>
    </message>
    <message>
        <source>Clone from URL…</source>
        <translation>Von URL klonen…</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::Header</name>
    <message>
        <source>Show the sidebar (Ctrl+B)</source>
        <translation>Seitenleiste zeigen (Strg+B)</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Weitere Aktionen</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::Journey</name>
    <message>
        <source>From this computer over the git host to the cloud</source>
        <translation>Von diesem Computer über den Git-Host in die Cloud</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>Lokal</translation>
    </message>
    <message>
        <source>GitHub</source>
        <translation>GitHub</translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation>Cloud</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::MainWindow</name>
    <message>
        <source>%1 - Skybranch</source>
        <translation>%1 – Skybranch</translation>
    </message>
    <message>
        <source>All commands…</source>
        <translation>Alle Befehle…</translation>
    </message>
    <message>
        <source>Add repository…</source>
        <translation>Repository hinzufügen…</translation>
    </message>
    <message>
        <source>Clone from URL…</source>
        <translation>Von URL klonen…</translation>
    </message>
    <message>
        <source>Show or hide the sidebar</source>
        <translation>Seitenleiste zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Filter worktrees</source>
        <translation>Worktrees filtern</translation>
    </message>
    <message>
        <source>Go to worktree %1</source>
        <translation>Zu Worktree %1 gehen</translation>
    </message>
    <message>
        <source>No terminal is open here.</source>
        <translation>Hier ist kein Terminal offen.</translation>
    </message>
    <message>
        <source>New terminal</source>
        <translation>Neues Terminal</translation>
    </message>
    <message>
        <source>Choose a branch first.</source>
        <translation>Zuerst einen Branch wählen.</translation>
    </message>
    <message>
        <source>Close terminal</source>
        <translation>Terminal schließen</translation>
    </message>
    <message>
        <source>Search in the terminal</source>
        <translation>Im Terminal suchen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Larger text in the terminal</source>
        <translation>Größere Schrift im Terminal</translation>
    </message>
    <message>
        <source>Smaller text in the terminal</source>
        <translation>Kleinere Schrift im Terminal</translation>
    </message>
    <message>
        <source>Usual text size in the terminal</source>
        <translation>Übliche Schriftgröße im Terminal</translation>
    </message>
    <message>
        <source>This terminal is not split.</source>
        <translation>Dieses Terminal ist nicht geteilt.</translation>
    </message>
    <message>
        <source>Split the terminal to the right</source>
        <translation>Terminal nach rechts teilen</translation>
    </message>
    <message>
        <source>Split the terminal below</source>
        <translation>Terminal nach unten teilen</translation>
    </message>
    <message>
        <source>Go to the terminal at the left</source>
        <translation>Zum Terminal links gehen</translation>
    </message>
    <message>
        <source>Go to the terminal at the right</source>
        <translation>Zum Terminal rechts gehen</translation>
    </message>
    <message>
        <source>Go to the terminal above</source>
        <translation>Zum Terminal oben gehen</translation>
    </message>
    <message>
        <source>Go to the terminal below</source>
        <translation>Zum Terminal unten gehen</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>Nächster Tab</translation>
    </message>
    <message>
        <source>Previous tab</source>
        <translation>Voriger Tab</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Theme as the system has it</source>
        <translation>Farben wie das System</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Helle Farben</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Dunkle Farben</translation>
    </message>
    <message>
        <source>Compact or comfortable rows</source>
        <translation>Kompakte oder großzügige Zeilen</translation>
    </message>
    <message>
        <source>Copy on select, on or off</source>
        <translation>Beim Markieren kopieren, an oder aus</translation>
    </message>
    <message>
        <source>New Cloud Workspace…</source>
        <translation>Neuer Cloud-Workspace…</translation>
    </message>
    <message>
        <source>Links in the terminal</source>
        <translation>Links im Terminal</translation>
    </message>
    <message>
        <source>Programs may copy to the clipboard, on or off</source>
        <translation>Programme dürfen in die Zwischenablage kopieren, an oder aus</translation>
    </message>
    <message>
        <source>Ports of this VM</source>
        <translation>Ports dieser VM</translation>
    </message>
    <message>
        <source>No VM runs here.</source>
        <translation>Hier läuft keine VM.</translation>
    </message>
    <message>
        <source>Rename terminal</source>
        <translation>Terminal umbenennen</translation>
    </message>
    <message>
        <source>Usage of the organisation…</source>
        <translation>Nutzung der Organisation…</translation>
    </message>
    <message>
        <source>Backend, sign in or out…</source>
        <translation>Backend, an- oder abmelden…</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::NewWorkspaceDialog</name>
    <message>
        <source>New Cloud Workspace</source>
        <translation>Neuer Cloud-Workspace</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>Repository</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>Branch</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Pause when idle, minutes</source>
        <translation>Pausieren bei Leerlauf, Minuten</translation>
    </message>
    <message>
        <source> min</source>
        <extracomment>minutes, after a number</extracomment>
        <translation> min</translation>
    </message>
    <message>
        <source>A running job keeps it awake. %1 to %2.</source>
        <translation>Ein laufender Job hält ihn wach. %1 bis %2.</translation>
    </message>
    <message>
        <source>Pause when idle</source>
        <translation>Leerlaufpause</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Placement</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Erzeugen</translation>
    </message>
    <message>
        <source>The local worktree goes to %1</source>
        <translation>Der lokale Worktree kommt nach %1</translation>
    </message>
    <message>
        <source>Making the worktree and the VM, %1</source>
        <translation>Worktree und VM werden erzeugt, %1</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::News</name>
    <message>
        <source>The cloud workspace is ready.</source>
        <translation>Der Cloud-Workspace ist bereit.</translation>
    </message>
    <message>
        <source>The cloud workspace could not be made. %1</source>
        <translation>Der Cloud-Workspace konnte nicht erzeugt werden. %1</translation>
    </message>
    <message>
        <source>%1 failed. %2</source>
        <translation>%1 ist gescheitert. %2</translation>
    </message>
    <message>
        <source>%1 is done.</source>
        <translation>%1 ist erledigt.</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::Notice</name>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Hide output</source>
        <translation>Ausgabe verbergen</translation>
    </message>
    <message>
        <source>Show output</source>
        <translation>Ausgabe zeigen</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::Notices</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Open terminal</source>
        <translation>Terminal öffnen</translation>
    </message>
    <message>
        <source>%1 does not know this VM&apos;s key yet.</source>
        <translation>%1 kennt den Schlüssel dieser VM noch nicht.</translation>
    </message>
    <message>
        <source>Push and pull in the cloud wait for it.</source>
        <translation>Push und Pull in der Cloud warten darauf.</translation>
    </message>
    <message>
        <source>Register it for me</source>
        <translation>Registrieren lassen</translation>
    </message>
    <message>
        <source>Copy public key</source>
        <translation>Schlüssel kopieren</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>The public key is copied.</source>
        <translation>Der öffentliche Schlüssel ist kopiert.</translation>
    </message>
    <message>
        <source>Add it at %1 as a deploy key with write access.</source>
        <translation>Ihn bei %1 als Deploy-Key mit Schreibrecht hinzufügen.</translation>
    </message>
    <message>
        <source>It is added</source>
        <translation>Ist hinzugefügt</translation>
    </message>
    <message>
        <source>Copy again</source>
        <translation>Noch einmal kopieren</translation>
    </message>
    <message>
        <source>Local work goes on; the cloud waits for the backend.</source>
        <translation>Lokal geht die Arbeit weiter; die Cloud wartet auf das Backend.</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>Anmelden…</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::PaletteModel</name>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Workspaces</source>
        <translation>Workspaces</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::PortRow</name>
    <message>
        <source>Forward</source>
        <translation>Weiterleiten</translation>
    </message>
    <message>
        <source>Forward port %1, %2</source>
        <translation>Port %1 weiterleiten, %2</translation>
    </message>
    <message>
        <source>Bring port %1 of the VM to this computer</source>
        <translation>Port %1 der VM auf diesen Rechner bringen</translation>
    </message>
    <message>
        <source>Open %1 in the browser, port %2 of the VM, %3</source>
        <translation>%1 im Browser öffnen, Port %2 der VM, %3</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Copy the address %1</source>
        <translation>Adresse %1 kopieren</translation>
    </message>
    <message>
        <source>Stop forwarding</source>
        <translation>Nicht mehr weiterleiten</translation>
    </message>
    <message>
        <source>Stop forwarding port %1</source>
        <translation>Port %1 nicht mehr weiterleiten</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::PortsButton</name>
    <message>
        <source>Ports on which programs of this VM listen</source>
        <translation>Ports, an denen Programme dieser VM lauschen</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>Ports</translation>
    </message>
    <message>
        <source>Ports %1</source>
        <translation>Ports %1</translation>
    </message>
    <message>
        <source>Ports, %1</source>
        <translation>Ports, %1</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::PortsFlow</name>
    <message>
        <source>Forward port %1</source>
        <translation>Port %1 weiterleiten</translation>
    </message>
    <message>
        <source>Open %1 in the browser</source>
        <translation>%1 im Browser öffnen</translation>
    </message>
    <message>
        <source>Stop forwarding port %1</source>
        <translation>Port %1 nicht mehr weiterleiten</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::PortsPopup</name>
    <message>
        <source>Ports of this VM</source>
        <translation>Ports dieser VM</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::ProvisioningPane</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>Protokoll zeigen</translation>
    </message>
    <message>
        <source>Hide log</source>
        <translation>Protokoll verbergen</translation>
    </message>
    <message>
        <source>Nothing has been said yet.</source>
        <translation>Noch ist nichts gesagt worden.</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::RepositoryDialog</name>
    <message>
        <source>Add Repository</source>
        <translation>Repository hinzufügen</translation>
    </message>
    <message>
        <source>Clone from URL</source>
        <translation>Von URL klonen</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>A folder with a git repository</source>
        <translation>Ein Ordner mit einem Git-Repository</translation>
    </message>
    <message>
        <source>Clone</source>
        <translation>Klonen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Enter a URL to go on.</source>
        <translation>Eine URL eingeben.</translation>
    </message>
    <message>
        <source>Choose a folder to go on.</source>
        <translation>Einen Ordner wählen.</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::RepositoryFlow</name>
    <message>
        <source>Looking into the folder</source>
        <translation>Sieht im Ordner nach</translation>
    </message>
    <message>
        <source>Cloning</source>
        <translation>Klont</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::RowActions</name>
    <message>
        <source>Terminals of %1 are open, and would end.</source>
        <translation>Terminals von %1 sind offen und würden enden.</translation>
    </message>
    <message>
        <source>The list forgets it; nothing on disk is touched.</source>
        <translation>Nur die Liste vergisst es; auf der Platte wird nichts angerührt.</translation>
    </message>
    <message>
        <source>Remove from list</source>
        <translation>Aus der Liste nehmen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1 is off the list.</source>
        <translation>%1 ist aus der Liste.</translation>
    </message>
    <message>
        <source>Nothing on disk was touched.</source>
        <translation>Auf der Platte wurde nichts angerührt.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>The SSH command is copied.</source>
        <translation>Der SSH-Befehl ist kopiert.</translation>
    </message>
    <message>
        <source>It logs in until %1, from any terminal of this computer, with your own key.</source>
        <translation>Er gilt bis %1, in jedem Terminal dieses Computers, mit dem eigenen Schlüssel.</translation>
    </message>
    <message numerus="yes">
        <source>%n commits are not on %1 yet.</source>
        <translation>
            <numerusform>%n Commit ist noch nicht auf %1.</numerusform>
            <numerusform>%n Commits sind noch nicht auf %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>This branch is not on %1 yet.</source>
        <translation>Dieser Branch ist noch nicht auf %1.</translation>
    </message>
    <message>
        <source>Push first, so that every place has them, or send them to the VM alone.</source>
        <translation>Zuerst pushen, damit jeder Ort sie hat, oder nur an die VM senden.</translation>
    </message>
    <message>
        <source>Push first</source>
        <translation>Zuerst pushen</translation>
    </message>
    <message>
        <source>Send them along</source>
        <translation>Mitsenden</translation>
    </message>
    <message>
        <source>Looking inside the VM for what is only there.</source>
        <translation>Sieht in der VM nach, was es nur dort gibt.</translation>
    </message>
    <message>
        <source>%1 is not on this computer.</source>
        <translation>%1 ist nicht auf diesem Computer.</translation>
    </message>
    <message>
        <source>Clone it, or add its folder, and the worktree is made then.</source>
        <translation>Klonen oder den Ordner hinzufügen, dann wird der Worktree angelegt.</translation>
    </message>
    <message>
        <source>Clone…</source>
        <translation>Klonen…</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>The worktree is at %1.</source>
        <translation>Der Worktree liegt in %1.</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::SearchStrip</name>
    <message>
        <source>Match above (Shift+Enter)</source>
        <translation>Treffer darüber (Umschalt+Enter)</translation>
    </message>
    <message>
        <source>Match below (Enter)</source>
        <translation>Treffer darunter (Enter)</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search in this terminal</source>
        <translation>In diesem Terminal suchen</translation>
    </message>
    <message>
        <source>Close the search (Esc)</source>
        <translation>Suche schließen (Esc)</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages of settings</source>
        <translation>Seiten der Einstellungen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>As the system has it</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Großzügig</translation>
    </message>
    <message>
        <source>The system&apos;s fixed font</source>
        <translation>Feste Schrift des Systems</translation>
    </message>
    <message>
        <source>The system&apos;s</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> pt</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>Schrift</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>By Ctrl+Shift+C</source>
        <translation>Mit Strg+Umschalt+C</translation>
    </message>
    <message>
        <source>As soon as something is selected</source>
        <translation>Sobald etwas markiert ist</translation>
    </message>
    <message>
        <source>Skybranch, light or dark as the theme</source>
        <translation>Skybranch, hell oder dunkel wie das Design</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Copying by programs</source>
        <translation>Kopieren durch Programme</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Hebrew and Arabic</source>
        <translation>Hebräisch und Arabisch</translation>
    </message>
    <message>
        <source>From right to left</source>
        <translation>Von rechts nach links</translation>
    </message>
    <message>
        <source>As it comes</source>
        <translation>Wie es kommt</translation>
    </message>
    <message>
        <source>Backend</source>
        <translation>Backend</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::Sidebar</name>
    <message>
        <source>No repositories yet</source>
        <translation>Noch keine Repositorys</translation>
    </message>
    <message>
        <source>Worktrees and cloud workspaces are listed here.</source>
        <translation>Worktrees und Cloud-Workspaces stehen hier.</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Filter worktrees</source>
        <translation>Worktrees filtern</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Add repository…</source>
        <translation>Repository hinzufügen…</translation>
    </message>
    <message>
        <source>Clone from URL…</source>
        <translation>Von URL klonen…</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n worktrees.</source>
        <translation>
            <numerusform>%1 von %n Worktree.</numerusform>
            <numerusform>%1 von %n Worktrees.</numerusform>
        </translation>
    </message>
    <message>
        <source>No worktree matches &quot;%1&quot;.</source>
        <translation>Kein Worktree passt zu „%1“.</translation>
    </message>
    <message>
        <source>Cloud Workspace…</source>
        <translation>Cloud-Workspace…</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::Station</name>
    <message numerus="yes">
        <source>%1, %n uncommitted files</source>
        <translation>
            <numerusform>%1, %n nicht committete Datei</numerusform>
            <numerusform>%1, %n nicht committete Dateien</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skybranch::ui::SyncBar</name>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::SyncLink</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::Tab</name>
    <message>
        <source>in the cloud</source>
        <translation>in der Cloud</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>auf diesem Computer</translation>
    </message>
    <message>
        <source>, new output</source>
        <translation>, neue Ausgabe</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 schließen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::TabBar</name>
    <message>
        <source>New terminal (Ctrl+Shift+T)</source>
        <translation>Neues Terminal (Strg+Umschalt+T)</translation>
    </message>
    <message>
        <source>All terminals</source>
        <translation>Alle Terminals</translation>
    </message>
    <message>
        <source>Search (Ctrl+Shift+F)</source>
        <translation>Suchen (Strg+Umschalt+F)</translation>
    </message>
    <message>
        <source>Split (Ctrl+Shift+D)</source>
        <translation>Teilen (Strg+Umschalt+D)</translation>
    </message>
    <message>
        <source>Name of the terminal</source>
        <translation>Name des Terminals</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::TerminalArea</name>
    <message>
        <source>No terminal open</source>
        <translation>Kein Terminal offen</translation>
    </message>
    <message>
        <source>Open cloud terminal</source>
        <translation>Cloud-Terminal öffnen</translation>
    </message>
    <message>
        <source>Open local terminal</source>
        <translation>Lokales Terminal öffnen</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1, ended %2 ago</source>
        <translation>%1, vor %2 beendet</translation>
    </message>
    <message>
        <source>%1, running for %2</source>
        <translation>%1, läuft seit %2</translation>
    </message>
    <message numerus="yes">
        <source>, in %n windows</source>
        <translation>
            <numerusform>, in %n Fenster</numerusform>
            <numerusform>, in %n Fenstern</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, ended just now</source>
        <translation>%1, gerade beendet</translation>
    </message>
    <message>
        <source>%1, opened just now</source>
        <translation>%1, gerade geöffnet</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::TerminalOverlay</name>
    <message>
        <source>Connecting to %1, %2</source>
        <translation>Verbindet mit %1, %2</translation>
    </message>
    <message>
        <source>The terminal opens as soon as the VM answers.</source>
        <translation>Das Terminal öffnet sich, sobald die VM antwortet.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Connection lost. Trying again in %1.</source>
        <translation>Verbindung verloren. Nächster Versuch in %1.</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>The shell did not start.</source>
        <translation>Die Shell ist nicht gestartet.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Connection lost. Click to reconnect.</source>
        <translation>Verbindung verloren. Zum Verbinden klicken.</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>Neu verbinden</translation>
    </message>
    <message>
        <source>Paused %1 ago. Click to resume.</source>
        <translation>Seit %1 pausiert. Zum Fortsetzen klicken.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>What was on the screen is kept above; programs have ended.</source>
        <translation>Was auf dem Bildschirm stand, steht oben; Programme sind beendet.</translation>
    </message>
    <message>
        <source>The shell has ended (exit %1).</source>
        <translation>Die Shell ist beendet (Exit %1).</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Neu öffnen</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>What you type now is not sent.</source>
        <translation>Was jetzt getippt wird, wird nicht gesendet.</translation>
    </message>
    <message>
        <source>Paused just now. Click to resume.</source>
        <translation>Eben pausiert. Zum Fortsetzen klicken.</translation>
    </message>
    <message>
        <source>Stopped. Click to resume.</source>
        <translation>Gestoppt. Zum Fortsetzen klicken.</translation>
    </message>
    <message>
        <source>Deleting the cloud workspace</source>
        <translation>Der Cloud-Workspace wird gelöscht</translation>
    </message>
    <message>
        <source>This terminal closes when its VM is gone.</source>
        <translation>Dieses Terminal schließt sich, wenn seine VM weg ist.</translation>
    </message>
    <message>
        <source>Tried at once, after 1 s, 3 s and 10 s. Your programs go on in the VM, and their output is kept.</source>
        <translation>Sofort, nach 1 s, 3 s und 10 s versucht. Die Programme laufen in der VM weiter, ihre Ausgabe bleibt erhalten.</translation>
    </message>
    <message>
        <source>Programs are frozen, nothing is lost.</source>
        <translation>Programme sind eingefroren, nichts ist verloren.</translation>
    </message>
    <message>
        <source>This terminal ended when the VM stopped. Its output is kept.</source>
        <translation>Dieses Terminal endete, als die VM anhielt. Seine Ausgabe bleibt erhalten.</translation>
    </message>
    <message numerus="yes">
        <source>%n keys wait, and are sent then.</source>
        <translation>
            <numerusform>%n Taste wartet und wird dann gesendet.</numerusform>
            <numerusform>%n Tasten warten und werden dann gesendet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skybranch::ui::TerminalPane</name>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Open %1 in the browser?</source>
        <translation>%1 im Browser öffnen?</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message numerus="yes">
        <source>Paste %n lines? What runs here may take each as a command. First: %1</source>
        <translation>
            <numerusform>%n Zeile einfügen? Was hier läuft, kann sie als Befehl nehmen. Die erste: %1</numerusform>
            <numerusform>%n Zeilen einfügen? Was hier läuft, kann jede als Befehl nehmen. Die erste: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n characters copied by the program</source>
        <translation>
            <numerusform>Das Programm hat %n Zeichen kopiert</numerusform>
            <numerusform>Das Programm hat %n Zeichen kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>No links in sight</source>
        <translation>Keine Links zu sehen</translation>
    </message>
    <message numerus="yes">
        <source>%n others watch.</source>
        <translation>
            <numerusform>%n weiterer Betrachter.</numerusform>
            <numerusform>%n weitere Betrachter.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 types.</source>
        <translation>%1 tippt.</translation>
    </message>
    <message>
        <source>%1 watches.</source>
        <translation>%1 sieht zu.</translation>
    </message>
    <message>
        <source>%1 × %2, as in the smallest window that shows it</source>
        <translation>%1 × %2, wie im kleinsten Fenster, das es zeigt</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::TerminalTabs</name>
    <message>
        <source>%1 is running.</source>
        <translation>%1 läuft.</translation>
    </message>
    <message>
        <source>Close %1? What runs in it ends.</source>
        <translation>%1 schließen? Was darin läuft, endet.</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>shell</source>
        <translation>Shell</translation>
    </message>
    <message>
        <source>%1: the command is done after %2.</source>
        <translation>%1: Der Befehl ist nach %2 fertig.</translation>
    </message>
    <message>
        <source>%1: the command has failed after %2, with exit code %3.</source>
        <translation>%1: Der Befehl ist nach %2 fehlgeschlagen, mit Exit-Code %3.</translation>
    </message>
    <message>
        <source>Leave it running (Ctrl+Shift+W)</source>
        <translation>Weiterlaufen lassen (Strg+Umschalt+W)</translation>
    </message>
    <message>
        <source>End this terminal, or leave it running in the cloud?</source>
        <translation>Dieses Terminal beenden oder in der Cloud weiterlaufen lassen?</translation>
    </message>
    <message>
        <source>Terminals</source>
        <translation>Terminals</translation>
    </message>
    <message>
        <source>A plain shell: it ends with its connection</source>
        <translation>Einfache Shell: Sie endet mit ihrer Verbindung</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::TerminalView</name>
    <message>
        <source>Terminal</source>
        <translation>Terminal</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::UsageDialog</name>
    <message>
        <source>Usage</source>
        <translation>Nutzung</translation>
    </message>
    <message>
        <source>Usage of the organisation</source>
        <translation>Nutzung der Organisation</translation>
    </message>
    <message>
        <source>Asking the backend…</source>
        <translation>Das Backend wird gefragt…</translation>
    </message>
    <message>
        <source>Usage by workspace</source>
        <translation>Nutzung nach Arbeitsbereich</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Usage of the organisation in %1</source>
        <translation>Nutzung der Organisation im %1</translation>
    </message>
    <message>
        <source>No workspace was there this month. Enable cloud for a worktree, and its hours are counted here.</source>
        <translation>In diesem Monat gab es keinen Arbeitsbereich. Schalten Sie die Cloud für einen Worktree ein, dann werden seine Stunden hier gezählt.</translation>
    </message>
    <message numerus="yes">
        <source>%n workspaces, %1 running.</source>
        <translation>
            <numerusform>%n Arbeitsbereich, %1 gelaufen.</numerusform>
            <numerusform>%n Arbeitsbereiche, %1 gelaufen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::VmPart</name>
    <message>
        <source>VM of its own</source>
        <translation>Eigene VM</translation>
    </message>
    <message>
        <source>In my personal VM</source>
        <translation>In meiner persönlichen VM</translation>
    </message>
    <message>
        <source>%1 makes no personal VM.</source>
        <translation>%1 erzeugt keine persönliche VM.</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::WorkspaceController</name>
    <message>
        <source>%1 was not opened. Set VISUAL to your editor, such as code or kate, before you start Skybranch.</source>
        <translation>%1 wurde nicht geöffnet. VISUAL auf den eigenen Editor setzen, etwa code oder kate, und Skybranch neu starten.</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::WorkspacePane</name>
    <message>
        <source>Choose a branch at the left.</source>
        <translation>Links einen Branch wählen.</translation>
    </message>
    <message>
        <source>Enter opens a terminal, the cloud mark takes it to the cloud.</source>
        <translation>Enter öffnet ein Terminal, das Wolkenzeichen bringt ihn in die Cloud.</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::WorktreeModel</name>
    <message numerus="yes">
        <source>%n uncommitted files</source>
        <translation>
            <numerusform>%n nicht committete Datei</numerusform>
            <numerusform>%n nicht committete Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commits ahead</source>
        <translation>
            <numerusform>%n Commit voraus</numerusform>
            <numerusform>%n Commits voraus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commits behind</source>
        <translation>
            <numerusform>%n Commit zurück</numerusform>
            <numerusform>%n Commits zurück</numerusform>
        </translation>
    </message>
    <message>
        <source>Cloud only</source>
        <translation>Nur in der Cloud</translation>
    </message>
    <message>
        <source>only a shell</source>
        <translation>nur eine Shell</translation>
    </message>
</context>
<context>
    <name>skybranch::ui::WorktreeView</name>
    <message>
        <source>Worktrees and cloud workspaces</source>
        <translation>Worktrees und Cloud-Workspaces</translation>
    </message>
</context>
<context>
    <name>ssh</name>
    <message>
        <source>There is no connection. Connect first.</source>
        <translation>Es gibt keine Verbindung. Zuerst verbinden.</translation>
    </message>
    <message>
        <source>The certificate for this machine can not be read. Connect again to get a new one.</source>
        <translation>Das Zertifikat für diese Maschine kann nicht gelesen werden. Neu verbinden, um ein neues zu bekommen.</translation>
    </message>
    <message>
        <source>The machine&apos;s address can not be used. Ask for new credentials.</source>
        <translation>Die Adresse der Maschine ist nicht brauchbar. Neue Zugangsdaten anfordern.</translation>
    </message>
    <message>
        <source>Its certificate may have expired. Connect again.</source>
        <translation>Ihr Zertifikat ist vielleicht abgelaufen. Neu verbinden.</translation>
    </message>
    <message>
        <source>Check the provider&apos;s token in the settings.</source>
        <translation>Das Token des Anbieters in den Einstellungen prüfen.</translation>
    </message>
    <message>
        <source>A host key of the machine can not be read. Ask for new credentials.</source>
        <translation>Ein Host-Key der Maschine kann nicht gelesen werden. Neue Zugangsdaten anfordern.</translation>
    </message>
    <message>
        <source>No host key of the machine is known, so it can not be trusted. Ask for new credentials.</source>
        <translation>Kein Host-Key der Maschine ist bekannt, also ist ihr nicht zu trauen. Neue Zugangsdaten anfordern.</translation>
    </message>
    <message>
        <source>No SSH key could be made. Try again.</source>
        <translation>Es ließ sich kein SSH-Schlüssel erzeugen. Erneut versuchen.</translation>
    </message>
    <message>
        <source>No connection can be made now. Close some and try again.</source>
        <translation>Jetzt ist keine Verbindung möglich. Einige schließen und erneut versuchen.</translation>
    </message>
    <message>
        <source>The connection to %1 was lost. Check the network and connect again.</source>
        <translation>Die Verbindung zu %1 ging verloren. Das Netz prüfen und neu verbinden.</translation>
    </message>
    <message>
        <source>The machine did not start a program in time. Try again.</source>
        <translation>Die Maschine hat ein Programm nicht rechtzeitig gestartet. Erneut versuchen.</translation>
    </message>
    <message>
        <source>The machine refused to start a program. Reconnect and try again.</source>
        <translation>Die Maschine hat es abgelehnt, ein Programm zu starten. Neu verbinden und erneut versuchen.</translation>
    </message>
    <message>
        <source>There is no command to run.</source>
        <translation>Es gibt keinen Befehl auszuführen.</translation>
    </message>
    <message>
        <source>A command can not hold a NUL character.</source>
        <translation>Ein Befehl kann kein NUL-Zeichen enthalten.</translation>
    </message>
    <message>
        <source>Only ports of the machine itself can be forwarded.</source>
        <translation>Nur Ports der Maschine selbst können weitergeleitet werden.</translation>
    </message>
    <message>
        <source>The machine did not open the port in time. Try again.</source>
        <translation>Die Maschine hat den Port nicht rechtzeitig geöffnet. Erneut versuchen.</translation>
    </message>
    <message>
        <source>Nothing answers at port %1 of the machine. Start the program there, then try again.</source>
        <translation>An Port %1 der Maschine antwortet nichts. Das Programm dort starten, dann erneut versuchen.</translation>
    </message>
</context>
</TS>
